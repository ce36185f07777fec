/* eslint-disable @typescript-eslint/no-non-null-assertion -- because indexes come from the regex library and the loop's bounds */
import { RE2JS, RE2JSException } from 're2js';
import { fold, foldExact } from '../text/fold';
import { type View } from '../text/view';
import { type Pattern } from './matcher';
import { PatternError } from './pattern-error';
import { requiredClauses } from './pattern-literals';
import { startsOf } from './pattern-starts';
import { parsePattern, type PatternNode, quoteChar } from './pattern-syntax';
import { PatternTries } from './pattern-tries';

const MAX_PATTERN = 400;
const MAX_PROGRAM = 500;
/** Units of a text that patterns look at; words look at all of it. */
export const MAX_TEXT = 10_000;
/** What any pattern does at each unit beside its program (measured: a small one takes about as long as one of so many instructions). */
const STEPS_BESIDE = 100;
const MAX_HITS = 100;

/** A pattern ready to run in linear time over a fold view (or an exact view, for `case: exact`). */
export interface CompiledPattern {
  /** Sets of folded literals, one of each of which must occur for the pattern to match; null: it runs on every comment. */
  readonly clauses: readonly (readonly string[])[] | null;
  /** What looking at one unit of a text costs at most, in steps of some 3 ns. */
  readonly stepsPerUnit: number;
  /** Calls `hit` for each match, in view units. */
  run(view: View, hit: (from: number, to: number) => void): void;
}

/** Checks and compiles. Bounds: 400 characters, program size 500, repetitions 100 (rules.md 2.7). @throws PatternError */
export function compilePattern(pattern: Pattern): CompiledPattern {
  const { source } = pattern;
  if (source.length > MAX_PATTERN) throw new PatternError(`The pattern has ${String(source.length)} characters; ${String(MAX_PATTERN)} are allowed. Split it in several.`, source);
  const { node, from, to } = stripBoundaries(parsePattern(source.normalize('NFC')));
  refuseAsciiBoundary(node, source);
  const core = emit(node, pattern.caseExact ? foldExact : fold, !pattern.caseExact);
  checkCore(core, source);
  const { before, after } = frameOf(node, { from: from || pattern.whole, to: to || pattern.whole });
  const compiled = compileSafely(`${before}(${core})${after}`, source);
  const starts = pattern.caseExact ? null : startsOf(node);
  const clauses = requiredClauses(node);
  const stepsPerUnit = compiled.programSize() + STEPS_BESIDE;
  if (starts === null) return { clauses, stepsPerUnit, run: (view, hit) => { run(compiled, view, hit); } };
  const tries = new PatternTries(starts, { isBounded: before !== '', regex: `(${core})${after}` });
  return { clauses, stepsPerUnit, run: (view, hit) => { if (!tries.run(view, hit)) run(compiled, view, hit); } };
}

function compileSafely(regex: string, source: string): RE2JS {
  try {
    return RE2JS.compile(regex);
  } catch (error) {
    const detail = error instanceof RE2JSException ? error.message.replace(/^error parsing regexp: /, '') : 'unknown reason';
    throw new PatternError(`The pattern is not valid in RE2 syntax: ${detail}.`, source);
  }
}

function checkCore(core: string, source: string): void {
  const compiled = compileSafely(core, source);
  const probe = compiled.matcher(' a ');
  if (compiled.matches('') || (probe.find() && probe.start() === probe.end())) {
    throw new PatternError('The pattern can match nothing at all, so it would match everywhere. Make some part of it mandatory: + instead of *.', source);
  }
  const size = compiled.programSize();
  // What it takes to see any white space in a space is not the author's.
  if (size > MAX_PROGRAM && compileSafely(core.replaceAll(`${SPACE}+`, ' '), source).programSize() > MAX_PROGRAM) {
    throw new PatternError(`The pattern compiles to ${String(size)} steps; ${String(MAX_PROGRAM)} are allowed. Use smaller repetitions, or split it in several.`, source);
  }
}

/** Reports each match: group 1, without the neighbours that only prove a word boundary. */
function run(compiled: RE2JS, view: View, hit: (from: number, to: number) => void): void {
  const text = view.length > MAX_TEXT ? view.text.slice(0, MAX_TEXT) : view.text;
  const matcher = compiled.matcher(text);
  let at = 0;
  for (let hits = 0; hits < MAX_HITS && at <= text.length && matcher.find(at); ) {
    const [from, to] = [matcher.start(1), matcher.end(1)];
    if (to > from) {
      hit(from, to);
      hits++;
    }
    at = to > from ? to : nextUnit(text, Math.max(to, at));
  }
}

function nextUnit(text: string, at: number): number {
  return at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
}

interface Boundaries {
  readonly from: boolean;
  readonly to: boolean;
}

// RE2's \b knows ASCII alone and there is no look-around, so the neighbour is matched outside group 1 (see text/tokens.ts for what a word is).
const APART = '[^\\p{L}\\p{N}\\p{M}]|[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Thai}\\p{Lao}\\p{Khmer}\\p{Myanmar}ー]';

function frameOf(node: PatternNode, needs: Boundaries): { before: string; after: string } {
  const before = needs.from && edgeIsWord(node, 'first') ? `(?:\\A|${APART})` : '';
  const after = needs.to && edgeIsWord(node, 'last') ? `(?:\\z|${APART})` : '';
  return { before, after };
}

