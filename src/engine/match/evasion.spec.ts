import fc from 'fast-check';
import { type Evasion, type Pattern, type Term } from './matcher';
import { needleSet } from './needle-set';

function reading(body: string, needle: Partial<Term> & { text: string } | Partial<Pattern> & { source: string }, ordinary?: string[]): { quote: string; via: readonly string[] }[] {
  const set = needleSet({ ordinaryWords: ordinary === undefined ? undefined : new Set(ordinary) });
  const shared = { caseExact: false, evasion: 'normal' as Evasion, entry: 'x' };
  const id = 'text' in needle ? set.addTerm({ mode: 'word', inflect: true, except: [], ...shared, ...needle }) : set.addPattern({ whole: true, ...shared, ...needle });
  return set.compile().read({ body, format: 'text' }).find('body', id, 'all').map((span) => ({ quote: body.slice(span.start, span.end), via: span.via }));
}

const quotes = (body: string, text = 'slurone', ordinary?: string[]): string[] => reading(body, { text }, ordinary).map(({ quote }) => quote);

describe('disguised terms', () => {
  it.each([
    ['s l u r o n e s out', 's l u r o n e', 'spaced'],
    ['you are a s.l.u.r.o.n.e!', 's.l.u.r.o.n.e', 'spaced'],
    ['s🔥l🔥u🔥r🔥o🔥n🔥e', 's🔥l🔥u🔥r🔥o🔥n🔥e', 'spaced'],
    ['ѕlurоnе', 'ѕlurоnе', 'look-alike'],
    ['ｓ1urоn3'.replace('1', 'l'), 'ｓlurоn3', 'leet'],
    ['slur0ne', 'slur0ne', 'leet'],
    ['$lur0n3s!!!', '$lur0n3s', 'leet'],
    ['sl*rone go home', 'sl*rone', 'masked'],
    ['sl#r*nes', 'sl#r*nes', 'masked'],
    ['sluuuurone', 'sluuuurone', 'runs'],
    ['sslluurroonnee', 'sslluurroonnee', 'runs'],
    ['slu-rone', 'slu-rone', 'joined'],
    ['slu_ro_ne', 'slu_ro_ne', 'joined'],
    ['SLUUUUR0NE', 'SLUUUUR0NE', 'leet'],
    ['sl_rone!', 'sl_rone', 'masked'],
    ['a sl__one', 'sl__one', 'masked'],
    ['sl🤬rones', 'sl🤬rones', 'masked'],
    ['slu👎🏽one', 'slu👎🏽one', 'masked'],
    ['slur⭕ne', 'slur⭕ne', 'masked'],
    ['s\nl\nu\nr\no\nn\ne', 's\nl\nu\nr\no\nn\ne', 'spaced'],
    ['s\r\nl\r\nu\r\nr\r\no\r\nn\r\ne', 's\r\nl\r\nu\r\nr\r\no\r\nn\r\ne', 'spaced'],
    ['(s)(l)(u)(r)(o)(n)(e)', 's)(l)(u)(r)(o)(n)(e', 'spaced'],
    ['"s" "l" "u" "r" "o" "n" "e"', 's" "l" "u" "r" "o" "n" "e', 'spaced'],
  ])('are found: %s', (body, quote, via) => {
    const found = reading(body, { text: 'slurone' });
    expect(found.map((hit) => hit.quote)).toEqual([quote]);
    expect(found[0]?.via).toContain(via);
  });

  it('are marked as plain when they are', () => {
    expect(reading('you slurone', { text: 'slurone' })).toEqual([{ quote: 'slurone', via: [] }]);
    expect(reading('you slurone', { text: 'slurone', evasion: 'off' })).toHaveLength(1);
    expect(reading('you slur0ne', { text: 'slurone', evasion: 'off' })).toEqual([]);
  });

  it.each([
    ['the pen is mine', 'penis'], ['as such', 'assu'], ['Niger river', 'nigger'], ['in 2026 and 4711', 'aois'], ['a comma here', 'coma'], ['see http://x.com/slur0ne', 'slurone'],
    ['@slur0ne said', 'slurone'], ['who&#39;s there', 'whore'], ['slur_table, slur_on_e_x', 'slurone'], ['_slur_ one', 'slurone'], ['slur🔥one', 'slurone'], ['slu🔥', 'slur'], ['s l u\nr o n e', 'slurone'], ['I a m h e r e', 'slurone'], ['s**** and f***', 'slurone'], ['slur one', 'slurone'], ['slur (one)', 'slurone'], ['сор на полу лежит давно', 'copo'],
  ])('are not seen in: %s', (body, text) => { expect(quotes(body, text)).toEqual([]); });

  it.each([
    ['fıddler', 'fiddler'], ['f¡ddler', 'fiddler'], ['pa©ket', 'packet'], ['pa¢ket', 'packet'], ['ca®pet', 'carpet'], ['car†on', 'carton'],
  ])('are found behind a character that looks like a letter: %s', (body, text) => { expect(quotes(`you ${body}!`, text)).toEqual([body]); });

  it('are not seen in words of Turkish with a letter of its own', () => {
    expect(reading('sıkıcı bir film', { text: 'sikici', lang: 'tr' })).toEqual([]);
    expect(reading('s1kici', { text: 'sikici', lang: 'tr' })).toHaveLength(1);
  });

  it('need ordinary words to tell one doubled letter', () => {
    expect(quotes('slurrone')).toEqual([]);
    expect(quotes('slurrone', 'slurone', ['comma'])).toEqual(['slurrone']);
    expect(quotes('a commma, a comma', 'coma', ['comma'])).toEqual(['commma']);
  });

  it('have at least four letters', () => {
    expect(quotes('a$$ a.s.s', 'ass')).toEqual([]);
  });

  it('may stand inside other words when asked for aggressively', () => {
    expect(reading('xxslur0nexx', { text: 'slurone', evasion: 'aggressive' })).toHaveLength(1);
    expect(reading('xxslur0nexx', { text: 'slurone' })).toHaveLength(0);
  });

  it('are found in any mix of the disguises', () => {
    const letters: Record<string, string[]> = { s: ['s', 'S', '$', '5', 'ѕ', 'ｓ', 'sss'], l: ['l', 'L', 'lll'], u: ['u', 'ü', 'υ', 'uuu'], r: ['r', 'R', 'ŕ'], o: ['o', '0', 'о', 'ooo'], n: ['n', 'ñ'], e: ['e', '3', 'е', 'é', 'eee'] };
    const disguise = fc.tuple(...Array.from('slurone', (letter) => fc.constantFrom(...(letters[letter] ?? [letter])))).map((parts) => parts.join(''));
    fc.assert(fc.property(disguise, (word) => { expect(quotes(`oh ${word} you`)).toEqual([word]); }), { numRuns: 500 });
  });
});

describe('patterns with evasion', () => {
  it('see the unmasked text', () => {
    const threat = { source: 'i will (?:kill|shoot) (?:you|them)' };
    expect(reading('I will k1ll you', threat)).toEqual([{ quote: 'I will k1ll you', via: ['leet'] }]);
    expect(reading('I will k.i.l.l you all', threat).map(({ quote }) => quote)).toEqual(['I will k.i.l.l you']);
    expect(reading('I will kill you', threat)).toEqual([{ quote: 'I will kill you', via: ['fold'] }]);
    expect(reading('Lost b1tco1n?', { source: 'forex|bitcoin' }).map(({ quote }) => quote)).toEqual(['b1tco1n']);
    expect(reading('I will k1ll you', { ...threat, evasion: 'off' })).toEqual([]);
  });

  it('never crash, and point into the original', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...Array.from("s1u$-. *\n@#/\u0301е🅰🔥'")) })), (body) => {
        const found = [...reading(body, { text: 'slur' }), ...reading(body, { source: 's+|u\\w' })];
        expect(found.filter(({ quote }) => quote === '')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
