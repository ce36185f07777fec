import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import type { TextFormat } from '../../engine/facts';
import { bayesScore } from '../../engine/signals/bayes';
import { bayesTokens } from '../../engine/signals/bayes-tokens';
import { BAYES_SPAM } from './categories';
import { SignalModels } from './signal-models';
import { ExplainToxicity } from './toxicity/explain-toxicity';

/** What a model makes of a text, and by which words. */
export interface ExplainedSignal {
  readonly name: string;
  readonly version: string;
  readonly score: number;
  /** What decided, clearest first; near 1 speaks for the signal, near 0 against. Of spam words, pairs of words and linked domains; of toxicity words of the comment. */
  readonly tokens: readonly { readonly text: string; readonly value: number }[];
  /** Where in the body it stands, in UTF-16 units; null where a signal is about the whole. */
  readonly spans: readonly { readonly start: number; readonly end: number }[] | null;
}

const MOST_TOKENS = 20;

/** Why a signal says what it says. By the model of today: what a comment was judged on stands in its evaluation. */
@Injectable()
export class ExplainSignals {
  constructor(
    private readonly models: SignalModels,
    private readonly toxicity: ExplainToxicity,
  ) {}

  async execute(siteId: SiteId, text: { readonly body: string; readonly format: TextFormat }): Promise<ExplainedSignal[]> {
    return [...(await this.spam(siteId, text)), ...(await this.toxicity.execute(siteId, text))];
  }

  private async spam(siteId: SiteId, { body, format }: { readonly body: string; readonly format: TextFormat }): Promise<ExplainedSignal[]> {
    const loaded = await this.models.of(siteId, BAYES_SPAM);
    const score = loaded && bayesScore(loaded.model, bayesTokens(body, format));
    if (!score) return [];
    const tokens = score.tokens.slice(0, MOST_TOKENS).map(({ token, value }) => ({ text: token.text, value: rounded(value) }));
    return [{ name: BAYES_SPAM, version: String(loaded.version), score: rounded(score.score), tokens, spans: null }];
  }
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
