import type { ScoredLabel } from '../scored-labels';
import { labelOf, type OwnAttributes } from './attributes';
import { commentText } from './comment-text';
import { MessageReader } from './message';
import { attributeUnknown, suggestionInvalid } from './perspective-error';

/** What `comments:suggestscore` tells, checked. */
export interface SuggestRequest {
  readonly text: string;
  readonly suggestions: readonly Suggestion[];
  readonly languages: readonly string[];
  readonly communityId: string | undefined;
  readonly clientToken: string | undefined;
  /** What Coral calls the comment, where Coral tells us; a later suggestion about the same comment replaces the earlier one. */
  readonly coralCommentId: string | undefined;
}

/** What people say an attribute's score should be, of the comment as a whole. */
export interface Suggestion {
  readonly attribute: string;
  readonly label: ScoredLabel;
  /** 0 to 1; people who decide say 0 or 1. */
  readonly value: number;
}

/** @throws PerspectiveError as Google would answer. */
export function readSuggestRequest(json: unknown, own: OwnAttributes = {}): SuggestRequest {
  const body = MessageReader.body(json);
  const text = commentText(body);
  const given = body.map('attributeScores');
  if (given.length === 0) throw suggestionInvalid('Missing attribute_scores');
  const suggestions = given.flatMap(([attribute, scores]) => suggested(attribute, scores, { own, length: text.length }));
  return { text, suggestions, languages: body.strings('languages'), communityId: body.string('communityId'), clientToken: body.string('clientToken'), coralCommentId: coralCommentId(body) };
}

/** An attribute that nothing here scores is feedback that nobody can use: refused, so that it is not sent in vain. */
function suggested(attribute: string, scores: MessageReader, { own, length }: { readonly own: OwnAttributes; readonly length: number }): Suggestion[] {
  const label = labelOf(attribute, own);
  if (label === null) throw attributeUnknown(attribute);
  const summary = scores.message('summaryScore');
  const spans = scores.messages('spanScores');
  if (!summary && spans.length === 0) throw suggestionInvalid(`Missing scores of attribute ${attribute}`);
  for (const span of spans) checkSpan(span, attribute, length);
  if (!summary) return [];
  return [{ attribute, label, value: scoreOf(summary, attribute) }];
}

function checkSpan(span: MessageReader, attribute: string, length: number): void {
  const [begin, end] = [span.number('begin', 'TYPE_INT32'), span.number('end', 'TYPE_INT32')];
  if (begin === undefined || end === undefined) throw suggestionInvalid(`Span scores of attribute ${attribute} must have begin and end`);
  if (begin < 0 || end > length || begin >= end) throw suggestionInvalid(`Span scores of attribute ${attribute} must lie within the comment`);
  scoreOf(span.message('score'), attribute);
}

function scoreOf(score: MessageReader | undefined, attribute: string): number {
  const type = score?.string('type') ?? 'PROBABILITY';
  if (type !== 'PROBABILITY' && type !== 'SCORE_TYPE_UNSPECIFIED') throw suggestionInvalid(`Score type ${type.slice(0, 100)} is not supported by attribute ${attribute}`);
  const value = score?.number('value', 'TYPE_FLOAT');
  if (value === undefined) throw suggestionInvalid(`Missing score value of attribute ${attribute}`);
  if (value < 0 || value > 1) throw suggestionInvalid(`Score value of attribute ${attribute} must be between 0 and 1`);
  return value;
}

/** Longer than any id of Coral's. */
const LONGEST_ID = 200;

/** Coral hides it in a JSON text: `context.entries[0].text = {"url", "reply_to_id_Coral_comment_id", "Coral_comment_id"}`. */
function coralCommentId(body: MessageReader): string | undefined {
  const text = body.message('context')?.messages('entries')[0]?.string('text');
  if (text === undefined || !text.includes('Coral_comment_id')) return undefined;
  try {
    const id = (JSON.parse(text) as { Coral_comment_id?: unknown } | null)?.Coral_comment_id;
    return typeof id === 'string' && id !== '' && id.length <= LONGEST_ID ? id : undefined;
  } catch {
    return undefined;
  }
}
