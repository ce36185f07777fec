import fc from 'fast-check';
import { DISGUISES, MORE_DISGUISES } from '../../../test/support/evasion/disguises';
import { LANGUAGES } from '../../../test/support/evasion/terms';
import { fold } from '../text/fold';
import { DIGITS_AS_LETTERS, skeletonOf, SYMBOLS_AS_LETTERS } from '../text/look-alikes';
import { type Term } from './matcher';
import { needleSet } from './needle-set';

function reading(term: Partial<Term> & { text: string }, body: string, ordinary?: readonly string[]): { quote: string; via: readonly string[] }[] {
  const set = needleSet({ ordinaryWords: ordinary && new Set(ordinary) });
  const id = set.addTerm({ mode: 'word', caseExact: false, inflect: true, except: [], entry: term.text, evasion: 'normal', ...term });
  return set.compile().read({ body, format: 'text' }).find('body', id, 'all').map(({ start, end, via }) => ({ quote: body.slice(start, end), via }));
}

const quotes = (...args: Parameters<typeof reading>): string[] => reading(...args).map(({ quote }) => quote);

describe('what word filters are known to miss', () => {
  it.each<[what: string, term: Partial<Term> & { text: string }, body: string, found: readonly string[]]>([
    ['plurals', { text: 'grobnik' }, 'you grobniks!', ['grobniks']],
    ['plurals with another stem', { text: 'numpty' }, 'Numpties, all of you', ['Numpties']],
    ['plurals with an umlaut', { text: 'Dummkopf', lang: 'de' }, 'Ihr Dummköpfe!', ['Dummköpfe']],
    ['a feminine form', { text: 'tonto', lang: 'es' }, 'qué tontas', ['tontas']],
    ['a plural with another stem', { text: 'brutal', lang: 'fr' }, 'ils sont brutaux', ['brutaux']],
    ['spacing', { text: 'grobnik' }, 'you g r o b n i k', ['g r o b n i k']],
    ['spacing with dots and dashes', { text: 'grobnik' }, 'g. r. o-b n i k', ['g. r. o-b n i k']],
    ['Cyrillic look-alikes', { text: 'grobnik' }, 'grоbnіk', ['grоbnіk']],
    ['Cyrillic look-alikes all over', { text: 'vexling' }, 'they were called ѵехӏіпԍ here', ['ѵехӏіпԍ']],
    ['Latin letters in a Cyrillic word', { text: 'дурак' }, 'Он дурак и дypaк', ['дурак', 'дypaк']],
    ['zero-width characters', { text: 'grobnik' }, 'g\u200br\u200co\u200db\ufeffnik', ['g\u200br\u200co\u200db\ufeffnik']],
    ['characters that turn the direction', { text: 'grobnik' }, '\u202egro\u2066bnik', ['gro\u2066bnik']],
    ['decomposed accents in the text', { text: 'café' }, 'un cafe\u0301', ['cafe\u0301']],
    ['decomposed accents in the list', { text: 'cafe\u0301' }, 'un café, un cafe', ['café', 'cafe']],
    ['compounds', { text: 'trottel', mode: 'suffix', lang: 'de' }, 'so ein Volltrottel', ['trottel']],
    ['compounds in front', { text: 'depp', mode: 'prefix', lang: 'de' }, 'dein Deppengerede', ['Depp']],
    ['Japanese inside a sentence', { text: '馬鹿' }, 'お前は馬鹿だ', ['馬鹿']],
    ['Japanese of half width', { text: 'バカ' }, 'お前はﾊﾞｶだ', ['ﾊﾞｶ']],
    ['Chinese inside a sentence', { text: '笨蛋' }, '你是笨蛋吗', ['笨蛋']],
    ['Korean with a particle', { text: '바보', mode: 'prefix' }, '너는 바보야', ['바보']],
    ['Korean in letters of its own', { text: '바보' }, '바보', ['바보']],
    ['Thai inside a sentence', { text: 'โง่' }, 'คุณโง่มาก', ['โง่']],
    ['Arabic with an article', { text: 'غبي', mode: 'suffix' }, 'أنت الغبي', ['غبي']],
    ['Arabic with vowel signs', { text: 'غبي' }, 'أنت غَبِيّ', ['غَبِيّ']],
    ['Arabic that is drawn out', { text: 'حمار' }, 'أنت حماااار', ['حماااار']],
    ['Turkish capitals', { text: 'salık', lang: 'tr' }, 'SALIK, salık, Salık', ['SALIK', 'salık', 'Salık']],
    ['Turkish dotted capitals', { text: 'dilim', lang: 'tr' }, 'DİLİM', ['DİLİM']],
    ['Greek without its final sigma', { text: 'βλάκας' }, 'ΒΛΑΚΑΣ', ['ΒΛΑΚΑΣ']],
    ['small capitals', { text: 'grobnik' }, 'ɢʀᴏʙɴɪᴋ', ['ɢʀᴏʙɴɪᴋ']],
    ['phrases', { text: 'go home grobnik' }, 'go  home\ngr0bnik', ['go  home\ngr0bnik']],
  ])('%s', (_, term, body, found) => { expect(quotes(term, body)).toEqual(found); });
});

