import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../../domain/ids';
import { type ToxicityLabel, TOXICITY_LABELS, type ToxicityScores } from '../../../engine/signals/toxicity/labels';
import { onCurve, rawToxicity, type ScoredText } from '../../../engine/signals/toxicity/score';
import { plainText } from '../../../engine/text/plain';
import { HostedModel } from './hosted-model';
import { shippedToxicityModel } from './model-file';
import { type LoadedSettings, SiteToxicity } from './site-toxicity';

/** Scores of one text, and whose they are: what an evaluation keeps under `models.toxicity`. */
export interface ScoredToxicity {
  readonly scores: ToxicityScores;
  readonly model: string;
  /** Why the hosted model that the site chose did not speak; null if it did, or the site chose none. */
  readonly fallback: string | null;
}

/** What a site makes of texts, by the model it chose: the linear one in the process, or a hosted one for which the linear one speaks when it fails. */
@Injectable()
export class ScoreToxicity {
  constructor(
    private readonly sites: SiteToxicity,
    private readonly hosted: HostedModel,
  ) {}

  /** One answer for each text, in their order. Fails only with the database. */
  async execute(siteId: SiteId, texts: readonly ScoredText[]): Promise<readonly ScoredToxicity[]> {
    const settings = await this.sites.of(siteId);
    const { provider } = settings;
    if (provider.kind === 'linear') return texts.map((text) => linear(text, settings));
    return Promise.all(texts.map(async (text): Promise<ScoredToxicity> => {
      const answer = await this.hosted.ask(siteId, settings.version, { provider, key: settings.key, text: plainText(text.body, text.format).view.text });
      const own = linear(text, settings);
      if ('failure' in answer) return { ...own, fallback: `${provider.kind} ${answer.failure}` };
      const others = TOXICITY_LABELS.filter((label) => answer.scores[label] === undefined);
      const name = `${provider.kind}${provider.model === null ? '' : `:${provider.model}`} settings.${settings.version}`;
      return { scores: { ...own.scores, ...answer.scores }, model: others.length === 0 ? name : `${name}; ${own.model} for ${others.map((label) => label.toLowerCase()).join(', ')}`, fallback: null };
    }));
  }

  /** The linear model's scores with the site's terms and curves, whatever model the site chose: at once, for nothing. */
  async linear(siteId: SiteId, text: ScoredText): Promise<ScoredToxicity> {
    return linear(text, await this.sites.of(siteId));
  }

  /** How long a comment of the site may wait, in milliseconds. */
  async patience(siteId: SiteId): Promise<number> {
    const { provider } = await this.sites.of(siteId);
    return provider.kind === 'linear' ? 0 : provider.timeoutMs;
  }
}

function linear(text: ScoredText, { version, identity, calibration }: LoadedSettings): ScoredToxicity {
  const model = shippedToxicityModel();
  const raw = rawToxicity(model, text, identity);
  const scores = {} as Record<ToxicityLabel, number>;
  TOXICITY_LABELS.forEach((label, l) => {
    const curve = calibration?.curves[label] ?? model.head.curves[l];
    scores[label] = curve ? Math.round(onCurve(raw[l] ?? 0, curve) * 10_000) / 10_000 : 0;
  });
  return { scores, model: [model.head.version, ...(version === 0 ? [] : [`settings.${version}`]), ...(calibration ? [`calibration.${calibration.version}`] : [])].join(' '), fallback: null };
}
