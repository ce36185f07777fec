import { foldView } from '../../engine/text/fold';
import { wordsOf } from '../../engine/text/ordinary-words';
import { plainText } from '../../engine/text/plain';
import { type Precision, wilson } from '../../evaluate/evidence/wilson';
import { Breath } from '../../platform/jobs/breath';
import type { DecidedText } from '../../store/decided-text.store';

/** Words in a row; longer ones are hardly ever repeated but by copying, which near duplicates find. */
const LONGEST = 3;
/** Single words shorter than this say too little. */
const SHORTEST_WORD = 4;
const MOST_WORDS = 300;
/** In so many rejected comments at least, so that one angry reader makes no rule. */
const LEAST_TEXTS = 3;
/** Even with bad luck more right than wrong, or nearly. */
const LEAST_LOW = 0.4;
/** Comments named with each. */
const SHOWN = 5;

export interface Suggestion {
  /** Folded words with one space between. */
  readonly text: string;
  /** Comments that people rejected though no rule had fired. */
  readonly missed: number;
  /** Comments with the same words that people approved. */
  readonly approved: number;
  /** Of an entry with these words, had it been there. */
  readonly precision: Precision;
  readonly comments: readonly string[];
}

interface Count {
  readonly missed: string[];
  approved: number;
}

/**
 * Words that stand in comments which people rejected and no rule had caught, and hardly in approved ones: what a list lacks (rules.md 4.6). Best
 * expected precision first; of phrases that find the same, the best.
 */
export async function suggestTerms(texts: readonly DecidedText[], most: number): Promise<Suggestion[]> {
  const counts = new Map<string, Count>();
  const missed = texts.filter(({ action, unfiltered }) => action === 'reject' && unfiltered);
  await each(missed, (phrase, id) => {
    const count = counts.get(phrase);
    if (count) count.missed.push(id);
    else counts.set(phrase, { missed: [id], approved: 0 });
  });
  for (const [phrase, count] of counts) if (count.missed.length < LEAST_TEXTS) counts.delete(phrase);
  // Approved texts only count what the missed ones contain: most phrases never get a place.
  const approved = counts.size === 0 ? [] : texts.filter(({ action }) => action === 'approve');
  await each(approved, (phrase) => {
    const count = counts.get(phrase);
    if (count) count.approved++;
  });
  return distinct(ranked(counts)).slice(0, most).map((one) => ({ ...one, comments: one.comments.slice(0, SHOWN) }));
}

function ranked(counts: ReadonlyMap<string, Count>): Suggestion[] {
  const found: Suggestion[] = [];
  for (const [text, { missed, approved }] of counts) {
    const precision = wilson(missed.length, missed.length + approved);
    if (precision && precision.low >= LEAST_LOW) found.push({ text, missed: missed.length, approved, precision, comments: missed });
  }
  const length = (text: string): number => text.split(' ').length;
  return found.sort((a, b) => b.precision.low - a.precision.low || b.missed - a.missed || length(b.text) - length(a.text) || (a.text < b.text ? -1 : 1));
}

/** "cheap pills" finds all that "pills" and "buy cheap" do: what the ones before it find mostly is left out. */
function distinct(suggestions: readonly Suggestion[]): Suggestion[] {
  const found = new Set<string>();
  return suggestions.filter(({ comments }) => {
    const fresh = comments.filter((id) => !found.has(id));
    if (fresh.length * 2 <= comments.length) return false;
    for (const id of fresh) found.add(id);
    return true;
  });
}

/** The phrases of a text, each once. */
function phrasesOf({ body, format }: DecidedText): ReadonlySet<string> {
  const words = wordsOf(foldView(plainText(body, format).view)).slice(0, MOST_WORDS);
  const phrases = new Set<string>();
  for (let from = 0; from < words.length; from++) {
    for (let n = 1; n <= LONGEST && from + n <= words.length; n++) {
      const phrase = words.slice(from, from + n);
      if (says(phrase)) phrases.add(phrase.join(' '));
    }
  }
  return phrases;
}

/** Letters, and enough of them. */
function says(words: readonly string[]): boolean {
  const text = words.join(' ');
  return text.length <= 80 && /\p{L}/u.test(text) && (words.length > 1 || text.length >= SHORTEST_WORD);
}

async function each(texts: readonly DecidedText[], see: (phrase: string, comment: string) => void): Promise<void> {
  const breath = new Breath();
  for (const text of texts) {
    for (const phrase of phrasesOf(text)) see(phrase, text.comment_id);
    await breath.take();
  }
}
