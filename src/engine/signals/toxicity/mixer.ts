/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { type FeatureReader } from './features';
import { TOXICITY_LABELS } from './labels';

const LABELS = TOXICITY_LABELS.length;
/** The labels that are mixed: all but SPAM, the last one, which other texts are about. */
export const MIXED = LABELS - 1;
/** Words of the stretches that are looked at: an insult in a long text is as strong as in a short one. */
const STRETCHES: readonly number[] = [3, 12];
/** Sums of the whole text, the highest of each kind of stretch, and how many words there are. */
export const INPUTS = MIXED * (1 + STRETCHES.length) + 1;

/** A network with one hidden layer over a dozen and a half numbers: what the linear sums of a text and of its worst stretches mean together. */
export interface Mixer {
  /** Hidden unit h has `INPUTS` weights and then its bias, from `h × (INPUTS + 1)` on. */
  readonly hidden: readonly number[];
  /** Label l has one weight per hidden unit and then its bias. */
  readonly out: readonly number[];
}

/** What the inputs of a mixer are read with. */
export interface Weights {
  readonly weights: Int8Array;
  readonly step: readonly number[];
  readonly groups: readonly number[];
}

/** The inputs of a mixer; reuses its buffers, so that one serves one text at a time. */
export class MixerInputs {
  readonly values = new Float64Array(INPUTS);
  /** Weights of the words before each word, and of their pieces, summed up: at `word × MIXED + label`. */
  #words = new Int32Array(MIXED * 512);
  #pieces = new Int32Array(MIXED * 512);

  /** @param sums of the whole text, in the order of the labels. */
  read(reader: FeatureReader, sums: Float64Array, weights: Weights): void {
    const { words } = reader.words;
    for (let l = 0; l < MIXED; l++) this.values[l] = sums[l]!;
    this.#sumUp(reader, weights.weights);
    STRETCHES.forEach((length, s) => { this.#highest(reader, weights, { length, into: MIXED * (s + 1) }); });
    this.values[INPUTS - 1] = Math.log(1 + words);
  }

  #sumUp({ words: { words }, occurrences, firsts }: FeatureReader, weights: Int8Array): void {
    if ((words + 1) * MIXED > this.#words.length) [this.#words, this.#pieces] = [new Int32Array((words + 1) * MIXED * 2), new Int32Array((words + 1) * MIXED * 2)];
    const [own, pieces] = [this.#words, this.#pieces];
    for (let w = 0; w < words; w++) {
      const [from, to] = [firsts[w]! + 1, firsts[w + 1]!];
      let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
      for (let i = from; i < to; i++) {
        const at = occurrences[i]! * LABELS;
        a += weights[at]!;
        b += weights[at + 1]!;
        c += weights[at + 2]!;
        d += weights[at + 3]!;
        e += weights[at + 4]!;
        f += weights[at + 5]!;
      }
      const [before, next, word] = [w * MIXED, (w + 1) * MIXED, occurrences[from - 1]! * LABELS];
      pieces[next] = pieces[before]! + a;
      pieces[next + 1] = pieces[before + 1]! + b;
      pieces[next + 2] = pieces[before + 2]! + c;
      pieces[next + 3] = pieces[before + 3]! + d;
      pieces[next + 4] = pieces[before + 4]! + e;
      pieces[next + 5] = pieces[before + 5]! + f;
      for (let l = 0; l < MIXED; l++) own[next + l] = own[before + l]! + weights[word + l]!;
    }
  }

  /** The highest sum of each label over all stretches of so many words, scaled as a text of that length would be. */
  #highest({ words: { words }, firsts }: FeatureReader, { step, groups }: Weights, { length, into }: { readonly length: number; readonly into: number }): void {
    const [own, pieces, values] = [this.#words, this.#pieces, this.values];
    values.fill(-Infinity, into, into + MIXED);
    for (let from = 0; from === 0 || from + length <= words; from++) {
      const to = Math.min(words, from + length);
      const ownScale = groups[0]! / Math.sqrt(Math.max(1, to - from));
      const pieceScale = groups[1]! / Math.sqrt(Math.max(1, firsts[to]! - firsts[from]! - (to - from)));
      for (let l = 0, low = from * MIXED, high = to * MIXED; l < MIXED; l++, low++, high++) {
        const sum = (own[high]! - own[low]!) * ownScale + (pieces[high]! - pieces[low]!) * pieceScale;
        if (sum > values[into + l]!) values[into + l] = sum;
      }
    }
    for (let l = 0; l < MIXED; l++) values[into + l]! *= step[l]!;
  }
}

/** What a mixer makes of its inputs, into the first places of `out`. */
export function mix({ hidden, out }: Mixer, inputs: Float64Array, into: Float64Array): void {
  const units = hidden.length / (INPUTS + 1);
  for (let l = 0; l < MIXED; l++) into[l] = out[l * (units + 1) + units]!;
  for (let h = 0; h < units; h++) {
    const row = h * (INPUTS + 1);
    let sum = hidden[row + INPUTS]!;
    for (let i = 0; i < INPUTS; i++) sum += inputs[i]! * hidden[row + i]!;
    const value = Math.tanh(sum);
    for (let l = 0; l < MIXED; l++) into[l]! += value * out[l * (units + 1) + h]!;
  }
}
