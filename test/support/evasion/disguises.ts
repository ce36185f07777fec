/**
 * The ways in which readers disguise a word, one row of the evasion matrix each. A disguise is deterministic, so that a row's
 * figure only moves when the engine does.
 */
export interface Disguise {
  readonly name: string;
  /** What somebody might write instead of the term; `plural` is how its language forms it. */
  readonly of: (term: string, plural: string) => string;
}

const DIGITS: Readonly<Record<string, string>> = { o: '0', i: '1', e: '3', a: '4', s: '5', g: '6', t: '7', b: '8' };
const SYMBOLS: Readonly<Record<string, string>> = { a: '@', s: '$', i: '!', t: '+', c: '(' };
const CYRILLIC: Readonly<Record<string, string>> = {
  a: 'а', b: 'ь', c: 'с', d: 'ԁ', e: 'е', h: 'һ', i: 'і', j: 'ј', k: 'к', l: 'ӏ', m: 'м', n: 'п', o: 'о', p: 'р', q: 'ԛ', r: 'г', s: 'ѕ', t: 'т', v: 'ѵ', w: 'ԝ', x: 'х', y: 'у',
};
const ACCENTED: Readonly<Record<string, string>> = { a: 'â', c: 'ç', e: 'ë', i: 'ï', n: 'ñ', o: 'ø', s: 'š', u: 'ù', y: 'ÿ', z: 'ž' };
const SMALL_CAPITALS: Readonly<Record<string, string>> = {
  a: 'ᴀ', b: 'ʙ', c: 'ᴄ', d: 'ᴅ', e: 'ᴇ', f: 'ꜰ', g: 'ɢ', h: 'ʜ', i: 'ɪ', j: 'ᴊ', k: 'ᴋ', l: 'ʟ', m: 'ᴍ', n: 'ɴ', o: 'ᴏ', p: 'ᴘ', r: 'ʀ', s: 'ꜱ', t: 'ᴛ', u: 'ᴜ', v: 'ᴠ', w: 'ᴡ', y: 'ʏ', z: 'ᴢ',
};
const MARKS = ['\u0300', '\u0336', '\u0353', '\u033f', '\u0489'];

const letters = (term: string): string[] => Array.from(term.normalize('NFC'));
const each = (term: string, change: (letter: string, index: number) => string): string => letters(term).map(change).join('');
const swap = (term: string, table: Readonly<Record<string, string>>): string => each(term, (letter) => table[letter] ?? letter);
const base = (letter: string): string => letter.normalize('NFD').charAt(0);
const shift = (term: string, first: number): string =>
  each(term, (letter) => (/[a-z]/.test(letter) ? String.fromCodePoint(first + letter.charCodeAt(0) - 0x61) : letter));

/** Where the first vowel after the first letter stands, or the second letter. */
function vowelAt(term: string): number {
  const found = letters(term).findIndex((letter, index) => index > 0 && /[aeiou]/.test(base(letter)));
  return found < 0 ? 1 : found;
}

const atVowel = (term: string, change: (letter: string) => string): string => each(term, (letter, index) => (index === vowelAt(term) ? change(letter) : letter));
const half = (term: string): number => letters(term).length >> 1;

export const DISGUISES: readonly Disguise[] = [
  { name: 'plain', of: (term) => term },
  { name: 'MiXeD case', of: (term) => each(term, (letter, index) => (index % 2 === 0 ? letter.toUpperCase() : letter)) },
  { name: 'digits for letters', of: (term) => swap(term, DIGITS) },
  { name: 'symbols for letters', of: (term) => swap(term, SYMBOLS) },
  { name: 'zero-width characters between', of: (term) => letters(term).join('\u200b') },
  { name: 'soft hyphens between', of: (term) => letters(term).join('\u00ad') },
  { name: 'zalgo', of: (term) => each(term, (letter, index) => letter + MARKS.slice(0, 1 + (index % MARKS.length)).join('')) },
  { name: 'full width', of: (term) => shift(term, 0xff41) },
  { name: 'mathematical bold', of: (term) => shift(term, 0x1d41a) },
  { name: 'Cyrillic look-alikes', of: (term) => swap(term, CYRILLIC) },
  { name: 'diacritics', of: (term) => swap(term, ACCENTED) },
  { name: 'decomposed accents', of: (term) => each(term, (letter, index) => letter.normalize('NFD') + (index % 2 === 0 ? '\u0301' : '')) },
  { name: 'one letter four times', of: (term) => atVowel(term, (letter) => letter.repeat(4)) },
  { name: 'one letter twice', of: (term) => atVowel(term, (letter) => letter.repeat(2)) },
  { name: 'every letter twice', of: (term) => each(term, (letter) => letter.repeat(2)) },
  { name: 'dots between', of: (term) => letters(term).join('.') },
  { name: 'spaces between', of: (term) => letters(term).join(' ') },
  { name: 'one hyphen inside', of: (term) => each(term, (letter, index) => (index === half(term) ? `-${letter}` : letter)) },
  { name: 'underscores between', of: (term) => letters(term).join('_') },
  { name: 'a vowel masked', of: (term) => atVowel(term, () => '*') },
  { name: 'plural and exclamation marks', of: (_, plural) => `${plural}!!!` },
  { name: 'emoji between', of: (term) => letters(term).join('🔥') },
];

/** Further disguises, held to the same bars but not part of the comparison with others. */
export const MORE_DISGUISES: readonly Disguise[] = [
  { name: 'circled letters', of: (term) => shift(term, 0x24d0) },
  { name: 'small capitals', of: (term) => swap(term, SMALL_CAPITALS) },
  { name: 'two masks', of: (term) => each(term, (letter, index) => (index === vowelAt(term) || (index === letters(term).length - 1 && index > 3) ? '#' : letter)) },
  { name: 'an underscore for a vowel', of: (term) => atVowel(term, () => '_') },
  { name: 'an emoji for a vowel', of: (term) => atVowel(term, () => '🤬') },
  { name: 'digits and repeats', of: (term) => swap(atVowel(term, (letter) => letter.repeat(4)), DIGITS) },
  { name: 'Cyrillic with spaces', of: (term) => letters(swap(term, CYRILLIC)).join(' ') },
  { name: 'full width with hyphens', of: (term) => letters(shift(term, 0xff41)).join('-') },
];
