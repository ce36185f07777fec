/* eslint-disable @typescript-eslint/no-non-null-assertion -- because keys, hits and units are dense numberings made by the index and the views */
import { suspect } from '../text/suspect';
import { isSpaceUnit, tokensOf, WORD, wordClassAt } from '../text/tokens';
import { JOINED, LEET, LOOK_ALIKE, runsOf, type Runs, SPACED, unmaskPlaces, type Unmasked } from '../text/unmask';
import { type OrdinaryWords } from '../text/ordinary-words';
import { originalRange, type Range, type View } from '../text/view';
import { HitBuffer } from './automaton';
import { type DisguisableTerm, type EvasionIndex, type RunTerm, shapeOf } from './evasion-index';
import { isTurkish, takesEnding } from './inflection';
import { isInnocent, wordAround } from './innocent';
import { type TermNeedle } from './needles';
import { plainRange } from './seen-text';
import { endOfHit } from './term-check';

/** Called for every disguised occurrence of a term. */
export type ReportDisguised = (needle: TermNeedle, range: Range, via: readonly string[]) => void;

const buffer = new HitBuffer();
const MIN_AGGRESSIVE = 5;
/** Words that may have masks in them; what digits follow is none, as in the character reference of "who&#39;s". Bounded, so that long texts take linear time. */
const MASKED = /(?<!\p{L})\p{L}[\p{L}*#%&]{0,39}(?![\p{L}\p{N}*#%&])/gu;
/** Words in which a _ or a pictogram stands between letters. */
const HOLED = /(?<![\p{L}\p{N}_])\p{L}{1,20}(?:(?:_|\p{Extended_Pictographic}\p{EMod}?){1,3}\p{L}{1,20}){1,4}(?![\p{L}\p{N}_])/gu;
const HOLES = /_|\p{Extended_Pictographic}\p{EMod}?/gu;

/**
 * The words of a text that may be disguised, unmasked, each with as many neighbours as a phrase has; undefined when there are none.
 * Then finds the terms among them whose letters stand for others, are spaced out or masked, and in the whole text those that are
 * stretched. Plain occurrences are left out.
 */
export function findDisguised(index: EvasionIndex, fold: View, report: ReportDisguised): Unmasked | undefined {
  const { disguised, masked: isMasked, holed, stretched: isStretched, doubles, places } = suspect(fold);
  if (isStretched || doubles.length > 0) stretchedWords(index, { fold, doubles, isStretched }, report);
  misspelt(index, fold, report);
  if (!disguised) return undefined;
  const unmasked = unmaskPlaces(fold, withNeighbours(fold, places, index.longestPhrase));
  stretched(index, { fold, unmasked }, report);
  if (isMasked) masked(index, { fold, unmasked }, report);
  if (holed) holedWords(index, fold, report);
  return unmasked;
}

interface Doubled {
  readonly fold: View;
  readonly doubles: readonly number[];
  readonly isStretched: boolean;
}

/**
 * A cheap search over the text as it stands tells whether any term is there with longer runs than its own. Most doubled letters stand in
 * ordinary words ("committee"), which hide nothing; without a dictionary one doubled letter is no reason.
 */
function stretchedWords(index: EvasionIndex, { fold, doubles, isStretched }: Doubled, report: ReportDisguised): void {
  const { ordinaryWords } = index;
  if ((ordinaryWords === undefined && !isStretched) || !mayBeStretched(index, fold, doubles)) return;
  const count = index.search.scan(fold, buffer);
  for (let i = 0; i < count; i++) {
    const last = buffer.ends[i]! - 1;
    if (!index.uses[buffer.keys[i]!]!.some((term) => isLonger(term, fold, last))) continue;
    if (ordinaryWords !== undefined && areOrdinary(ordinaryWords, fold, doubles)) return;
    stretched(index, { fold, unmasked: { view: fold, disguises: new Uint8Array(fold.length), changed: false } }, report);
    return;
  }
}

/** Whether a word with a doubled letter begins, its doublings undone, as a word of some term does. */
function mayBeStretched({ search, words }: EvasionIndex, fold: View, doubles: readonly number[]): boolean {
  if (search.hasAnywhere) return true;
  buffer.count = 0;
  for (let i = 0; i < doubles.length; i += 2) {
    let [from, to] = [doubles[i]!, doubles[i + 1]!];
    while (from > 0 && wordClassAt(fold.units, from - 1) === WORD) from--;
    while (to < fold.length && wordClassAt(fold.units, to) === WORD) to++;
    words.scanPlace(fold, from, to, buffer);
    if (buffer.count > 0) return true;
  }
  return false;
}

function areOrdinary(words: OrdinaryWords, { text }: View, doubles: readonly number[]): boolean {
  for (let i = 0; i < doubles.length; i += 2) if (!words.has(text.slice(doubles[i], doubles[i + 1]))) return false;
  return true;
}

/** Whether the runs up to the one that begins at `last` are all as long as the term's, and some longer. */
function isLonger({ least }: RunTerm, { units, length }: View, last: number): boolean {
  let longer = false;
  let end = last + 1;
  while (end < length && units[end] === units[last]) end++;
  for (let j = least.length - 1; j >= 0; j--) {
    const unit = units[end - 1]!;
    let from = end - 1;
    while (from > 0 && (units[from - 1] === unit || (isSpaceUnit(unit) && isSpaceUnit(units[from - 1]!)))) from--;
    const more = isSpaceUnit(unit) ? 0 : end - from - least[j]!;
    if (more < 0) return false;
    if (more > 0) longer = true;
    end = from;
  }
  return longer;
}

function withNeighbours(fold: View, places: readonly number[], words: number): number[] {
  const wider: number[] = [];
  for (let i = 0; i < places.length; i += 2) {
    const from = wordsBack(fold, places[i]!, words - 1);
    const to = wordsOn(fold, places[i + 1]!, words - 1);
    if (wider.length > 0 && from <= wider.at(-1)! + 1) wider[wider.length - 1] = Math.max(to, wider.at(-1)!);
    else wider.push(from, to);
  }
  return wider;
}

function wordsBack({ units }: View, from: number, words: number): number {
  let at = from;
  for (let word = 0; word < words && at > 0; word++) {
    while (at > 0 && isSpaceUnit(units[at - 1]!)) at--;
    while (at > 0 && !isSpaceUnit(units[at - 1]!)) at--;
  }
  return at;
}

function wordsOn({ units, length }: View, to: number, words: number): number {
  let at = to;
  for (let word = 0; word < words && at < length; word++) {
    while (at < length && isSpaceUnit(units[at]!)) at++;
    while (at < length && !isSpaceUnit(units[at]!)) at++;
  }
  return at;
}

/** Whether anything was undone between two units of the unmasked view. */
export function isDisguised({ disguises }: Unmasked, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (disguises[i] !== 0) return true;
  return false;
}

/** The names of the disguises between two units of the unmasked view. */
export function disguisesIn(unmasked: Unmasked, from: number, to: number): string[] {
  let all = 0;
  for (let i = from; i < to; i++) all |= unmasked.disguises[i]!;
  const via: string[] = [];
  if ((all & LOOK_ALIKE) !== 0) via.push('look-alike');
  if ((all & LEET) !== 0) via.push('leet');
  if ((all & JOINED) !== 0) via.push('joined');
  if ((all & SPACED) !== 0) via.push('spaced');
  return via;
}

interface Texts {
  readonly fold: View;
  readonly unmasked: Unmasked;
}

function stretched(index: EvasionIndex, { fold, unmasked }: Texts, report: ReportDisguised): void {
  const runs = runsOf(unmasked.view);
  const { disguises } = unmasked;
  // A row of single letters is one word from each of its letters on.
  const isOfRow = (at: number): boolean => (disguises[runs.view.start[at]!]! & SPACED) !== 0;
  const count = index.search.scan(runs.view, buffer, unmasked.changed ? isOfRow : undefined);
  for (let i = 0; i < count; i++) {
    const end = buffer.ends[i]!;
    for (const term of index.uses[buffer.keys[i]!]!) {
      const from = end - term.least.length;
      const to = from < 0 ? -1 : endOfDisguised(term, { unmasked, runs, index }, from);
      if (to < 0) continue;
      const [first, last] = [runs.view.start[from]!, runs.view.end[to - 1]!];
      const via = disguisesIn(unmasked, first, last);
      if (isStretched(term, runs, from)) via.push('runs');
      const range = originalRange(unmasked.view, first, last);
      if (via.includes('look-alike') && isOtherLetter(term, fold, range)) continue;
      if (via.length > 0 && (via.includes('spaced') || !isInnocent(index.ordinaryWords, fold, range))) report(term.needle, range, via);
    }
  }
}

/** In Turkish ı is no i that looks odd: "sıkıcı" is another word than "sikici". */
function isOtherLetter({ needle: { term } }: RunTerm, fold: View, range: Range): boolean {
  if (!isTurkish(term.lang)) return false;
  const { from, to } = plainRange(fold, range);
  return fold.text.slice(from, to).includes('ı');
}

interface Where {
  readonly unmasked: Unmasked;
  readonly runs: Runs;
  readonly index: EvasionIndex;
}

function isStretched(term: RunTerm, runs: Runs, from: number): boolean {
  return term.least.some((least, j) => runs.counts[from + j]! > least && !isSpaceUnit(runs.view.units[from + j]!));
}

/** Where, in the runs, a disguised occurrence that counts ends, or -1. */
function endOfDisguised(term: RunTerm, { unmasked, runs, index }: Where, from: number): number {
  const to = from + term.least.length;
  if (!isStretchOf(term, { unmasked, runs, index }, from)) return -1;
  if (isSpacedOut(unmasked, runs.view.start[from]!, runs.view.end[to - 1]!)) return to;
  const { standing } = term.needle;
  const end = endOfHit(standing, runs.view, from, to);
  if (end >= 0 || term.needle.term.evasion !== 'aggressive' || term.key.length < MIN_AGGRESSIVE) return end;
  return endOfHit({ ...standing, mode: 'substring' }, runs.view, from, to);
}

/**
 * Every run must be at least as long as the term's, so "Niger" is never a longer word. One letter merely doubled may be another
 * word ("comma" for "coma"): it needs the list of ordinary words to be told; a letter three times or two doublings do not.
 */
function isStretchOf(term: RunTerm, { runs, index }: Where, from: number): boolean {
  let [extra, most] = [0, 0];
  for (let j = 0; j < term.least.length; j++) {
    const more = runs.counts[from + j]! - term.least[j]!;
    if (more < 0) return false;
    if (more === 0 || isSpaceUnit(runs.view.units[from + j]!)) continue;
    extra++;
    if (more > most) most = more;
  }
  if (extra === 0) return true;
  return most >= 2 || extra >= 2 || index.ordinaryWords !== undefined;
}

function isSpacedOut(unmasked: Unmasked, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((unmasked.disguises[i]! & SPACED) === 0) return false;
  return true;
}

/** Words one letter away from a term that is looked for aggressively; only where ordinary words can be told. */
function misspelt({ nearMisses, ordinaryWords }: EvasionIndex, fold: View, report: ReportDisguised): void {
  if (nearMisses === undefined || ordinaryWords === undefined) return;
  const { count, from, to } = tokensOf(fold);
  for (let i = 0; i < count; i++) {
    const word = fold.text.slice(from[i], to[i]);
    const terms = nearMisses.of(word);
    if (terms.length === 0 || ordinaryWords.has(word)) continue;
    for (const { needle } of terms) report(needle, originalRange(fold, from[i]!, to[i]!), ['misspelt']);
  }
}

/** Whether a term that stands inside a longer word is meant there, too: asked for aggressively, and the word is no ordinary one. */
export function standsInside({ ordinaryWords }: EvasionIndex, { term, standing }: TermNeedle, fold: View, [from, to]: readonly [number, number]): boolean {
  if (term.evasion !== 'aggressive' || to - from < MIN_AGGRESSIVE || standing.anchor !== undefined) return false;
  return ordinaryWords?.has(wordAround(fold, from, to)) !== true;
}

/** Rules.md 3.2, V4': words such as f*ck, whose masks stand for one letter each. */
function masked(index: EvasionIndex, { fold, unmasked: { view } }: Texts, report: ReportDisguised): void {
  for (const { 0: word, index: at } of view.text.matchAll(MASKED)) {
    reportMasked(index, { fold, word, range: () => originalRange(view, at, at + word.length) }, report);
  }
}

/** The same with masks that are separators, too, or of two units: they are told from those by the letters on both sides. */
function holedWords(index: EvasionIndex, fold: View, report: ReportDisguised): void {
  for (const { 0: written, index: at } of fold.text.matchAll(HOLED)) {
    reportMasked(index, { fold, word: written.replace(HOLES, '*'), range: () => originalRange(fold, at, at + written.length) }, report);
  }
}

interface MaskedWord {
  readonly fold: View;
  /** With a mask for each letter that is hidden. */
  readonly word: string;
  readonly range: () => Range;
}

function reportMasked(index: EvasionIndex, { fold, word, range }: MaskedWord, report: ReportDisguised): void {
  const masks = word.replace(/[^*#%&]/g, '').length;
  if (masks === 0 || word.length - masks < 2 || masks > word.length / 2) return;
  for (let length = word.length; length >= Math.max(4, word.length - 3); length--) {
    for (const term of index.byShape.get(shapeOf(length, word)) ?? []) {
      if (isMaskOf(word, term) && !isInnocent(index.ordinaryWords, fold, range())) report(term.needle, range(), ['masked']);
    }
  }
}

function isMaskOf(word: string, { key, needle }: DisguisableTerm): boolean {
  const ending = word.slice(key.length);
  const { inflection } = needle.standing;
  if (ending !== '' && (inflection === undefined || !takesEnding(inflection, key.slice(-1), ending))) return false;
  if (!/[*#%&]/.test(word.slice(0, key.length))) return false;
  return Array.from(key).every((letter, i) => word[i] === letter || '*#%&'.includes(word.charAt(i)));
}
