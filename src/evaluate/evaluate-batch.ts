import { Injectable, Logger } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { Secrets } from '../platform/crypto/secrets';
import type { Tx } from '../platform/database/unit-of-work';
import { CounterStore } from '../store/counter.store';
import { factsOf } from './facts';
import { judge, type Judgement } from './judge';
import type { JudgedComment } from './judged-comment';
import type { RunningRuleSet } from './running-rule-sets';
import { sampleBuckets } from './sample-buckets';
import { movesOf, ratesInOrder, type Tally, talliesOf, valuesOf } from './velocity';

export type Counts = readonly Readonly<Record<string, number>>[];

/**
 * ② Judges the comments of one batch, in three steps that the caller places among its own statements, because locks are
 * taken in one order everywhere: counters first (1, 2), then articles and authors, and only then the verdicts (3).
 */
@Injectable()
export class EvaluateBatch {
  private readonly log = new Logger('evaluate');

  constructor(
    private readonly counters: CounterStore,
    private readonly secrets: Secrets,
  ) {}

  /** 1. Which counters each comment moves. Pure. */
  tallies(ruleSet: RunningRuleSet, comments: readonly JudgedComment[]): Tally[][] {
    return comments.map((comment) => talliesOf(ruleSet.compiled.counters, comment, this.secrets));
  }

  /** 2. Moves them and says what each comment sees, as if the batch had come one by one. */
  async count(tx: Tx, site: Site, batch: readonly (readonly Tally[])[]): Promise<Counts> {
    const all = batch.flat();
    const distinct = all.filter(({ plan }) => plan.distinct !== undefined);
    const sums = await this.counters.move(tx, site.id, movesOf(all));
    const windows = new Map(distinct.map(({ key, since }) => [key.toString('base64'), { key, since }]));
    const seen = await this.counters.valuesSeen(tx, site.id, [...windows.values()]);
    await this.counters.addValues(tx, site.id, valuesOf(distinct));
    return ratesInOrder(batch, sums, seen);
  }

  /** 3. The verdicts, in batch order. No input, no output: a comment on which judging fails is held, its neighbours are not. */
  verdicts(ruleSet: RunningRuleSet, comments: readonly JudgedComment[], counts: Counts): Judgement[] {
    return comments.map((comment, index) => {
      const facts = factsOf(comment, { rates: counts[index] ?? {}, sampleBuckets: sampleBuckets(ruleSet.compiled.sampled, comment, this.secrets) });
      return judge(ruleSet.compiled, facts, comment.text, (error) => {
        this.log.error({ site: comment.site.slug, reason: error instanceof Error ? error.name : 'unknown' }, 'judging failed; the comment is held');
      });
    });
  }
}
