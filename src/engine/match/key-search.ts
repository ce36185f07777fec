import { type Steps } from '../steps';
import { type View } from '../text/view';
import { type Automaton, automatonInSteps, type HitBuffer, startOfKey } from './automaton';
import { type AlsoBegins, headOf, type WordKeys, wordKeysInSteps } from './word-keys';

/** Keys that begin alike: a text of nothing but their beginning must not be looked at any longer than another. */
const MOST_ALIKE = 16;
/** Keys between two pauses. */
const STRIDE = 2_048;

/** Distinct, non-empty, folded keys in which white space is a single space, and which of them are to be found also where no word begins. */
export interface SearchedKeys {
  readonly texts: readonly string[];
  readonly anywhere: readonly boolean[];
}

/**
 * Finds keys in a text: those that count only where a word begins are looked up there, the others are found by an automaton, which is
 * small and quick for that. All have one numbering.
 */
export class KeySearch {
  constructor(
    private readonly keys: readonly string[],
    private readonly words: WordKeys,
    private readonly automaton: Automaton,
    /** The automaton's key → its number here. */
    private readonly numbers: Int32Array,
  ) {}

  get states(): number {
    return this.automaton.states;
  }

  /** Whether there are keys that are found also where no word begins. */
  get hasAnywhere(): boolean {
    return this.numbers.length > 0;
  }

  get bytes(): number {
    return this.automaton.bytes + this.words.bytes;
  }

  /**
   * Writes the occurrences as pairs (key, end); those of one key are in the order of their ends.
   * @param alsoBegins places within words where a word begins, too.
   * @returns how many pairs were written.
   */
  scan(view: View, into: HitBuffer, alsoBegins?: AlsoBegins): number {
    into.count = 0;
    if (this.hasAnywhere) {
      const count = this.automaton.scan(view, into);
      for (let i = 0; i < count; i++) into.keys[i] = this.numbers[into.keys[i] ?? 0] ?? 0;
    }
    this.words.scan(view, into, alsoBegins);
    return into.count;
  }

  /** Where the key that ends at `end` begins in the view. */
  startOf(key: number, view: View, end: number): number {
    return startOfKey(this.keys[key] ?? '', view, end);
  }
}

/**
 * Builds the search. A `stretching` one takes a run of any unit for one such unit, and reports a key at the first unit of its last run; its
 * keys have no runs.
 */
export function* keySearchInSteps({ texts, anywhere }: SearchedKeys, { stretching = false }: { readonly stretching?: boolean } = {}): Steps<KeySearch> {
  const heads = new Map<number, string>();
  const alike = new Map<string, number>();
  const others: number[] = [];
  for (const [number, text] of texts.entries()) {
    const head = anywhere[number] === true ? '' : headOf(text);
    const before = alike.get(head) ?? 0;
    alike.set(head, before + 1);
    if (head === '' || before >= MOST_ALIKE) others.push(number);
    else heads.set(number, head);
    if (number % STRIDE === 0) yield;
  }
  const words = yield* wordKeysInSteps(texts, heads, stretching);
  const automaton = yield* automatonInSteps(others.map((number) => texts[number] ?? ''), { stretching });
  return new KeySearch(texts, words, automaton, Int32Array.from(others));
}
