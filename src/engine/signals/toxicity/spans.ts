/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { type Range } from '../../text/view';
import { FeatureReader } from './features';
import { type IdentityTerms } from './identity-terms';
import { type ToxicityLabel, TOXICITY_LABELS } from './labels';
import { type ToxicityModel } from './model';
import { DEFAULT_IDENTITY_TERMS, readableView, type ScoredText } from './score';

/** A stretch of the original text that speaks for a label, in UTF-16 units. */
export interface ToxicitySpan extends Range {
  /** What the label's sum would miss without it. */
  readonly weight: number;
}

const reader = new FeatureReader();
/** A word must add so much to the sum to be shown, and so large a share of what the strongest word adds. */
const LEAST_WEIGHT = 0.25;
const LEAST_SHARE = 0.25;
const MOST_SPANS = 20;

/**
 * The words of a text that speak most for a label, in the order of the text; words next to each other are one span. What a feature adds to the
 * label's linear sum is shared evenly among the units it covers. Empty where nothing stands out: then the score, if it is high, comes from many small things.
 */
export function toxicitySpans(model: ToxicityModel, { body, format }: ScoredText, label: ToxicityLabel, identity: IdentityTerms = DEFAULT_IDENTITY_TERMS): readonly ToxicitySpan[] {
  const seen: number[] = [];
  reader.read(readableView(body, format), model.knowledge, identity, (bucket, from, to) => { seen.push(bucket, from, to); });
  const { words, start, end } = reader.words;
  const adds = unitAdds(model, TOXICITY_LABELS.indexOf(label), seen);
  const weights = Array.from({ length: words }, (_, w) => sumOf(adds, reader.words.wordFrom[w]!, reader.words.wordTo[w]!));
  const least = Math.max(LEAST_WEIGHT, LEAST_SHARE * Math.max(...weights, 0));
  const spans: ToxicitySpan[] = [];
  let last = -2;
  weights.forEach((weight, w) => {
    if (weight < least) return;
    const range = { start: start[reader.words.wordFrom[w]!]!, end: end[reader.words.wordTo[w]! - 1]! };
    const before = spans.at(-1);
    if (before && last === w - 1) spans[spans.length - 1] = { start: before.start, end: range.end, weight: before.weight + weight };
    else spans.push({ ...range, weight });
    last = w;
  });
  if (spans.length <= MOST_SPANS) return spans;
  const kept = new Set([...spans].sort((a, b) => b.weight - a.weight).slice(0, MOST_SPANS));
  return spans.filter((span) => kept.has(span));
}

/** What each unit adds to the sum. */
function unitAdds({ head, weights }: ToxicityModel, label: number, seen: readonly number[]): Float64Array {
  const { buckets, values, ends } = reader;
  const times = new Map<number, number>();
  for (let i = 0; i < seen.length; i += 3) times.set(seen[i]!, (times.get(seen[i]!) ?? 0) + 1);
  const each = new Map<number, number>();
  for (let group = 0, i = 0; group < head.groups.length; group++) {
    for (; i < ends[group]!; i++) {
      const bucket = buckets[i]!;
      each.set(bucket, (values[i]! * head.groups[group]! * weights[bucket * head.labels.length + label]! * head.step[label]! * head.slopes[label]!) / (times.get(bucket) ?? 1));
    }
  }
  const adds = new Float64Array(reader.words.length);
  for (let i = 0; i < seen.length; i += 3) {
    const [from, to] = [seen[i + 1]!, seen[i + 2]!];
    const share = (each.get(seen[i]!) ?? 0) / (to - from);
    for (let at = from; at < to; at++) adds[at]! += share;
  }
  return adds;
}

function sumOf(adds: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += adds[at]!;
  return sum;
}
