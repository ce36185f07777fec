import { logGamma } from '../evidence/log-gamma';

/**
 * How likely at least `k` events come in the next unit of time when their rate is known no better than a Gamma distribution says, of that shape and
 * rate: `shape` events were seen in `rate` units. The upper tail of a negative binomial (Gelman et al., Bayesian Data Analysis, 3rd ed.,
 * section 2.6), summed from `k` on until nothing is added any more; `k` must lie above the mean.
 */
export function atLeastGiven(k: number, { shape, rate }: { readonly shape: number; readonly rate: number }): number {
  if (k <= 0) return 1;
  const step = 1 / (rate + 1);
  let term = Math.exp(logGamma(shape + k) - logGamma(k + 1) - logGamma(shape) + shape * Math.log(rate * step) + k * Math.log(step));
  let sum = 0;
  for (let x = k; term > 0; x++) {
    sum += term;
    if (term < sum * 1e-12) break;
    term *= ((shape + x) / (x + 1)) * step;
  }
  return Math.min(1, sum);
}

/**
 * How likely at least `k` of `n` succeed when the chance of each is known no better than a Beta distribution says: `alpha` successes and
 * `beta` failures were seen. The upper tail of a beta-binomial (same book, section 2.4), all terms of it.
 */
export function atLeastOf(k: number, n: number, { alpha, beta }: { readonly alpha: number; readonly beta: number }): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  const ofBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);
  let term = Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + ofBeta(k + alpha, n - k + beta) - ofBeta(alpha, beta));
  let sum = 0;
  for (let x = k; x <= n; x++) {
    sum += term;
    term *= ((n - x) / (x + 1)) * ((x + alpha) / (n - x - 1 + beta));
  }
  return Math.min(1, sum);
}
