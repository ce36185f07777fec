import { languageNow } from '../../words/words';

const DAY_MS = 86_400_000;

/** The time if it is within a day, else the day. */
export function clockOrDay(iso: string): string {
  const soon = Date.parse(iso) - Date.now() < DAY_MS;
  return new Intl.DateTimeFormat(languageNow(), soon ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' }).format(new Date(iso));
}

/** For how long one may be suspended with one click, in days. */
export const SPANS = [1, 7, 30, 90] as const;

export function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString();
}
