/**
 * Frequent English words that are not words, or rare ones, in other languages of Latin letters: neither `is` (Dutch), `to` (Polish),
 * `for` (Danish), `her` (Turkish) nor `will` (German) stands here.
 */
const TELLING = new Set(
  ('the and you that this with have they from your what who when would their there been which about people because just should could how why these those then them other only think know ' +
    'it if our she his him never always every really very much does did doesn shouldn wouldn couldn isn aren wasn haven hasn don can any some into than where while being having something nothing anyone anybody everyone everybody ' +
    'going want need make made said says years again still even after before through against between both each few more most such own same too through yourself myself themselves').split(' '),
);

const MOST_WORDS = 40;
const LONGEST_WORD = 12;
const FEWEST = 2;
/** One word in so many, at least. */
const ONE_IN = 6;

/**
 * Whether a text can be taken for English without a closer look: among its first words are frequent ones that other languages
 * lack. In a microsecond or two, where recognising a language takes a hundred times that. False says nothing: look closer.
 */
export function isPlainlyEnglish(text: string): boolean {
  let [words, telling, from] = [0, 0, -1];
  for (let at = 0; at <= text.length && words < MOST_WORDS; at++) {
    if (isLetter(text.charCodeAt(at))) {
      if (from < 0) from = at;
      continue;
    }
    if (from < 0) continue;
    words++;
    if (at - from <= LONGEST_WORD && TELLING.has(text.slice(from, at).toLowerCase())) telling++;
    from = -1;
  }
  return telling >= FEWEST && telling * ONE_IN >= words;
}

/** Letters of any script outside of ASCII count too: a word with an accent is one word, and none of the list. */
function isLetter(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit >= 0xc0;
}
