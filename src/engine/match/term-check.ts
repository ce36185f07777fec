/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index is checked against the view's length */
import { isBoundary, isSpaceUnit } from '../text/tokens';
import { type View } from '../text/view';
import { type Anchor, type WordMode } from './matcher';

/** How a term's occurrence must stand, as far as the fold view shows it. */
export interface Standing {
  readonly mode: WordMode;
  readonly inflect: boolean;
  readonly anchor: Anchor | undefined;
  /** The term's last character, folded: it decides which endings it takes. */
  readonly last: string;
}

// English endings, besides the possessive, which the word boundary at its apostrophe already lets through.
const ENDINGS = new Set(['s', 'es', 'ed', 'ing', 'ings', 'er', 'ers', 'in', 'z', 'y', 'ish']);
const ENDINGS_AFTER_E = new Set(['d', 'r', 'rs']);
/** Endings before which a final consonant may be doubled: stab, stabbing. */
const DOUBLING = new Set(['ed', 'ing', 'ings', 'er', 'ers', 'in', 'y']);
const LONGEST_ENDING = 5;

/** Words that are the term with another stem: rape → raping, sissy → sissies. They take no further ending. */
export function inflectedStems(term: string): readonly string[] {
  if (/[^aeiou\W\d_]e$/.test(term)) return ['ing', 'ings', 'in'].map((ending) => term.slice(0, -1) + ending);
  if (/[^aeiou\W\d_]y$/.test(term)) return ['ies', 'ied', 'ier', 'iest'].map((ending) => term.slice(0, -1) + ending);
  return [];
}

/** Where the occurrence `[from, to)` ends with its ending included, or -1 if it does not stand as it must. */
export function endOfHit(standing: Standing, view: View, from: number, to: number): number {
  const { mode } = standing;
  if ((mode === 'word' || mode === 'prefix') && !isBoundary(view, from)) return -1;
  const end = mode === 'word' || mode === 'suffix' ? wordEnd(standing, view, to) : to;
  return end >= 0 && isAnchored(standing.anchor, view, from, end) ? end : -1;
}

function wordEnd(standing: Standing, view: View, to: number): number {
  if (isBoundary(view, to)) return to;
  if (!standing.inflect) return -1;
  let ending = '';
  for (let at = to; at < view.length && ending.length <= LONGEST_ENDING; at++) {
    ending += String.fromCharCode(view.units[at]!);
    if (isBoundary(view, at + 1)) return takesEnding(standing.last, ending) ? at + 1 : -1;
  }
  return -1;
}

/** Whether a term that ends in the character `last` may go on with `ending`. */
export function takesEnding(last: string, ending: string): boolean {
  if (ENDINGS.has(ending) || (last === 'e' && ENDINGS_AFTER_E.has(ending))) return true;
  return ending.startsWith(last) && DOUBLING.has(ending.slice(last.length));
}

function isAnchored(anchor: Anchor | undefined, view: View, from: number, to: number): boolean {
  if (anchor === undefined) return true;
  return (anchor === 'end' || isBlank(view, 0, from)) && (anchor === 'start' || isBlank(view, to, view.length));
}

function isBlank(view: View, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isSpaceUnit(view.units[i]!)) return false;
  return true;
}
