/** In so many seconds a decision comes to weigh half of what it did: 90 days. */
export const HALF_LIFE_SECONDS = 90 * 86_400;
/** The moment at which a decision weighs 1. */
export const LANDMARK = new Date('2026-01-01T00:00:00Z');

/** An insult to a group or a threat counts as three. */
const SEVERE = new Set(['hate', 'threat', 'safety']);
const SEVERE_WEIGHT = 3;

/** Sums of weights, as they are kept. */
export interface Sums {
  readonly good: number;
  readonly bad: number;
}

/**
 * What a decision weighs among those of other times. Weights grow with the moment of the decision instead of shrinking with its
 * age (forward decay; Cormode, Shkapenyuk, Srivastava and Xu, 2009): so a kept sum never has to be aged, decisions can be added
 * in any order, and taking one back removes exactly what it added.
 */
export function weightAt(moment: Date): number {
  return 2 ** ((moment.getTime() - LANDMARK.getTime()) / 1_000 / HALF_LIFE_SECONDS);
}

/** A kept sum as it counts at that moment: a decision of this second 1, one of 90 days ago a half. */
export function faded(sum: number, now: Date): number {
  return sum / weightAt(now);
}

/** How often a rejection for that policy counts against its author. */
export function severity(reasonCode: string | null): number {
  return reasonCode !== null && SEVERE.has(reasonCode.split('.')[0] ?? '') ? SEVERE_WEIGHT : 1;
}

/** 0 to 1, .5 for an author on whom nobody has decided: (approved + 1) / (decided + 2). */
export function authorStanding(sums: Sums | undefined, now: Date): number {
  return smoothed(sums, now, 1);
}

/** 0 to 1, .5 for a domain of which nothing is known: (approved + 2) / (decided + 4). */
export function domainStanding(sums: Sums | undefined, now: Date): number {
  return smoothed(sums, now, 2);
}

function smoothed(sums: Sums | undefined, now: Date, assumed: number): number {
  const [good, bad] = sums ? [faded(sums.good, now), faded(sums.bad, now)] : [0, 0];
  return rounded((good + assumed) / (good + bad + 2 * assumed));
}

/** Four digits: what a fact shows, and all that it can mean. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
