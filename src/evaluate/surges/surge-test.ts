import type { SurgeKind, SurgeRow } from '../../store/surge.store';
import { atLeastGiven, atLeastOf } from './prediction';

/*
 * Whether the last hour is unlike the past. Each question is a prediction from the past, with the past's own uncertainty, held against what came: the
 * chance of at least so many. Chance alone is not enough, because real discussions come in bursts that no Poisson process knows: what came must also be
 * a multiple of the usual, and enough in number to matter. The pattern (recent counts weighted, an exceedance against a predictive bound, a least count, and
 * past surges kept from teaching at once) is that of outbreak detection: Farrington, Andrews, Beale and Catchpole, J. R. Statist. Soc. A 159 (1996).
 */

const HOUR_MS = 3_600_000;
export const SLOT_MS = 600_000;
export const WINDOW_MS = HOUR_MS;
export const HISTORY_MS = 7 * 24 * HOUR_MS;
/** An hour counts half as much as one six hours later: the discussion of this morning says more than that of last week. */
const HALF_LIFE_MS = 6 * HOUR_MS;
const SIGNIFICANT = 0.001;
/** The site's average article speaks for one hour of an article's own past. */
const PRIOR_HOURS = 1;
/** Fewer hours with comments, over all articles, are nothing to compare with. */
const LEAST_ARTICLE_HOURS = 24;
/** The site's share speaks for so many of an article's own comments; fewer altogether are nothing to compare with. */
const PRIOR_COMMENTS = 20;
const LEAST_COMMENTS = 100;
/** A site's past day is at least known. */
const LEAST_SITE_HISTORY_MS = 24 * HOUR_MS;
/** What is usual at this time of day stands on so many hours. */
const SITE_HOURS = 3;
/** After that it is usual. */
const LONGEST_MS = 24 * HOUR_MS;

const COMMENTS = { least: 20, leastOfSite: 60, factor: 3, calmBelow: 10, calmFactor: 1.5 } as const;
const HOLDS = { least: 8, leastComments: 10, factor: 2, rise: 0.1, calmBelow: 4, calmFactor: 1.5 } as const;
/** With fewer comments in the hour nothing is asked. */
export const LEAST_ASKED = HOLDS.leastComments;

export interface Arrivals {
  readonly comments: number;
  readonly withheld: number;
}

export interface Slot extends Arrivals {
  readonly slot: Date;
}

/** What the articles of a site have on average: comments, those withheld, and hours in which an article had any. */
export interface SiteUsual extends Arrivals {
  readonly articleHours: number;
}

export interface Unlike {
  readonly kind: SurgeKind;
  /** Comments in an hour, or the share that is withheld. */
  readonly usual: number;
  /** The chance of something like this if nothing had changed. */
  readonly chance: number;
}

/** Of an article: its last hour against its own slots before `windowBegan`, and the site's average where they say little. */
export function articleSurges(recent: Arrivals, history: readonly Slot[], site: SiteUsual, windowBegan: Date): Unlike[] {
  return [tooMany(recent, history, site, windowBegan), tooManyWithheld(recent, weighted(history, windowBegan), site)].filter((unlike) => unlike !== null);
}

/** Of a whole site: its last hour against the past day and the same time of day in the past week, whichever is more. */
export function siteSurges(recent: Arrivals, history: readonly Slot[], windowBegan: Date): Unlike[] {
  const first = history[0];
  if (!first || windowBegan.getTime() - first.slot.getTime() < LEAST_SITE_HISTORY_MS) return [];
  const past = weighted(history, windowBegan);
  const usual = Math.max(past.comments / past.hours, sameTimeOfDay(history, windowBegan));
  const chance = recent.comments >= COMMENTS.leastOfSite && recent.comments >= COMMENTS.factor * usual ? atLeastGiven(recent.comments, { shape: Math.max(usual, 1) * SITE_HOURS, rate: SITE_HOURS }) : 1;
  const withheld = tooManyWithheld(recent, past, past);
  return [...(chance < SIGNIFICANT ? [{ kind: 'comments' as const, usual, chance }] : []), ...(withheld ? [withheld] : [])];
}

/** Whether what began as that is over. */
export function isOver({ kind, usual, since }: Pick<SurgeRow, 'kind' | 'usual' | 'since'>, { comments, withheld }: Arrivals, now: Date): boolean {
  if (now.getTime() - since.getTime() >= LONGEST_MS) return true;
  if (kind === 'comments') return comments < COMMENTS.calmBelow || comments < COMMENTS.calmFactor * usual;
  return withheld < HOLDS.calmBelow || withheld < HOLDS.calmFactor * usual * comments;
}

function tooMany({ comments }: Arrivals, history: readonly Slot[], site: SiteUsual, windowBegan: Date): Unlike | null {
  if (comments < COMMENTS.least || site.articleHours < LEAST_ARTICLE_HOURS) return null;
  const past = weighted(history, windowBegan);
  const shape = (site.comments / site.articleHours) * PRIOR_HOURS + past.comments;
  const rate = PRIOR_HOURS + past.hours;
  const usual = shape / rate;
  if (comments < COMMENTS.factor * usual) return null;
  const chance = atLeastGiven(comments, { shape, rate });
  return chance < SIGNIFICANT ? { kind: 'comments', usual, chance } : null;
}

function tooManyWithheld({ comments, withheld }: Arrivals, past: Arrivals, site: Arrivals): Unlike | null {
  if (withheld < HOLDS.least || comments < HOLDS.leastComments || site.comments < LEAST_COMMENTS) return null;
  const share = (site.withheld + 1) / (site.comments + 2);
  const alpha = share * PRIOR_COMMENTS + past.withheld;
  const beta = (1 - share) * PRIOR_COMMENTS + past.comments - past.withheld;
  const usual = alpha / (alpha + beta);
  if (withheld < HOLDS.factor * usual * comments || withheld < (usual + HOLDS.rise) * comments) return null;
  const chance = atLeastOf(withheld, comments, { alpha, beta });
  return chance < SIGNIFICANT ? { kind: 'holds', usual, chance } : null;
}

/** The past with its fading: what came, and how many hours that were, from the first slot on, empty ones included. */
function weighted(history: readonly Slot[], windowBegan: Date): Arrivals & { readonly hours: number } {
  const weightAt = (at: number): number => 2 ** (-(windowBegan.getTime() - at) / HALF_LIFE_MS);
  let [comments, withheld] = [0, 0];
  for (const one of history) {
    const weight = weightAt(one.slot.getTime());
    comments += weight * one.comments;
    withheld += weight * one.withheld;
  }
  let hours = 0;
  const [first] = history;
  for (let at = first?.slot.getTime() ?? Infinity; at < windowBegan.getTime(); at += SLOT_MS) hours += weightAt(at) * (SLOT_MS / HOUR_MS);
  return { comments, withheld, hours };
}

/** The mean of what came in the same hour of the days before. */
function sameTimeOfDay(history: readonly Slot[], windowBegan: Date): number {
  const first = history[0]?.slot.getTime() ?? Infinity;
  const sums: number[] = [];
  for (let from = windowBegan.getTime() - 24 * HOUR_MS; from >= first; from -= 24 * HOUR_MS) {
    sums.push(history.filter(({ slot }) => slot.getTime() >= from && slot.getTime() < from + HOUR_MS).reduce((sum, { comments }) => sum + comments, 0));
  }
  return sums.length === 0 ? 0 : sums.reduce((sum, one) => sum + one, 0) / sums.length;
}
