import fc from 'fast-check';
import { type Pattern } from './matcher';
import { needleSet } from './needle-set';
import { PatternError } from './pattern-error';
import { requiredLiterals } from './pattern-literals';
import { parsePattern } from './pattern-syntax';

const pattern = (source: string, more: Partial<Pattern> = {}): Pattern => ({ source, caseExact: false, whole: false, entry: source, ...more });

function hits(needle: Pattern, body: string): string[] {
  const set = needleSet();
  const id = set.addPattern(needle);
  return set.compile().read({ body, format: 'text' }).find('body', id, 'all').map((span) => body.slice(span.start, span.end));
}

const literals = (source: string): readonly string[] | null => requiredLiterals(parsePattern(source));

describe('patterns', () => {
  it('see the folded text', () => {
    expect(hits(pattern("I['’]ll kill"), 'i’ll KI LL, İ’LL KÍLL')).toEqual(['İ’LL KÍLL']);
    expect(hits(pattern('[A-Z]{3}\\d+'), 'abc１２ x')).toEqual(['abc１２']);
    expect(hits(pattern('straße'), 'Strasse')).toEqual(['Strasse']);
    expect(hits(pattern('дом\\w*'), 'Домой')).toEqual(['Домой']);
  });

  it('take a space for any white space, as terms do', () => {
    expect(hits(pattern('i will kill'), 'I will  kill, I will\nkill, I\u00a0will\r\n\tkill, Iwill kill')).toEqual(['I will  kill', 'I will\nkill', 'I\u00a0will\r\n\tkill']);
    expect(hits(pattern('kill ?(?:you|them) now', { whole: true }), 'kill \nyou  now, killthem\nnow')).toEqual(['kill \nyou  now', 'killthem\nnow']);
    expect(hits(pattern('a {2,3}b'), 'a b a  b a   b a    b')).toEqual(['a  b', 'a   b']);
    expect(hits(pattern('(?m)^a b$', { caseExact: true }), 'a  b\na b c')).toEqual(['a  b']);
    expect(hits(pattern(`${'\\w{9} '.repeat(40)}x`), `${'ninechars '.repeat(40)}x`)).toHaveLength(1);
  });

  it('keep case when asked to', () => {
    expect(hits(pattern('W[A-Z]O', { caseExact: true }), 'who WHO Who')).toEqual(['WHO']);
    expect(hits(pattern('(?i)who', { caseExact: true }), 'who WHO')).toEqual(['who', 'WHO']);
  });

  it('stand on Unicode word boundaries, whatever alternative that takes', () => {
    const whole = (source: string): Pattern => pattern(source, { whole: true });
    expect(hits(whole('kill|killing'), 'killing skill kill_')).toEqual(['killing', 'kill']);
    expect(hits(whole('убью'), 'я убью, неубьют')).toEqual(['убью']);
    expect(hits(whole('\\$\\d+'), 'cost$50 $60x')).toEqual(['$50']);
    expect(hits(whole('a b'), 'a b a b')).toEqual(['a b', 'a b']);
    expect(hits(whole('東京'), '私は東京に')).toEqual(['東京']);
  });

  it('understand \\b at their ends in every script', () => {
    expect(hits(pattern('\\bпривет\\b'), 'Привет приветы')).toEqual(['Привет']);
    expect(hits(pattern('\\bfoo|\\bbar'), 'foox xfoo bars')).toEqual(['foo', 'bar']);
  });

  it('understand the scripts of other dialects', () => {
    expect(hits(pattern('\\p{Script=Cyrillic}{3,}'), 'abc где')).toEqual(['где']);
    expect(hits(pattern('[\\p{sc=Greek}x]{2,}', { caseExact: true }), 'abc αxβ')).toEqual(['αxβ']);
  });

  it('are excused by their exceptions', () => {
    expect(hits(pattern('kill\\w*', { except: ['killer whale'] }), 'a killer whale, a killer')).toEqual(['killer']);
  });

  it('find the same place by place, in a short text, as in one search over a long one', () => {
    const part = fc.constantFrom('ab', 'c', '(?:ab|cd)', '(?:c|ab)?', 'd?', '[ab]', 'b+', '\\w', '\\w+ ', ' ', '(?:a|bc){1,2}', '[^a-z!\n]', 'ä', '(?:ab|abc|b)');
    const words = fc.string({ unit: fc.constantFrom(...'abcdä  Aー東'.split('')), maxLength: 24 });
    const tooLongToTry = '!'.repeat(2_200);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), words, fc.boolean(), (parts, body, whole) => {
        const needle = pattern(parts.join(''), { whole });
        fc.pre(parts.some((p) => !['(?:c|ab)?', 'd?'].includes(p)));
        expect(hits(needle, body)).toEqual(hits(needle, body + tooLongToTry));
      }),
      { numRuns: 600 },
    );
  });

  it('with very many beginnings are still compiled quickly', () => {
    expect(hits(pattern(`${'a?b?'.repeat(60)}c`), 'xbc')).toEqual(['bc']);
  });

  it('run in linear time', () => {
    expect(hits(pattern('(?:a+)+b'), 'a'.repeat(20_000))).toEqual([]);
  });

  it.each([
    ['(', 'closed'], [')', 'without'], ['[a', 'closed'], ['a{101}', '100'], ['(?=a)', 'Look-ahead'], ['(a)\\1', 'refers back'], ['a*', 'nothing at all'], ['\\b', 'nothing at all'],
    ['*a', 'before it'], ['\\h', 'not known'], ['a'.repeat(401), '400'], ['(?:\\w{90}){9}', 'steps'], ['\\p{Nothing}', 'RE2'], ['ж\\bа', 'whole'], ['x**', 'before it'], ['a\\', 'lone'],
  ])('refuse “%s” with a sentence that helps', (source, sentence) => {
    expect(() => needleSet().addPattern(pattern(source))).toThrow(PatternError);
    expect(() => needleSet().addPattern(pattern(source))).toThrow(sentence);
  });

  it('refuse or accept any text, never crash otherwise', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab\\(?:)[]^-*+{1,}|.$bdpLQEéж '.split('')), maxLength: 30 }), fc.string({ maxLength: 20 }), (source, body) => {
        let error: unknown = new PatternError('', source);
        try {
          hits(pattern(source), body);
        } catch (thrown) {
          error = thrown;
        }
        expect(error).toBeInstanceOf(PatternError);
      }),
      { numRuns: 500 },
    );
  });
});

