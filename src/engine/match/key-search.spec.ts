import fc from 'fast-check';
import { allAtOnce } from '../steps';
import { isBoundary } from '../text/tokens';
import { identityView } from '../text/view';
import { buildAutomaton, HitBuffer } from './automaton';
import { type KeySearch, keySearchInSteps } from './key-search';

interface SearchedKey {
  readonly text: string;
  readonly anywhere: boolean;
}

const searchOf = (keys: readonly SearchedKey[], stretching = false): KeySearch =>
  allAtOnce(keySearchInSteps({ texts: keys.map(({ text: one }) => one), anywhere: keys.map(({ anywhere }) => anywhere) }, { stretching }));

interface Sought {
  readonly stretching?: boolean;
  readonly alsoBegins?: (at: number) => boolean;
}

function scan(keys: readonly SearchedKey[], text: string, { stretching = false, alsoBegins }: Sought = {}): string[] {
  const search = searchOf(keys, stretching);
  const into = new HitBuffer();
  const count = search.scan(identityView(text), into, alsoBegins);
  return Array.from({ length: count }, (_, i) => `${keys[into.keys[i] ?? -1]?.text ?? ''} to ${String(into.ends[i])}`).sort();
}

/** What an automaton finds, less what must begin where a word does and does not. */
function expected(keys: readonly SearchedKey[], text: string, { stretching = false, alsoBegins }: Sought = {}): string[] {
  const view = identityView(text);
  const automaton = buildAutomaton(keys.map((key) => key.text), { stretching });
  const into = new HitBuffer();
  const count = automaton.scan(view, into);
  return Array.from({ length: count }, (_, i) => ({ key: keys[into.keys[i] ?? -1], end: into.ends[i] ?? -1 })).flatMap(({ key, end }) => {
    if (key === undefined) return [];
    const from = beginning(key.text, text, end, stretching);
    return key.anywhere || isBoundary(view, from) || alsoBegins?.(from) === true ? [`${key.text} to ${String(end)}`] : [];
  }).sort();
}

/** Where a key begins that ends there: in a text that is stretched, with the first of its run. */
function beginning(key: string, text: string, end: number, stretching: boolean): number {
  let at = end;
  for (const char of Array.from(key).reverse()) {
    at--;
    while (at > 0 && text[at - 1] === text[at] && (stretching || char === ' ')) at--;
  }
  return at;
}

const UNITS = ['a', 'b', 'é', ' ', '-', '東', '7'] as const;
const key = (units: readonly string[]): fc.Arbitrary<SearchedKey> =>
  fc.record({ text: fc.string({ unit: fc.constantFrom(...units), minLength: 1, maxLength: 5 }).map((text) => text.replaceAll(/ +/g, ' ').trim()).filter((text) => text !== ''), anywhere: fc.boolean() });
const text = fc.string({ unit: fc.constantFrom(...UNITS), maxLength: 40 });

describe('the search for keys', () => {
  it('finds what an automaton finds, but for what must begin with a word and does not', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key(UNITS), { maxLength: 25, selector: ({ text: one }) => one }), text, (keys, written) => {
        expect(scan(keys, written)).toEqual(expected(keys, written));
      }),
      { numRuns: 1000 },
    );
  });

  it('does so when it takes runs for single units', () => {
    const single = key(UNITS).map((one) => ({ ...one, text: one.text.replaceAll(/(.)\1+/g, '$1') }));
    fc.assert(
      fc.property(fc.uniqueArray(single, { maxLength: 25, selector: ({ text: one }) => one }), text, (keys, written) => {
        expect(scan(keys, written, { stretching: true })).toEqual(expected(keys, written, { stretching: true }));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes places within words for beginnings when it is told so', () => {
    const alsoBegins = (at: number): boolean => at === 2;
    expect(scan([{ text: 'bc', anywhere: false }], 'xabc abc', { alsoBegins })).toEqual(['bc to 4']);
    expect(scan([{ text: 'bc', anywhere: false }], 'xabc abc')).toEqual([]);
  });

  it('looks for many keys that begin alike as fast as for others, and finds them all', () => {
    const keys = Array.from({ length: 200 }, (_, i) => ({ text: `gull number ${String(i)}`, anywhere: false }));
    const into = new HitBuffer();
    const search = searchOf(keys);
    expect(search.scan(identityView('a gull number 7, gull  number 12 and sea-gull number 199'), into)).toBe(6);
    // What is beyond the first few of one beginning is the automaton's.
    expect(search.states).toBeGreaterThan(100);
  });
});
