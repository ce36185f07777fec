import fc from 'fast-check';
import { asWords, fill, PLACEHOLDERS, unfinishedIn, unknownPlaceholders } from './placeholders';

const values = { author: 'Ana', comment: 'A long remark', policy: 'Spam', article: 'The harbour', site: 'Herald' };

describe('placeholders of a template', () => {
  it('are filled in wherever they stand, spaces or not', () => {
    expect(fill('{{author}}, {{ policy }} under {{article}}: {{comment}} – {{site}} {{author}}', values)).toEqual({ text: 'Ana, Spam under The harbour: A long remark – Herald Ana', unresolved: [] });
  });

  it('stay where nothing is known, and are named', () => {
    expect(fill('Dear {{author}}, {{policy}}.', { ...values, author: null })).toEqual({ text: 'Dear {{author}}, Spam.', unresolved: ['{{author}}'] });
  });

  it('name the blanks that are left for words of one\'s own', () => {
    expect(fill('Dear {{author}}, ### your sentence here ### and ### more', values)).toEqual({ text: 'Dear Ana, ### your sentence here ### and ### more', unresolved: ['### your sentence here ###', '### more'] });
  });

  it('that nobody knows are found, as are braces that never close', () => {
    expect(unknownPlaceholders('{{author}} {{ site }}')).toEqual([]);
    expect(unknownPlaceholders('{{autor}} {{}} {{autor}} {{Author}}')).toEqual(['{{autor}}', '{{}}', '{{Author}}']);
    expect(unknownPlaceholders('{{author')).toEqual(['{{']);
    expect(unknownPlaceholders('author}}')).toEqual(['}}']);
  });

  it('never come out of what a reader wrote', () => {
    expect(fill('{{comment}} {{policy}}', { ...values, comment: '{{policy}} $& $1' }).text).toBe('{{policy}} $& $1 Spam');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (comment) => {
        expect(fill('>{{comment}}<', { ...values, comment })).toEqual({ text: `>${comment}<`, unresolved: [] });
      }),
    );
  });
});

describe('a message', () => {
  it.each([
    ['Dear Ana, this was advertising.', []],
    ['Dear {{author}}.', ['{{author}}']],
    ['We removed ### why ### it.', ['### why ###']],
    ['We removed it ###', ['###']],
    ['A single # or ## is a word like any other.', []],
    ['{ braces } are, too', []],
  ])('%j is unfinished at %j', (text, places) => {
    expect(unfinishedIn(text)).toEqual(places);
  });

  it('of a filled template is finished when nothing was left over', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...PLACEHOLDERS).map((name) => `{{${name}}}`), fc.constantFrom(' and ', '. ', '\n'))), (parts) => {
        const { text, unresolved } = fill(parts.join(''), values);
        expect([unresolved, unfinishedIn(text)]).toEqual([[], []]);
      }),
    );
  });

  it('that quotes somebody is finished whatever they typed', () => {
    expect(asWords('Fish ### {{site}} }}} # ##')).not.toMatch(/###|\{\{|\}\}/);
    expect(asWords('Fish # ## { } a#b')).toBe('Fish # ## { } a#b');
    fc.assert(
      fc.property(fc.array(fc.constantFrom('#', '{', '}', ' ', 'a', 'author', '\n')), (parts) => {
        expect(unfinishedIn(asWords(parts.join('')))).toEqual([]);
      }),
    );
  });
});
