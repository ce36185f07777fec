/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { BUCKETS } from '../../src/engine/signals/toxicity/features';
import { type ToxicityLabel, TOXICITY_LABELS } from '../../src/engine/signals/toxicity/labels';
import type { Targets } from './learn';
import type { Matrix } from './matrix';

const LABELS = TOXICITY_LABELS.length;
/**
 * Labels whose features are also scaled by how unevenly they stand in texts with the label and without: good where many texts have the label, bad where
 * few do, because then chance looks like a difference.
 */
const FREQUENT: readonly ToxicityLabel[] = ['TOXICITY', 'SEVERE_TOXICITY', 'PROFANITY'];
/** Of a frequent label's scale so much is the same for all features. */
const EVEN = 0.5;
const LARGEST_RATIO = 3;

/**
 * How readily each weight moves: rare features more than common ones (inverse document frequency), and for frequent labels those that tell
 * more (the log count ratio of Wang and Manning, 2012), in the texts `from`. It goes into the weights, so the scorer need not know it.
 */
export function prominence({ rows, buckets }: Matrix, { values }: Pick<Targets, 'values'>, from: Uint32Array): Float32Array {
  const texts = from.length;
  const [having, lacking] = [new Float32Array(BUCKETS * LABELS), new Float32Array(BUCKETS * LABELS)];
  const [positives, negatives] = [new Float64Array(LABELS), new Float64Array(LABELS)];
  const seen = new Uint32Array(BUCKETS);
  for (const text of from) {
    for (let l = 0; l < LABELS; l++) {
      const value = values[text * LABELS + l]!;
      if (value < 0) continue;
      (value === 1 ? positives : negatives)[l]!++;
      const counts = value === 1 ? having : lacking;
      for (let at = rows[text]!; at < rows[text + 1]!; at++) counts[buckets[at]! * LABELS + l]!++;
    }
    for (let at = rows[text]!; at < rows[text + 1]!; at++) seen[buckets[at]!]!++;
  }
  const mostRare = Math.log(texts / 50);
  const scales = new Float32Array(BUCKETS * LABELS);
  for (let b = 0, i = 0; b < BUCKETS; b++) {
    const rarity = Math.log((texts + 1) / (seen[b]! + 1)) / mostRare;
    for (let l = 0; l < LABELS; l++, i++) {
      if (!FREQUENT.includes(TOXICITY_LABELS[l]!)) {
        scales[i] = rarity * rarity;
        continue;
      }
      const share = positives[l]! / (positives[l]! + negatives[l]! + 1);
      const ratio = Math.log((having[i]! + share) / (positives[l]! + 1) / ((lacking[i]! + 1 - share) / (negatives[l]! + 1)));
      scales[i] = (rarity * (EVEN + (1 - EVEN) * Math.min(LARGEST_RATIO, Math.abs(ratio)))) ** 2;
    }
  }
  return scales;
}
