import { Injectable, Logger } from '@nestjs/common';
import type { Site } from '../domain/actor';
import type { CompiledRuleSet } from '../engine/decide/compiled-rule-set';
import { countedValues } from '../engine/decide/counted-values';
import type { SiteId } from '../domain/ids';
import { Secrets } from '../platform/crypto/secrets';
import { inOrder } from '../platform/database/in-order';
import type { Queryable } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import { CounterStore } from '../store/counter.store';
import type { OutcomeKey } from './facts';
import { withEarlier } from './earlier-counts';
import { judge, type Judgement } from './judge';
import type { JudgedComment } from './judged-comment';
import type { RunningRuleSet } from './running-rule-sets';
import { sampleBuckets } from './sample-buckets';
import { movesOf, outcomeRates, outcomesOf, ratesInOrder, type Tally, talliesOf, valuesOf } from './velocity';

export interface Previewed {
  readonly comment: JudgedComment;
  readonly isCounted: boolean;
}

/**
 * ② Judges the comments of one batch inside the transaction that stores them. Counters are the last locks a batch takes
 * before its inserts, so that a counter shared by a whole site is held for the shortest time.
 */
@Injectable()
export class EvaluateBatch {
  private readonly log = new Logger('evaluate');

  constructor(
    private readonly counters: CounterStore,
    private readonly secrets: Secrets,
  ) {}

  /** The verdicts in batch order. A comment on which judging fails is held; its neighbours are not. */
  async execute(tx: Tx, { id: siteId, slug }: Site, ruleSet: RunningRuleSet, comments: readonly JudgedComment[]): Promise<Judgement[]> {
    const tallies = comments.map((comment) => this.tallied(ruleSet.compiled, comment));
    const [rates, became] = await inOrder([this.count(tx, siteId, tallies.map((one) => one.tallies)), this.outcomes(tx, siteId, tallies.map((one) => one.outcomes))]);
    return comments.map((comment, index) => {
      const counted = { brakes: ruleSet.brakes, vocabulary: ruleSet.vocabulary?.version, rates: Object.assign(rates[index] ?? {}, became[index]), sampleBuckets: sampleBuckets(ruleSet.compiled.sampled, comment, this.secrets), failed: tallies[index]?.failed ?? [], outcomes: (tallies[index]?.outcomes ?? []).map(kept) };
      return judge(ruleSet.compiled, comment, counted, (error) => {
        this.log.error({ site: slug, reason: error instanceof Error ? error.name : 'unknown' }, 'judging failed; the comment is held');
      });
    });
  }

  /**
   * Judges one comment without moving a counter: as if it came now, or, when it is in the counts since it first came, as it
   * stands in them.
   */
  async preview(on: Queryable, { id: siteId }: Site, ruleSet: RunningRuleSet, { comment, isCounted }: Previewed): Promise<Judgement> {
    const { tallies, outcomes, failed } = this.tallied(ruleSet.compiled, comment);
    const sums = await this.counters.peek(on, siteId, movesOf(tallies).map((move) => (isCounted ? { ...move, by: 0 } : move)));
    const distinct = tallies.filter(({ plan }) => plan.distinct !== undefined);
    const seen = await this.counters.valuesSeen(on, siteId, distinct);
    const counts = await withEarlier({ store: this.counters, on, siteId }, tallies, { sums, seen });
    // An edit, a window that has passed, a comment that was imported: nobody counted it, and there is one of it all the same.
    const [rates = {}] = ratesInOrder([tallies], new Map([...counts.sums].map(([name, sum]) => [name, Math.max(1, sum)])), counts.seen);
    const [became = {}] = await this.outcomes(on, siteId, [outcomes]);
    const counted = { brakes: ruleSet.brakes, vocabulary: ruleSet.vocabulary?.version, rates: { ...rates, ...became }, sampleBuckets: sampleBuckets(ruleSet.compiled.sampled, comment, this.secrets), failed, outcomes: outcomes.map(kept) };
    return judge(ruleSet.compiled, comment, counted, () => undefined);
  }

  /** What a comment moves, and what becomes of it is counted under. Where its links and contacts cannot be read, the counters by them are unknown and not zero. */
  private tallied(compiled: CompiledRuleSet, comment: JudgedComment): Tallied {
    const { counters, needs } = compiled;
    try {
      const values = countedValues(compiled, comment.text);
      return { tallies: talliesOf(counters, comment, this.secrets, values), outcomes: outcomesOf(needs.outcomes, comment, this.secrets, values), failed: [] };
    } catch {
      const ofText = counters.filter(({ by, distinct }) => [...by, distinct].some((value) => value === 'domain' || value === 'contact'));
      return { tallies: talliesOf(counters, comment, this.secrets), outcomes: outcomesOf(needs.outcomes, comment, this.secrets), failed: ofText.map(({ id }) => id) };
    }
  }

  /** What became of earlier comments, as far as the worker has counted it. */
  private async outcomes(on: Queryable, siteId: SiteId, batch: readonly (readonly Tally[])[]): Promise<Record<string, number>[]> {
    const all = batch.flat();
    if (all.length === 0) return batch.map(() => ({}));
    const distinct = all.filter(({ plan }) => plan.distinct !== undefined);
    const [sums, seen] = await inOrder([
      this.counters.peek(on, siteId, movesOf(all.filter(({ plan }) => plan.distinct === undefined)).map((move) => ({ ...move, by: 0 }))),
      this.counters.valuesSeen(on, siteId, [...new Map(distinct.map(({ key, name, since }) => [name, { key, since }])).values()]),
    ]);
    const counts = await withEarlier({ store: this.counters, on, siteId }, all, { sums, seen });
    return batch.map((tallies) => outcomeRates(tallies, counts.sums, counts.seen));
  }

  /** Moves the counters and says what each comment sees, as if the batch had come one by one. */
  private async count(tx: Tx, siteId: SiteId, batch: readonly (readonly Tally[])[]): Promise<Record<string, number>[]> {
    const all = batch.flat();
    const distinct = all.filter(({ plan }) => plan.distinct !== undefined);
    const windows = new Map(distinct.map(({ key, name, since }) => [name, { key, since }]));
    // The server does the second after the first: behind the locks of the counters the values are exact, too.
    const [sums, seen] = await inOrder([this.counters.move(tx, siteId, movesOf(all)), this.counters.seeAndAdd(tx, siteId, [...windows.values()], valuesOf(distinct))]);
    const counts = await withEarlier({ store: this.counters, on: tx, siteId }, all, { sums, seen });
    return ratesInOrder(batch, counts.sums, counts.seen);
  }
}

interface Tallied {
  readonly tallies: Tally[];
  readonly outcomes: Tally[];
  readonly failed: readonly string[];
}

/** As the worker needs it, who has no way to make the key again: the address behind it is forgotten. */
function kept({ plan, name, value }: Tally): OutcomeKey {
  return { of: plan.of as OutcomeKey['of'], windowSeconds: plan.windowSeconds, key: name, ...(value === null ? {} : { value: value.toString('base64') }) };
}
