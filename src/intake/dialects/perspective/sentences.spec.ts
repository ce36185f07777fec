import fc from 'fast-check';
import { sentencesOf } from './sentences';

const cut = (text: string, most?: number): string[] => sentencesOf(text, most).map(({ begin, end }) => text.slice(begin, end));

describe('the sentences of a text', () => {
  it('are cut as Perspective cut them: without the space between', () => {
    const text = 'What kind of idiot name is foo? Sorry, I like your name.';
    expect(sentencesOf(text)).toEqual([{ begin: 0, end: 31 }, { begin: 32, end: 56 }]);
  });

  it('are counted in UTF-16 units, so that an emoji is two', () => {
    expect(sentencesOf('😀😀! You fool.')).toEqual([{ begin: 0, end: 5 }, { begin: 6, end: 15 }]);
  });

  it.each([
    ['paragraphs', 'One\n\nTwo', ['One', 'Two']],
    ['Japanese', '良い。悪い。', ['良い。', '悪い。']],
    ['surrounded by space', '  Hm.  ', ['Hm.']],
    ['of nothing', ' \n ', []],
  ])('of %s', (_, text, sentences) => {
    expect(cut(text)).toEqual(sentences);
  });

  it('are at most so many; the last one takes the rest', () => {
    expect(cut('A. B. C. D. ', 2)).toEqual(['A.', 'B. C. D.']);
  });

  it('lie in the text, in order, without touching, and hold everything that is not white space', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.constantFrom('Yes', '. ', '! ', '\n', '😀', 'no'), { maxLength: 400 }).map((parts) => parts.join(''))), (text) => {
        const found = sentencesOf(text);
        let at = 0;
        let left = '';
        for (const { begin, end } of found) {
          expect(begin).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(begin);
          left += text.slice(at, begin);
          at = end;
        }
        expect((left + text.slice(at)).trim()).toBe('');
      }),
    );
  });
});
