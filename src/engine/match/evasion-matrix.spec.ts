import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sample, shippedDictionary, wordsIn } from '../../../test/support/evasion/dictionaries';
import { DISGUISES, MORE_DISGUISES, type Disguise } from '../../../test/support/evasion/disguises';
import { recall, type Recall } from '../../../test/support/evasion/recall';
import { type Language, LANGUAGES } from '../../../test/support/evasion/terms';
import { type OrdinaryWords } from '../text/ordinary-words';
import { type Evasion } from './matcher';
import { needleSet } from './needle-set';

const PAGE = join(__dirname, '../../../docs/evasion.md');
const DICTIONARY = 70_000;
const MANY = 60_000;

type Find = (body: string) => readonly string[];

/** What a list of the language's terms finds in a text, quoted. */
function finder({ code, terms }: Language, ordinaryWords: OrdinaryWords, evasion: Evasion = 'normal'): Find {
  const set = needleSet({ ordinaryWords });
  const group = set.addGroup(terms.map(([text]) => set.addTerm({ text, mode: 'word', caseExact: false, inflect: true, lang: code, except: [], entry: text, evasion })));
  const matcher = set.compile();
  return (body) => matcher.read({ body, format: 'text' }).find('body', group, 'all').map(({ start, end }) => body.slice(start, end));
}

const share = ({ found, of }: Recall): number => (100 * found) / of;

/** The least share of a row, in per cent. */
function barOf({ code }: Language, { name }: Disguise): number {
  if (code !== 'en') return 90;
  return name === 'symbols for letters' ? 88 : 95;
}

/** Dictionary words that are hit although they are none of the terms, nor one of their own forms as it stands. */
function falseHits(language: Language, words: readonly string[], find: Find): string[] {
  const plain = finder(language, new Set(), 'off');
  return words.filter((word) => find(word).length > 0 && plain(word).length === 0);
}

const finders = new Map<string, Find>();
const rows = LANGUAGES.flatMap((language) => [...DISGUISES, ...MORE_DISGUISES].map((disguise) => ({ language, disguise, name: `${language.name}: ${disguise.name}` })));

function find(language: Language): Find {
  const known = finders.get(language.code) ?? finder(language, shippedDictionary());
  finders.set(language.code, known);
  return known;
}

const rowOf = (language: Language, disguise: Disguise): Recall => recall(disguise, language, (text) => find(language)(text).length > 0);

describe('disguised words', () => {
  it.each(rows)('are found – $name', ({ language, disguise }) => {
    const row = rowOf(language, disguise);
    expect({ enough: share(row) >= barOf(language, disguise), missed: row.missed }).toEqual({ enough: true, missed: row.missed });
  });

  it('are at least four letters long here, thirty in each language', () => {
    expect(LANGUAGES.map(({ terms }) => [terms.length, new Set(terms.map(([term]) => term)).size, Math.min(...terms.map(([term]) => term.length)) > 3])).toEqual(LANGUAGES.map(() => [30, 30, true]));
  });

  it('are on the page in docs as they are found', () => {
    const page = pageOf();
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });
});

describe('words of a dictionary', () => {
  it.each(LANGUAGES)('are never taken for a disguise: $name', (language) => {
    expect(falseHits(language, sample(wordsIn(language.code), DICTIONARY), find(language))).toEqual([]);
  }, MANY);

  it('are never taken for a disguise: all English ones', () => {
    for (const language of LANGUAGES.slice(0, 1)) expect(falseHits(language, wordsIn('en'), find(language))).toEqual([]);
  }, MANY);

  it('hardly are where the dictionary does not know them', () => {
    const [english] = LANGUAGES;
    if (english === undefined) throw new Error('There is no language.');
    const words = wordsIn('en');
    const everyOther = new Set(words.filter((_, index) => index % 2 === 0));
    expect(falseHits(english, words.filter((_, index) => index % 2 === 1), finder(english, everyOther))).toEqual(['looser']);
  }, MANY);

  it('are spared by aggressive matching, too', () => {
    const [english] = LANGUAGES;
    if (english === undefined) throw new Error('There is no language.');
    expect(falseHits(english, sample(wordsIn('en'), DICTIONARY), finder(english, shippedDictionary(), 'aggressive'))).toEqual([]);
  }, MANY);
});

function pageOf(): string {
  const table = (disguises: readonly Disguise[]): string[] => [
    `| disguise | example | ${LANGUAGES.map(({ name }) => name).join(' | ')} |`,
    `|---|---|${LANGUAGES.map(() => '---').join('|')}|`,
    ...disguises.map((disguise) => `| ${disguise.name} | ${example(disguise)} | ${LANGUAGES.map((language) => `${share(rowOf(language, disguise)).toFixed(0)} %`).join(' | ')} |`),
  ];
  return [
    '# Disguised words',
    '',
    '<!-- Written by src/engine/match/evasion-matrix.spec.ts: UPDATE_GOLDEN=1 npx jest evasion-matrix --selectProjects unit -->',
    '',
    'Readers disguise the words that a list forbids. The table says how many of 30 terms per language, each in two sentences, a list with',
    '`evasion: normal` and `inflect: true` finds. A test measures it and keeps this page true; its bars are 95 % per row for English (88 % for',
    'symbols) and 90 % for the others. Terms have at least four letters; shorter ones are only found as written.',
    '',
    ...table(DISGUISES),
    '',
    'Further disguises, and two at once:',
    '',
    ...table(MORE_DISGUISES),
    '',
    'What is missed is ambiguous by itself: `looser` is an ordinary word, `8080` is a number, `@ngeber` is a mention, `(reep` may be a bracket.',
    '',
    'No word of a dictionary is taken for a disguise: none of 70,000 at equal steps in each language, and none of the 275,000 English words. Where the',
    'matcher knows only every other English word, one of the rest is: `looser`, for `loser`.',
    '',
  ].join('\n');
}

function example(disguise: Disguise): string {
  return `\`${disguise.of('slurone', 'slurones').replaceAll('\u200b', '·').replaceAll('\u00ad', '·')}\``;
}
