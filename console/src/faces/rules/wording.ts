import type { Action, Brake, Change, ChangeKind, Outcome, RuleFlag, RuleMode, RuleStats } from '../../api/rule-types';
import { ApiError } from '../../api/client';

/** Every word of this face stands here, so that another language is another file. */
export const MODES: Readonly<Record<RuleMode, string>> = { active: 'active', shadow: 'shadow', draft: 'draft', paused: 'paused' };

export const MODE_MEANS: Readonly<Record<RuleMode, string>> = {
  active: 'Acts on comments.',
  shadow: 'Only watches: it is counted and shown, and changes nothing.',
  draft: 'Does not run; only its examples do.',
  paused: 'Does not run.',
};

export const ACTIONS: Readonly<Record<Action, string>> = {
  none: 'Nothing by itself (score and tags only)',
  flag: 'Publish, look at it afterwards',
  hold: 'Hold for a moderator',
  reject: 'Reject',
  allow: 'Allow (overrules named groups)',
};

export const OUTCOMES: Readonly<Record<Outcome, string>> = { publish: 'Published', flag: 'Flagged', hold: 'Held', reject: 'Rejected' };

export const FLAGS: Readonly<Record<RuleFlag, { readonly word: string; readonly means: string }>> = {
  noisy: { word: 'noisy', means: 'Moderators often decide otherwise.' },
  dead: { word: 'never hits', means: 'It has not matched anything for a long time.' },
  braked: { word: 'braked', means: 'It matched suspiciously much, so its rejections only hold.' },
  degraded: { word: 'failing', means: 'It failed several times and is not run in full until somebody looks.' },
  alarm: { word: 'unusual', means: 'It matches far more than it used to.' },
  young: { word: 'young', means: 'New or edited within a day: too young to be judged.' },
};

export const BRAKES: Readonly<Record<Brake['kind'], string>> = {
  young: 'New or edited, it matched far more than a new rule should: what it would reject is held.',
  daily: 'It has acted as often as it may in a day: what it would reject is held.',
  degraded: 'It broke too often, so it is not run in full.',
  rate: 'It matches much more often than usual. Nothing is held back; somebody should look.',
};

export const CHANGES: Readonly<Record<Change, string>> = { added: 'new', removed: 'removed', changed: 'changed' };

export const CHANGE_KINDS: Readonly<Record<ChangeKind, string>> = { newly_caught: 'Newly caught', no_longer_caught: 'No longer caught', changed: 'Otherwise changed' };

export const LIST_KINDS = { words: 'words', domains: 'domains', ips: 'addresses', emails: 'e-mail addresses', authors: 'authors', regex: 'patterns' } as const;

/** Names of rule keys in differences. */
export const KEYS: Readonly<Record<string, string>> = { when: 'condition', unless: 'exception', then: 'action', examples: 'examples', mode: 'mode', name: 'name', reason: 'reason', policy: 'policy', priority: 'priority', group: 'group' };

export function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.01 ? 1 : 0)} %`;
}

/** 812, 2.1k, 3.4M: for narrow columns; the exact number belongs into the title. */
export function short(count: number): string {
  if (count < 1_000) return String(count);
  return count < 1_000_000 ? `${(count / 1_000).toFixed(count < 10_000 ? 1 : 0)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}

/** The precision as a share with half its interval: ".97 ±.01". */
export function precisionWords({ precision }: Pick<RuleStats, 'precision'>): string {
  if (precision === null) return '–';
  const margin = (precision.high - precision.low) / 2;
  return `${share(precision.value)} ±${share(margin)}`;
}

function share(value: number): string {
  return value >= 0.995 ? '1.0' : value.toFixed(2).replace(/^0/, '');
}

export function precisionTitle({ confirmed, overturned, pending, precision }: RuleStats): string {
  if (precision === null) return pending === 0 ? 'No decision on its hits yet' : `No decision on its hits yet, ${String(pending)} waiting`;
  return `Moderators agreed with ${String(confirmed)} of ${String(confirmed + overturned)} hits; between ${percent(precision.low)} and ${percent(precision.high)} with 95 % certainty`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

const MOST_TOLD = 5;

/** What went wrong and what to do, for any failed request of this face. */
export function troubleWords(error: unknown): string {
  if (!(error instanceof ApiError) || error.unreachable) return 'The service could not be reached. Nothing is lost; try again in a moment.';
  if (error.status === 403) return 'Your role on this site does not allow this. An admin can change that.';
  const fields = error.problem?.errors?.slice(0, MOST_TOLD).map((field) => field.detail).join(' ') ?? '';
  return [error.message, fields].filter((part) => part !== '').join(' ');
}

export const SHOW = 'Show the line';

export const WRITERS = [
  { id: 'newcomer', label: 'a newcomer', fields: {} },
  { id: 'reader', label: 'a reader, 20 approved', fields: { 'author.kind': 'registered', 'author.approved': 20, 'author.rejected': 1, 'author.approval_rate': 0.91 } },
  { id: 'regular', label: 'a regular, 200 approved', fields: { 'author.kind': 'subscriber', 'author.approved': 200, 'author.rejected': 0, 'author.approval_rate': 0.99 } },
] as const;

const DATES = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });

export function dayWords(day: string): string {
  return DATES.format(new Date(`${day.slice(0, 10)}T12:00:00`));
}
