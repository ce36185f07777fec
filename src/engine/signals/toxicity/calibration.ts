import type { Curve } from './model';

/** What a text summed up to, and whether it has the label. */
export interface Summed {
  readonly sum: number;
  readonly isPositive: boolean;
}

/**
 * The logistic curve through the sums (Platt, 1999, with the targets drawn in a little, by Newton's method after Lin, Lin and Weng, 2007). Needs both
 * classes.
 */
export function fitCurve(summed: readonly Summed[]): Curve {
  const positives = summed.filter(({ isPositive }) => isPositive).length;
  const negatives = summed.length - positives;
  if (positives === 0 || negatives === 0) throw new Error('A curve needs texts with the label and without.');
  const [high, low] = [(positives + 1) / (positives + 2), 1 / (negatives + 2)];
  let [slope, offset] = [1, Math.log((positives + 1) / (negatives + 1))];
  for (let round = 0; round < 100; round++) {
    let [g1, g2, h11, h12, h22] = [0, 0, 1e-9, 0, 1e-9];
    for (const { sum, isPositive } of summed) {
      const p = 1 / (1 + Math.exp(-(slope * sum + offset)));
      const difference = p - (isPositive ? high : low);
      const curvature = p * (1 - p);
      g1 += difference * sum;
      g2 += difference;
      h11 += curvature * sum * sum;
      h12 += curvature * sum;
      h22 += curvature;
    }
    const determinant = h11 * h22 - h12 * h12;
    if (Math.abs(determinant) < 1e-12) break;
    const [d1, d2] = [(h22 * g1 - h12 * g2) / determinant, (h11 * g2 - h12 * g1) / determinant];
    // Steps are kept short: far from the minimum the curvature says little.
    const factor = Math.min(1, 4 / Math.max(Math.abs(d1), Math.abs(d2), 1e-12));
    slope -= d1 * factor;
    offset -= d2 * factor;
    if (Math.abs(d1) + Math.abs(d2) < 1e-9) break;
  }
  return { slope, offset };
}

/** How far what a score says and how often it is so lie apart: in ten equal stretches of the score, weighted by how many texts fall into each. */
export function calibrationError(scored: readonly { readonly score: number; readonly isPositive: boolean }[]): number {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, said: 0, was: 0 }));
  for (const { score, isPositive } of scored) {
    const bin = bins[Math.min(9, Math.floor(score * 10))];
    if (!bin) continue;
    bin.count++;
    bin.said += score;
    bin.was += isPositive ? 1 : 0;
  }
  return bins.reduce((sum, { count, said, was }) => sum + (count === 0 ? 0 : Math.abs(said - was)), 0) / Math.max(1, scored.length);
}
