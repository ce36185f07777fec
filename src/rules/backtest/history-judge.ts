import { decide } from '../../engine/decide/decide';
import type { CompiledRuleSet } from '../../engine/decide/compiled-rule-set';
import type { Hit, Verdict, VerdictAction } from '../../engine/verdict';
import { storedJudgement, type StoredJudgement } from '../../evaluate/stored-judgement';
import type { ChangeKind, KeptHit } from '../../store/backtest.store';
import type { HistoryRow, HumanWord } from '../../store/history.store';
import { type FoundChange } from './thread-messages';
import { countComment, emptyTally, type Judged, type RuleTally, ruleTally, type Tally } from './tally';
import { type Clock, RuleTimer } from './rule-timer';
import type { VersionPlan, VersionPlans } from './version-plans';

/** A comment that something was, or would be, done with: people may have said what they think of it. */
interface Caught {
  readonly row: HistoryRow;
  readonly before: VerdictAction;
  readonly after: Outcome;
  readonly kind: ChangeKind | null;
}

/** What the rules under test say of one comment. */
interface Outcome {
  readonly action: VerdictAction;
  readonly primaryRule: string | null;
  readonly hits: Verdict['hits'];
}

export interface Batch {
  readonly tally: Tally;
  readonly caught: readonly Caught[];
}

/** One comment of so many is timed rule by rule. */
const TIMED_EACH = 64;

/** Judges stored comments with the rules under test and holds the outcome against the verdict of then: rows in, sums out. */
export class HistoryJudge {
  private readonly timers = new Map<CompiledRuleSet, RuleTimer>();
  private seen = 0;
  /** Whether the rules read the author's name or the comment that was answered, so that rows must bring them. */
  readonly around: boolean;

  constructor(
    candidate: CompiledRuleSet,
    private readonly plans: VersionPlans,
    private readonly clock: Clock,
  ) {
    this.around = candidate.fieldsUsed.some((field) => field === 'author.name' || field === 'parent.body');
  }

  batch(rows: readonly HistoryRow[]): Batch {
    const tally = emptyTally();
    tally.evaluations = rows.length;
    const caught: Caught[] = [];
    for (const row of rows) {
      try {
        const one = this.one(row, tally);
        if (one) caught.push(one);
      } catch (error) {
        // Of an erased text nothing can be said.
        if (!(error instanceof ErasedError)) tally.broken++;
      }
    }
    for (const timer of this.timers.values()) timer.pour(tally);
    return { tally, caught };
  }

  private one(row: HistoryRow, tally: Tally): Caught | null {
    const judged = once(() => storedJudgement(row, { around: this.around }) ?? erased());
    const stored = row.verdict === null ? null : (JSON.parse(row.verdict) as Verdict);
    const plan = this.plans.of(row);
    const isTimed = this.seen++ % TIMED_EACH === 0;
    const isKnown = !isTimed && plan.isUntouched(judged, stored);
    const after = isKnown ? (stored ?? { action: row.action, primaryRule: null, hits: [] }) : judgeAgain(plan, isTimed ? this.timed(plan) : plan.ruleSet, judged(), tally);
    const kind = countComment(tally, row.action, after.action);
    const rulesBefore = stored === null ? [] : stored.hits.map(({ rule }) => rule);
    for (const rule of rulesBefore) ruleTally(tally, rule).before++;
    for (const { rule } of after.hits) {
      const of = ruleTally(tally, rule);
      of.hits++;
      if (after.hits.length === 1) of.onlyHits++;
    }
    return row.action === 'publish' && after.action === 'publish' && after.hits.length === 0 ? null : { row, before: row.action, after, kind };
  }

  private timed({ ruleSet }: VersionPlan): CompiledRuleSet {
    let timer = this.timers.get(ruleSet);
    if (!timer) {
      timer = new RuleTimer(ruleSet, this.clock);
      this.timers.set(ruleSet, timer);
    }
    return timer.ruleSet;
  }
}

class ErasedError extends Error {}

function erased(): never {
  throw new ErasedError();
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function judgeAgain(plan: VersionPlan, ruleSet: CompiledRuleSet, { facts, text }: StoredJudgement, tally: Tally): Outcome {
  const verdict = decide(ruleSet, plan.factsFor(facts), text);
  const unknown = plan.lackingRules.size === 0 ? [] : verdict.errors.filter(({ rule }) => plan.lackingRules.has(rule));
  for (const { rule } of unknown) ruleTally(tally, rule).unknown++;
  if (unknown.length > 0) tally.unknown++;
  return verdict;
}

/** Adds what people said of the comments that were caught, and hands out those that changed. */
export function settle({ tally, caught }: Batch, words: readonly HumanWord[]): FoundChange[] {
  const said = new Map(words.map((word) => [`${word.comment_id} ${word.revision}`, word.action]));
  return caught.flatMap(({ row, before, after, kind }) => {
    const decided = said.get(`${row.comment_id} ${row.revision}`) ?? null;
    if (decided !== null) {
      if (before !== 'publish') count(tally.precision.before, decided === 'reject');
      if (after.action !== 'publish') count(tally.precision.after, decided === 'reject');
      for (const { rule, action } of after.hits) count(ruleTally(tally, rule), (decided === 'reject') === (action !== 'allow'));
    }
    if (kind === null) return [];
    const hits = after.hits.map(keptHit);
    return [{ kind, commentId: row.comment_id, revision: Number(row.revision), judgedAt: row.at, before, after: after.action, primaryRule: after.primaryRule, hits, decided }];
  });
}

/** Field by field: the facts that a rule saw are left where an erasure finds them. */
function keptHit({ rule, mode, action, hard, reason, policy, score, spans, suppressedBy }: Hit): KeptHit {
  return { rule, mode, action, hard, reason, policy, score, spans, ...(suppressedBy === undefined ? {} : { suppressedBy }) };
}

function count(judged: Judged | RuleTally, isConfirmed: boolean): void {
  if (isConfirmed) judged.confirmed++;
  else judged.overturned++;
}
