import { type OrdinaryWords } from '../text/ordinary-words';
import { type Automaton, buildAutomaton } from './automaton';
import { NearMisses } from './near-misses';
import { type TermNeedle } from './needles';

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
  readonly automaton: Automaton;
  /** Words in the longest phrase, so that a disguised word is looked at with its neighbours. */
  readonly longestPhrase: number;
  readonly uses: readonly (readonly RunTerm[])[];
  /** For masked words: length and first letter of the key → terms. */
  readonly byShape: ReadonlyMap<string, readonly DisguisableTerm[]>;
  readonly ordinaryWords: OrdinaryWords | undefined;
  /** Terms that are also meant when one letter is wrong; undefined when there are none. */
  readonly nearMisses: NearMisses | undefined;
  /** Whether a pattern, too, is looked for in disguise. */
  readonly hasPatterns: boolean;
}

export function evasionIndex(terms: readonly DisguisableTerm[], more: Pick<EvasionIndex, 'ordinaryWords' | 'hasPatterns' | 'longestPhrase'>): EvasionIndex {
  const keys = new Map<string, RunTerm[]>();
  const byShape = new Map<string, DisguisableTerm[]>();
  for (const term of terms) {
    const { single, least } = singleRuns(term.key);
    listIn(keys, single).push({ ...term, least });
    listIn(byShape, shapeOf(term.key.length, term.key)).push(term);
  }
  const nearMisses = new NearMisses(terms.filter(({ needle }) => needle.term.evasion === 'aggressive'));
  return { nearMisses: nearMisses.isEmpty ? undefined : nearMisses, automaton: buildAutomaton([...keys.keys()], { stretching: true }), uses: [...keys.values()], byShape, ...more };
}

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

function singleRuns(key: string): { single: string; least: Uint16Array } {
  const runs = key.match(/([\s\S])\1*/g) ?? [];
  return { single: runs.map((run) => run.charAt(0)).join(''), least: Uint16Array.from(runs, (run) => run.length) };
}
