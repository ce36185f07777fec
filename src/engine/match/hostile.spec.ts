import { type Term } from './matcher';
import { needleSet } from './needle-set';
import { PatternError } from './pattern-error';

/** Below this a measurement says nothing. */
const FLOOR_MS = 0.5;
/** Other work on the machine disturbs a measurement, but not every one; what is not linear never passes. */
const ATTEMPTS = 8;

interface Scale {
  readonly length: number;
  /** How many times longer the longer text is. */
  readonly times: number;
  /** Between what linear and what quadratic work would take: `times` and its square. */
  readonly most: number;
}

const TEXT: Scale = { length: 4_000, times: 8, most: 30 };
/** Patterns look at ten thousand units at most. The library has two ways to search; one of the scales may lie on both sides. */
const PATTERN: readonly Scale[] = [{ length: 1_100, times: 3, most: 6 }, { length: 3_300, times: 3, most: 6 }];

/** Terms that look for everything there is. */
function termsOf(...texts: readonly string[]): Term[] {
  return texts.map((text) => ({ text, mode: 'word', caseExact: false, inflect: true, except: ['slurone river'], entry: text, evasion: 'aggressive' }));
}

function isLinear(read: (text: string) => unknown, piece: string, scales: readonly Scale[]): boolean {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) if (scales.some((scale) => growth(read, piece, scale) < scale.most)) return true;
  return false;
}

/** How many times more processor time the longer text takes, the best of several tries each. */
function growth(read: (text: string) => unknown, piece: string, { length, times }: Scale): number {
  const best = (units: number): number => {
    const text = piece.repeat(Math.ceil(units / piece.length));
    return Math.min(...Array.from({ length: 3 }, () => {
      const start = process.cpuUsage();
      read(text);
      return process.cpuUsage(start).user / 1_000;
    }));
  };
  return best(length * times) / Math.max(FLOOR_MS, best(length));
}

/** The pattern's search, or why it is refused. */
function searchOf(source: string): ((body: string) => unknown) | string {
  const set = needleSet();
  try {
    const id = set.addPattern({ source, caseExact: false, whole: false, entry: source, evasion: 'normal' });
    const matcher = set.compile();
    return (body) => matcher.read({ body, format: 'text' }).find('body', id, 'all');
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

const EXPONENTIAL = ['(?:a+)+$', '(?:a*)*b', '(?:a|a)*b', '(?:a|aa)+b', '(?:a?){30}a{30}', '(?:[a-z]+)*[0-9]', '(?:.*a){12}', '(?:x+x+)+y', '(?:a+b?)+c', '^(?:(?:a+)+)+!', '(?:\\w+\\s?)+:', '(?:.*)*x', '(?:a+){3,}b', '.*.*.*=.*', 'a.{0,90}b.{0,90}z'];
const GIANT: readonly (readonly [name: string, source: string])[] = [
  ['a thousand repetitions', 'a{1000}'],
  ['a million', 'a{1000000}'],
  ['repetitions of repetitions', '(?:(?:a{99}){99}){99}'],
  ['ranges of ranges', '(?:(?:\\w{1,99}){1,99}){1,99}'],
  ['ten thousand choices', Array.from({ length: 10_000 }, (_, i) => `word${String(i)}`).join('|')],
  ['a hundred levels', `${'(?:'.repeat(100)}a${')?'.repeat(100)}`],
  ['open ends', '(?:[^a]{80,}){80,}'],
  ['every letter there is', '(?:\\p{L}{100}){6}'],
];

describe('a hostile pattern', () => {
  it.each(EXPONENTIAL)('%s is refused, or runs in linear time', (source) => {
    const search = searchOf(source);
    const slow = typeof search === 'string' ? [] : ['a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa!', 'x', 'ab ', 'a1'].filter((piece) => !isLinear(search, piece, PATTERN));
    expect({ refusal: typeof search === 'string' ? search : '.', slow }).toEqual({ refusal: expect.stringMatching(/\.$/), slow: [] });
  });

  it.each(GIANT)('of %s is refused with a sentence, at once', (_, source) => {
    const start = performance.now();
    expect(searchOf(source)).toMatch(/\.$/);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('of many choices within the limit runs', () => {
    const source = Array.from({ length: 80 }, (_, i) => `w${String(i)}`).join('|');
    expect(typeof searchOf(source)).toBe('function');
  });
});

describe('a hostile text', () => {
  const set = needleSet({ ordinaryWords: new Set(['slur', 'one']) });
  const group = set.addGroup(termsOf('slurone', 'aaaa', 'abab', 'slur one two', 'aaab', 'a b c d').map((term) => set.addTerm(term)));
  const matcher = set.compile();
  const read = (body: string): unknown => matcher.read({ body, format: 'text' }).find('body', group, 'unquoted');

  it.each([
    'a', 'a ', 'aab', 'a-', 'a.b,', '(', '((a', '@', '@a', '$', '$a', '+a', '!a!', '0', 'a0', '1l', '*', 'a*', 's*#r', '/', 'a/b', 'http://a', 'e\u0301', '\u0301', '\u200b', 'a\u200b', 'е', 'аb', '🔥', 'a🔥', '🅰', 'ß ',
    'slur0ne ', 'slur0ne-', 'sl*rone ', 'slurrone ', 'slurone', 'slurxone ', 'slur one ', 's l u r o n e ', '"', '“a”', '>', '> a\n', '\n', ' ', '東', 'ﷺ',
  ])('of “%s” over and over is read in linear time', (piece) => {
    expect(isLinear(read, piece, [TEXT])).toBe(true);
  });

  it.each(['a', 'abcdefgh', 'a*', 'a_', 'a🔥', '#a'])('of “%s” over and over before a masked word is read in linear time', (piece) => {
    expect(isLinear((body) => read(`${body}0 s*ur_ne`), piece, [TEXT])).toBe(true);
  });
});
