import fc from 'fast-check';
import { comparableText, SHORTEST_COMPARABLE, similarityOf, type Sketch, sketchOf } from './near-duplicates';

const ALIKE = 0.6;

const OPENERS = ['Honestly', 'To be fair', 'As a neighbour', 'For twelve years', 'Nobody told us that', 'I read twice that', 'My sister says', 'Last winter'];
const SUBJECTS = ['the ferry company', 'our town council', 'that new bakery', 'the school board', 'a man with a ladder', 'the lighthouse keeper', 'every cyclist on the bridge', 'the choir'];
const VERBS = ['painted', 'forgot', 'measured', 'promised', 'closed', 'carried home', 'argued about', 'repaired'];
const OBJECTS = ['the broken gate', 'forty wooden chairs', 'a map of the harbour', 'the Sunday market', 'an apology', 'the tall poplars', 'all the street lamps', 'a jar of honey'];
const WORDS = ['marble', 'window', 'seven', 'orange', 'quiet', 'doctor', 'lantern', 'promise'];
const ENDS = ['and then it rained.', 'because the budget was gone.', 'while we stood and watched!', 'which is why I moved away.', 'before anyone had asked.', 'and I would do it again.', 'as if that helped.', 'so call me on 555 0199.'];

/** Numbers below 1 in a row that is the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const roll = dice(7);
const oneOf = (words: readonly string[]): string => words[Math.floor(roll() * words.length)] ?? '';
const sentence = (): string => [OPENERS, SUBJECTS, VERBS, OBJECTS, ENDS].map(oneOf).join(' ');
const TEXTS = Array.from({ length: 120 }, (_, index) => Array.from({ length: 1 + (index % 3) }, sentence).join(' '));

function sketch(text: string): Sketch {
  const found = sketchOf(comparableText(text, 'text'));
  if (!found) throw new Error(`Too short: ${text}`);
  return found;
}

/** As the service finds copies: a common band first, then the exact similarity. */
function isFound(a: string, b: string): boolean {
  const bands = sketch(b).bands;
  return sketch(a).bands.some((band) => bands.includes(band)) && similarityOf(comparableText(a, 'text'), comparableText(b, 'text')) >= ALIKE;
}

const recall = (vary: (text: string) => string): number => TEXTS.filter((text) => isFound(text, vary(text))).length / TEXTS.length;
const inWords = (change: (words: string[]) => void) => (text: string) => {
  const words = text.split(' ');
  change(words);
  return words.join(' ');
};

describe('near duplicates of our own texts', () => {
  test.each<[string, number, (text: string) => string]>([
    ['one word inserted', 0.95, inWords((words) => words.splice(Math.floor(roll() * words.length), 0, oneOf(VERBS)))],
    ['one word left out', 0.95, inWords((words) => words.splice(Math.floor(roll() * words.length), 1))],
    ['one word in ten replaced', 0.7, inWords((words) => { words.forEach((_, at) => { if (roll() < 0.1) words[at] = oneOf(WORDS); }); })],
    ['emoji between the words', 1, inWords((words) => { words.forEach((word, at) => { if (roll() < 0.4) words[at] = `${word} 🔥`; }); })],
    ['zero-width spaces inside the words', 1, inWords((words) => { words.forEach((word, at) => { words[at] = `${word.slice(0, 1)}\u200b${word.slice(1)}`; }); })],
    ['other case, accents and marks', 1, (text) => text.toUpperCase().replaceAll('E', 'É').replaceAll('.', ' !!!')],
    ['another link and other digits', 0.98, (text) => `${text.replace(/\d+/g, () => String(Math.floor(roll() * 1e6)))} https://buy-${String(Math.floor(roll() * 1e6))}.example/now`],
  ])('%s: at least %d are found', (_, least, vary) => {
    expect(recall(vary)).toBeGreaterThanOrEqual(least);
  });

  it('finds no pair among texts about different things', () => {
    const different = SUBJECTS.flatMap((subject, i) => [0, 3].map((turn) => `${OPENERS[i] ?? ''} ${subject} ${VERBS[(i + turn) % 8] ?? ''} ${OBJECTS[(i * 3 + turn) % 8] ?? ''} ${ENDS[(i * 5 + turn) % 8] ?? ''}`));
    const pairs = different.flatMap((a, i) => different.slice(i + 1).filter((b) => isFound(a, b)).map((b) => [a, b]));
    expect(pairs).toEqual([]);
  });

  it('estimates the exact similarity by the share of equal values in the signatures', () => {
    for (let i = 0; i + 1 < TEXTS.length; i += 2) {
      const a = TEXTS[i] ?? '';
      const b = `${a} ${TEXTS[i + 1] ?? ''}`;
      const [left, right] = [sketch(a).signature, sketch(b).signature];
      const estimated = left.filter((value, at) => value === right[at]).length / left.length;
      expect(Math.abs(estimated - similarityOf(comparableText(a, 'text'), comparableText(b, 'text')))).toBeLessThan(0.3);
    }
  });
});

