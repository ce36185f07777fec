import { invalidField } from '../../domain/errors';
import type { Hours } from '../../store/stats.store';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Left out, `from` is a week before `to`. */
const USUAL_DAYS = 7;

export interface AskedSpan {
  readonly from?: string;
  readonly to?: string;
}

/**
 * The whole hours of a time that was asked for: from the hour in which it begins to the end of that in which it ends. 422 for an end that is
 * not after the beginning, and for more days than `most`.
 */
export function spanOf({ from, to }: AskedSpan, now: Date, most: number): Hours {
  const end = to === undefined ? now.getTime() : Date.parse(to);
  const begin = from === undefined ? end - USUAL_DAYS * DAY_MS : Date.parse(from);
  if (begin >= end) throw invalidField(from === undefined ? '?to' : '?from', 'Must be before the end.');
  if (end - begin > most * DAY_MS) throw invalidField('?from', `Must be at most ${String(most)} days before the end.`);
  return { from: new Date(Math.floor(begin / HOUR_MS) * HOUR_MS), to: new Date(Math.ceil(end / HOUR_MS) * HOUR_MS) };
}
