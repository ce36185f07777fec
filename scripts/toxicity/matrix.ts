import { FeatureReader, GROUPS } from '../../src/engine/signals/toxicity/features';
import { readableView } from '../../src/engine/signals/toxicity/score';
import type { IdentityTerms } from '../../src/engine/signals/toxicity/identity-terms';
import type { WordKnowledge } from '../../src/engine/signals/toxicity/word-knowledge';
import type { TextFormat } from '../../src/engine/facts';

/** The features of many texts: text i has the entries from `rows[i]` up to `rows[i + 1]`. */
export interface Matrix {
  readonly rows: Uint32Array;
  readonly buckets: Uint32Array;
  readonly values: Float32Array;
}

export interface Text {
  readonly text: string;
  readonly format: TextFormat;
}

/** What the scorer would read off each text; `groups`: the factor of each group of features. */
export function readMatrix(texts: readonly Text[], knowledge: WordKnowledge, identity: IdentityTerms, groups: readonly number[]): Matrix {
  const reader = new FeatureReader();
  const rows = new Uint32Array(texts.length + 1);
  let [buckets, values] = [new Uint32Array(1 << 22), new Float32Array(1 << 22)];
  let count = 0;
  texts.forEach(({ text, format }, index) => {
    reader.read(readableView(text, format), knowledge, identity);
    if (count + reader.count > buckets.length) [buckets, values] = [grown(buckets, new Uint32Array(buckets.length * 2)), grown(values, new Float32Array(buckets.length * 2))];
    buckets.set(reader.buckets.subarray(0, reader.count), count);
    for (let g = 0, i = 0; g < GROUPS; g++) for (; i < (reader.ends[g] ?? 0); i++) values[count + i] = (reader.values[i] ?? 0) * (groups[g] ?? 1);
    count += reader.count;
    rows[index + 1] = count;
  });
  return { rows, buckets: buckets.subarray(0, count), values: values.subarray(0, count) };
}

function grown<T extends Uint32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
