/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */

const LARGEST = 127;
/** So large a share of all weights lies within what an int8 can say; the few beyond are cut to it. */
const WITHIN = 0.9998;

export interface Quantised {
  readonly bytes: Int8Array;
  /** What one step means, per label. */
  readonly steps: readonly number[];
}

/** Weights (bucket × labels + label) as int8 with one step per label. */
export function quantised(weights: Float32Array, labels: number): Quantised {
  const steps = Array.from({ length: labels }, (_, l) => {
    const sizes = Float32Array.from({ length: weights.length / labels }, (_, b) => Math.abs(weights[b * labels + l]!)).filter((size) => size > 0).sort();
    return Number(((sizes[Math.floor((sizes.length - 1) * WITHIN)] ?? LARGEST) / LARGEST).toPrecision(9));
  });
  return { bytes: Int8Array.from(weights, (weight, i) => Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight / steps[i % labels]!)))), steps };
}
