import type { Stretch } from '../../api/insights';
import { hrefOf, withFilters } from '../../router';

/** How far back one may look with one click. */
export const RANGES = ['24h', '7d', '30d', '90d'] as const;
export type Range = (typeof RANGES)[number];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SPAN: Readonly<Record<Range, number>> = { '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY, '90d': 90 * DAY };
/** Longer stretches are told by days: more than a week of hours cannot be told apart on a screen. */
const MOST_HOURS = 8 * DAY;
export const USUAL: Range = '7d';

/** What the address asks for: a range up to now, or a stretch between two times. */
export function stretchOf(filters: URLSearchParams, now: number, timeZone: string): Stretch & { readonly range: Range | null } {
  const [from, to] = [Date.parse(filters.get('from') ?? ''), Date.parse(filters.get('to') ?? '')];
  if (from < to) return { ...inBuckets(from, to, timeZone), range: null };
  const range = RANGES.find((each) => each === filters.get('range')) ?? USUAL;
  return { ...inBuckets(now - SPAN[range], now, timeZone), range };
}

/** Whole hours or whole days of the site. */
export function inBuckets(from: number, to: number, timeZone: string): Stretch {
  const bucket = to - from <= MOST_HOURS ? 'hour' : 'day';
  const begin = to - from > DAY ? midnightBefore(from, timeZone) : Math.floor(from / HOUR) * HOUR;
  const end = Math.max(Math.ceil(to / HOUR) * HOUR, begin + HOUR);
  return { from: new Date(begin).toISOString(), to: new Date(end).toISOString(), bucket };
}

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** The clock there says how long the day has lasted; on the two days a year on which it jumps, an hour is mended after. */
function midnightBefore(at: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', { ...CLOCK, timeZone });
  const sinceMidnight = (time: number): number => clock.format(time).split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1_000;
  const whole = Math.floor(at / 1_000) * 1_000;
  const guess = whole - sinceMidnight(whole);
  const off = sinceMidnight(guess);
  return off === 0 ? guess : off > DAY / 2 ? guess + DAY - off : guess - off;
}

/** The days from one time to the other, as the site's calendar names them: 2026-11-24. */
export function daysOf({ from, to }: Stretch, timeZone: string): string[] {
  const calendar = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
  const days = new Set<string>();
  for (let time = Date.parse(from); time < Date.parse(to); time += HOUR) days.add(calendar.format(time));
  return [...days];
}

export function addressOf(site: string, { range, from, to }: { readonly range?: Range | null; readonly from?: string; readonly to?: string }): string {
  return withFilters(hrefOf(site, 'insights'), range === undefined || range === null ? { from, to } : { range: range === USUAL ? null : range });
}
