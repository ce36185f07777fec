/* eslint-disable @typescript-eslint/no-non-null-assertion -- because keys, hits and units are dense numberings made by the index and the views */
import { suspect } from '../text/suspect';
import { JOINED, LEET, LOOK_ALIKE, runsOf, type Runs, SPACED, unmask, type Unmasked } from '../text/unmask';
import { originalRange, type Range, type View } from '../text/view';
import { HitBuffer } from './automaton';
import { type DisguisableTerm, type EvasionIndex, type RunTerm, shapeOf } from './evasion-index';
import { type TermNeedle } from './needles';
import { endOfHit, takesEnding } from './term-check';

/** Called for every disguised occurrence of a term. */
export type ReportDisguised = (needle: TermNeedle, range: Range, via: readonly string[]) => void;

const buffer = new HitBuffer();
const MIN_AGGRESSIVE = 5;
const MASKED = /\p{L}[\p{L}*#%&]*[*#%&][\p{L}*#%&]*/gu;

/**
 * The unmasked text if there is any reason to look for disguises, else undefined. One letter doubled is a reason only when ordinary
 * words are known.
 */
export function unmaskIfSuspect(index: EvasionIndex, fold: View): Unmasked | undefined {
  const { disguised, stretched, doubled } = suspect(fold);
  if (disguised) return unmask(fold);
  const worthwhile = stretched || (doubled && index.ordinaryWords !== undefined);
  return worthwhile ? { view: fold, disguises: new Uint8Array(fold.length), changed: false } : undefined;
}

/** Terms in an unmasked text whose letters stand for others, are stretched, spaced out or masked. Plain occurrences are left out. */
export function findDisguised(index: EvasionIndex, unmasked: Unmasked, report: ReportDisguised): void {
  stretched(index, unmasked, report);
  masked(index, unmasked, report);
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

function stretched(index: EvasionIndex, unmasked: Unmasked, report: ReportDisguised): void {
  const runs = runsOf(unmasked.view);
  const count = index.automaton.scan(runs.view, buffer);
  for (let i = 0; i < count; i++) {
    const end = buffer.ends[i]!;
    for (const term of index.uses[buffer.keys[i]!]!) {
      const from = end - term.least.length;
      const to = from < 0 ? -1 : endOfDisguised(term, { unmasked, runs, index }, from);
      if (to < 0) continue;
      const [first, last] = [runs.view.start[from]!, runs.view.end[to - 1]!];
      const via = disguisesIn(unmasked, first, last);
      if (isStretched(term, runs, from)) via.push('runs');
      if (via.length > 0) report(term.needle, originalRange(unmasked.view, first, last), via);
    }
  }
}

interface Where {
  readonly unmasked: Unmasked;
  readonly runs: Runs;
  readonly index: EvasionIndex;
}

function isStretched(term: RunTerm, runs: Runs, from: number): boolean {
  return term.least.some((least, j) => runs.counts[from + j]! > least);
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
function isStretchOf(term: RunTerm, { unmasked, runs, index }: Where, from: number): boolean {
  let [extra, most] = [0, 0];
  for (let j = 0; j < term.least.length; j++) {
    const more = runs.counts[from + j]! - term.least[j]!;
    if (more < 0) return false;
    if (more > 0) extra++;
    if (more > most) most = more;
  }
  if (extra === 0) return true;
  const word = unmasked.view.text.slice(runs.view.start[from], runs.view.end[from + term.least.length - 1]);
  if (index.ordinaryWords?.has(word) === true) return false;
  return most >= 2 || extra >= 2 || index.ordinaryWords !== undefined;
}

function isSpacedOut(unmasked: Unmasked, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((unmasked.disguises[i]! & SPACED) === 0) return false;
  return true;
}

/** Rules.md 3.2, V4': words such as f*ck, whose masks stand for one letter each. */
function masked(index: EvasionIndex, unmasked: Unmasked, report: ReportDisguised): void {
  const { text } = unmasked.view;
  if (!/[*#%&]/.test(text)) return;
  for (const match of text.matchAll(MASKED)) {
    const word = match[0];
    const masks = word.replace(/[^*#%&]/g, '').length;
    if (word.length - masks < 2 || masks > word.length / 2 || word.length > 40) continue;
    for (let length = word.length; length >= Math.max(4, word.length - 3); length--) {
      for (const term of index.byShape.get(shapeOf(length, word)) ?? []) {
        if (isMaskOf(word, term)) report(term.needle, originalRange(unmasked.view, match.index, match.index + word.length), ['masked']);
      }
    }
  }
}

function isMaskOf(word: string, { key, needle }: DisguisableTerm): boolean {
  const ending = word.slice(key.length);
  if (ending !== '' && !(needle.standing.inflect && takesEnding(key.slice(-1), ending))) return false;
  if (!/[*#%&]/.test(word.slice(0, key.length))) return false;
  return Array.from(key).every((letter, i) => word[i] === letter || '*#%&'.includes(word.charAt(i)));
}
