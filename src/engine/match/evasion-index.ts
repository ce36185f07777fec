import { type Steps } from '../steps';
import { type OrdinaryWords } from '../text/ordinary-words';
import { type KeySearch, keySearchInSteps } from './key-search';
import { NearMisses } from './near-misses';
import { type TermNeedle } from './needles';
import { standsAnywhere } from './term-check';
import { type WordKeys, wordKeysInSteps } from './word-keys';

/** A term that is also looked for in disguise, with its folded key. */
export interface DisguisableTerm {
  readonly key: string;
  readonly needle: TermNeedle;
}

/** A term's key with every run of one character made single, and how long each run must at least be. */
export interface RunTerm extends DisguisableTerm {
  readonly least: Uint16Array;
}

/** What is needed to find disguised terms. */
export interface EvasionIndex {
  /** Over the keys with their runs made single; takes runs in the text for single units, too. */
  readonly search: KeySearch;
  /** Words in the longest phrase, so that a disguised word is looked at with its neighbours. */
  readonly longestPhrase: number;
  readonly uses: readonly (readonly RunTerm[])[];
  /** Every word of the keys: where none is stretched, no key is. */
  readonly words: WordKeys;
  /** For masked words: length and first letter of the key → terms. */
  readonly byShape: ReadonlyMap<string, readonly DisguisableTerm[]>;
  readonly ordinaryWords: OrdinaryWords | undefined;
  /** Terms that are also meant when one letter is wrong; undefined when there are none. */
  readonly nearMisses: NearMisses | undefined;
  /** Whether a pattern, too, is looked for in disguise. */
  readonly hasPatterns: boolean;
}

const STRIDE = 512;

export function* evasionIndexInSteps(terms: readonly DisguisableTerm[], more: Pick<EvasionIndex, 'ordinaryWords' | 'hasPatterns' | 'longestPhrase'>): Steps<EvasionIndex> {
  const keys = new Map<string, RunTerm[]>();
  const byShape = new Map<string, DisguisableTerm[]>();
  const runs = new Runs();
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i];
    if (term === undefined) break;
    const { single, least } = runs.of(term.key);
    const run: RunTerm = { key: term.key, needle: term.needle, least };
    listIn(keys, single).push(run);
    listIn(byShape, shapeOf(term.key.length, term.key)).push(run);
    if (i % STRIDE === 0) yield;
  }
  const nearMisses = new NearMisses(terms.filter(({ needle }) => needle.term.evasion === 'aggressive'));
  const texts = [...keys.keys()];
  const search = yield* keySearchInSteps({ texts, anywhere: yield* whichAnywhere(keys.values()) }, { stretching: true });
  const words = yield* wordsOf(texts);
  return { words, nearMisses: nearMisses.isEmpty ? undefined : nearMisses, search, uses: [...keys.values()], byShape, ...more };
}

function* whichAnywhere(uses: Iterable<readonly RunTerm[]>): Steps<boolean[]> {
  const anywhere: boolean[] = [];
  for (const terms of uses) {
    anywhere.push(terms.some(({ needle }) => standsAnywhere(needle)));
    if (anywhere.length % STRIDE === 0) yield;
  }
  return anywhere;
}

function* wordsOf(keys: readonly string[]): Steps<WordKeys> {
  const words = new Set<string>();
  for (const [i, key] of keys.entries()) {
    for (const part of key.match(WORDLIKE) ?? []) words.add(part);
    if (i % STRIDE === 0) yield;
  }
  const all = [...words];
  return yield* wordKeysInSteps(all, all.entries(), true);
}

const WORDLIKE = /[\p{L}\p{N}\p{M}]+/gu;

export function shapeOf(length: number, word: string): string {
  return `${String(length)}${word.charAt(0)}`;
}

function listIn<T>(map: Map<string, T[]>, key: string): T[] {
  const known = map.get(key);
  if (known !== undefined) return known;
  const list: T[] = [];
  map.set(key, list);
  return list;
}

/** Taking keys apart into runs; keys with runs of the same lengths share one array of them. */
class Runs {
  readonly #known = new Map<string, Uint16Array>();

  of(key: string): { single: string; least: Uint16Array } {
    const runs = /([\s\S])\1/.test(key) ? (key.match(/([\s\S])\1*/g) ?? []) : null;
    if (runs === null) return { single: key, least: this.#shared(`1 × ${String(key.length)}`, () => new Uint16Array(key.length).fill(1)) };
    const lengths = runs.map(({ length }) => length);
    return { single: runs.map((run) => run.charAt(0)).join(''), least: this.#shared(lengths.join(), () => Uint16Array.from(lengths)) };
  }

  #shared(name: string, make: () => Uint16Array): Uint16Array {
    const known = this.#known.get(name) ?? make();
    this.#known.set(name, known);
    return known;
  }
}
