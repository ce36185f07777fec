import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConnectionTrials, type TrialStep } from '../../access/connections/connection-trials';
import type { SiteId } from '../../domain/ids';
import { DetectLanguages } from '../../evaluate/signals/detect-languages';
import { ScoreText } from './score-text';

/** A sentence that nobody minds, and one that everybody does. */
const KIND = 'Thank you for this article, I learned a lot from it.';
const UNKIND = 'You are a stupid idiot, shut up.';

/** Tries what connections that ask for scores would do: the model is there and tells an insult from thanks. */
@Injectable()
export class ScoringTrials implements OnModuleInit {
  constructor(
    private readonly trials: ConnectionTrials,
    private readonly score: ScoreText,
    private readonly languages: DetectLanguages,
  ) {}

  onModuleInit(): void {
    for (const dialect of ['perspective', 'openai'] as const) this.trials.register(dialect, ({ id }) => this.execute(id));
  }

  private async execute(siteId: SiteId): Promise<readonly TrialStep[]> {
    // Whoever sets a connection up tests it, and the first request then finds everything loaded.
    await this.languages.load();
    const [kind, unkind] = await Promise.all([this.score.execute(siteId, KIND), this.score.execute(siteId, UNKIND)]);
    const [low, high] = [kind.scores.TOXICITY.value, unkind.scores.TOXICITY.value];
    const detail = `By ${unkind.model}, "${KIND}" scores ${low.toFixed(2)} for TOXICITY and "${UNKIND}" ${high.toFixed(2)}.`;
    return [{ name: 'scores', isOk: high > low && !unkind.isFallback, detail: unkind.isFallback ? `The hosted model did not answer, so the one in the process did. ${detail}` : detail }];
  }
}
