import type { BrakeRow, NewBrake } from '../../store/rule-brake.store';
import type { RuleErrors, RulePace } from '../../store/rule-pace.store';
import type { RuleSince } from '../../store/rule-stats.store';

const DAY_MS = 86_400_000;
/** Rules younger than this are watched (rules.md E8a, after MediaWiki's AbuseFilter). */
export const YOUNG_MS = DAY_MS;
const LEAST_HITS = 20;
const GREATEST_SHARE = 0.05;
/** So many errors within so long degrade a rule (rules.md E7). */
const MOST_ERRORS = 5;
export const ERROR_WINDOW_MS = 600_000;

export interface Pace {
  readonly rules: readonly RuleSince[];
  /** Of young rules that reject. */
  readonly young: readonly RulePace[];
  readonly rejectsToday: ReadonlyMap<string, number>;
  readonly errors: readonly RuleErrors[];
  /** When degraded rules were released. */
  readonly forgiven: ReadonlyMap<string, Date>;
  readonly on: readonly BrakeRow[];
  readonly now: Date;
}

/** Rules that are watched because they are new or were edited, and that reject. */
export function watched(rules: readonly RuleSince[], now: Date): RuleSince[] {
  return rules.filter((rule) => rule.mode === 'active' && rule.action === 'reject' && now.getTime() - rule.mode_since.getTime() < YOUNG_MS);
}

/** The brakes to put on now. Those that were on before for the same cause are the store's to leave out. */
export function dueBrakes(pace: Pace): NewBrake[] {
  return [...tooBusy(pace), ...overMaximum(pace), ...broken(pace)];
}

/** Brakes whose rule has been changed, switched or removed since: they are about a rule that is no more. */
export function outdated({ on, rules }: Pick<Pace, 'on' | 'rules'>): BrakeRow[] {
  const current = new Map(rules.map((rule) => [rule.rule, rule]));
  return on.filter(({ rule, kind, cause }) => {
    if (kind !== 'young' && kind !== 'degraded') return false;
    const now = current.get(rule);
    return now === undefined || !(now.mode === 'active' || now.mode === 'shadow') || !isOfVersion(cause, now.mode_version);
  });
}

function tooBusy({ young, rules, now }: Pace): NewBrake[] {
  const since = new Map(rules.map((rule) => [rule.rule, rule]));
  return young.flatMap(({ rule, hits, evaluated }): NewBrake[] => {
    const version = since.get(rule)?.mode_version;
    if (version === undefined || hits < LEAST_HITS || hits <= GREATEST_SHARE * evaluated) return [];
    return [{ rule, kind: 'young', cause: ofVersion(version), since: now, until: null, evidence: { hits, evaluated } }];
  });
}

function overMaximum({ rules, rejectsToday, now }: Pace): NewBrake[] {
  const day = now.toISOString().slice(0, 10);
  return rules.flatMap(({ rule, mode, daily_maximum: maximum }): NewBrake[] => {
    const rejects = rejectsToday.get(rule) ?? 0;
    if (mode !== 'active' || maximum === null || rejects < maximum) return [];
    return [{ rule, kind: 'daily', cause: day, since: now, until: new Date(Date.parse(day) + DAY_MS), evidence: { rejects, maximum } }];
  });
}

function broken({ rules, errors, forgiven, on, now }: Pace): NewBrake[] {
  const already = new Set(on.filter(({ kind }) => kind === 'degraded').map(({ rule }) => rule));
  return rules.flatMap(({ rule, mode_version: version }): NewBrake[] => {
    const pardon = forgiven.get(rule)?.getTime() ?? 0;
    // A minute in which a pardon fell is forgiven whole: better to wait for one error more than to ask the admin twice.
    const counted = errors.filter((one) => one.rule === rule && one.minute.getTime() > pardon).reduce((sum, one) => sum + one.errors, 0);
    if (counted < MOST_ERRORS || already.has(rule)) return [];
    return [{ rule, kind: 'degraded', cause: `${ofVersion(version)} ${now.toISOString()}`, since: now, until: null, evidence: { errors: counted } }];
  });
}

function ofVersion(version: number): string {
  return `v${String(version)}`;
}

function isOfVersion(cause: string, version: number): boolean {
  return cause === ofVersion(version) || cause.startsWith(`${ofVersion(version)} `);
}
