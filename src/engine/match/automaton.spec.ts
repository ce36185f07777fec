import fc from 'fast-check';
import { identityView } from '../text/view';
import { buildAutomaton, HitBuffer, startOfKey } from './automaton';

function scan(keys: readonly string[], text: string, mostBytes?: number): string[] {
  const automaton = buildAutomaton(keys, mostBytes === undefined ? {} : { mostBytes });
  const view = identityView(text);
  const into = new HitBuffer();
  const count = automaton.scan(view, into);
  return Array.from({ length: count }, (_, i) => {
    const [key, end] = [into.keys[i] ?? -1, into.ends[i] ?? -1];
    return `${String(startOfKey(keys[key] ?? '', view, end))}-${String(end)} ${keys[key] ?? ''}`;
  }).sort();
}

function naive(keys: readonly string[], text: string): string[] {
  const found: string[] = [];
  for (const key of keys) {
    for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) found.push(`${String(at)}-${String(at + key.length)} ${key}`);
  }
  return found.sort();
}

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'д', '東'), minLength: 1, maxLength: 5 });

describe('the automaton', () => {
  it('finds what a naive search finds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(letters, { maxLength: 20 }), fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'д', '東', 'x'), maxLength: 60 }), (keys, text) => {
        expect(scan(keys, text)).toEqual(naive(keys, text));
        // With complete rows for none but the root, and for some states.
        for (const mostBytes of [0, 100]) expect(scan(keys, text, mostBytes)).toEqual(naive(keys, text));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes any run of white space for a space, and for nothing else', () => {
    expect(scan(['a b', 'b c'], 'a  \n b   c')).toEqual(['0-6 a b', '5-10 b c']);
    expect(scan(['ab'], 'a b  a\nb')).toEqual([]);
    expect(scan(['a b'], 'ab a-b a')).toEqual([]);
    expect(scan(['a b', 'b c'], 'a  \n b   c', 0)).toEqual(['0-6 a b', '5-10 b c']);
  });

  it('reports more hits than its buffer holds at first', () => {
    expect(scan(['a', 'aa'], 'a'.repeat(500))).toHaveLength(999);
  });

  it('takes runs for single units when it is stretching', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 1, maxLength: 4 }).map((text) => text.replaceAll(/(.)\1+/g, '$1').trim()).filter((text) => text !== '');
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 1, maxLength: 6 }), fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 20 }), (keys, text) => {
        const [automaton, sparse] = [buildAutomaton(keys, { stretching: true }), buildAutomaton(keys, { stretching: true, mostBytes: 0 })];
        const [stretched, single, again] = [new HitBuffer(), new HitBuffer(), new HitBuffer()];
        automaton.scan(identityView(text), stretched);
        automaton.scan(identityView(text.replaceAll(/(.)\1+/g, '$1')), single);
        sparse.scan(identityView(text), again);
        expect([again.ends.subarray(0, again.count), again.keys.subarray(0, again.count)]).toEqual([stretched.ends.subarray(0, stretched.count), stretched.keys.subarray(0, stretched.count)]);
        const singleAt = Array.from(text).map((_, i) => text.slice(0, i + 1).replaceAll(/(.)\1+/g, '$1').length);
        const ends = Array.from(stretched.ends.subarray(0, stretched.count), (end) => singleAt[end - 1]);
        expect(ends).toEqual(Array.from(single.ends.subarray(0, single.count)));
        expect(stretched.keys.subarray(0, stretched.count)).toEqual(single.keys.subarray(0, single.count));
      }),
      { numRuns: 1000 },
    );
  });

  const many = Array.from({ length: 20_000 }, (_, i) => `${i.toString(36)}${(i * 7919).toString(36)}`);

  it('finds with many keys what it finds with little memory', () => {
    expect(buildAutomaton(many).states).toBeGreaterThan(0x7fff);
    const text = many.filter((_, i) => i % 97 === 0).join(' ');
    expect(scan(many, text)).toEqual(scan(many, text, 0));
    expect(scan(many, text).length).toBeGreaterThan(200);
  });

  it('states its memory', () => {
    const automaton = buildAutomaton(['abc', 'abd', 'x']);
    expect(automaton.states).toBe(6);
    expect(automaton.bytes).toBe(6 * 6 * 2);
    expect(buildAutomaton([]).states).toBe(1);
    expect(buildAutomaton(many, { mostBytes: 10_000 }).bytes).toBeLessThan(buildAutomaton(many).bytes / 4);
  });
});