describe('what is cut out before disguises are looked for', () => {
  it.each(['https://example.com/gr0bnik', 'http://gr0bnik.example/', '@gr0bnik', '#gr0bnik', 'gr0bnik@example.com', 'ftp://x/y/gr0bnik'])('%s', (body) => {
    expect(quotes({ text: 'grobnik' }, `see ${body} there`)).toEqual([]);
    expect(quotes({ text: 'grobnik' }, `see ${body} there, gr0bnik`)).toEqual(['gr0bnik']);
  });
});

describe('ordinary words', () => {
  const known = ['comma', 'go', 'on', 'good', 'looser', 'assassin', 'fallen'];

  it.each([
    ['a word that is only doubled', { text: 'coma' }, 'a comma'],
    ['an accent of another word', { text: 'loser' }, 'looser'],
    ['a space that is missing after a full stop', { text: 'goon' }, 'so we go.on'],
    ['a slash', { text: 'goon' }, 'go/on'],
  ])('are no disguise: %s', (_, term, body) => { expect(quotes(term, body, known)).toEqual([]); });

  it.each([
    ['further repeats', { text: 'coma' }, 'a commmma', 'commmma'],
    ['a hyphen', { text: 'goon' }, 'you go-on', 'go-on'],
    ['another disguise', { text: 'loser' }, 'you l0ser', 'l0ser'],
  ])('do not hide what is one: %s', (_, term, body, found) => { expect(quotes(term, body, known)).toEqual([found]); });

  it('may be learned: a new vocabulary takes effect without compiling', () => {
    const set = needleSet({ ordinaryWords: new Set(known) });
    const id = set.addTerm({ text: 'mash', mode: 'word', caseExact: false, inflect: true, except: [], entry: 'x', evasion: 'normal' });
    const matcher = set.compile();
    const hits = (which: typeof matcher): number => which.read({ body: 'I watch m.a-sh daily', format: 'text' }).find('body', id, 'all').length;
    expect([hits(matcher), hits(matcher.knowing(new Set(['m.a-sh']))), hits(matcher)]).toEqual([1, 0, 1]);
  });

  it('give way to exceptions, which cover whatever stands in them', () => {
    expect(quotes({ text: 'slurtwo', except: ['slurtwo river'] }, 'the slurtwo river, sIurtw0', known)).toEqual([]);
    expect(quotes({ text: 'slurtwo', except: ['slurtwo river'] }, 'the slurtwo river, slurtw0', known)).toEqual(['slurtw0']);
  });
});

