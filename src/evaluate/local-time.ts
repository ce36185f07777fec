const WEEKDAYS: Readonly<Record<string, string>> = { Mon: 'mon', Tue: 'tue', Wed: 'wed', Thu: 'thu', Fri: 'fri', Sat: 'sat', Sun: 'sun' };

/** Making a formatter costs a thousand times what using it does; a site has one zone, so this stays small. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const LARGEST = 500;

export interface LocalTime {
  readonly 'time.hour': number;
  readonly 'time.weekday': string;
}

/** Zones differ by quarters of an hour, so within one the answer is the same, and formatting is the dearest of the facts. */
const QUARTER_MS = 900_000;
const known = new Map<string, { readonly quarter: number; readonly time: LocalTime }>();

/** The hour and weekday that a clock on the site's wall shows. */
export function localTime(at: Date, timeZone: string): LocalTime {
  const quarter = Math.floor(at.getTime() / QUARTER_MS);
  const last = known.get(timeZone);
  if (last?.quarter === quarter) return last.time;
  const time = formatted(at, timeZone);
  if (known.size >= LARGEST) known.clear();
  known.set(timeZone, { quarter, time });
  return time;
}

function formatted(at: Date, timeZone: string): LocalTime {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    if (formatters.size >= LARGEST) formatters.clear();
    formatter = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' });
    formatters.set(timeZone, formatter);
  }
  let hour = 0;
  let weekday = 'mon';
  for (const { type, value } of formatter.formatToParts(at)) {
    if (type === 'hour') hour = Number(value);
    if (type === 'weekday') weekday = WEEKDAYS[value] ?? weekday;
  }
  return { 'time.hour': hour, 'time.weekday': weekday };
}
