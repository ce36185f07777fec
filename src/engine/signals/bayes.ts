/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { type Token } from './bayes-tokens';

/** What a token says without evidence, and how many comments that belief weighs as much as (Robinson's x and s). */
const PRIOR = 0.5;
const PRIOR_WEIGHT = 0.3;
/** The clearest so many decide: a long text would drown in small talk. */
const MOST_TOKENS = 150;

/**
 * What has been learned about one category of one site: in how many bad and how many good comments each token stood.
 * Immutable; counts may be fractions, as old decisions fade.
 */
export interface BayesModel {
  /** Token hashes, rising. */
  readonly tokens: Float64Array;
  readonly good: Float32Array;
  readonly bad: Float32Array;
  /** Comments learned. */
  readonly goodTotal: number;
  readonly badTotal: number;
}

/** A token of the judged text with what the model makes of it: near 1 speaks for bad, near 0 for good. */
export interface WeighedToken {
  readonly token: Token;
  readonly value: number;
}

export interface BayesScore {
  /** 0 (like what was approved) to 1 (like what was rejected); .5: undecided. A rank, not a probability. */
  readonly score: number;
  /** The tokens that decided, clearest first. */
  readonly tokens: readonly WeighedToken[];
}

/**
 * How much a text is like the bad comments, from its tokens. Null when the model knows none of them, or nothing of one of the
 * classes.
 *
 * G. Robinson, "A statistical approach to the spam problem" (Linux Journal, 2003), with Fisher's method of combining.
 */
export function bayesScore(model: BayesModel, tokens: readonly Token[]): BayesScore | null {
  if (model.goodTotal <= 0 || model.badTotal <= 0) return null;
  const weighed = tokens.flatMap((token) => {
    const value = valueOf(model, token.hash);
    return value === null ? [] : [{ token, value }];
  });
  if (weighed.length === 0) return null;
  weighed.sort((a, b) => Math.abs(b.value - 0.5) - Math.abs(a.value - 0.5) || a.token.hash - b.token.hash);
  const clearest = weighed.slice(0, MOST_TOKENS);
  return { score: combined(clearest), tokens: clearest };
}

/** Robinson's f(w): the share of bad among the comments with this token, drawn towards .5 while there are few. Null for an unknown token. */
function valueOf(model: BayesModel, hash: number): number | null {
  const at = indexOf(model.tokens, hash);
  if (at < 0) return null;
  const [good, bad] = [model.good[at]!, model.bad[at]!];
  const seen = good + bad;
  if (seen <= 0) return null;
  const [goodShare, badShare] = [good / model.goodTotal, bad / model.badTotal];
  return (PRIOR_WEIGHT * PRIOR + seen * (badShare / (badShare + goodShare))) / (PRIOR_WEIGHT + seen);
}

/** Fisher: minus two times the sum of logarithms is chi-squared with 2n degrees of freedom, if the tokens said nothing. */
function combined(weighed: readonly WeighedToken[]): number {
  let forBad = 0;
  let forGood = 0;
  for (const { value } of weighed) {
    forBad += Math.log(1 - value);
    forGood += Math.log(value);
  }
  const n = weighed.length;
  return (1 + chiSquaredTail(-2 * forGood, n) - chiSquaredTail(-2 * forBad, n)) / 2;
}

/** P(chi-squared with 2 × half degrees of freedom ≥ x). */
function chiSquaredTail(x: number, half: number): number {
  const m = x / 2;
  // From the logarithm, so that a long clear text does not underflow to 0 at the first term.
  let logTerm = -m;
  let sum = Math.exp(logTerm);
  for (let i = 1; i < half; i++) {
    logTerm += Math.log(m / i);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}

function indexOf(sorted: Float64Array, wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle]!;
    if (value === wanted) return middle;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** In how many good and bad comments a token stood; fractions once decisions fade. */
export interface TokenCount {
  readonly hash: number;
  readonly good: number;
  readonly bad: number;
}

/** A model from counts in any order, each token once. */
export function bayesModel(counts: readonly TokenCount[], totals: { readonly good: number; readonly bad: number }): BayesModel {
  const sorted = [...counts].sort((a, b) => a.hash - b.hash);
  return {
    tokens: Float64Array.from(sorted, ({ hash }) => hash),
    good: Float32Array.from(sorted, ({ good }) => good),
    bad: Float32Array.from(sorted, ({ bad }) => bad),
    goodTotal: totals.good,
    badTotal: totals.bad,
  };
}
