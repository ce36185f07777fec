/* eslint-disable @typescript-eslint/no-non-null-assertion -- because every index into a typed array or string here is kept in range by the loop around it */
import { originalRange, type Range, type View } from './view';

const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['›', '‹'],
  ['‚', '‘’'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
]);
const STRAIGHT = 0x22;
/** « */
const FIRST_OTHER = 0xab;
/** What is an apostrophe, too: like the straight mark it is told by what stands beside it. */
const SINGLE = '‚‘’';
const MARKS = /["“”„«»‹›‚‘「」『』\n>]/g;

/**
 * The ranges of the original that are quotations: lines that begin with `>`, and what stands between quotation marks on one
 * line. A straight `"` opens only before, and closes only after, something visible, so that 5" is no quotation; a single mark
 * likewise, so that an apostrophe within a word closes none.
 */
export function quotedRanges(plain: View): readonly Range[] {
  const text = plain.text;
  if (text.search(MARKS) < 0) return [];
  const ranges: Range[] = [];
  for (let from = 0; from <= text.length; ) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    if (/^[ \t]*>/.test(text.slice(from, from + 8))) ranges.push(originalRange(plain, from, to));
    else quotationsOnLine(plain, from, to, ranges);
    from = to + 1;
  }
  return ranges;
}

function quotationsOnLine(plain: View, from: number, to: number, into: Range[]): void {
  const line = plain.text.slice(from, to);
  let opened = -1;
  let closers = '';
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    if (unit !== STRAIGHT && unit < FIRST_OTHER) continue;
    const char = line[i]!;
    if (opened >= 0 && closers.includes(char) && closes(line, i)) {
      into.push(originalRange(plain, from + opened, from + i + 1));
      opened = -1;
    } else if (opened < 0 && CLOSERS.has(char) && opens(line, i)) {
      opened = i;
      closers = CLOSERS.get(char)!;
    }
  }
}

function opens(line: string, at: number): boolean {
  if (line[at] !== '"' && !SINGLE.includes(line.charAt(at))) return true;
  return !/[\p{L}\p{N}]/u.test(line[at - 1] ?? ' ') && /\S/u.test(line[at + 1] ?? ' ');
}

function closes(line: string, at: number): boolean {
  if (line[at] !== '"' && !SINGLE.includes(line.charAt(at))) return true;
  return /\S/u.test(line[at - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(line[at + 1] ?? ' ');
}

/** Whether `range` lies inside one of the ranges. */
export function isInside(ranges: readonly Range[], range: Range): boolean {
  return ranges.some((r) => r.start <= range.start && range.end <= r.end);
}
