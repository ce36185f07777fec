import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Site } from '../../../domain/actor';
import { problem } from '../../../domain/errors';
import type { DialectCall } from '../../../access/connections/dialect-call';
import { DetectLanguages } from '../../../evaluate/signals/detect-languages';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { newId } from '../../../platform/ids';
import { type SuggestedScore, SuggestedScoreStore } from '../../../store/suggested-score.store';
import { readSuggestRequest, type Suggestion, type SuggestRequest } from './suggest-request';

/** The category of words that suggestions may teach (see evaluate/signals). */
const BAYES_SPAM = 'bayes_spam';
/** From here on a suggested score says yes. */
const YES = 0.5;
const MOST_TRIES = 3;

/** Keeps what people say a text should have scored, as labels to learn from. A later word about the same comment replaces the earlier one. */
@Injectable()
export class SuggestScore {
  constructor(
    private readonly detect: DetectLanguages,
    private readonly work: UnitOfWork,
    private readonly suggested: SuggestedScoreStore,
  ) {}

  /** The body of the answer, as JSON text. */
  async execute(site: Site, call: DialectCall, json: unknown): Promise<string> {
    call.operation = 'comments:suggestscore';
    const request = readSuggestRequest(json, call.connection.settings.attributes);
    const detectedLanguages = await this.detect.execute(request.text);
    await this.keep(site, call, request);
    call.tell(request.suggestions.map(({ attribute, value }) => `${attribute} ${String(value)}`).join(', ') || 'only parts');
    return JSON.stringify({ clientToken: request.clientToken, detectedLanguages, requestedLanguages: request.languages });
  }

  private async keep(site: Site, call: DialectCall, request: SuggestRequest): Promise<void> {
    const scores = scoresOf(request, call.connection.id, new Date());
    if (scores.length === 0) return;
    const subject = subjectOf(request);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (await this.work.run((tx) => this.suggested.keep(tx, site.id, subject, scores))) return;
    }
    // As many others said something about the same comment at the same moment: one of them stands.
    throw problem('unavailable');
  }
}

/** Each label once: of two names for one label the last counts. */
function scoresOf({ suggestions, text, coralCommentId }: SuggestRequest, connectionId: string, suggestedAt: Date): Omit<SuggestedScore, 'subject'>[] {
  const byLabel = new Map(suggestions.map((suggestion) => [suggestion.label, suggestion]));
  // What PostgreSQL cannot keep stands for itself nowhere else either.
  const body = text.replaceAll('\0', '\uFFFD').toWellFormed();
  return [...byLabel.values()].map((suggestion) => ({ id: newId(), connectionId, label: suggestion.label, value: suggestion.value, body, lesson: lessonOf(suggestion, coralCommentId !== undefined), suggestedAt }));
}

/** What is said of SPAM teaches what spam is. From Coral a score of 0 is an approval, and so an example of what people let stand; that a comment is toxic says nothing about spam. */
function lessonOf({ label, value }: Suggestion, isFromCoral: boolean): SuggestedScore['lesson'] {
  const isGood = value < YES;
  return label === 'SPAM' || (isFromCoral && isGood) ? { category: BAYES_SPAM, isGood } : null;
}

function subjectOf({ coralCommentId, text }: SuggestRequest): string {
  return coralCommentId === undefined ? `text:${createHash('sha256').update(text).digest('base64url')}` : `coral:${coralCommentId.replaceAll('\0', '').toWellFormed()}`;
}
