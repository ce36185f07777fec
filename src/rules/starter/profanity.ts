import { readFile } from 'node:fs/promises';
import type { ListEntryDocument } from '../../engine/language/document';

/** Profanity by severity. The words come from packages at run time; see {@link profanity}. */
export interface Profanity {
  readonly strong: readonly ListEntryDocument[];
  readonly mild: readonly ListEntryDocument[];
}

/**
 * Words both lists know, that news or daily life uses innocently: crime, medicine, sexuality, food, names, games. A rule
 * that cries at them is switched off within a day.
 */
const ORDINARY = new Set([
  'anal', 'anus', 'bestiality', 'beastiality', 'bondage', 'cock', 'cornhole', 'dick', 'dingleberry', 'ejaculation', 'felch', 'fisting', 'gangbanger', 'gangbanged',
  'honkey', 'honkeys', 'incest', 'intercourse', 'kinky', 'lolita', 'negro', 'negroes', 'negros', 'negroid', 'nipple', 'nude', 'orgasm', 'orgy',
  'pedophile', 'penis', 'playboy', 'porn', 'porno', 'pornography', 'rape', 'rapist', 'rectum', 'rimming', 'scat', 'semen', 'sex', 'sexual', 'sexually', 'sexy',
  'snatch', 'sodomy', 'spunky', 'strapon', 'suck', 'swastika', 'threesome', 'tit', 'twinkie', 'vagina', 'vibrator', 'vulva', 'xxx', 'coondog', 'clitoris', 'poon',
  'coonass', 'coonasses', 'coon ass', 'coon asses', 'whorehouse', 'slutwear', 'fuckbook', 'spick', 'smut', 'niggaracci',
]);

/** Old words for a miser, of another origin than the slur they resemble. */
const ORDINARY_STEM = /^niggard/;

/** Rude rather than hateful: counted, not held. */
const MILD = new Set([
  'arsehole', 'ass', 'asshole', 'assholes', 'bollocks', 'boner', 'bullshit', 'bunghole', 'cum', 'doggiestyle', 'doggystyle', 'fellatio', 'hooker', 'hookers', 'livesex',
  'masturbate', 'masturbating', 'milf', 'pissing', 'poof', 'queef', 'quim', 'schlong', 'shitty', 'sodomize', 'spunk', 'titties', 'titty', 'tosser',
  'upskirt', 'wank', 'wanker', 'wanking', 'slutty',
]);

/** Phrases in which an entry is innocent. */
const EXCEPT: Readonly<Record<string, readonly string[]>> = {
  coon: ['maine coon'], coons: ['maine coons'], cum: ['cum laude', 'magna cum', 'summa cum'], spic: ['spic and span'], pussy: ['pussy riot', 'pussy cat', 'pussy willow'],
  tits: ['blue tits', 'great tits', 'coal tits'], boobs: ['boob tube'], ass: ['ass and cart', 'wild ass'], slut: ['slut walk'], spunk: ['spunk and'], poof: ['and poof', 'poof gone'],
};

/** Below this length a word inside another proves nothing: "ass" is in "class". */
const MIN_STEM = 4;

/**
 * Two severities from `cuss` (words rated by how surely they are profane) and `naughty-words`. Each list alone is full
 * of innocent words; what both know, and the surest compounds of that, is profanity. Strong: rated as surely profane.
 * Mild: rated as ambiguous, or rude rather than hateful.
 */
export async function profanity(): Promise<Profanity> {
  const [{ cuss }, naughty] = await Promise.all([import('cuss'), naughtyWords()]);
  const agreed = new Set(Object.keys(cuss).filter((word) => naughty.has(word) && !isOrdinary(word)));
  const stems = [...agreed].filter((word) => cuss[word] === 2 && word.length >= MIN_STEM && !word.includes(' '));
  const strong: string[] = [];
  const mild: string[] = [];
  for (const [word, sureness] of Object.entries(cuss)) {
    if (isOrdinary(word)) continue;
    const isCompound = sureness === 2 && stems.some((stem) => word.includes(stem));
    if (!agreed.has(word) && !isCompound) continue;
    (sureness === 2 && !MILD.has(word) ? strong : mild).push(word);
  }
  return { strong: withPlurals(strong).map(entry), mild: withPlurals(mild.filter((word) => cuss[word] !== 0)).map(entry) };
}

/** The lists know some plurals only. Short words are left alone: their plurals are often other words. */
function withPlurals(words: readonly string[]): readonly string[] {
  const plurals = words.filter((word) => word.length >= MIN_STEM && /[^sgyz]$/.test(word)).map((word) => `${word}s`);
  return [...new Set([...words, ...plurals])].filter((word) => !isOrdinary(word)).sort();
}

function isOrdinary(word: string): boolean {
  return ORDINARY.has(word) || ORDINARY_STEM.test(word);
}

function entry(term: string): ListEntryDocument {
  const except = EXCEPT[term];
  return except ? { term, lang: 'en', except } : { term, lang: 'en' };
}

async function naughtyWords(): Promise<ReadonlySet<string>> {
  const words = JSON.parse(await readFile(require.resolve('naughty-words/en.json'), 'utf8')) as readonly string[];
  return new Set(words.map((word) => word.toLowerCase()));
}
