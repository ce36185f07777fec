/** A share with its 95 % interval; all three between 0 and 1. */
export interface Precision {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The two-sided 95 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * The score interval of E. B. Wilson (1927) for `agreed` of `n` trials; null without a trial. Unlike the textbook interval it
 * stays inside 0 to 1 and is honest for few trials: one of one is "somewhere above 0.2".
 */
export function wilson(agreed: number, n: number): Precision | null {
  if (!(n > 0)) return null;
  const share = Math.min(1, Math.max(0, agreed / n));
  const spread = (Z * Z) / n;
  const centre = (share + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((share * (1 - share)) / n + spread / (4 * n));
  // The ends touch 0 and 1 exactly; the arithmetic misses them by the last bit.
  return { value: share, low: share === 0 ? 0 : Math.max(0, centre - half), high: share === 1 ? 1 : Math.min(1, centre + half) };
}

/** What people said of hits, each counted as often as it stands for hits that nobody looked at. */
export interface Weighed {
  readonly confirmed: number;
  readonly overturned: number;
  /** Sum of the squares of the single weights. */
  readonly squared: number;
}

/**
 * Precision from hits that were reviewed with unequal chance, each weighing one divided by its chance. The interval is that of
 * the effective number of reviews (Kish 1965): few heavy reviews say less than many light ones. Null without a review.
 */
export function weighedPrecision({ confirmed, overturned, squared }: Weighed): Precision | null {
  const total = confirmed + overturned;
  if (!(total > 0) || !(squared > 0)) return null;
  const effective = (total * total) / squared;
  return wilson((confirmed / total) * effective, effective);
}
