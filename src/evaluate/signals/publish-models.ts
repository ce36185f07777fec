import { Injectable, Logger } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import { bayesModel } from '../../engine/signals/bayes';
import { encodeModel } from '../../engine/signals/bayes-encoding';
import { bayesTokens, TOKENS_VERSION } from '../../engine/signals/bayes-tokens';
import { crossValidation, type LabelledText } from '../../engine/signals/validation';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Breath } from '../../platform/jobs/breath';
import { type LearnedCount, LearnedDecisionStore } from '../../store/learned-decision.store';
import { SuggestedScoreStore } from '../../store/suggested-score.store';
import { type NewSignalModel, type SignalModelRow, SignalModelStore } from '../../store/signal-model.store';
import { type TokenCountChange, TokenCountStore } from '../../store/token-count.store';
import { BAYES_SPAM } from './categories';
import { faded, HALF_LIFE_SECONDS, LANDMARK } from './standing';

/** Below this many decisions of each class nothing is told from anything. */
export const FEWEST_DECISIONS = 200;
/** A category in which the words tell less than this is left alone: incivility is not learned from words. */
export const LEAST_AUC = 0.85;
/** A model is made anew when so much more (or less) has been learned, or after a day. */
const GROWTH = 0.05;
const DAY_MS = 86_400_000;
/** Texts of each class that the measurement learns from and is asked about. */
const MEASURED = 500;
const PAGE = 10_000;
const MOST_TOKENS = 300_000;
/** A token that counts less than this much of one comment of today has faded. */
const LEAST_COUNT = 0.2;
const KEPT_VERSIONS = 5;

/** Makes models of what has been learned: counted, measured by cross-validation, and published as a version that never changes. */
@Injectable()
export class PublishModels {
  private readonly log = new Logger('signals');

  constructor(
    private readonly work: UnitOfWork,
    private readonly learned: LearnedDecisionStore,
    private readonly tokens: TokenCountStore,
    private readonly models: SignalModelStore,
    private readonly suggestions: SuggestedScoreStore,
  ) {}

  /** Looks at every site that has learned something; returns how many models were published. */
  async runOnce(now: Date, signal?: AbortSignal): Promise<number> {
    let published = 0;
    for (const siteId of await this.sites()) {
      if (signal?.aborted === true) break;
      if (await this.execute(siteId, now)) published++;
    }
    return published;
  }

  /** A new version for one site, if what it has learned asks for one. */
  async execute(siteId: SiteId, now: Date): Promise<boolean> {
    const latest = await this.models.latest(this.work.reads, siteId, BAYES_SPAM);
    const count = await this.count(siteId);
    const isEnough = count.good >= FEWEST_DECISIONS && count.bad >= FEWEST_DECISIONS;
    if (!isDue({ latest, count, isEnough, now })) return false;
    const auc = isEnough ? await this.measure(siteId) : null;
    const isEnabled = auc !== null && auc >= LEAST_AUC;
    const data = isEnabled ? await this.encoded(siteId, count, now) : new Uint8Array(0);
    const model: NewSignalModel = { name: BAYES_SPAM, version: (latest?.version ?? 0) + 1, learnedGood: count.good, learnedBad: count.bad, auc, isEnabled, tokensVersion: TOKENS_VERSION, data: Buffer.from(data), createdAt: now };
    await this.work.run(async (tx) => {
      await this.models.publish(tx, siteId, model);
      await this.models.forget(tx, siteId, BAYES_SPAM, model.version - KEPT_VERSIONS);
      await this.tokens.fade(tx, siteId, BAYES_SPAM, LEAST_COUNT / faded(1, now));
    });
    this.log.log({ siteId, model: BAYES_SPAM, version: model.version, good: count.good, bad: count.bad, auc, isEnabled }, 'a model was published');
    return true;
  }

  private async sites(): Promise<ReadonlySet<SiteId>> {
    const [decided, suggested] = await Promise.all([this.learned.sites(this.work.reads, BAYES_SPAM), this.suggestions.taughtSites(this.work.reads, BAYES_SPAM)]);
    return new Set([...decided, ...suggested]);
  }

  /** What people decided here, and what they suggested through a dialect. */
  private async count(siteId: SiteId): Promise<LearnedCount> {
    const weights = { landmark: LANDMARK, doublingSeconds: HALF_LIFE_SECONDS };
    const [decided, suggested] = await Promise.all([this.learned.count(this.work.reads, siteId, BAYES_SPAM, weights), this.suggestions.count(this.work.reads, siteId, BAYES_SPAM, weights)]);
    return { good: decided.good + suggested.good, bad: decided.bad + suggested.bad, good_weight: decided.good_weight + suggested.good_weight, bad_weight: decided.bad_weight + suggested.bad_weight };
  }

  /** How well what people approve and reject can be told apart at all, on the latest texts. In steps: other requests are served between. */
  private async measure(siteId: SiteId): Promise<number | null> {
    const texts: LabelledText[] = [];
    const decided = await this.learned.latest(this.work.reads, siteId, BAYES_SPAM, MEASURED);
    const suggested = await this.suggestions.latest(this.work.reads, siteId, BAYES_SPAM, MEASURED);
    const labelled = [...decided.map(({ action, body, format }) => ({ body, format, isBad: action === 'reject' })), ...suggested.map(({ body, is_good: isGood }) => ({ body, format: 'text' as const, isBad: !isGood }))];
    const breath = new Breath();
    for (const { body, format, isBad } of labelled) {
      texts.push({ tokens: bayesTokens(body, format), isBad });
      await breath.take();
    }
    const steps = crossValidation(texts);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      await breath.take();
    }
  }

  private async encoded(siteId: SiteId, count: LearnedCount, now: Date): Promise<Uint8Array> {
    const tokens: TokenCountChange[] = [];
    for (let after = -1; tokens.length < MOST_TOKENS; ) {
      const page = await this.tokens.page(this.work.reads, siteId, BAYES_SPAM, { after, least: LEAST_COUNT / faded(1, now), limit: PAGE });
      for (const { hash, good, bad } of page) tokens.push({ hash, good: faded(good, now), bad: faded(bad, now) });
      const last = page.at(-1);
      if (!last || page.length < PAGE) break;
      after = last.hash;
    }
    return encodeModel(bayesModel(tokens, { good: faded(count.good_weight, now), bad: faded(count.bad_weight, now) }));
  }
}

/** Without enough decisions only a model that must be switched off is due. */
function isDue({ latest, count, isEnough, now }: { readonly latest: SignalModelRow | null; readonly count: LearnedCount; readonly isEnough: boolean; readonly now: Date }): boolean {
  if (!isEnough) return latest?.is_enabled === true;
  if (!latest || latest.tokens_version !== TOKENS_VERSION || now.getTime() - latest.created_at.getTime() > DAY_MS) return true;
  const before = latest.learned_good + latest.learned_bad;
  return Math.abs(count.good + count.bad - before) >= Math.max(1, before * GROWTH);
}
