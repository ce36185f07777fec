import { languageNow } from '../words/words';

/** How wide the steps of a chart over time are. */
export type BucketWidth = 'hour' | 'day';

/** Days begin at midnight of the site's time zone; hours are told in the reader's own. */
export interface Buckets {
  readonly width: BucketWidth;
  readonly timeZone: string;
}

const SECONDS: Readonly<Record<BucketWidth, number>> = { hour: 3_600, day: 86_400 };

const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

function date(at: number, options: Intl.DateTimeFormatOptions): string {
  const key = languageNow() + JSON.stringify(options);
  const format = dates.get(key) ?? new Intl.DateTimeFormat(languageNow(), options);
  dates.set(key, format);
  return format.format(new Date(at * 1_000));
}

function numeral(value: number, options: Intl.NumberFormatOptions): string {
  const key = languageNow() + JSON.stringify(options);
  const format = numbers.get(key) ?? new Intl.NumberFormat(languageNow(), options);
  numbers.set(key, format);
  return format.format(value);
}

/** Where the bucket ends; seconds since 1970, as all times of charts. */
export function endOf(at: number, width: BucketWidth): number {
  return at + SECONDS[width];
}

export function secondsOf(iso: string): number {
  return Date.parse(iso) / 1_000;
}

export function isoOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}

/** "Tue 24 Nov" or "Tue 24 Nov, 14:00". */
export function bucketWords(at: number, { width, timeZone }: Buckets): string {
  return width === 'day' ? date(at, { weekday: 'short', day: 'numeric', month: 'short', timeZone }) : date(at, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
}

/** Beside an axis: the day, or the time with the day below it where a new one begins. */
export function tickWords(at: number, { width, timeZone }: Buckets, step: number, first: boolean): string {
  const zone = width === 'day' ? { timeZone } : {};
  const day = date(at, { day: 'numeric', month: 'short', ...zone });
  if (step >= SECONDS.day) return day;
  const time = date(at, { hour: '2-digit', minute: '2-digit', ...zone });
  return first || new Date(at * 1_000).getHours() === 0 ? `${time}\n${day}` : time;
}

/** "Tue 24 Nov" for 2026-11-24. */
export function dayWords(iso: string): string {
  return bucketWords(secondsOf(`${iso.slice(0, 10)}T00:00:00Z`), { width: 'day', timeZone: 'UTC' });
}

/** "08:00" for the hour of a day. */
export function hourWords(hour: number): string {
  return date(new Date(2026, 0, 15, hour).getTime() / 1_000, { hour: '2-digit', minute: '2-digit' });
}

export function percentWords(share: number): string {
  return numeral(share, { style: 'percent', maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 });
}

/** 812, 2.1K, 3.4M: where there is little room. */
export function shortNumber(value: number): string {
  return numeral(value, { notation: 'compact', maximumFractionDigits: 1 });
}

export function decimal(value: number): string {
  return numeral(value, { maximumFractionDigits: 1 });
}

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]] as const;

/** A length of time in its two largest units: "1h 20m", "3d 4h", "45s". */
export function lengthWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const first = UNITS.findIndex(([, size]) => whole >= size);
  if (first === -1) return unit(0, 'second');
  const [name, size] = UNITS[first] ?? UNITS[3];
  const next = UNITS[first + 1];
  const rest = next === undefined ? 0 : Math.floor((whole % size) / next[1]);
  return next === undefined || rest === 0 || whole >= size * 10 ? unit(Math.floor(whole / size), name) : `${unit(Math.floor(whole / size), name)} ${unit(rest, next[0])}`;
}

function unit(value: number, name: string): string {
  return numeral(value, { style: 'unit', unit: name, unitDisplay: 'narrow' });
}
