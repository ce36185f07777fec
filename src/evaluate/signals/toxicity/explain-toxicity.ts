import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../../domain/ids';
import type { ScoredText } from '../../../engine/signals/toxicity/score';
import { toxicitySpans } from '../../../engine/signals/toxicity/spans';
import type { ExplainedSignal } from '../explain-signals';
import { shippedToxicityModel } from './model-file';
import { ScoreToxicity } from './score-toxicity';
import { SiteToxicity } from './site-toxicity';
import { TOXICITY_SIGNALS } from './toxicity-signals';

/** Below this a label is not worth a line, and its words say nothing. */
const WORTH_SAYING = 0.25;

/** What the linear model makes of a text, and by which of its words; of a hosted model nobody knows. By the model of today. */
@Injectable()
export class ExplainToxicity {
  constructor(
    private readonly score: ScoreToxicity,
    private readonly sites: SiteToxicity,
  ) {}

  async execute(siteId: SiteId, text: ScoredText): Promise<ExplainedSignal[]> {
    const [{ scores, model }, { identity }] = await Promise.all([this.score.linear(siteId, text), this.sites.of(siteId)]);
    return TOXICITY_SIGNALS.filter(({ label }) => scores[label] >= WORTH_SAYING).map(({ name, label }) => {
      const spans = toxicitySpans(shippedToxicityModel(), text, label, identity);
      const tokens = [...spans].sort((a, b) => b.weight - a.weight).map(({ start, end, weight }) => ({ text: text.body.slice(start, end), value: Math.round(10_000 / (1 + Math.exp(-weight))) / 10_000 }));
      return { name, version: model, score: scores[label], tokens, spans: spans.map(({ start, end }) => ({ start, end })) };
    });
  }
}
