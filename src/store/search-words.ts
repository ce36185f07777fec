import { fold } from '../engine/text/fold';
import { plainText } from '../engine/text/plain';
import { wordClassAt, OTHER, SPACELESS } from '../engine/text/tokens';
import { identityView } from '../engine/text/view';
import type { BodyFormat } from '../domain/statuses';

/** Distinct words of one text that a search can find; the rest of a longer one is not looked into. */
const MOST_WORDS = 2_000;
/** Units of one word; what is longer is found by its beginning. */
const LONGEST_WORD = 60;
/** Words of one question; each narrows. */
const MOST_ASKED = 12;

interface Word {
  readonly text: string;
  /** Of a script that is written without spaces. */
  readonly isSpaceless: boolean;
}

/**
 * The words by which a text is found: folded as the rules fold it, so that case, accents, width and invisible characters make no
 * difference. Scripts without spaces are cut into pairs of characters, because where a word ends there only a dictionary knows.
 */
export function searchWords(body: string, format: BodyFormat): string[] {
  const found = new Set<string>();
  for (const word of runsOf(fold(plainText(body, format).view.text))) {
    if (word.isSpaceless) for (const part of pairs(word.text, true)) found.add(part.slice(0, LONGEST_WORD));
    else found.add(word.text.slice(0, LONGEST_WORD));
    if (found.size >= MOST_WORDS) break;
  }
  return [...found];
}

/** The words that a question asks for; each must begin a word of the text. */
export function askedWords(question: string): string[] {
  const words = new Set<string>();
  for (const word of runsOf(fold(question))) for (const part of word.isSpaceless ? pairs(word.text, false) : [word.text]) words.add(part.slice(0, LONGEST_WORD));
  return [...words].slice(0, MOST_ASKED);
}

/** A question as PostgreSQL's tsquery. Null when nothing in it is a word. */
export function searchQuery(question: string): string | null {
  const words = askedWords(question);
  return words.length === 0 ? null : words.map((word) => `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}':*`).join(' & ');
}

/** Runs of letters, digits and marks; a change between scripts with and without spaces ends a run, too. */
function runsOf(folded: string): Word[] {
  const { units } = identityView(folded);
  const runs: Word[] = [];
  let from = 0;
  let kind = OTHER as ReturnType<typeof wordClassAt>;
  for (let i = 0; i <= units.length; i++) {
    const here = i < units.length ? wordClassAt(units, i) : OTHER;
    if (here === kind) continue;
    if (kind !== OTHER) runs.push({ text: folded.slice(from, i), isSpaceless: kind === SPACELESS });
    from = i;
    kind = here;
  }
  return runs;
}

/** `last` also gives the last character alone, so that a question of one character finds it there. */
function pairs(run: string, last: boolean): string[] {
  const characters = Array.from(run);
  if (characters.length === 1) return characters;
  const all = characters.slice(0, -1).map((character, i) => character + (characters[i + 1] ?? ''));
  return last ? [...all, characters.at(-1) ?? ''] : all;
}
