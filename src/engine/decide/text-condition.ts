import type { JudgedText } from '../facts';
import type { Part, TextField } from '../match/matcher';
import type { Span } from '../verdict';
import { type Condition, type Judging } from './condition';
import { FALSE, truth, UNKNOWN, type Truth } from './truth';

/** A list entry with an end: it matches only comments received before. */
export interface TimedNeedle {
  readonly needle: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

export interface Nearness {
  readonly a: number;
  readonly b: number;
  readonly within: number;
  readonly ordered: boolean;
}

export interface TextOps {
  readonly fields: readonly TextField[];
  /** The group of all terms and patterns; undefined when there are none (an empty list). */
  readonly needle: number | undefined;
  readonly timed: readonly TimedNeedle[];
  readonly near: Nearness | undefined;
  /** Patterns cost more than words, which one pass over the text finds all at once. */
  readonly hasPatterns: boolean;
  readonly part: Part;
  readonly minHits: number;
  /** Count different entries instead of passages. */
  readonly distinct: boolean;
  readonly missing: boolean;
}

const TEXT_OF: Readonly<Record<TextField, keyof JudgedText>> = {
  body: 'body', title: 'title', 'parent.body': 'parentBody', 'author.name': 'authorName', 'article.title': 'articleTitle',
  'request.user_agent': 'userAgent',
};

/** Words, patterns and lists in one or more texts. Several matchers are joined by "or"; missing only when every text is. */
export function textCondition(ops: TextOps): Condition {
  const present = (judging: Judging): readonly TextField[] =>
    ops.fields.filter((field) => judging.text[TEXT_OF[field]] !== undefined && !judging.failed.has(field));
  const hits = (judging: Judging): readonly Span[] => present(judging).flatMap((field) => found(judging, ops, field));
  return {
    cost: (ops.hasPatterns ? 30 : 20) + (ops.near ? 2 : 0),
    test: (judging): Truth => {
      const enough = countOf(hits(judging), ops.distinct) >= ops.minHits;
      if (enough) return truth(true);
      if (ops.fields.some((field) => judging.failed.has(field))) return UNKNOWN;
      return present(judging).length === 0 ? truth(ops.missing) : FALSE;
    },
    collect: (judging, evidence) => { evidence.addSpans(hits(judging)); },
  };
}

function countOf(spans: readonly Span[], distinct: boolean): number {
  return distinct ? new Set(spans.map((span) => span.entry)).size : spans.length;
}

function found(judging: Judging, ops: TextOps, field: TextField): readonly Span[] {
  const { reading, now } = judging;
  const plain = ops.needle === undefined ? [] : reading.find(field, ops.needle, ops.part);
  if (ops.timed.length === 0 && !ops.near) return plain;
  const timed = ops.timed.flatMap(({ needle, until }) => (now < until ? reading.find(field, needle, ops.part) : []));
  return [...plain, ...timed, ...(ops.near ? nearSpans(judging, ops.near, { field, part: ops.part }) : [])];
}

/** For each a, the nearest b: one passage from the first to the last of the two. Neighbouring words are 1 apart. */
function nearSpans({ reading }: Judging, near: Nearness, { field, part }: { field: TextField; part: Part }): Span[] {
  const as = reading.find(field, near.a, part);
  const bs = as.length === 0 ? [] : reading.find(field, near.b, part);
  const spans: Span[] = [];
  let next = 0;
  for (const a of as) {
    while (next < bs.length && (bs[next]?.start ?? 0) < a.end) next += 1;
    const after = bs[next];
    const before = near.ordered ? undefined : lastBefore(bs, next, a.start);
    for (const b of [after, before]) {
      if (!b) continue;
      const [first, second] = a.start < b.start ? [a, b] : [b, a];
      const apart = 1 + reading.wordsBefore(field, second.start) - reading.wordsBefore(field, first.end);
      if (apart > near.within) continue;
      spans.push({ field, start: first.start, end: second.end, entry: `${a.entry} … ${b.entry}`, via: [...new Set([...a.via, ...b.via])].sort() });
      break;
    }
  }
  return spans;
}

/** The last b that ends before the a begins; the few that overlap it are stepped over. */
function lastBefore(bs: readonly Span[], from: number, start: number): Span | undefined {
  for (let i = from - 1; i >= 0; i--) {
    const b = bs[i];
    if (b && b.end <= start) return b;
  }
  return undefined;
}
