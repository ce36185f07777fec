/* eslint-disable @typescript-eslint/no-non-null-assertion -- because the binary search stays within the view's length */
import { type LinkTarget } from '../text/plain';
import { originalRange, type Range, type View } from '../text/view';

/** What links and contacts are read from: the visible text as written, and folded. */
export interface SeenText {
  readonly plain: View;
  readonly fold: View;
  readonly targets: readonly LinkTarget[];
  /** What characters there are ({@link traitsOf}): a search that needs one that is not there is spared. */
  readonly traits: number;
}

/** Something found, with its place in the original. */
export interface Found {
  readonly name: string;
  readonly range: Range;
}

/** Runs a global pattern of ours over a view's text; `nameOf` may refuse a match with null. */
export function findAll(view: View, pattern: RegExp, nameOf: (match: RegExpExecArray) => string | null): Found[] {
  const found: Found[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(view.text); match !== null; match = pattern.exec(view.text)) {
    const name = nameOf(match);
    if (name !== null) found.push({ name, range: originalRange(view, match.index, match.index + match[0].length) });
  }
  return found;
}

/** The units `[from, to)` of the plain view that a range of the original covers. */
export function plainRange(plain: View, range: Range): { from: number; to: number } {
  return { from: firstFrom(plain, range.start), to: firstFrom(plain, range.end) };
}

function firstFrom(view: View, offset: number): number {
  let low = 0;
  let high = view.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (view.start[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
