import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import { bayesTokens } from '../../engine/signals/bayes-tokens';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { Breath } from '../../platform/jobs/breath';
import { type DueSuggestion, SuggestedScoreStore } from '../../store/suggested-score.store';
import { type TokenCountChange, TokenCountStore } from '../../store/token-count.store';
import { weightAt } from './standing';

/** A long text teaches a thousand tokens. */
const AT_ONCE = 200;

/**
 * Learns the words of texts that people labelled elsewhere and told us about: each once, and unlearns those that were labelled
 * otherwise later.
 */
@Injectable()
export class LearnSuggestions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly suggestions: SuggestedScoreStore,
    private readonly tokens: TokenCountStore,
  ) {}

  /** One portion of each site; returns how many were looked at. */
  async runOnce(): Promise<number> {
    let count = 0;
    for (const siteId of await this.suggestions.dueSites(this.work.reads)) count += await this.work.run((tx) => this.settle(tx, siteId));
    return count;
  }

  private async settle(tx: Tx, siteId: SiteId): Promise<number> {
    const due = await this.suggestions.due(tx, siteId, AT_ONCE);
    const [gone, fresh] = [due.filter((one) => one.is_learned), due.filter((one) => !one.is_learned)];
    for (const [category, changes] of await changesOf(due)) await this.tokens.add(tx, siteId, category, changes);
    await this.suggestions.learned(tx, siteId, fresh.map(({ id }) => id));
    await this.suggestions.forget(tx, siteId, gone.map(({ id }) => id));
    return due.length;
  }
}

/** By category, each token once. */
async function changesOf(due: readonly DueSuggestion[]): Promise<Map<string, TokenCountChange[]>> {
  const breath = new Breath();
  const sums = new Map<string, Map<number, { good: number; bad: number }>>();
  for (const { body, category, is_good: isGood, is_learned: isLearned, suggested_at: at } of due) {
    const counts = sums.get(category) ?? new Map<number, { good: number; bad: number }>();
    sums.set(category, counts);
    const weight = weightAt(at) * (isLearned ? -1 : 1);
    for (const { hash } of bayesTokens(body, 'text')) {
      const count = counts.get(hash) ?? { good: 0, bad: 0 };
      count[isGood ? 'good' : 'bad'] += weight;
      counts.set(hash, count);
    }
    await breath.take();
  }
  return new Map([...sums].map(([category, counts]) => [category, [...counts].map(([hash, change]) => ({ hash, ...change }))]));
}
