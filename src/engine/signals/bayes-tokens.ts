import { type TextFormat } from '../facts';
import { linksOf } from '../match/links';
import { foldView } from '../text/fold';
import { plainText } from '../text/plain';
import { traitsOf } from '../text/traits';

/** Moves when other tokens are made of the same text: what was learned before then must be learned again. */
export const TOKENS_VERSION = 1;

/** One feature of a text: a word, two words in a row, or two with one between. */
export interface Token {
  /** 52 bits, so that it is exact as a number and fits a PostgreSQL bigint. */
  readonly hash: number;
  /** What a person is shown. */
  readonly text: string;
}

const ADDRESS = /(?:[a-z]{3,10}:\/\/|www\.)\S+/g;
/** Stands where an address stood, in capitals, which no folded word has: what people write around a link tells as much as the link. */
const A_LINK = ' LINK ';
const WORD = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}']*|[$€£!?%@#*]+|\p{Extended_Pictographic}/gu;
/** More says nothing new, and learning writes a row for each. */
const MOST_WORDS = 400;

/**
 * The tokens of a comment, each once: its words folded, links as their domains, numbers as their length, and pairs of
 * words next to each other and with one between (`click _ channel`).
 */
export function bayesTokens(body: string, format: TextFormat): readonly Token[] {
  const words = wordsOf(body, format).slice(0, MOST_WORDS);
  const tokens = new Map<number, Token>();
  const add = (text: string): void => {
    const hash = hashOf(text);
    if (!tokens.has(hash)) tokens.set(hash, { hash, text });
  };
  words.forEach((word, at) => {
    add(word);
    const [next, nextButOne] = [words[at + 1], words[at + 2]];
    if (next !== undefined) add(`${word} ${next}`);
    if (nextButOne !== undefined) add(`${word} _ ${nextButOne}`);
  });
  return [...tokens.values()];
}

function wordsOf(body: string, format: TextFormat): string[] {
  const { view, targets } = plainText(body, format);
  const fold = foldView(view);
  const links = linksOf({ plain: view, fold, targets, traits: traitsOf(fold) }).links;
  const domains = links.map(({ domain }) => `link:${domain}`);
  const words = Array.from(fold.text.replace(ADDRESS, A_LINK).matchAll(WORD), ([word]) => shaped(word));
  return links.length === 0 ? words : [...words, 'link:', ...new Set(domains)];
}

/** A number is what it looks like, not what it says; a row of marks is at most three. */
function shaped(word: string): string {
  if (/^\p{N}+$/u.test(word)) return '0'.repeat(Math.min(word.length, 6));
  return word.length > 3 && /^[^\p{L}\p{N}]+$/u.test(word) ? word.slice(0, 3) : word.slice(0, 40);
}

function hashOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 15);
  }
  return ((high >>> 0) & 0xfffff) * 2 ** 32 + (low >>> 0);
}
