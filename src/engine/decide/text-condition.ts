import type { Part, TextField } from '../match/matcher';
import { fold } from '../text/fold';
import type { Span } from '../verdict';
import { condition, textBit, type Condition, type Judging } from './condition';
import { FALSE, TRUE, truth, UNKNOWN, type Truth } from './truth';

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
  /** Whether there is a pattern among the needles, and whether one of them runs on every comment. */
  readonly patterns: 'none' | 'filtered' | 'unfiltered';
  readonly part: Part;
  /** The lists among the needles: their entries are named by `list:term`. */
  readonly lists: readonly string[];
  readonly minHits: number;
  /** Count different words instead of passages. */
  readonly distinct: boolean;
  readonly missing: boolean;
}

/** Words, patterns and lists in one or more texts. Several matchers are joined by "or"; missing only when every text is. */
export function textCondition(asked: TextOps): Condition {
  const ops: Ops = { ...asked, texts: asked.fields.map((field) => ({ field, bit: textBit(field) })), isPlain: asked.timed.length === 0 && !asked.near };
  const bits = ops.texts.reduce((all, { bit }) => all | bit, 0);
  const test = (judging: Judging): Truth => {
    const hits = hitsIn(judging, ops);
    if (hits.length >= ops.minHits && (ops.minHits === 1 || countOf(hits, ops) >= ops.minHits)) return TRUE;
    if (judging.failed.size > 0 && ops.fields.some((field) => judging.failed.has(field))) return UNKNOWN;
    return (judging.present & bits) === 0 ? truth(ops.missing) : FALSE;
  };
  return condition({
    cost: costOf(ops),
    test,
    cheap: ops.patterns === 'none' ? test : () => UNKNOWN,
    collect: (judging, evidence) => { evidence.addSpans(hitsIn(judging, ops)); },
  });
}

/** One pass finds all words and says which patterns may match, and most comments need no more; patterns that always run are dear. */
function costOf({ near, patterns }: TextOps): number {
  if (patterns === 'unfiltered') return 40;
  return near ? 7 : 6;
}

const NO_SPANS: readonly Span[] = [];

interface Ops extends TextOps {
  readonly texts: readonly { readonly field: TextField; readonly bit: number }[];
  /** One look-up of the needles says it all. */
  readonly isPlain: boolean;
}

function hitsIn(judging: Judging, ops: Ops): readonly Span[] {
  let all = NO_SPANS;
  for (const { field, bit } of ops.texts) {
    if ((judging.present & bit) === 0 || (judging.failed.size > 0 && judging.failed.has(field))) continue;
    const hits = found(judging, ops, field);
    if (hits.length > 0) all = all.length === 0 ? hits : [...all, ...hits];
  }
  return all;
}

/** Passages, each place once however many entries name it; or different words, a place counting as the longest that was found there. */
function countOf(spans: readonly Span[], { distinct, lists }: Ops): number {
  const longest = new Map<string, string>();
  for (const { field, start, end, entry } of spans) {
    const place = `${field} ${String(start)} ${String(end)}`;
    const [before, word] = [longest.get(place) ?? '', wordOf(entry, lists)];
    if (word.length > before.length || (word.length === before.length && word < before)) longest.set(place, word);
  }
  return distinct ? new Set(longest.values()).size : longest.size;
}

/** The word that an entry stands for, whichever list it is of. */
function wordOf(entry: string, lists: readonly string[]): string {
  const list = lists.find((id) => entry.startsWith(`${id}:`));
  return fold(list === undefined ? entry : entry.slice(list.length + 1));
}

function found(judging: Judging, ops: Ops, field: TextField): readonly Span[] {
  const { reading, now } = judging;
  const plain = ops.needle === undefined ? NO_SPANS : reading.find(field, ops.needle, ops.part);
  if (ops.isPlain) return plain;
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
      if (1 + reading.wordsBetween(field, first.end, second.start) > near.within) continue;
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
