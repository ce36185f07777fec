import type { Hit, Span } from '../../api/types';

/** A stretch of the text, and the hits that matched somewhere in it. */
export interface Segment {
  readonly text: string;
  readonly marks: readonly Mark[];
}

export interface Mark {
  readonly rule: string;
  readonly entry: string;
  readonly via: readonly string[];
  readonly start: number;
  readonly shadow: boolean;
}

/** Cuts a text at every border of a span, so that overlapping matches stay readable; spans count UTF-16 units of this text. */
export function segmentsOf(text: string, field: string, hits: readonly Hit[]): Segment[] {
  const marks = hits.flatMap((hit) => hit.spans.filter((span) => span.field === field && isInside(span, text)).map((span) => ({ span, mark: markOf(hit, span) })));
  const borders = [...new Set([0, text.length, ...marks.flatMap(({ span }) => [span.start, span.end])])].sort((a, b) => a - b);
  return borders.slice(0, -1).map((start, index) => {
    const end = borders[index + 1] ?? text.length;
    return { text: text.slice(start, end), marks: marks.filter(({ span }) => span.start <= start && span.end >= end).map(({ mark }) => mark) };
  });
}

/** One line per distinct match, in the order of the text, for the list under the comment. */
export function marksIn(segments: readonly Segment[]): { readonly mark: Mark; readonly quote: string }[] {
  const quotes = new Map<string, { mark: Mark; quote: string }>();
  for (const { text, marks } of segments) {
    for (const mark of marks) {
      const key = `${mark.rule}\n${mark.entry}\n${String(mark.start)}`;
      quotes.set(key, { mark, quote: (quotes.get(key)?.quote ?? '') + text });
    }
  }
  const seen = new Set<string>();
  return [...quotes.values()].filter(({ mark, quote }) => {
    const line = `${mark.rule}\n${mark.entry}\n${quote.toLowerCase()}`;
    return seen.has(line) ? false : seen.add(line);
  });
}

function markOf(hit: Hit, span: Span): Mark {
  return { rule: hit.rule, entry: span.entry, via: span.via, start: span.start, shadow: hit.mode === 'shadow' };
}

function isInside({ start, end }: Span, text: string): boolean {
  return start >= 0 && start < end && end <= text.length;
}
