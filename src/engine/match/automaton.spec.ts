import fc from 'fast-check';
import { identityView } from '../text/view';
import { buildAutomaton, HitBuffer } from './automaton';

function scan(keys: readonly string[], text: string): string[] {
  const automaton = buildAutomaton(keys);
  const view = identityView(text);
  const into = new HitBuffer();
  const count = automaton.scan(view, into);
  return Array.from({ length: count }, (_, i) => {
    const [key, end] = [into.keys[i] ?? -1, into.ends[i] ?? -1];
    return `${String(automaton.startOf(key, view, end))}-${String(end)} ${keys[key] ?? ''}`;
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
      }),
      { numRuns: 1000 },
    );
  });

  it('takes any run of white space for a space, and for nothing else', () => {
    expect(scan(['a b', 'b c'], 'a  \n b   c')).toEqual(['0-6 a b', '5-10 b c']);
    expect(scan(['ab'], 'a b  a\nb')).toEqual([]);
    expect(scan(['a b'], 'ab a-b a')).toEqual([]);
  });

  it('reports more hits than its buffer holds at first', () => {
    expect(scan(['a', 'aa'], 'a'.repeat(500))).toHaveLength(999);
  });

  it('states its memory', () => {
    const automaton = buildAutomaton(['abc', 'abd', 'x']);
    expect(automaton.states).toBe(6);
    expect(automaton.bytes).toBe(6 * 6 * 4);
    expect(buildAutomaton([]).states).toBe(1);
  });
});
