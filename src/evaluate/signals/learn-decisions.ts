import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../../domain/ids';
import { linkedDomains } from '../../engine/match/linked-domains';
import { bayesTokens } from '../../engine/signals/bayes-tokens';
import type { Tx } from '../../platform/database/unit-of-work';
import { Breath } from '../../platform/jobs/breath';
import { type DecisionInForce, type LearnedDecision, LearnedDecisionStore } from '../../store/learned-decision.store';
import { type ReputationRow, ReputationStore } from '../../store/reputation.store';
import { type TokenCountChange, TokenCountStore } from '../../store/token-count.store';
import { categoryOf, isSpam } from './categories';
import { severity, weightAt } from './standing';

/**
 * Brings what has been learned of comments into line with the decisions in force on them: what was learned of a decision that was taken
 * back or overruled is unlearned, what is in force is learned. So it does not matter how often a comment is looked at, nor in which
 * order. Only people's decisions count, never a verdict of ours.
 */
@Injectable()
export class LearnDecisions {
  constructor(
    private readonly learned: LearnedDecisionStore,
    private readonly reputations: ReputationStore,
    private readonly tokens: TokenCountStore,
  ) {}

  async settle(tx: Tx, siteId: SiteId, commentIds: readonly CommentId[]): Promise<void> {
    if (commentIds.length === 0) return;
    const before = await this.learned.find(tx, siteId, commentIds);
    const inForce = await this.learned.inForce(tx, siteId, commentIds);
    const known = new Map(before.map((one) => [one.comment_id, one.decision_id]));
    const standing = new Map(inForce.map((one) => [one.comment_id, one.decision_id]));
    const gone = before.filter((one) => standing.get(one.comment_id) !== one.decision_id);
    await this.change(tx, siteId, gone, inForce.filter((one) => known.get(one.comment_id) !== one.decision_id));
  }

  /** Unlearns what these comments taught, while their texts are still there; nothing is learned of them again. */
  async forget(tx: Tx, siteId: SiteId, commentIds: readonly CommentId[]): Promise<void> {
    await this.change(tx, siteId, await this.learned.find(tx, siteId, commentIds), []);
  }

  private async change(tx: Tx, siteId: SiteId, gone: readonly LearnedDecision[], fresh: readonly DecisionInForce[]): Promise<void> {
    const lesson = new Lesson();
    const texts = await this.learned.texts(tx, siteId, gone.filter(({ category }) => category !== null));
    const breath = new Breath();
    for (const one of gone) {
      lesson.add(one, texts.get(one.comment_id), -1);
      await breath.take();
    }
    const kept: LearnedDecision[] = [];
    for (const one of fresh) {
      const learned = learnedFrom(one);
      lesson.add(learned, one, 1);
      kept.push(learned);
      await breath.take();
    }
    await this.learned.forget(tx, siteId, gone.map((one) => one.comment_id));
    await this.learned.keep(tx, siteId, kept);
    await this.reputations.add(tx, siteId, lesson.reputations());
    for (const [category, changes] of lesson.tokens()) await this.tokens.add(tx, siteId, category, changes);
  }
}

function learnedFrom({ body, format, ...decision }: DecisionInForce): LearnedDecision {
  return { ...decision, domains: linkedDomains(body, format), category: categoryOf(decision.action, decision.reason_code) };
}

type Text = Pick<DecisionInForce, 'body' | 'format'>;

interface Change {
  good: number;
  bad: number;
}

/** What a few decisions change, each key once. */
class Lesson {
  readonly #reputations = new Map<string, Change & Pick<ReputationRow, 'entity' | 'name'> & { decided: number }>();
  readonly #tokens = new Map<string, Map<number, Change>>();

  /** @param times 1 to learn, -1 to unlearn. A text that is gone cannot be unlearned; it fades. */
  add(decision: LearnedDecision, text: Text | undefined, times: 1 | -1): void {
    const weight = weightAt(decision.decided_at) * times;
    const isGood = decision.action === 'approve';
    if (decision.author_id !== null) this.#reputation('author', decision.author_id, { weight: isGood ? weight : weight * severity(decision.reason_code), isGood, times });
    // A comment rejected for an insult says nothing about the newspaper it links to.
    if (isGood || isSpam(decision.reason_code)) for (const domain of decision.domains) this.#reputation('domain', domain, { weight, isGood, times });
    if (decision.category === null || !text) return;
    const counts = this.#tokens.get(decision.category) ?? new Map<number, Change>();
    this.#tokens.set(decision.category, counts);
    for (const { hash } of bayesTokens(text.body, text.format)) {
      const count = counts.get(hash) ?? { good: 0, bad: 0 };
      count[isGood ? 'good' : 'bad'] += weight;
      counts.set(hash, count);
    }
  }

  reputations(): ReputationRow[] {
    return [...this.#reputations.values()];
  }

  tokens(): [category: string, changes: TokenCountChange[]][] {
    return [...this.#tokens].map(([category, counts]) => [category, [...counts].map(([hash, change]) => ({ hash, ...change }))]);
  }

  #reputation(entity: ReputationRow['entity'], name: string, { weight, isGood, times }: { readonly weight: number; readonly isGood: boolean; readonly times: 1 | -1 }): void {
    const key = `${entity} ${name}`;
    const change = this.#reputations.get(key) ?? { entity, name, good: 0, bad: 0, decided: 0 };
    change[isGood ? 'good' : 'bad'] += weight;
    change.decided += times;
    this.#reputations.set(key, change);
  }
}
