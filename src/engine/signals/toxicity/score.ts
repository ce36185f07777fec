/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { type TextFormat } from '../../facts';
import { foldView } from '../../text/fold';
import { plainText } from '../../text/plain';
import { type View } from '../../text/view';
import { FeatureReader } from './features';
import { identityTerms, IDENTITY_TERMS, type IdentityTerms } from './identity-terms';
import { type ToxicityLabel, TOXICITY_LABELS, type ToxicityScores } from './labels';
import { mix, MixerInputs } from './mixer';
import { type Curve, type ToxicityModel } from './model';
import { MOST_UNITS } from './read-words';

/** A text as somebody submitted it. */
export interface ScoredText {
  readonly body: string;
  readonly format: TextFormat;
}

/** As much of a model as the sums need. */
export type LinearPart = Pick<ToxicityModel, 'knowledge' | 'weights'> & { readonly head: Pick<ToxicityModel['head'], 'groups' | 'step' | 'bias'> };

const LABELS = TOXICITY_LABELS.length;
const LONGEST = 2 * MOST_UNITS;
const reader = new FeatureReader();
const inputs = new MixerInputs();
const sums = new Float64Array(LABELS);
const group = new Float64Array(LABELS);

/** The terms that are neutral where a site names none of its own. */
export const DEFAULT_IDENTITY_TERMS = identityTerms(IDENTITY_TERMS);

/**
 * What the model makes of a text, for each label from 0 to 1. Pure: the same model, text and terms always give the same numbers. Some 40 µs
 * for 200 characters; what lies beyond the first thousands of characters is not read.
 */
export function scoreToxicity(model: ToxicityModel, text: ScoredText, identity: IdentityTerms = DEFAULT_IDENTITY_TERMS): ToxicityScores {
  const raw = rawToxicity(model, text, identity);
  return Object.fromEntries(TOXICITY_LABELS.map((label, l) => [label, onCurve(raw[l]!, model.head.curves[l]!)])) as Record<ToxicityLabel, number>;
}

/** What the model makes of a text, in the order of the labels, before any curve. The array is reused by the next call. */
export function rawToxicity(model: ToxicityModel, text: ScoredText, identity: IdentityTerms = DEFAULT_IDENTITY_TERMS): Float64Array {
  mix(model.head.mixer, mixerInputs(model, text, identity), sums);
  return sums;
}

/** What the mixer is given of a text, before any mixing. The array is reused by the next call, and so is {@link linearToxicity}'s. */
export function mixerInputs(model: LinearPart, text: ScoredText, identity: IdentityTerms = DEFAULT_IDENTITY_TERMS): Float64Array {
  linearToxicity(model, text, identity);
  inputs.read(reader, sums, { weights: model.weights, step: model.head.step, groups: model.head.groups });
  return inputs.values;
}

/** The sums of weights, in the order of the labels. The array is reused by the next call. */
export function linearToxicity({ head, knowledge, weights }: LinearPart, { body, format }: ScoredText, identity: IdentityTerms = DEFAULT_IDENTITY_TERMS): Float64Array {
  reader.read(readableView(body, format), knowledge, identity);
  const { buckets, values, ends } = reader;
  sums.fill(0);
  let from = 0;
  for (let g = 0; g < head.groups.length; g++) {
    sumGroup(weights, buckets, values, { from, to: ends[g]! });
    for (let l = 0; l < LABELS; l++) sums[l]! += group[l]! * head.groups[g]!;
    from = ends[g]!;
  }
  for (let l = 0; l < LABELS; l++) sums[l] = sums[l]! * head.step[l]! + head.bias[l]!;
  return sums;
}

/** As much of a text as can matter: what the reader would not reach is not folded either. Markup may take as much room as the text. */
export function readableView(body: string, format: TextFormat): View {
  return foldView(plainText(body.length > LONGEST ? body.slice(0, LONGEST) : body, format).view);
}

/** Seven sums in registers: half the time of a loop over labels. */
function sumGroup(weights: Int8Array, buckets: Int32Array, values: Float64Array, { from, to }: { readonly from: number; readonly to: number }): void {
  let [a, b, c, d, e, f, g] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const at = buckets[i]! * LABELS;
    const value = values[i]!;
    a += value * weights[at]!;
    b += value * weights[at + 1]!;
    c += value * weights[at + 2]!;
    d += value * weights[at + 3]!;
    e += value * weights[at + 4]!;
    f += value * weights[at + 5]!;
    g += value * weights[at + 6]!;
  }
  group[0] = a;
  group[1] = b;
  group[2] = c;
  group[3] = d;
  group[4] = e;
  group[5] = f;
  group[6] = g;
}

/** @see Curve */
export function onCurve(sum: number, { slope, offset }: Curve): number {
  return 1 / (1 + Math.exp(-(slope * sum + offset)));
}
