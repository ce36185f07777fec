import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import { ScoreToxicity } from '../../evaluate/signals/toxicity/score-toxicity';
import { SCORED_LABELS, type ScoredLabel } from './scored-labels';

/** Part of a text: UTF-16 units, the end not included. */
export interface Range {
  readonly begin: number;
  readonly end: number;
}

export interface LabelScore {
  /** 0 to 1. */
  readonly value: number;
  /** The same for each of the parts that were asked for. */
  readonly spans: readonly (Range & { readonly value: number })[];
}

export interface ScoredText {
  readonly scores: Readonly<Record<ScoredLabel, LabelScore>>;
  /** Which model spoke, with its version. */
  readonly model: string;
  /** Another model than the one the site chose had to speak. */
  readonly isFallback: boolean;
}

/** What a site makes of a text, by the model that it chose. Reads the text alone: no author, no rule, and nothing is stored. */
@Injectable()
export class ScoreText {
  constructor(private readonly toxicity: ScoreToxicity) {}

  /** @param parts of the text, to be scored by themselves as well. */
  async execute(siteId: SiteId, text: string, parts: readonly Range[] = []): Promise<ScoredText> {
    const texts = [text, ...parts.map(({ begin, end }) => text.slice(begin, end))];
    const [whole, ...found] = await this.toxicity.execute(siteId, texts.map((body) => ({ body, format: 'text' })));
    if (!whole) throw new Error('A text was not scored');
    const scores = {} as Record<ScoredLabel, LabelScore>;
    for (const label of SCORED_LABELS) scores[label] = { value: whole.scores[label], spans: parts.map((part, at) => ({ ...part, value: found[at]?.scores[label] ?? whole.scores[label] })) };
    return { scores, model: whole.model, isFallback: whole.fallback !== null };
  }
}

/** Any English, in ISO 639-1 or BCP-47. */
export function isEnglish(language: string): boolean {
  return /^en(?:[-_]|$)/i.test(language);
}
