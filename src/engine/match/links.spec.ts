import { type TextFormat } from '../facts';
import { needleSet } from './needle-set';

const matcher = needleSet().compile();

function domains(body: string, format: TextFormat = 'text'): unknown {
  return matcher.read({ body, format }).field('links.domains');
}

function spans(field: string, body: string, format: TextFormat = 'text'): string[] {
  return matcher.read({ body, format }).spansOf(field).map((span) => body.slice(span.start, span.end));
}

describe('links', () => {
  it('are found with host and registrable domain', () => {
    expect(domains('source: https://www.BBC.co.uk/news/1, see t.me/x and bit.ly/3xYz.')).toEqual(['bbc.co.uk', 'www.bbc.co.uk', 't.me', 'bit.ly']);
    expect(domains('münchen.de und пример.рф')).toEqual(['münchen.de', 'пример.рф']);
    expect(spans('links.count', 'source: https://www.BBC.co.uk/news/1, (see t.me/x)')).toEqual(['https://www.BBC.co.uk/news/1', 't.me/x']);
  });

  it.each(['shop.com', 'shop.co.uk', 'shop.co.ck', 'shop.museum', 'shop.io', 'магазин.рф', 'end.of the.shop.de', 'xn--mnchen-3ya.de'])('need no scheme: %s', (body) => {
    expect(domains(`see ${body}, please`)).not.toEqual([]);
  });

  it.each(['e.g. this', 'version 1.2.3.4', 'and so on.so he said', 'I left.He came.In the end', 'node.js and index.ts', 'no links... at all', 'a/b 3.5% 10.000'])(
    'are not seen in “%s”',
    (body) => { expect(domains(body)).toEqual([]); },
  );

  it.each([
    ['write to me at example dot com', 'example.com'],
    ['hxxps://evil.example.com/x', 'evil.example.com'],
    ['go to evil．com now', 'evil.com'],
    ['go to evil[.]com now', 'evil.com'],
    ['evil (dot) net', 'evil.net'],
    ['e\u200bvil.com', 'evil.com'],
    ['cheap-meds .com', 'cheap-meds.com'],
  ])('are seen through a disguise: %s', (body, domain) => {
    const reading = matcher.read({ body, format: 'text' });
    expect(reading.field('links.domains')).toContain(domain);
    expect(reading.field('links.obfuscated')).toBe(true);
    expect(reading.field('links.count')).toBe(1);
  });

  it('are not called disguised when they are plain, or part of a sentence', () => {
    expect(matcher.read({ body: 'see https://ex-ample.com/a?b=ü now', format: 'text' }).field('links.obfuscated')).toBe(false);
    expect(matcher.read({ body: 'Connect the dot. Come in. He left .And then', format: 'text' }).field('links.count')).toBe(0);
  });

  it('tell shorteners, addresses and punycode', () => {
    expect(matcher.read({ body: 'http://bit.ly/x', format: 'text' }).field('links.shortener')).toBe(true);
    expect(matcher.read({ body: 'http://bbc.com/x', format: 'text' }).field('links.shortener')).toBe(false);
    expect(matcher.read({ body: 'http://10.0.0.1/x', format: 'text' }).field('links.ip_or_punycode')).toBe(true);
    expect(matcher.read({ body: 'http://xn--80ak6aa92e.com', format: 'text' }).field('links.ip_or_punycode')).toBe(true);
    expect(matcher.read({ body: 'http://bbс.com', format: 'text' }).field('links.ip_or_punycode')).toBe(true);
    expect(matcher.read({ body: 'http://bbc.com', format: 'text' }).field('links.ip_or_punycode')).toBe(false);
  });

  it('are seen in markup, once, where their address stands', () => {
    expect(spans('links.count', '<a href="https://evil.example/x?a&amp;b">click</a>', 'html')).toEqual(['https://evil.example/x?a&amp;b']);
    expect(spans('links.count', 'a [click](https://evil.com/x "t") and ![i](//img.org/i.png)', 'markdown')).toEqual(['https://evil.com/x', '//img.org/i.png']);
    expect(domains('[a][1]\n\n[1]: https://evil.com/x', 'markdown')).toEqual(['evil.com']);
    expect(domains('<a href="https://a.com/">https://a.com/</a>', 'html')).toEqual(['a.com']);
    expect(matcher.read({ body: '<a href="https://a.com/">https://a.com/</a>', format: 'html' }).field('links.count')).toBe(1);
    expect(domains('<https://a.com> <a href="/local">x</a> <a href="javascript:x()">x</a>', 'markdown')).toEqual(['a.com']);
  });
});
