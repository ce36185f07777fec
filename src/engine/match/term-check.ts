/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index is checked against the view's length */
import { isBoundary, isSpaceUnit } from '../text/tokens';
import { type View } from '../text/view';
import { type Inflection, LONGEST_ENDING, takesEnding } from './inflection';
import { type Anchor, type Term, type WordMode } from './matcher';

/** How a term's occurrence must stand, as far as the fold view shows it. */
export interface Standing {
  readonly mode: WordMode;
  /** How its word may end besides; undefined: not at all. */
  readonly inflection: Inflection | undefined;
  readonly anchor: Anchor | undefined;
  /** The term's last character, folded: it decides which endings it takes. */
  readonly last: string;
}

/** Whether the term counts also where no word begins: as a part of words, or, asked for aggressively, inside words that nobody knows. */
export function standsAnywhere({ term }: { readonly term: Term }): boolean {
  return term.mode === 'suffix' || term.mode === 'substring' || term.evasion === 'aggressive';
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
  const { inflection, last } = standing;
  if (inflection === undefined) return -1;
  let ending = '';
  for (let at = to; at < view.length && ending.length <= LONGEST_ENDING; at++) {
    ending += String.fromCharCode(view.units[at]!);
    if (isBoundary(view, at + 1)) return takesEnding(inflection, last, ending) ? at + 1 : -1;
  }
  return -1;
}

function isAnchored(anchor: Anchor | undefined, view: View, from: number, to: number): boolean {
  if (anchor === undefined) return true;
  return (anchor === 'end' || isBlank(view, 0, from)) && (anchor === 'start' || isBlank(view, to, view.length));
}

function isBlank(view: View, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isSpaceUnit(view.units[i]!)) return false;
  return true;
}
