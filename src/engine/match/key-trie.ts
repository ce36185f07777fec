/* eslint-disable @typescript-eslint/no-non-null-assertion -- because states and classes are dense numberings made here */
import { type Steps } from '../steps';

/**
 * The trie of an automaton's keys with its fallbacks (Aho and Corasick, 1975). States are numbered breadth first, so that the children
 * of a state follow each other, a fallback is always a smaller number, and the states that texts visit most lie together.
 */
export interface KeyTrie {
  /** UTF-16 unit → class; 0 is every unit that no key contains. */
  readonly classOf: Uint16Array;
  readonly classes: number;
  readonly states: number;
  /** The children of `state` are the states from `children[state]` up to, not including, `children[state + 1]`. */
  readonly children: Int32Array;
  /** state → the class of the unit that leads to it. */
  readonly via: Uint16Array;
  /** state → its longest proper suffix that is a state. */
  readonly fallback: Int32Array;
  /** state → the key that ends there, or -1. */
  readonly keyAt: Int32Array;
  /** state → the longest proper suffix state at which a key ends, or 0. */
  readonly shorter: Int32Array;
}

/** How much is done between two pauses: well below a millisecond's work. */
const STRIDE = 2_048;
/** Neighbouring classes lie in one line of the processor's cache: what texts are made of mostly lies together. */
const FREQUENT = ' etaoinshrdlucmw';
const SPACE = 0x20;
const NEWLINE = 0x0a;

/** Distinct, non-empty keys in which white space is a single space. */
export function* keyTrie(keys: readonly string[]): Steps<KeyTrie> {
  const { classOf, classes, units } = yield* classify(keys);
  const grown = yield* grow(keys, { classOf, classes, most: units + 1 });
  const trie = yield* numbered(grown);
  return { classOf, classes, ...trie, ...(yield* fallbacks(trie, classes)) };
}

function* classify(keys: readonly string[]): Steps<{ classOf: Uint16Array; classes: number; units: number }> {
  const classOf = new Uint16Array(0x10000);
  let [classes, units] = [1, 0];
  const occurs = new Uint8Array(0x10000);
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k]!;
    for (let i = 0; i < key.length; i++) occurs[key.charCodeAt(i)] = 1;
    if (k % STRIDE === 0) yield;
  }
  for (const letter of FREQUENT) if (occurs[letter.charCodeAt(0)] === 1) classOf[letter.charCodeAt(0)] = classes++;
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k]!;
    for (let i = 0; i < key.length; i++) {
      const unit = key.charCodeAt(i);
      if (classOf[unit] === 0) classOf[unit] = classes++;
    }
    units += key.length;
    if (k % STRIDE === 0) yield;
  }
  classOf[NEWLINE] = classOf[SPACE]!;
  return { classOf, classes, units };
}

/** A trie as it grows: first child and next sibling of each state; the root's children are looked up by class. */
interface Grown {
  readonly states: number;
  readonly first: Int32Array;
  readonly sibling: Int32Array;
  readonly via: Uint16Array;
  readonly keyAt: Int32Array;
}

function* grow(keys: readonly string[], { classOf, classes, most }: { classOf: Uint16Array; classes: number; most: number }): Steps<Grown> {
  const [first, sibling, via, keyAt] = [new Int32Array(most), new Int32Array(most), new Uint16Array(most), new Int32Array(most).fill(-1)];
  const roots = new Int32Array(classes);
  let states = 1;
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k]!;
    let state = 0;
    for (let i = 0; i < key.length; i++) {
      const unitClass = classOf[key.charCodeAt(i)]!;
      let child = state === 0 ? roots[unitClass]! : first[state]!;
      if (state !== 0) while (child !== 0 && via[child] !== unitClass) child = sibling[child]!;
      if (child === 0) {
        child = states++;
        via[child] = unitClass;
        sibling[child] = first[state]!;
        first[state] = child;
        if (state === 0) roots[unitClass] = child;
      }
      state = child;
    }
    keyAt[state] = k;
    if (k % STRIDE === 0) yield;
  }
  return { states, first, sibling, via, keyAt };
}

function* numbered({ states, first, sibling, via, keyAt }: Grown): Steps<Pick<KeyTrie, 'states' | 'children' | 'via' | 'keyAt'>> {
  const order = new Int32Array(states);
  const children = new Int32Array(states + 1);
  let tail = 1;
  for (let state = 0; state < states; state++) {
    children[state] = tail;
    for (let child = first[order[state]!]!; child !== 0; child = sibling[child]!) order[tail++] = child;
    if (state % STRIDE === 0) yield;
  }
  children[states] = states;
  const [viaOf, keyOf] = [new Uint16Array(states), new Int32Array(states)];
  for (let state = 0; state < states; state++) {
    viaOf[state] = via[order[state]!]!;
    keyOf[state] = keyAt[order[state]!]!;
    if (state % STRIDE === 0) yield;
  }
  return { states, children, via: viaOf, keyAt: keyOf };
}

function* fallbacks({ states, children, via, keyAt }: Pick<KeyTrie, 'states' | 'children' | 'via' | 'keyAt'>, classes: number): Steps<Pick<KeyTrie, 'fallback' | 'shorter'>> {
  const [fallback, shorter, roots] = [new Int32Array(states), new Int32Array(states), new Int32Array(classes)];
  for (let child = children[0]!; child < children[1]!; child++) roots[via[child]!] = child;
  for (let state = 0; state < states; state++) {
    const suffix = fallback[state]!;
    shorter[state] = keyAt[suffix]! >= 0 && suffix !== 0 ? suffix : shorter[suffix]!;
    if (state !== 0) for (let child = children[state]!; child < children[state + 1]!; child++) fallback[child] = stepFrom(suffix, via[child]!);
    if (state % STRIDE === 0) yield;
  }
  return { fallback, shorter };

  function stepFrom(from: number, unitClass: number): number {
    for (let state = from; state !== 0; state = fallback[state]!) {
      for (let child = children[state]!; child < children[state + 1]!; child++) if (via[child] === unitClass) return child;
    }
    return roots[unitClass]!;
  }
}

/** Complete rows (class → next state) for the first `count` states. */
export function* completeRows({ children, via, fallback, classes }: KeyTrie, count: number): Steps<Int32Array> {
  const table = new Int32Array(count * classes);
  for (let state = 0; state < count; state++) {
    const row = state * classes;
    if (state !== 0) table.copyWithin(row, fallback[state]! * classes, (fallback[state]! + 1) * classes);
    for (let child = children[state]!; child < children[state + 1]!; child++) table[row + via[child]!] = child;
    if (state % STRIDE === 0) yield;
  }
  return table;
}
