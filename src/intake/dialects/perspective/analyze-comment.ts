import { Injectable } from '@nestjs/common';
import { problem } from '../../../domain/errors';
import type { DialectCall } from '../../../access/connections/dialect-call';
import { DetectLanguages } from '../../../evaluate/signals/detect-languages';
import { isEnglish, ScoreText } from '../score-text';
import { effectiveLanguages, planned, readAnalyzeRequest } from './analyze-request';
import { analyzeResponse } from './analyze-response';
import { sentencesOf } from './sentences';

/** Scores a text and forgets it: nothing of it is stored, whatever `doNotStore` says, and no rule sees it. */
@Injectable()
export class AnalyzeComment {
  constructor(
    private readonly detect: DetectLanguages,
    private readonly score: ScoreText,
  ) {}

  /** The body of the answer, as JSON text. */
  async execute(call: DialectCall, json: unknown): Promise<string> {
    call.operation = 'comments:analyze';
    const request = readAnalyzeRequest(json, call.connection.settings.attributes);
    const detected = await this.detect.execute(request.text);
    const languages = effectiveLanguages(request, detected);
    const plan = planned(request, detected, languages.every(isEnglish));
    const { scores, isFallback } = await this.score.execute(call.connection.siteId, request.text, request.wantsSpans ? sentencesOf(request.text) : []);
    // The model in the process knows English only: for another language it must not stand in.
    if (isFallback && !languages.every(isEnglish)) throw problem('unavailable');
    const [first] = plan.attributes;
    if (first) call.tell(`${first.name} ${scores[first.label].value.toFixed(2)}`);
    return analyzeResponse(request, plan, scores);
  }
}
