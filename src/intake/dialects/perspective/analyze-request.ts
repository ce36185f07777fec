import { labelOf, type ScoredLabel } from './attributes';
import { commentText } from './comment-text';
import { MessageReader } from './message';
import { attributeUnknown, invalidValue, languageUnknown, languageUnsupported, noAttributes, scoreTypeUnsupported } from './perspective-error';
import type { Languages } from './scoring';

/** What `comments:analyze` is asked, checked. */
export interface AnalyzeRequest {
  readonly text: string;
  readonly attributes: readonly RequestedAttribute[];
  /** As the request named them; empty when they are to be detected. */
  readonly languages: readonly string[];
  readonly wantsSpans: boolean;
  readonly clientToken: string | undefined;
  /** Attributes that cannot be scored are left out instead of refused. */
  readonly drops: boolean;
}

export interface RequestedAttribute {
  /** As it was asked for, and as it is answered. */
  readonly name: string;
  readonly label: ScoredLabel;
  /** Scores below it are left out. */
  readonly threshold: number | undefined;
}

const SCORE_TYPES = new Set(['SCORE_TYPE_UNSPECIFIED', 'PROBABILITY', 'STD_DEV_SCORE', 'PERCENTILE', 'RAW']);

/** @throws PerspectiveError as Google would answer. */
export function readAnalyzeRequest(json: unknown): AnalyzeRequest {
  const body = MessageReader.body(json);
  const text = commentText(body);
  const drops = body.boolean('dropUnsupportedAttributes');
  const asked = body.map('requestedAttributes');
  if (asked.length === 0) throw noAttributes();
  const attributes = asked.flatMap(([name, parameters]) => requested(name, parameters, drops));
  return { text, attributes, languages: body.strings('languages'), wantsSpans: body.boolean('spanAnnotations'), clientToken: body.string('clientToken'), drops };
}

function requested(name: string, parameters: MessageReader, drops: boolean): RequestedAttribute[] {
  const scoreType = parameters.string('scoreType') ?? 'PROBABILITY';
  const threshold = parameters.number('scoreThreshold', 'TYPE_FLOAT');
  if (!SCORE_TYPES.has(scoreType)) throw invalidValue(`requested_attributes['${name.slice(0, 100)}'].score_type`, 'type.googleapis.com/google.commentanalyzer.v1alpha1.AttributeParameters.ScoreType', scoreType);
  const label = labelOf(name);
  if (label === null) {
    if (drops) return [];
    throw attributeUnknown(name);
  }
  if (scoreType !== 'PROBABILITY' && scoreType !== 'SCORE_TYPE_UNSPECIFIED') throw scoreTypeUnsupported(scoreType, name);
  return [{ name, label, threshold }];
}

/** Which attributes are scored in which languages. */
export interface Plan {
  readonly attributes: readonly RequestedAttribute[];
  /** The languages that the scores are for: the request's, else the likeliest detected one. */
  readonly languages: readonly string[];
  /** Most likely first. */
  readonly detected: readonly string[];
}

/** Every language must be one in which the attribute is scored; Google refuses the whole request otherwise, and so does this. */
export function planned(request: AnalyzeRequest, detected: readonly string[], languages: Languages): Plan {
  const effective = request.languages.length > 0 ? request.languages : detected.slice(0, 1);
  if (effective.length === 0) throw languageUnknown();
  const attributes = request.attributes.filter(({ name, label }) => {
    if (effective.every((language) => languages.scores(label, language))) return true;
    if (request.drops) return false;
    throw languageUnsupported(name, { requested: request.languages, detected });
  });
  return { attributes, languages: effective, detected };
}
