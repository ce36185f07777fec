import type { Addition } from '../../store/rule-sums.store';
import type { HitOutcome, JudgedRow, KeptHit, QuietHour, RuleHit } from '../../store/rule-hit.store';
import type { Hit } from '../../engine/verdict';

/** Places in the sums of `rule_daily`, in the order of its columns. */
const DAILY = { hits: 0, onlyHits: 1, rejects: 2, pending: 3, confirmed: 4, overturned: 5, weightConfirmed: 6, weightOverturned: 7, weightSquared: 8, errors: 9, us: 10 } as const;
/** Places in the sums of `entry_daily` and `section_daily`. */
const PART = { hits: 0, confirmed: 1, overturned: 2 } as const;

interface Sum {
  readonly key: Addition['key'];
  readonly by: number[];
  last: Date | null;
}

/** Sums by key, each key once: what one portion of the log adds to a table. */
export class Sums {
  private readonly sums = new Map<string, Sum>();

  add(key: Addition['key'], changes: Readonly<Record<number, number>>, last: Date | null = null): void {
    const name = JSON.stringify(key);
    let sum = this.sums.get(name);
    if (!sum) {
      sum = { key, by: [], last: null };
      this.sums.set(name, sum);
    }
    for (const [place, by] of Object.entries(changes)) sum.by[Number(place)] = (sum.by[Number(place)] ?? 0) + by;
    if (last !== null && (sum.last === null || last > sum.last)) sum.last = last;
  }

  /** In the order of their keys, so that two processes never lock crosswise. */
  all(): Addition[] {
    return [...this.sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { key, by, last }]) => ({ key, by: Array.from(by, (n: number | undefined) => n ?? 0), last }));
  }
}

/** What a portion of the log adds to each table. */
export class Tally {
  readonly rules = new Sums();
  readonly entries = new Sums();
  readonly sections = new Sums();
  readonly judged = new Sums();
  readonly hourly = new Sums();
  readonly errors = new Sums();

  /** Evaluations that are only counted. */
  quiet({ judged_at: hour, version, event, took_us: us, judged, passed }: QuietHour): void {
    this.judged.add([hour, version, event], { 0: judged, 1: passed, 2: us });
  }

  /** One evaluation: what it adds to the sums, and the hits to keep. Judging that failed as a whole counts as nothing: it is done again. */
  judgement(row: JudgedRow): RuleHit[] {
    const { verdict, judged_at: judgedAt, version, took_us: us, weight } = row;
    if (verdict.primaryRule === 'engine_error') return [];
    const [day, hour, minute] = [dayOf(judgedAt), floor(judgedAt, 3_600_000), floor(judgedAt, 60_000)];
    this.judged.add([hour, version, row.event], { 0: 1, 1: row.action === 'publish' ? 1 : 0, 2: us });
    for (const { rule, detail } of verdict.errors) {
      this.rules.add([day, rule, version], { [DAILY.errors]: 1 });
      if (isBroken(detail)) this.errors.add([minute, rule], { 0: 1 });
    }
    const { hits } = verdict;
    return hits.map((hit) => {
      const isOnly = !hits.some((other) => other !== hit && other.mode === 'active');
      const isReject = hit.mode === 'active' && hit.action === 'reject' && hit.suppressedBy === undefined;
      this.rules.add([day, hit.rule, version], { [DAILY.hits]: 1, [DAILY.onlyHits]: isOnly ? 1 : 0, [DAILY.rejects]: isReject ? 1 : 0, [DAILY.us]: us }, judgedAt);
      this.hourly.add([hour, hit.rule], { 0: 1 });
      const entries = entriesOf(hit);
      for (const entry of entries) this.entries.add([hit.rule, day, entry], { [PART.hits]: 1 });
      if (row.section !== null) this.sections.add([hit.rule, day, row.section], { [PART.hits]: 1 });
      const { id: evaluationId, comment_id: commentId, revision, section } = row;
      return { day, evaluationId, rule: hit.rule, commentId, revision, version, judgedAt, mode: hit.mode, action: hit.action, isSuppressed: hit.suppressedBy !== undefined, isOnly, section, entries, weight };
    });
  }

  /** A hit of which people now say something else than before. */
  settled(hit: KeptHit, becomes: HitOutcome | null): void {
    this.outcome(hit, hit.outcome, -1);
    this.outcome(hit, becomes, 1);
  }

  private outcome(hit: KeptHit, outcome: HitOutcome | null, by: 1 | -1): void {
    if (outcome === null) return;
    const { day, rule, version, weight, entries, section } = hit;
    if (outcome === 'pending') {
      this.rules.add([day, rule, version], { [DAILY.pending]: by });
      return;
    }
    const weighed = outcome === 'confirmed' ? DAILY.weightConfirmed : DAILY.weightOverturned;
    this.rules.add([day, rule, version], { [DAILY[outcome]]: by, [weighed]: by * weight, [DAILY.weightSquared]: by * weight * weight });
    for (const entry of entries) this.entries.add([rule, day, entry], { [PART[outcome]]: by });
    if (section !== null) this.sections.add([rule, day, section], { [PART[outcome]]: by });
  }
}

/** UTC, `2026-02-22`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

function floor(moment: Date, ms: number): Date {
  return new Date(Math.floor(moment.getTime() / ms) * ms);
}

function entriesOf({ spans }: Hit): string[] {
  return [...new Set(spans.map(({ entry }) => entry))].sort();
}

/** A rule that broke, not one whose facts could not be had: those are somebody else's fault. */
function isBroken(detail: string): boolean {
  return detail.startsWith('The rule broke');
}
