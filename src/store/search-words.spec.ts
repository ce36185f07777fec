import fc from 'fast-check';
import { searchQuery, searchWords } from './search-words';

/** What PostgreSQL does with the question: every word must begin one of the text's. */
function finds(text: string, question: string): boolean {
  const words = searchWords(text, 'text');
  const asked = searchQuery(question);
  if (asked === null) return false;
  return asked.split(' & ').every((part) => words.some((word) => word.startsWith(part.replace(/^'/, '').replace(/':\*$/, '').replaceAll("''", "'").replaceAll('\\\\', '\\'))));
}

describe('words of a text', () => {
  it.each([
    ['Ein schöner Tag am See', 'schon', true],
    ['Ein schöner Tag am See', 'SCHÖNER tag', true],
    ['Ein schöner Tag am See', 'see tag', true],
    ['Ein schöner Tag am See', 'seen', false],
    ['Ein schöner Tag am See', 'ag', false],
    ['call +58 412 555', '412', true],
    ['ｆｕｌｌ width', 'full', true],
    ['zero\u200bwidth', 'zerowidth', true],
    ["it's here", "it's", true],
    ['Привет, мир', 'привет', true],
    ['我们在东京都开会', '东京', true],
    ['我们在东京都开会', '京', true],
    ['我们在东京都开会', '会', true],
    ['我们在东京都开会', '京东', false],
    ['東京とParisの間', 'paris', true],
  ])('%j is found by %j: %p', (text, question, found) => {
    expect(finds(text, question)).toBe(found);
  });

  it('are those a reader sees, not the markup around them', () => {
    expect(searchWords('<p class="notice">Hello <b>there</b></p>', 'html')).toEqual(['hello', 'there']);
  });

  it('are limited, and so are questions', () => {
    const many = Array.from({ length: 5_000 }, (_, n) => `w${n.toString(36)}`).join(' ');
    expect(searchWords(many, 'text')).toHaveLength(2_000);
    expect(searchQuery(many)?.split(' & ')).toHaveLength(12);
    expect(searchWords('x'.repeat(500), 'text')).toEqual(['x'.repeat(60)]);
    expect(finds('x'.repeat(500), 'x'.repeat(400))).toBe(true);
  });

  it('are none in what has none', () => {
    expect(searchQuery(' … !? ')).toBeNull();
    expect(searchWords(' … !? ', 'text')).toEqual([]);
  });

  it('find a text by any piece of it that begins and ends with a word', () => {
    const word = fc.stringMatching(/^[a-zäöüéßñ0-9']{1,12}$/).filter((text) => searchQuery(text) !== null);
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 10 }), fc.nat(), fc.nat(), (words, from, length) => {
      const start = from % words.length;
      const question = words.slice(start, start + 1 + (length % 4)).join(' ');
      expect(finds(words.join(' '), question)).toBe(true);
    }));
  });
});
