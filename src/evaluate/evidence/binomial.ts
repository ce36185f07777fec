import { logGamma } from './log-gamma';

/**
 * How likely at least `k` of `n` independent trials succeed when each does with chance `p`: the exact upper tail of the binomial
 * distribution, summed from its largest term outwards until nothing is added any more.
 */
export function atLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  // The shorter and steeper tail is summed; the other is what is left.
  if (k <= n * p) return Math.max(0, 1 - atMost(k - 1, n, p));
  let term = Math.exp(logTerm(k, n, p));
  let sum = 0;
  const odds = p / (1 - p);
  for (let i = k; i <= n && term > 0; i++) {
    sum += term;
    if (term < sum * 1e-16) break;
    term *= ((n - i) / (i + 1)) * odds;
  }
  return Math.min(1, sum);
}

/** How likely at most `k` of `n` succeed: the lower tail. */
export function atMost(k: number, n: number, p: number): number {
  return k >= n ? 1 : k < 0 ? 0 : p >= 1 ? 0 : p <= 0 ? 1 : k < n * p ? lowerTail(k, n, p) : Math.max(0, 1 - atLeast(k + 1, n, p));
}

function lowerTail(k: number, n: number, p: number): number {
  let term = Math.exp(logTerm(k, n, p));
  let sum = 0;
  const odds = (1 - p) / p;
  for (let i = k; i >= 0 && term > 0; i--) {
    sum += term;
    if (term < sum * 1e-16) break;
    term *= (i / (n - i + 1)) * odds;
  }
  return Math.min(1, sum);
}

function logTerm(k: number, n: number, p: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p);
}
