import { fold } from '../text/fold';
import { type PatternNode } from './pattern-syntax';

const MAX_SET = 64;
const MIN_LENGTH = 2;

/**
 * Folded literals of which at least one occurs in every text that the pattern matches, white space as one space. Null when there are
 * none of at least two characters: the pattern must then run on every comment. This is the idea of RE2's FilteredRE2.
 */
export function requiredLiterals(pattern: PatternNode): readonly string[] | null {
  const best = required(pattern);
  return best === null || worth(best) < MIN_LENGTH ? null : [...new Set(best)];
}

const MAX_CLAUSES = 4;
const MIN_FURTHER = 3;

/**
 * Sets of folded literals: every text that the pattern matches holds at least one literal of each. The first is {@link requiredLiterals};
 * the others spare the pattern a run where only its beginning occurs, which is often an ordinary word.
 */
export function requiredClauses(pattern: PatternNode): readonly (readonly string[])[] | null {
  const best = requiredLiterals(pattern);
  if (best === null) return null;
  const further = setsOf(pattern).filter((set) => worth(set) >= MIN_FURTHER && set.some((literal) => !best.includes(literal)));
  further.sort((a, b) => worth(b) - worth(a));
  return [best, ...further.map((set) => [...new Set(set)])].slice(0, MAX_CLAUSES);
}

function setsOf(node: PatternNode): (readonly string[])[] {
  if (node.kind === 'group') return setsOf(node.body);
  if (node.kind !== 'concat') return [];
  const sets: (readonly string[])[] = [];
  const add = (set: readonly string[] | null): void => { if (set !== null) sets.push(set); };
  let run: readonly string[] = [''];
  for (const item of node.items) {
    const exact = exactOf(item);
    const longer = exact === null ? null : product(run, exact);
    if (longer !== null) {
      run = longer;
      continue;
    }
    add(candidate(run));
    if (exact === null) add(required(item));
    run = exact ?? [''];
  }
  add(candidate(run));
  return sets;
}

/** How selective a set is: the length of its shortest literal. */
function worth(literals: readonly string[]): number {
  return literals.reduce((least, literal) => Math.min(least, literal.length), Infinity);
}

function better(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (a === null || b === null) return a ?? b;
  const [worthA, worthB] = [Math.min(worth(a), 8), Math.min(worth(b), 8)];
  if (worthA !== worthB) return worthA > worthB ? a : b;
  return a.length <= b.length ? a : b;
}

function asKey(literal: string): string {
  return fold(literal).replace(/\s+/gu, ' ').trim();
}

function candidate(exact: readonly string[]): readonly string[] | null {
  const keys = exact.map(asKey);
  return keys.length === 0 || keys.includes('') ? null : keys;
}

function required(node: PatternNode): readonly string[] | null {
  const all = exactOf(node);
  const own = all === null ? null : candidate(all);
  switch (node.kind) {
    case 'literal':
    case 'class':
    case 'anchor':
    case 'flags':
      return own;
    case 'group':
      return better(own, required(node.body));
    case 'repeat':
      return node.min > 0 ? better(own, required(node.item)) : null;
    case 'either':
      return better(own, union(node.items));
    case 'concat':
      return better(own, ofConcat(node.items));
  }
}

function union(items: readonly PatternNode[]): readonly string[] | null {
  const all: string[] = [];
  for (const item of items) {
    const one = required(item);
    if (one === null) return null;
    all.push(...one);
  }
  return all.length > 4 * MAX_SET ? null : all;
}

/** Neighbours whose strings are all known are multiplied out; what cannot be, ends a run. */
function ofConcat(items: readonly PatternNode[]): readonly string[] | null {
  let best: readonly string[] | null = null;
  let run: readonly string[] = [''];
  for (const item of items) {
    const exact = exactOf(item);
    const longer: readonly string[] | null = exact === null ? null : product(run, exact);
    if (longer !== null) {
      run = longer;
      // A longer product may be less selective ("foo" before an optional part): every step is a candidate.
      best = better(best, candidate(run));
      continue;
    }
    // Of a repetition without end, one round follows what came before and one round goes before what comes after.
    const round = item.kind === 'repeat' && item.min > 0 ? exactOf(item.item) : null;
    const joined = round === null ? null : product(run, round);
    if (joined !== null) best = better(best, candidate(joined));
    best = better(best, required(item));
    run = exact ?? round ?? [''];
    best = better(best, candidate(run));
  }
  return best;
}

function product(a: readonly string[], b: readonly string[]): readonly string[] | null {
  return a.length * b.length > MAX_SET ? null : a.flatMap((left) => b.map((right) => left + right));
}

/** Every string that the node can match, if they are few. */
export function exactOf(node: PatternNode): readonly string[] | null {
  switch (node.kind) {
    case 'literal':
      return [node.text];
    case 'class':
      return node.chars !== null && node.chars.length <= 8 ? node.chars : null;
    case 'anchor':
    case 'flags':
      return [''];
    case 'group':
      return exactOf(node.body);
    case 'repeat':
      return exactRepeat(node);
    case 'either':
      return exactEither(node.items);
    case 'concat':
      return node.items.reduce<readonly string[] | null>((all, item) => {
        const exact = all === null ? null : exactOf(item);
        return all === null || exact === null ? null : product(all, exact);
      }, ['']);
  }
}

function exactRepeat(node: Extract<PatternNode, { kind: 'repeat' }>): readonly string[] | null {
  const once = exactOf(node.item);
  if (once === null || node.max > 4) return null;
  const all: string[] = node.min === 0 ? [''] : [];
  let times: readonly string[] | null = [''];
  for (let n = 1; n <= node.max; n++) {
    times = product(times, once);
    if (times === null || all.length + times.length > MAX_SET) return null;
    if (n >= node.min) all.push(...times);
  }
  return all;
}

function exactEither(items: readonly PatternNode[]): readonly string[] | null {
  const all: string[] = [];
  for (const item of items) {
    const exact = exactOf(item);
    if (exact === null || all.length + exact.length > MAX_SET) return null;
    all.push(...exact);
  }
  return all;
}
