import { type TextFormat } from '../facts';
import { type Part, type Pattern, type Term } from './matcher';
import { needleSet } from './needle-set';

const term = (text: string, more: Partial<Term> = {}): Term => ({ text, mode: 'word', caseExact: false, inflect: false, except: [], entry: text, ...more });
const pattern = (source: string, more: Partial<Pattern> = {}): Pattern => ({ source, caseExact: false, whole: false, entry: source, ...more });

/** The quotes of the original that a needle hits in the body. */
function hits(needle: Term | Pattern, body: string, { part = 'all', format = 'text' }: { part?: Part; format?: TextFormat } = {}): string[] {
  const set = needleSet();
  const id = 'text' in needle ? set.addTerm(needle) : set.addPattern(needle);
  return set
    .compile()
    .read({ body, format })
    .find('body', id, part)
    .map((span) => body.slice(span.start, span.end));
}

describe('terms', () => {
  it('stand alone as words, in any script', () => {
    expect(hits(term('ass'), 'An ass, a class, assets and АSS-ass')).toEqual(['ass', 'ass']);
    expect(hits(term('мир'), 'Миру мир!')).toEqual(['мир']);
    expect(hits(term('東京'), '私は東京に住む')).toEqual(['東京']);
    expect(hits(term('don'), "don_ don' Don")).toEqual(['don', 'don', 'Don']);
  });

  it('match as prefix, suffix or anywhere when asked to', () => {
    const text = 'foobar barfoo xfoox foo';
    expect(hits(term('foo', { mode: 'prefix' }), text)).toHaveLength(2);
    expect(hits(term('foo', { mode: 'suffix' }), text)).toHaveLength(2);
    expect(hits(term('foo', { mode: 'substring' }), text)).toHaveLength(4);
  });

  it('see through width, accents, invisible characters and case', () => {
    expect(hits(term('slurone'), 'ＳＬＵＲｏｎｅ s\u200blu\u00adrone slürónè 𝐬𝐥𝐮𝐫𝐨𝐧𝐞 s\u0336lurone')).toHaveLength(5);
    expect(hits(term('straße'), 'STRASSE')).toEqual(['STRASSE']);
  });

  it('keep case when asked to', () => {
    expect(hits(term('WHO', { caseExact: true }), 'who is WHO? Who?')).toEqual(['WHO']);
    expect(hits(term('New  York', { caseExact: true }), 'new york, New\nYork')).toEqual(['New\nYork']);
  });

  it('match phrases over any white space', () => {
    expect(hits(term('go home'), 'go \n\t home, gohome, go-home, go  homes')).toEqual(['go \n\t home']);
  });

  it('take English endings when asked to, and no others', () => {
    const kill = term('kill', { inflect: true });
    expect(hits(kill, 'kill kills killed killing killers kill’s')).toEqual(['kill', 'kills', 'killed', 'killing', 'killers', 'kill']);
    expect(hits(kill, 'killjoy killdeer skill')).toEqual([]);
    expect(hits(term('stab', { inflect: true }), 'stabbed stabbing stable')).toEqual(['stabbed', 'stabbing']);
    expect(hits(term('hate', { inflect: true }), 'hated haters hating hat hats')).toEqual(['hated', 'haters', 'hating']);
    expect(hits(term('sissy', { inflect: true }), 'sissies')).toEqual(['sissies']);
    expect(hits(term('kill'), 'kills')).toEqual([]);
  });

  it('are excused inside an exception, and only there', () => {
    const river = term('slurtwo', { except: ['slurtwo river'] });
    expect(hits(river, 'the Slurtwo  River and a slurtwo')).toEqual(['slurtwo']);
  });

  it('obey their anchor', () => {
    expect(hits(term('hi', { anchor: 'start' }), '  Hi hi')).toEqual(['Hi']);
    expect(hits(term('hi', { anchor: 'end' }), 'hi HI\n')).toEqual(['HI']);
    expect(hits(term('hi', { anchor: 'whole' }), ' hi ')).toEqual(['hi']);
    expect(hits(term('hi', { anchor: 'whole' }), 'hi hi')).toEqual([]);
  });

  it('tell quoted from unquoted', () => {
    const text = '> you slurone\nno, "you slurone", you slurone';
    expect(hits(term('slurone'), text, { part: 'quoted' })).toHaveLength(2);
    expect(hits(term('slurone'), text, { part: 'unquoted' })).toHaveLength(1);
  });

  it('point into the markup they came from', () => {
    expect(hits(term('slurone'), '<p>you slu<b>ro</b>ne</p>', { format: 'html' })).toEqual(['slu<b>ro</b>ne']);
    expect(hits(term('slurone'), 'you **slu**rone', { format: 'markdown' })).toEqual(['slu**rone']);
  });

  it('need a visible character', () => {
    expect(() => needleSet().addTerm(term('\u200b '))).toThrow('visible');
  });
});

describe('groups', () => {
  it('find what their members find, in text order', () => {
    const set = needleSet();
    const ids = [set.addTerm(term('two')), set.addTerm(term('one')), set.addPattern(pattern('thre+'))];
    const group = set.addGroup([set.addGroup(ids.slice(0, 2)), ids[2] ?? -1]);
    const alone = set.addTerm(term('four'));
    const reading = set.compile().read({ body: 'one two threee four', format: 'text', title: 'two' });
    expect(reading.find('body', group, 'all').map((span) => span.entry)).toEqual(['one', 'two', 'thre+']);
    expect(reading.find('title', group, 'all')).toEqual([{ field: 'title', start: 0, end: 3, entry: 'two', via: [] }]);
    expect(reading.find('author.name', group, 'all')).toEqual([]);
    expect(reading.find('body', alone, 'all')).toHaveLength(1);
  });

  it('give the same needle the same number', () => {
    const set = needleSet();
    expect(set.addTerm(term('a'))).toBe(set.addTerm(term('a')));
    expect(set.addTerm(term('a', { inflect: true }))).not.toBe(set.addTerm(term('a')));
  });
});

describe('words between two offsets', () => {
  it('count for nearness', () => {
    const body = "Don't you <b>dare</b> x";
    const between = ([from, to]: readonly [number, number]): number => reading.wordsBetween('body', from, to);
    const reading = needleSet().compile().read({ body, format: 'html' });
    expect(([[0, 0], [0, 5], [0, 9], [0, body.length], [5, 20], [20, 5]] as const).map(between)).toEqual([0, 1, 2, 4, 2, 0]);
    // A word that one of the two stands in is not between them.
    expect(([[3, 9], [3, 8], [0, 4]] as const).map(between)).toEqual([1, 0, 0]);
  });
});
