import { Injectable } from '@nestjs/common';
import type { ToxicityScores } from '../../engine/signals/toxicity/labels';
import { scoreToxicity, type ScoredText } from '../../engine/signals/toxicity/score';
import { shippedToxicityModel } from './toxicity/model-file';

/** Scores of one text, and whose they are. */
export interface ScoredLabels {
  readonly scores: ToxicityScores;
  readonly model: string;
  /** Why another model than the one the site chose had to speak; null if none had to. */
  readonly fallback: string | null;
}

/** What a site makes of texts, label by label, by the model in the process. */
@Injectable()
export class ScoreLabels {
  /** One answer for each text, in their order. */
  execute(texts: readonly ScoredText[]): Promise<readonly ScoredLabels[]> {
    const model = shippedToxicityModel();
    return Promise.resolve(texts.map((text) => ({ scores: scoreToxicity(model, text), model: model.head.version, fallback: null })));
  }
}