describe('aggressive matching', () => {
  const term = { text: 'grobnik', evasion: 'aggressive' as const };

  it.each([
    ['inside a word', 'hypergrobnikish', 'grobnik', 'inside'],
    ['inside a word in disguise', 'xxgr0bnikxx', 'gr0bnik', 'leet'],
    ['a letter that is missing', 'you grobnk', 'grobnk', 'misspelt'],
    ['a letter too many', 'you grobtnik', 'grobtnik', 'misspelt'],
    ['another letter', 'you grobnek', 'grobnek', 'misspelt'],
  ])('finds terms %s', (_, body, quote, via) => {
    expect(reading(term, body, [])).toEqual([{ quote, via: expect.arrayContaining([via]) }]);
    expect(reading({ text: 'grobnik' }, body, [])).toEqual([]);
  });

  it('spares ordinary words, and short terms', () => {
    expect(quotes(term, 'grobnek hypergrobnikish', ['grobnek', 'hypergrobnikish'])).toEqual([]);
    expect(quotes({ ...term, text: 'vexl' }, 'avexla vexk', [])).toEqual([]);
    expect(quotes({ ...term, text: 'vexli' }, 'avexlia vexlk', [])).toEqual(['vexli']);
  });
});

describe('spans', () => {
  const language = LANGUAGES.map((one) => fc.constantFrom(...one.terms).map(([term, plural]) => ({ term, plural, lang: one.code })));
  const noise = fc.string({ unit: fc.oneof(fc.constantFrom(...Array.from(' .,-*@$(!0aé\u0301\u200bж🔥東\n')), fc.string({ unit: 'binary', maxLength: 1 })), maxLength: 12 });

  /** Letters alone, with every disguise undone that one letter can show. */
  const letters = (text: string): string => {
    const read = Array.from(skeletonOf(fold(text)), (char) => {
      const unit = char.charCodeAt(0);
      return String.fromCharCode((DIGITS_AS_LETTERS[unit] ?? 0) || (SYMBOLS_AS_LETTERS[unit] ?? 0) || unit);
    });
    return read.filter((char) => /[\p{L}*#%&]/u.test(char)).join('');
  };
  const single = (text: string): string => text.replaceAll(/(.)\1+/gu, '$1');
  /** A pictogram or a _ stands between letters or, like a mask, for one of them. */
  const masked = (text: string): string => text.replaceAll(/_|\p{Extended_Pictographic}\p{EMod}?/gu, '*');
  /** Whether a quote reads as the term or one of its forms, which begin alike; a mask stands for any letter. */
  const readsAs = (quote: string, term: string): boolean => {
    const begins = (read: string, meant: string): boolean => Array.from(meant).every((letter, i) => read[i] === letter || '*#%&'.includes(read.charAt(i)));
    const [read, meant] = [letters(quote), letters(term).slice(0, -2)];
    return begins(read, meant) || begins(single(read), single(meant)) || begins(letters(masked(quote)), meant);
  };

  it('lie inside the original, apart and in order, and what they hold is the term once its disguises are undone', () => {
    fc.assert(
      fc.property(fc.oneof(...language), fc.constantFrom(...DISGUISES, ...MORE_DISGUISES), noise, noise, ({ term, plural, lang }, disguise, before, after) => {
        const body = `${before} ${disguise.of(term, plural)} ${after}`;
        const set = needleSet({ ordinaryWords: new Set() });
        const id = set.addTerm({ text: term, mode: 'word', caseExact: false, inflect: true, lang, except: [], entry: term, evasion: 'normal' });
        const spans = set.compile().read({ body, format: 'text' }).find('body', id, 'all');
        expect(spans.filter(({ start, end }, i) => start < (spans[i - 1]?.end ?? 0) || end <= start || end > body.length)).toEqual([]);
        expect(spans.map(({ start, end }) => body.slice(start, end)).filter((quote) => !readsAs(quote, term))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });
});
