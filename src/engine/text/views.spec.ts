import fc from 'fast-check';
import { type TextFormat } from '../facts';
import { canonicalText } from './canonical';
import { exactView, fold, foldView } from './fold';
import { plainText } from './plain';
import { isInside, quotedRanges } from './quotes';
import { isBoundary, tokensOf } from './tokens';
import { identityView, originalRange, type View } from './view';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom('a', 'é', 'e\u0301', 'ß', 'ﬁ', '\u200b', '\u0336', '\ud835\udc1a', '가', '\u1100\u1161', 'ｶﾞ', 'กิ', '👨‍👩‍👧', '\ud800', '\udc00', ' ', '\n', 'İ', 'ς', '\u0301')).map((parts) => parts.join('')),
);
const markup = fc
  .array(fc.constantFrom('<', '>', '<b>', '</b>', '<a href="', '"', "'", '&amp;', '&#x41;', '&#999999999;', '&', ';', '<!--', '-->', '<br', '/>', '<script>', '</script>', '<blockquote>', '</blockquote>', '*', '**', '_', '`', '[', ']', '](', '(', ')', '\\', '> ', '\n', '# ', 'ab', ' ', 'é', '\ud800', '!['))
  .map((parts) => parts.join(''));
const formats = fc.constantFrom<TextFormat>('text', 'html', 'markdown');

/** What is wrong with a view's offsets; nothing, one hopes. */
function unsound(view: View, original: string): string[] {
  const wrong: string[] = [];
  let [start, end] = [0, 0];
  for (let i = 0; i < view.length; i++) {
    const [s, e] = [view.start[i] ?? -1, view.end[i] ?? -1];
    if (s < start || e < end || e <= s) wrong.push(`unit ${String(i)} is ${String(s)}-${String(e)} after ${String(start)}-${String(end)}`);
    [start, end] = [s, e];
  }
  if (end > original.length) wrong.push('points behind the original');
  if (String.fromCharCode(...view.units.subarray(0, view.length)) !== view.text) wrong.push('units and text differ');
  return wrong;
}

describe('every view', () => {
  it('points forward into the original, whatever was submitted', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, markup), formats, (original, format) => {
        const { view, targets, quoted } = plainText(original, format);
        expect([view, foldView(view), exactView(view)].flatMap((each) => unsound(each, original))).toEqual([]);
        const ranges = [...targets.map(({ range }) => range), ...quoted, ...quotedRanges(view)];
        expect(ranges.filter(({ start, end }) => start < 0 || end < start || end > original.length)).toEqual([]);
        expect(canonicalText(original, format).length).toBeLessThanOrEqual(original.length * 20);
      }),
      { numRuns: 1000 },
    );
  });

  it('copes with hostile markup in time that grows with its length', () => {
    const soup = ['<a "', '<', '[', '](', '&', '<!', '*', '](   ', '<a href="x', '\\', '[a]: ', '> "'];
    for (const piece of soup) {
      const text = piece.repeat(20_000 / piece.length);
      for (const format of ['html', 'markdown'] as const) expect(plainText(text, format).view.length).toBeLessThanOrEqual(text.length);
    }
  });
});

