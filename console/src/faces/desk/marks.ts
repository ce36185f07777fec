import type { Hit, Span } from '../../api/types';

/** What marking needs of a hit. */
export type MarkingHit = Pick<Hit, 'rule' | 'mode' | 'reason'> & { readonly policy?: string } & { readonly spans: readonly MarkingSpan[] };
type MarkingSpan = Pick<Span, 'field' | 'start' | 'end' | 'entry' | 'via'>;

/** An entry that is a regular expression says nothing to a moderator: its rule's reason does. */
const PATTERN = /[\\^$|()[\]{}*+?]/;

/** A stretch of the text, and the hits that matched somewhere in it. */
export interface Segment {
  readonly text: string;
  readonly marks: readonly Mark[];
}

export interface Mark {
  readonly rule: string;
  /** The word or list entry that matched; for a pattern, the rule's reason. */
  readonly entry: string;
  readonly via: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly shadow: boolean;
  readonly policy: string | null;
}

/** Cuts a text at every border of a span, so that overlapping matches stay readable; spans count UTF-16 units of this text. */
export function segmentsOf(text: string, field: string, hits: readonly MarkingHit[]): Segment[] {
  const marks = hits.flatMap((hit) => hit.spans.filter((span) => span.field === field && isInside(span, text)).map((span) => ({ span, mark: markOf(hit, span) })));
  const borders = [...new Set([0, text.length, ...marks.flatMap(({ span }) => [span.start, span.end])])].sort((a, b) => a - b);
  return borders.slice(0, -1).map((start, index) => {
    const end = borders[index + 1] ?? text.length;
    return { text: text.slice(start, end), marks: marks.filter(({ span }) => span.start <= start && span.end >= end).map(({ mark }) => mark) };
  });
}

/** What matched one and the same piece of the text. */
export interface MatchedPiece {
  readonly quote: string;
  readonly marks: readonly Mark[];
}

/** One line per matched piece, in the order of the text, for the list under the comment; the same words are named once. */
export function matchedPieces(text: string, segments: readonly Segment[]): MatchedPiece[] {
  const pieces = new Map<string, Map<string, Mark>>();
  for (const mark of segments.flatMap(({ marks }) => marks)) {
    const quote = text.slice(mark.start, mark.end).toLowerCase();
    const marks = pieces.get(quote) ?? new Map<string, Mark>();
    if (!marks.has(`${mark.rule}\n${mark.entry}`)) marks.set(`${mark.rule}\n${mark.entry}`, mark);
    pieces.set(quote, marks);
  }
  return [...pieces.values()].map((found) => {
    const marks = [...found.values()];
    return { quote: text.slice(marks[0]?.start, marks[0]?.end), marks };
  });
}

function markOf(hit: MarkingHit, span: MarkingSpan): Mark {
  return { rule: hit.rule, entry: PATTERN.test(span.entry) ? hit.reason : span.entry, via: span.via, start: span.start, end: span.end, shadow: hit.mode === 'shadow', policy: hit.policy ?? null };
}

function isInside({ start, end }: MarkingSpan, text: string): boolean {
  return start >= 0 && start < end && end <= text.length;
}
