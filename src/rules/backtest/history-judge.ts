import type { CommentId } from '../../domain/ids';
import { decide } from '../../engine/decide/decide';
import type { CompiledRuleSet } from '../../engine/decide/compiled-rule-set';
import type { Hit, Verdict, VerdictAction } from '../../engine/verdict';
import { storedJudgement } from '../../evaluate/stored-judgement';
import type { ChangeKind, KeptHit } from '../../store/backtest.store';
import type { HistoryFacts, HistoryLine, HumanWord } from '../../store/history.store';
import { type FoundChange } from './thread-messages';
import { countComment, emptyTally, type Judged, type RuleTally, ruleTally, type Tally } from './tally';
import { type Clock, RuleTimer } from './rule-timer';
import { glanceAt, type VerdictGlance } from './verdict-glance';
import type { VersionPlan, VersionPlans } from './version-plans';

/** A comment that something was, or would be, done with: people may have said what they think of it. */
interface Caught {
  readonly row: Pick<HistoryLine, 'comment_id' | 'revision' | 'action' | 'verdict'>;
  /** Null: the stored verdict stands. */
  readonly judged: { readonly after: Outcome; readonly kind: ChangeKind | null; readonly at: string } | null;
}

/** What the rules under test say of one comment. */
interface Outcome {
  readonly action: VerdictAction;
  readonly primaryRule: string | null;
  readonly hits: Verdict['hits'];
}

/** A comment of which the line does not tell what becomes of it: its facts are needed. */
export interface OpenLine {
  readonly line: HistoryLine;
  readonly stored: VerdictGlance;
  readonly isTimed: boolean;
}

/** A stretch of history while it is judged: first what can be told from the lines, then the rest. */
export interface Batch {
  readonly tally: Tally;
  readonly caught: Caught[];
  readonly open: readonly OpenLine[];
}

/** One comment of so many is timed rule by rule, and fewer once a thread has timed {@link ENOUGH}: it takes many times as long as most comments do. */
const TIMED_EACH = 64;
const SELDOM_TIMED_EACH = 2_048;
const ENOUGH = 500;

/** Judges stored comments with the rules under test and holds the outcome against the verdict of then: rows in, sums out. */
export class HistoryJudge {
  private readonly timers = new Map<CompiledRuleSet, RuleTimer>();
  private seen = 0;
  /** Whether the rules read the author's name or the comment that was answered, so that facts must bring them. */
  readonly around: boolean;

  constructor(
    candidate: CompiledRuleSet,
    private readonly plans: VersionPlans,
    private readonly clock: Clock,
  ) {
    this.around = candidate.fieldsUsed.some((field) => field === 'author.name' || field === 'parent.body');
  }

  /** Takes the stored verdict where it certainly is that of the rules under test, too, and says which comments that leaves open. */
  first(lines: readonly HistoryLine[]): Batch {
    const tally = emptyTally();
    tally.evaluations = lines.length;
    const caught: Caught[] = [];
    const open: OpenLine[] = [];
    for (const line of lines) {
      try {
        const stored = glanceAt(line.verdict);
        const isTimed = this.isTimed();
        const plan = this.plans.of(line);
        if (isTimed || !plan.mayKeep(stored) || !plan.isQuiet(line)) open.push({ line, stored, isTimed });
        else keep({ tally, caught }, line, stored);
      } catch {
        tally.broken++;
      }
    }
    return { tally, caught, open };
  }

  /** Nothing is told from the line alone: for history of which that is seldom possible. */
  allOpen(lines: readonly HistoryLine[]): Batch {
    const tally = emptyTally();
    tally.evaluations = lines.length;
    return { tally, caught: [], open: lines.map((line) => ({ line, stored: glanceAt(line.verdict), isTimed: this.isTimed() })) };
  }

  /** Judges what was left open; of a text that is erased, and has no facts therefore, nothing can be said. */
  rest({ tally, caught, open }: Batch, factsOf: (line: HistoryLine) => HistoryFacts | undefined): void {
    for (const one of open) {
      const facts = factsOf(one.line);
      if (facts === undefined) continue;
      try {
        this.one({ tally, caught }, one, facts);
      } catch {
        tally.broken++;
      }
    }
    for (const timer of this.timers.values()) timer.pour(tally);
  }