describe('the fold', () => {
  it('says the same as text and as units, for every character', () => {
    const wrong: string[] = [];
    for (let code = 0; code < 0x10000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const view = foldView(identityView(`A ${String.fromCharCode(code)} z`));
      if (String.fromCharCode(...view.units.subarray(0, view.length)) !== view.text) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it('is the same when folded again', () => {
    fc.assert(fc.property(anyText, (text) => { expect(fold(fold(text))).toBe(fold(text)); }), { numRuns: 1000 });
  });

  it('of a quotation is the part of the folded text it was cut from', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, a, b) => {
        const view = foldView(identityView(text));
        fc.pre(view.length > 0);
        const [from, to] = [Math.min(a % view.length, b % view.length), Math.max(a % view.length, b % view.length) + 1];
        const { start, end } = originalRange(view, from, to);
        expect(fold(text.slice(start, end))).toContain(view.text.slice(from, to));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['ＦＵＬＬ', 'full'], ['𝔪𝔞𝔱𝔥', 'math'], ['ⓔⓝⓒ', 'enc'], ['z̶̢a̴l̵g̷o̸', 'zalgo'], ['Straße', 'strasse'], ['ΣΊΣΥΦΟΣ', 'σισυφοσ'], ['ﬁn', 'fin'], ['so\u00adft', 'soft'],
    ['مُحَمَّد', 'محمد'], ['שָׁלוֹם', 'שלום'], ['กิ', 'กิ'], ['ｶﾞ', 'ガ'], ['\u1112\u1161\u11ab', '한'], ['don’t', "don't"], ['a\u00a0b\tc\r\nd', 'a b c\n\nd'], ['ısı', 'ısı'], ['İ', 'i'], ['e\u{e0061}', 'e'],
  ])('of %s is %s', (text, folded) => { expect(fold(text)).toBe(folded); });

  it('keeps at most eight marks where a script needs them', () => {
    expect(fold(`ก${'\u0e34'.repeat(30)}`)).toHaveLength(9);
  });
});

describe('plain text', () => {
  const seen = (original: string, format: TextFormat): string => plainText(original, format).view.text;

  it('of HTML is what a browser shows', () => {
    expect(seen('a<b>b</b>c<br>d<p>e</p>&lt;f&gt; &amp;amp; &eacute;&#8217;&#x41', 'html')).toBe("abc\nd\ne\n<f> &amp; é’A");
    expect(seen('x<script>alert("<b>")</script>y<!-- z -->w<style>a{}</style>', 'html')).toBe('xyw');
    expect(seen('1 < 2 && 3 > 2 <3 &nosuch;', 'html')).toBe('1 < 2 && 3 > 2 <3 &nosuch;');
  });

  it('of Markdown is without its marks', () => {
    expect(seen('# Title\n**bold** _it_ `code` ~~gone~~ [link](http://x.y) ![alt](z.png) \\*kept\\* &amp; <b>x</b>', 'markdown')).toBe(
      'Title\nbold it code gone link alt *kept* & x',
    );
    expect(seen('f**u**ck f*ck snake_case 2 * 3 [not a link]', 'markdown')).toBe('fuck f*ck snake_case 2 * 3 [not a link]');
  });

  it('tells what markup quotes', () => {
    const original = 'a <blockquote>b <i>c</i></blockquote> d';
    expect(plainText(original, 'html').quoted.map(({ start, end }) => original.slice(start, end))).toEqual(['<blockquote>b <i>c</i></blockquote>']);
  });
});

describe('quotations', () => {
  const quotes = (text: string): string[] => quotedRanges(identityView(text)).map(({ start, end }) => text.slice(start, end));

  it.each([
    ['> one\n two\n  > three', ['> one', '  > three']],
    ['he said "this" and “that” and «those» and „jene“', ['"this"', '“that”', '«those»', '„jene“']],
    ['a 5" pipe and a 6" pipe', []],
    ['an "open one\nand" another', []],
    ['2 > 1', []],
  ])('in %j', (text, expected) => { expect(quotes(text)).toEqual(expected); });

  it('contain only what lies wholly inside', () => {
    expect(isInside([{ start: 2, end: 5 }], { start: 2, end: 5 })).toBe(true);
    expect(isInside([{ start: 2, end: 5 }], { start: 1, end: 5 })).toBe(false);
  });
});

describe('words', () => {
  const words = (text: string): string[] => {
    const view = foldView(identityView(text));
    const { count, from, to } = tokensOf(view);
    return Array.from({ length: count }, (_, i) => view.text.slice(from[i], to[i]));
  };

  it('are told in every script', () => {
    expect(words("Don't go-there, Ёж 42 東京 สวย 𠀀x")).toEqual(["don't", 'go', 'there', 'еж', '42', '東', '京', ...Array.from('สวย'), '𠀀', 'x']);
  });

  it('begin and end at boundaries, and none is inside an alphabetic word', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const view = foldView(identityView(text));
        const { count, from, to } = tokensOf(view);
        for (let i = 0; i < count; i++) {
          expect(isBoundary(view, from[i] ?? 0)).toBe(true);
          expect(isBoundary(view, to[i] ?? 0)).toBe(true);
        }
      }),
    );
  });
});

describe('canonical text', () => {
  it('is the same for the same text sent again', () => {
    expect(canonicalText('  Read  THIS!!!  now ', 'text')).toBe('read this! now');
    expect(canonicalText('<p>Read <b>this</b>! now</p>', 'html')).toBe('read this! now');
    expect(canonicalText('Read that! now', 'text')).not.toBe(canonicalText('Read this! now', 'text'));
  });
});
