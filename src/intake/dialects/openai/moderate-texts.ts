import { Injectable } from '@nestjs/common';
import type { DialectCall } from '../../../access/connections/dialect-call';
import { newId } from '../../../platform/ids';
import { Breath } from '../../../platform/jobs/breath';
import { ScoreText } from '../score-text';
import { SCORED_LABELS, type ScoredLabel } from '../scored-labels';
import { moderationResult, type ModerationResult } from './categories';
import { readModerationRequest } from './moderation-request';

export interface Moderation {
  readonly id: string;
  /** Ours, whatever the request named. */
  readonly model: string;
  readonly results: readonly ModerationResult[];
}

/** Scores texts for OpenAI's categories, and forgets them. */
@Injectable()
export class ModerateTexts {
  constructor(private readonly score: ScoreText) {}

  async execute(call: DialectCall, json: unknown): Promise<Moderation> {
    call.operation = 'moderations';
    const { texts } = readModerationRequest(json);
    const results: ModerationResult[] = [];
    const breath = new Breath();
    let model = '';
    for (const text of texts) {
      const scored = await this.score.execute(call.connection.siteId, text);
      model = scored.model;
      const scores = {} as Record<ScoredLabel, number>;
      for (const label of SCORED_LABELS) scores[label] = scored.scores[label].value;
      results.push(moderationResult(scores, call.connection.settings.attributes));
      await breath.take();
    }
    const flagged = results.filter((result) => result.flagged).length;
    call.tell(texts.length === 1 ? (flagged === 1 ? 'flagged' : 'not flagged') : `${String(flagged)} of ${String(texts.length)} flagged`);
    return { id: `modr-${newId()}`, model, results };
  }
}