  private one(into: Sums, { line, stored, isTimed }: OpenLine, more: HistoryFacts): void {
    const judgement = storedJudgement({ ...more, body: line.body, format: line.format, title: line.title }, { around: this.around });
    if (judgement === null) return;
    const plan = this.plans.of(line);
    if (!isTimed && plan.mayKeep(stored) && plan.isQuietWith(judgement)) {
      keep(into, line, stored);
      return;
    }
    const { tally, caught } = into;
    const after = isTimed ? decide(this.timed(plan), plan.factsFor(judgement.facts), judgement.text) : plan.judgeChanged(judgement, stored, line.verdict);
    countUnknown(tally, plan, after);
    const kind = countComment(tally, line.action, after.action);
    countRules(tally, stored.fired, after.hits.map(({ rule }) => rule));
    if (line.action !== 'publish' || after.action !== 'publish' || after.hits.length > 0) caught.push({ row: line, judged: { after, kind, at: more.at } });
  }

  private isTimed(): boolean {
    const n = this.seen++;
    return n % (n < TIMED_EACH * ENOUGH ? TIMED_EACH : SELDOM_TIMED_EACH) === 0;
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

type Sums = Pick<Batch, 'tally' | 'caught'>;

function keep({ tally, caught }: Sums, line: HistoryLine, { fired }: VerdictGlance): void {
  countComment(tally, line.action, line.action);
  countRules(tally, fired, fired);
  if (line.verdict !== null) caught.push({ row: line, judged: null });
}

function countRules(tally: Tally, before: readonly string[], after: readonly string[]): void {
  for (const rule of before) ruleTally(tally, rule).before++;
  for (const rule of after) ruleTally(tally, rule).hits++;
  if (after.length === 1) for (const rule of after) ruleTally(tally, rule).onlyHits++;
}

function countUnknown(tally: Tally, { lackingRules }: VersionPlan, { errors }: Verdict): void {
  const unknown = lackingRules.size === 0 ? [] : errors.filter(({ rule }) => lackingRules.has(rule));
  for (const { rule } of unknown) ruleTally(tally, rule).unknown++;
  if (unknown.length > 0) tally.unknown++;
}

/** Of these comments it matters what people said. */
export function commentsIn({ caught, open }: Batch): CommentId[] {
  return [...caught.map(({ row }) => row.comment_id), ...open.map(({ line }) => line.comment_id)];
}

/** Adds what people said of the comments that were caught, and hands out those that changed. */
export function settle({ tally, caught }: Batch, words: readonly HumanWord[]): FoundChange[] {
  const said = new Map<string, HumanWord[]>();
  for (const word of words) said.set(word.comment_id, [...(said.get(word.comment_id) ?? []), word]);
  const changes: FoundChange[] = [];
  for (const { row, judged } of caught) {
    const decided = said.get(row.comment_id)?.findLast(({ revision }) => revision === row.revision)?.action ?? null;
    if (decided !== null) countDecided(tally, { before: row.action, after: judged?.after ?? storedOutcome(row) }, decided);
    if (judged === null || judged.kind === null) continue;
    const { after, kind, at } = judged;
    changes.push({ kind, commentId: row.comment_id, revision: Number(row.revision), judgedAt: at, before: row.action, after: after.action, primaryRule: after.primaryRule, hits: after.hits.map(keptHit), decided });
  }
  return changes;
}

function countDecided(tally: Tally, { before, after }: { readonly before: VerdictAction; readonly after: Outcome }, decided: HumanWord['action']): void {
  const isRejected = decided === 'reject';
  if (before !== 'publish') count(tally.precision.before, isRejected);
  if (after.action !== 'publish') count(tally.precision.after, isRejected);
  for (const { rule, action } of after.hits) count(ruleTally(tally, rule), isRejected === (action !== 'allow'));
}

function storedOutcome({ action, verdict }: Caught['row']): Outcome {
  return verdict === null ? { action, primaryRule: null, hits: [] } : (JSON.parse(verdict) as Verdict);
}

/** Field by field: the facts that a rule saw are left where an erasure finds them. */
function keptHit({ rule, mode, action, hard, reason, policy, score, spans, suppressedBy }: Hit): KeptHit {
  return { rule, mode, action, hard, reason, policy, score, spans, ...(suppressedBy === undefined ? {} : { suppressedBy }) };
}

function count(judged: Judged | RuleTally, isConfirmed: boolean): void {
  if (isConfirmed) judged.confirmed++;
  else judged.overturned++;
}
