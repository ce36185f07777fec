/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index stays below the view's length */
import { type OrdinaryWords } from '../text/ordinary-words';
import { isSpaceUnit, WORD, wordClassAt } from '../text/tokens';
import { type Range, type View } from '../text/view';
import { plainRange } from './seen-text';

const TYPED_WITHOUT_SPACE = /[.,;:/\\…–—]+/u;
const MIN_PART = 3;
/** Bounds the work for a text without white space. */
const REACH = 64;
/** Shorter ones begin and end sentences, too, but most dictionaries know any two letters. */
const SHORT_WORDS = new Set(
  `am an as at be by do go he if in is it me my no of on or so to up us we
  al de el en es la le lo me mi no se si su te tu un ya yo
  au ce de du en et il je la le ma me ne on ou sa se si ta te tu un
  ab am an da du er es im in ja ob so um wo zu`.split(/\s+/),
);

/**
 * Whether what looks like a disguised term is ordinary writing (rules.md 3.2, V5): every word of it, as it stands in the fold view, is an
 * ordinary one, by itself or with what is written on to it; or two ordinary words lack the space after a full stop ("go.on").
 */
export function isInnocent(words: OrdinaryWords | undefined, fold: View, range: Range): boolean {
  if (words === undefined) return false;
  const { from, to } = plainRange(fold, range);
  if (from >= to) return false;
  const [first, last] = [widened(fold, from, -1, isWordAt), widened(fold, to, 1, isWordAt)];
  const written = fold.text.slice(first, last);
  if (pieces(written).every((piece) => words.has(piece) || isTwoWords(words, piece))) return true;
  return pieces(chunkAround(fold, from, to)).every((piece) => words.has(piece));
}

/** What is written on to a place without white space, less the punctuation at its ends. */
function chunkAround(fold: View, from: number, to: number): string {
  let first = widened(fold, from, -1, isVisibleAt);
  let last = widened(fold, to, 1, isVisibleAt);
  while (first < from && !isWordAt(fold, first)) first++;
  while (last > to && !isWordAt(fold, last - 1)) last--;
  return fold.text.slice(first, last);
}

/** The word around a place of the fold view: its units [from, to). */
export function wordAround(fold: View, from: number, to: number): string {
  return fold.text.slice(widened(fold, from, -1, isWordAt), widened(fold, to, 1, isWordAt));
}

function pieces(text: string): readonly string[] {
  return text.split(/\s+/u);
}

function isTwoWords(words: OrdinaryWords, piece: string): boolean {
  const parts = piece.split(TYPED_WITHOUT_SPACE);
  return parts.length === 2 && parts.every((part) => (part.length < MIN_PART ? SHORT_WORDS.has(part) : words.has(part)));
}

function isWordAt(view: View, at: number): boolean {
  return wordClassAt(view.units, at) === WORD;
}

function isVisibleAt(view: View, at: number): boolean {
  return !isSpaceUnit(view.units[at]!);
}

/** The last place in this direction up to which all units are of the kind; no ordinary word goes on for longer than {@link REACH}. */
function widened(view: View, at: number, step: 1 | -1, is: (view: View, at: number) => boolean): number {
  let edge = at;
  if (step < 0) while (edge > 0 && at - edge < REACH && is(view, edge - 1)) edge--;
  else while (edge < view.length && edge - at < REACH && is(view, edge)) edge++;
  return edge;
}
