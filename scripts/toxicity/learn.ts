/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { BUCKETS } from '../../src/engine/signals/toxicity/features';
import { TOXICITY_LABELS } from '../../src/engine/signals/toxicity/labels';
import type { Matrix } from './matrix';

const LABELS = TOXICITY_LABELS.length;

/** What is told of each text of a matrix. */
export interface Targets {
  /** 1 yes, 0 no, -1 not known; at `text × labels + label`. */
  readonly values: Int8Array;
  /** The intercept that a text shares with others, from 0. */
  readonly sources: Uint8Array;
  readonly sourceCount: number;
  /** How much a text counts. */
  readonly weights: Float32Array;
}

export interface Learned {
  readonly weights: Float32Array;
  /** At `source × labels + label`. */
  readonly intercepts: Float64Array;
}

export interface Options {
  readonly rounds: number;
  /** Step of the first round. */
  readonly rate: number;
  /** Strength of the pull of all weights towards 0 (the λ of λ/2 |w|² per text). */
  readonly decay: number;
  /** How readily each weight moves, at `bucket × labels + label`: the square of what its feature is scaled by. */
  readonly factors: Float32Array;
  /** The texts of the matrix that are learned from. */
  readonly from: Uint32Array;
}

/** The same numbers on every machine: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Logistic regression with an L2 penalty, one head per label, by stochastic gradient descent over all heads at once (Bottou's SGD, with the
 * penalty kept as one factor of all weights). Always the same for the same input.
 */
export function learn(matrix: Matrix, targets: Targets, { rounds, rate, decay, factors, from: texts }: Options): Learned {
  const { rows, buckets, values } = matrix;
  const weights = new Float32Array(BUCKETS * LABELS);
  const intercepts = new Float64Array(targets.sourceCount * LABELS);
  const order = Uint32Array.from(texts);
  const random = seeded(20_261_129);
  const slopes = new Float64Array(LABELS);
  let scale = 1;
  let step = 0;
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    for (const text of order) {
      const [from, to] = [rows[text]!, rows[text + 1]!];
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
      slopes[0] = a;
      slopes[1] = b;
      slopes[2] = c;
      slopes[3] = d;
      slopes[4] = e;
      slopes[5] = f;
      slopes[6] = g;
      const pace = rate / (1 + rate * decay * step++);
      scale *= 1 - pace * decay;
      const source = targets.sources[text]! * LABELS;
      let most = 0;
      for (let l = 0; l < LABELS; l++) {
        const target = targets.values[text * LABELS + l]!;
        const slope = target < 0 ? 0 : targets.weights[text]! * (target - 1 / (1 + Math.exp(-(slopes[l]! * scale + intercepts[source + l]!))));
        intercepts[source + l]! += pace * INTERCEPT_PACE * slope;
        slopes[l] = (pace * slope) / scale;
        most = Math.max(most, Math.abs(slope));
      }
      if (most > 1e-4) {
        [a, b, c, d, e, f, g] = [slopes[0], slopes[1], slopes[2], slopes[3], slopes[4], slopes[5], slopes[6]];
        for (let i = from; i < to; i++) {
          const at = buckets[i]! * LABELS;
          const value = values[i]!;
          weights[at]! += value * a * factors[at]!;
          weights[at + 1]! += value * b * factors[at + 1]!;
          weights[at + 2]! += value * c * factors[at + 2]!;
          weights[at + 3]! += value * d * factors[at + 3]!;
          weights[at + 4]! += value * e * factors[at + 4]!;
          weights[at + 5]! += value * f * factors[at + 5]!;
          weights[at + 6]! += value * g * factors[at + 6]!;
        }
      }
      if (scale < 1e-6) scale = rescale(weights, scale);
    }
  }
  rescale(weights, scale);
  return { weights, intercepts };
}

/** Intercepts are in every text: they move in smaller steps. */
const INTERCEPT_PACE = 0.05;

function rescale(weights: Float32Array, scale: number): number {
  for (let i = 0; i < weights.length; i++) weights[i]! *= scale;
  return 1;
}

/** The same order for the same numbers. */
export function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
}
