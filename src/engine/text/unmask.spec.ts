import fc from 'fast-check';
import { foldView } from './fold';
import { suspect } from './suspect';
import { runsOf, unmask, type Unmasked, unmaskPlaces } from './unmask';
import { identityView } from './view';

const tricky = fc.string({ unit: fc.oneof(fc.constantFrom(...Array.from('ab sl1034$@!|+(*#%&-_.:/~•–…\n’\'éеоα🅰🔥øÿ東')), fc.constantFrom('http://', 'a.b.c', 'i s')), maxLength: 25 });

function unmasked(text: string): string {
  return unmask(foldView(identityView(text))).view.text;
}

describe('unmasking', () => {
  it.each([
    ['b1tco1n 2026 h3ll0', 'bitcoin 2026 hello'], ['f u c k this', 'fuck this'], ['U.S.A. and I', 'usa. and i'], ['fu-ck don’t', "fuck don't"], ['wоrld мир', 'world mnp'],
    ['pen is, as such', 'pen is, as such'], ['@sh1t #sh1t http://sh1t.com', '@sh1t #sh1t http://sh1t.com'], ['🅰🆂🆂', 'ass'], ['$hit! a$$ 5$ $5', 'shit! ass 5$ $5'],
    ['привет, мир дом', 'привет, мир дом'], ['так пишут сuкa', 'так пишут cuka'],
  ])('of %s', (text, plain) => { expect(unmasked(text)).toBe(plain); });

  it('leaves offsets sound', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        const { view, disguises } = unmask(foldView(identityView(text)));
        const ends = Array.from(view.end.subarray(0, view.length));
        expect(ends.every((end, i) => end > (view.start[i] ?? end) && end <= text.length && end >= (ends[i - 1] ?? 0))).toBe(true);
        expect(disguises).toHaveLength(view.length);
      }),
      { numRuns: 500 },
    );
  });

  it('is suspected wherever it changes something', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        const view = foldView(identityView(text));
        fc.pre(unmask(view).changed);
        expect(suspect(view).disguised).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('undoes the same in the suspected places as in the whole', () => {
    const undone = ({ view, disguises }: Unmasked): string[] =>
      Array.from(disguises).flatMap((disguise, i) => (disguise === 0 ? [] : [`${String(view.start[i])}-${String(view.end[i])} ${view.text.charAt(i)} ${String(disguise)}`]));
    fc.assert(
      fc.property(tricky, (text) => {
        const view = foldView(identityView(text));
        expect(undone(unmaskPlaces(view, suspect(view).places))).toEqual(undone(unmask(view)));
      }),
      { numRuns: 2000 },
    );
  });

  it('is not suspected in ordinary sentences', () => {
    for (const text of ['This is an ordinary sentence, with “quotes”; is it? Yes!', "I don't have a dog. It cost 5 euros (or 6)."]) {
      expect(suspect(foldView(identityView(text)))).toMatchObject({ disguised: false, stretched: false });
    }
  });
});

describe('runs', () => {
  it('tell how long each was, and can be written out again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 30 }), (text) => {
        const { view, counts } = runsOf(identityView(text));
        expect(Array.from(view.text, (char, i) => char.repeat(counts[i] ?? 0)).join('')).toBe(text);
        expect(view.text).not.toMatch(/(.)\1/);
      }),
    );
  });
});