describe('required literals', () => {
  it.each([
    ['(?:kill|shoot) (?:you|him)', ['kill you', 'kill him', 'shoot you', 'shoot him']],
    ['earn(?:ed|ing)?|profit', ['earn', 'profit']],
    ['\\w+ recover(?:y|ed)', ['recovery', 'recovered']],
    ['[bc]at+', ['bat', 'cat']],
    ['(?:foo){2,}bar', ['foobar']],
    ['Straße \\d', ['strasse']],
  ])('of %s', (source, expected) => { expect([...(literals(source) ?? [])].sort()).toEqual([...expected].sort()); });

  it.each(['\\w+', '(?:abc)?\\d', 'a|bcd', '.', 'abc|\\d+'])('are not to be had from %s', (source) => { expect(literals(source)).toBeNull(); });

  it('never lose a match', () => {
    const part = fc.constantFrom('ab', 'c', '(?:ab|cd)', '(?:c|)', 'd?', '[ab]', 'b+', '\\w', ' ', '(?:a|bc){1,2}', '.', 'C', 'é');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.string({ unit: fc.constantFrom(...'abcdé  AB'.split('')), maxLength: 12 }), (parts, body) => {
        const source = parts.join('');
        fc.pre(parts.some((p) => !['(?:c|)', 'd?'].includes(p)));
        const folded = body.toLowerCase().replaceAll('é', 'e');
        const naive = new RegExp(source.toLowerCase().replaceAll('é', 'e').replaceAll(' ', ' +')).test(folded);
        expect(hits(pattern(source), body).length > 0).toBe(naive);
      }),
      { numRuns: 1000 },
    );
  });
});