describe('the comparable text', () => {
  it('reads what a reader sees, whatever the format', () => {
    expect(comparableText('<p>Visit&nbsp;<b>our</b> shop</p>', 'html')).toBe(comparableText('**Visit** our shop', 'markdown'));
  });

  it('keeps one mark for each link and each number', () => {
    expect(comparableText('see HTTPS://a.example/x?y=1, b.example.org/z or call 0176 55', 'text')).toBe(comparableText('see www.c.example or call 12', 'text'));
  });

  it('leaves an answer without the passage it quotes', () => {
    const parent = 'The council has closed the bridge for the third time this year and gives no reason at all.';
    const answers = ['I blame the salt they put on it every January, honestly.', 'Good, my children can finally play in our street again!'];
    const quoted = answers.map((answer) => comparableText(`"${parent}" ${answer}`, 'text', parent));
    expect(quoted).toEqual(answers.map((answer) => comparableText(answer, 'text')));
    expect(similarityOf(quoted[0] ?? '', quoted[1] ?? '')).toBeLessThan(0.2);
  });

  it('keeps a reply that is nothing but its parent once more', () => {
    const copy = 'Earn 900 a day from home, write to my page and ask me how I did it';
    expect(comparableText(`${copy} !!`, 'text', copy)).toBe(comparableText(copy, 'text'));
  });
});

describe('sketches and similarity', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 });

  it('exist exactly for texts long enough to be told apart', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 80 }), (line) => {
      expect(sketchOf(line) === null).toBe(line.length < SHORTEST_COMPARABLE);
    }));
  });

  it('are the same for the same text and share no band under another salt', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{40,120}$/), fc.integer(), (line, salt) => {
      expect(sketchOf(line, salt)).toEqual(sketchOf(line, salt));
      const other = sketchOf(line, salt ^ 1)?.bands ?? [];
      expect(sketchOf(line, salt)?.bands.some((band) => other.includes(band))).toBe(false);
    }));
  });

  it('have sixteen bands that fit into a signed 32-bit integer', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z ]{40,120}$/), (line) => {
      const bands = sketchOf(line)?.bands ?? [];
      expect(bands).toHaveLength(16);
      expect(bands.every((band) => band === (band | 0))).toBe(true);
    }));
  });

  it('a similarity is symmetric, between 0 and 1, and 1 for a text and itself', () => {
    fc.assert(fc.property(text, text, (a, b) => {
      const similarity = similarityOf(a, b);
      expect(similarity).toBe(similarityOf(b, a));
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(similarity).toBeLessThanOrEqual(1);
      expect(similarityOf(a, a)).toBe(a === '' ? 0 : 1);
    }));
  });

  it('any input has a comparable text, and making it comparable again changes nothing', () => {
    fc.assert(fc.property(text, fc.constantFrom('text', 'html', 'markdown'), fc.option(text), (body, format, parent) => {
      const once = comparableText(body, format, parent);
      expect(comparableText(once, 'text').replaceAll('\u0001', '')).toBe(once.replaceAll('\u0001', ''));
    }));
  });
});
