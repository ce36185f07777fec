/**
 * A normalised reading of a text that keeps the way back: unit `i` of the view stands for the original's
 * UTF-16 units `start[i]` up to, not including, `end[i]`. A match `[a, b)` in any view is the original's
 * `[start[a], end[b - 1])`, however many normalisations lie between (rules.md 3.2).
 */
export interface View {
  readonly length: number;
  readonly units: Uint16Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The units as a string, for regular expressions. */
  readonly text: string;
}

/** Half-open range in UTF-16 units of the original text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The original's range for the view's half-open range. An empty range maps to an empty range. */
export function originalRange(view: View, from: number, to: number): Range {
  if (to <= from) {
    const at = from < view.length ? view.start[from]! : view.length > 0 ? view.end[view.length - 1]! : 0;
    return { start: at, end: at };
  }
  return { start: view.start[from]!, end: view.end[to - 1]! };
}
