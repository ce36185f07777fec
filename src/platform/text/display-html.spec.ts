import fc from 'fast-check';
import { displayHtml, sanitised } from './display-html';

const FRAGMENTS = ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"', "'", '&', '&lt;', '&#60;', '<', '>', '\n', '\r\n', '\n\n', '\0', '\u2028', '\\', '`', '*', '_', '[a](javascript:alert(1))', 'javascript:alert(1)', 'data:text/html,<b>', '//example.com/a', 'ftp://example.com', 'https://example.com/?a="b"&c=<d>', 'http://user:pass@example.com', 'HTTPS://EXAMPLE.COM/É', 'mailto:reader@example.com', 'reader@example.com', 'www.example.com', 'https://exämple.com/ü', 'https://example.com/%22onclick', '😀', '\ud800'];
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 5 })), { maxLength: 12 }).map((parts) => parts.join('')));

describe('displayHtml', () => {
  it('writes text that needs no sanitising, whatever was typed', () => {
    fc.assert(fc.property(anyText, (body) => {
      const html = displayHtml(body, 'text');
      expect(html).toBe(sanitised(html));
      expect(html.replaceAll(/<a href="(?:https?:\/\/|mailto:)[^"<>]*" rel="nofollow ugc noopener noreferrer" target="_blank">|<\/?p>|<\/a>|<br \/>/gi, '')).not.toMatch(/[<>]/);
    }), { numRuns: 3_000 });
  });

  it.each([
    ['a < b & c > "d"', '<p>a &lt; b &amp; c &gt; "d"</p>\n'],
    ['one\ntwo', '<p>one<br />\ntwo</p>\n'],
    ['*not* [markdown](https://a.example)', '<p>*not* [markdown](<a href="https://a.example" rel="nofollow ugc noopener noreferrer" target="_blank">https://a.example</a>)</p>\n'],
    ['write to me@news.example', '<p>write to <a href="mailto:me@news.example" rel="nofollow ugc noopener noreferrer" target="_blank">me@news.example</a></p>\n'],
    ['javascript:alert(1) ftp://a.example //a.example/b', '<p>javascript:alert(1) ftp://a.example //a.example/b</p>\n'],
  ])('shows %j', (body, html) => {
    expect(displayHtml(body, 'text')).toBe(html);
  });

  it.each([
    ['html', '<p onclick="x()">Hi <script>alert(1)</script><b>there</b></p>', '<p onclick="x()">Hi alert(1)'],
    ['markdown', '**there** ![x](https://a.example/x.png) [y](javascript:alert(1))', '<img'],
  ] as const)('drops from %s what is not on the list', (format, body, not) => {
    const html = displayHtml(body, format);
    expect(html).toMatch(/<(b|strong)>there<\/\1>/);
    expect(html).not.toContain(not);
    expect(html).not.toMatch(/<(script|img)|onclick|href="javascript/);
  });
});
