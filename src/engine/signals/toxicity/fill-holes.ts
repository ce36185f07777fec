/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array here is kept in range by the loop around it */
import { isHole } from '../../text/suspect';
import { WORD, wordClassAt } from '../../text/tokens';
import { type View, ViewBuilder } from '../../text/view';
import { type WordKnowledge } from './word-knowledge';

const LONGEST = 32;
const MOST_HOLES = 4;
const MASK = 0x2a;

const builder = new ViewBuilder();
const masked = new Uint16Array(LONGEST);
/** Where each character of the word under way begins. */
const places = new Int32Array(LONGEST);

/**
 * The view with a letter for each _ and each pictogram that stands for one in a listed word: "f_ck", "sh💩t". Only where letters touch both sides and
 * the whole of what is written together is such a word: names like `snake_case` and pictograms between words stay. It comes before
 * other disguises are undone, because that takes a _ out and leaves no trace of it.
 */
export function fillHoles(fold: View, knowledge: WordKnowledge, most: number): View {
  const { units } = fold;
  const length = Math.min(fold.length, most);
  let copied = -1;
  for (let at = 0; at < length; ) {
    if (!isLetter(units, at)) {
      at++;
      continue;
    }
    const { to, size, word } = wordAt(units, at, length, knowledge);
    if (word !== undefined) {
      if (copied < 0) {
        builder.begin(fold.length);
        copied = 0;
      }
      copy(fold, copied, at);
      for (let i = 0; i < size; i++) builder.push(word.charCodeAt(i), fold.start[places[i]!]!, fold.end[(i + 1 < size ? places[i + 1]! : to) - 1]!);
      copied = to;
    }
    at = to;
  }
  if (copied < 0) return fold;
  copy(fold, copied, fold.length);
  return builder.finish();
}

/** Letters and holes from `from` to `to`, and the listed word that they stand for. */
function wordAt(units: Uint16Array, from: number, length: number, knowledge: WordKnowledge): { to: number; size: number; word: string | undefined } {
  let [to, size, holes, run, longestRun, endsInHole] = [from, 0, 0, 0, 0, false];
  while (to < length) {
    const isPart = isLetter(units, to);
    if (!isPart && !isHole(units[to]!)) break;
    if (size < LONGEST) [places[size], masked[size]] = [to, isPart ? units[to]! : MASK];
    size++;
    run = isPart ? run + 1 : 0;
    longestRun = Math.max(longestRun, run);
    if (!isPart) holes++;
    endsInHole = !isPart;
    to = isPart ? to + 1 : afterHole(units, to);
  }
  // Where there are single letters only, something stands between them.
  const isHoled = holes > 0 && holes <= MOST_HOLES && !endsInHole && longestRun > 1 && size <= LONGEST;
  return { to: Math.min(to, length), size, word: isHoled ? knowledge.unmasked(masked, 0, size, MASK) : undefined };
}

function isLetter(units: Uint16Array, at: number): boolean {
  const unit = units[at]!;
  return (unit < 0xd800 || unit > 0xdfff) && wordClassAt(units, at) === WORD;
}

/** A pictogram's second unit and its skin colour belong to it. */
function afterHole(units: Uint16Array, at: number): number {
  if (units[at]! < 0xd800) return at + 1;
  const isColoured = units[at + 2] === 0xd83c && units[at + 3]! >= 0xdffb && units[at + 3]! <= 0xdfff;
  return at + (isColoured ? 4 : 2);
}

function copy(fold: View, from: number, to: number): void {
  for (let i = from; i < to; i++) builder.push(fold.units[i]!, fold.start[i]!, fold.end[i]!);
}