/** False only if the pattern surely begins (or ends) with a character that is no part of a word: then every place is a boundary. */
function edgeIsWord(node: PatternNode, side: 'first' | 'last'): boolean {
  if (node.kind === 'group') return edgeIsWord(node.body, side);
  if (node.kind === 'concat') {
    const edge = side === 'first' ? node.items[0] : node.items.at(-1);
    return edge === undefined || edgeIsWord(edge, side);
  }
  if (node.kind === 'repeat') return node.min === 0 || edgeIsWord(node.item, side);
  if (node.kind === 'either') return node.items.some((item) => edgeIsWord(item, side));
  return node.kind !== 'literal' || /[\p{L}\p{N}\p{M}]/u.test(fold(node.text));
}

/** Takes `\b` off the ends, where we check boundaries ourselves. */
function stripBoundaries(node: PatternNode): Boundaries & { readonly node: PatternNode } {
  const branches = node.kind === 'either' ? node.items : [node];
  const from = branches.every((branch) => isEdgeBoundary(branch, 'first'));
  const to = branches.every((branch) => isEdgeBoundary(branch, 'last'));
  const stripped = branches.map((branch) =>
    branch.kind === 'concat' ? { ...branch, items: branch.items.slice(from ? 1 : 0, to ? -1 : undefined) } : branch,
  );
  return { from, to, node: node.kind === 'either' ? { ...node, items: stripped } : stripped[0]! };
}

function isEdgeBoundary(branch: PatternNode, side: 'first' | 'last'): boolean {
  if (branch.kind !== 'concat' || branch.items.length < 2) return false;
  const edge = side === 'first' ? branch.items[0] : branch.items.at(-1);
  return edge?.kind === 'anchor' && edge.source === '\\b';
}

function refuseAsciiBoundary(node: PatternNode, source: string): void {
  const text = JSON.stringify(node);
  if (text.includes('"\\\\b"') && hasForeignLiteral(node)) {
    throw new PatternError('“\\b” inside a pattern knows only a-z, and this pattern has other letters. Put \\b at the ends only, or use `whole: true`.', source);
  }
}

function hasForeignLiteral(node: PatternNode): boolean {
  if (node.kind === 'literal') return /[^\0-\x7f]/.test(fold(node.text));
  if (node.kind === 'class') return /[^\0-\x7f]/.test(node.source);
  if (node.kind === 'group') return hasForeignLiteral(node.body);
  if (node.kind === 'repeat') return hasForeignLiteral(node.item);
  return 'items' in node && node.items.some(hasForeignLiteral);
}

type Normalise = (text: string) => string;

/** Writes the pattern for a folded text: literals folded, groups not captured, classes made blind to case. */
function emit(node: PatternNode, normalise: Normalise, foldsCase: boolean): string {
  switch (node.kind) {
    case 'literal':
      return emitLiteral(node.text, normalise);
    case 'class':
      return emitClass(node, normalise, foldsCase);
    case 'anchor':
    case 'flags':
      return node.source;
    case 'group':
      return `${node.open}${emit(node.body, normalise, foldsCase)})`;
    case 'repeat': {
      if (node.item.kind === 'literal' && normalise(node.item.text) === ' ') return `${SPACE}${node.source.startsWith('?') ? `*${node.source.slice(1)}` : node.source}`;
      const item = emit(node.item, normalise, foldsCase);
      return node.item.kind === 'literal' && item.length > 1 ? `(?:${item})${node.source}` : `${item}${node.source}`;
    }
    case 'either':
      return node.items.map((item) => emit(item, normalise, foldsCase)).join('|');
    case 'concat':
      return emitConcat(node.items, normalise, foldsCase);
  }
}

// Neighbouring literals are folded together: a mark may be a character of its own in the pattern.
function emitConcat(items: readonly PatternNode[], normalise: Normalise, foldsCase: boolean): string {
  let out = '';
  let literals = '';
  for (const item of items) {
    if (item.kind === 'literal') {
      literals += item.text;
      continue;
    }
    out += emitLiteral(literals, normalise) + emit(item, normalise, foldsCase);
    literals = '';
  }
  return out + emitLiteral(literals, normalise);
}

function emitLiteral(text: string, normalise: Normalise): string {
  const folded = normalise(text);
  return quote(folded === '' ? text : folded);
}

/** White space of the views that patterns run on. A space in a pattern stands for any of it, as in a term: readers read on over two spaces and the end of a line. */
const SPACE = '[ \\n]';

function quote(text: string): string {
  return Array.from(text, (char) => (char === ' ' ? `${SPACE}+` : quoteChar(char))).join('');
}

function emitClass(node: Extract<PatternNode, { kind: 'class' }>, normalise: Normalise, foldsCase: boolean): string {
  if (node.chars !== null) {
    const singles = node.chars.map((char) => (normalise(char) === '' ? char : normalise(char)));
    if (singles.some((char) => Array.from(char).length > 1)) return `(?:${singles.map(quote).join('|')})`;
    return `[${singles.map(quoteChar).join('')}]`;
  }
  return foldsCase && node.source !== '.' ? `(?i:${node.source})` : node.source;
}
