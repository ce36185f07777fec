import type { ScoredLabel } from '../scored-labels';
import { labelOf, type OwnAttributes } from './attributes';
import { commentText } from './comment-text';
import { MessageReader } from './message';
import { attributeUnknown, invalidValue, languageUnknown, languageUnsupported, noAttributes, scoreTypeUnsupported } from './perspective-error';

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
export function readAnalyzeRequest(json: unknown, own: OwnAttributes = {}): AnalyzeRequest {
  const body = MessageReader.body(json);
  const text = commentText(body);
  const drops = body.boolean('dropUnsupportedAttributes');
  const asked = body.map('requestedAttributes');
  if (asked.length === 0) throw noAttributes();
  const attributes = asked.flatMap(([name, parameters]) => requested(name, parameters, { drops, own }));
  return { text, attributes, languages: body.strings('languages'), wantsSpans: body.boolean('spanAnnotations'), clientToken: body.string('clientToken'), drops };
}

function requested(name: string, parameters: MessageReader, { drops, own }: { readonly drops: boolean; readonly own: OwnAttributes }): RequestedAttribute[] {
  const scoreType = parameters.string('scoreType') ?? 'PROBABILITY';
  const threshold = parameters.number('scoreThreshold', 'TYPE_FLOAT');
  if (!SCORE_TYPES.has(scoreType)) throw invalidValue(`requested_attributes['${name.slice(0, 100)}'].score_type`, 'type.googleapis.com/google.commentanalyzer.v1alpha1.AttributeParameters.ScoreType', scoreType);
  const label = labelOf(name, own);
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

/** The languages that scores are for: those of the request, else the likeliest one detected. */
export function effectiveLanguages({ languages }: Pick<AnalyzeRequest, 'languages'>, detected: readonly string[]): readonly string[] {
  const effective = languages.length > 0 ? languages : detected.slice(0, 1);
  if (effective.length === 0) throw languageUnknown();
  return effective;
}

/** @param areRead whether texts of all {@link effectiveLanguages} are scored; if not, the whole request is refused as Google does, or left without scores where it says so. */
export function planned(request: AnalyzeRequest, detected: readonly string[], areRead: boolean): Plan {
  const languages = effectiveLanguages(request, detected);
  const [first] = request.attributes;
  if (!areRead && !request.drops && first) throw languageUnsupported(first.name, { requested: request.languages, detected });
  return { attributes: areRead ? request.attributes : [], languages, detected };
}
