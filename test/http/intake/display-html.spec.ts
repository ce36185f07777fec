import { createRequire } from 'node:module';
import fc from 'fast-check';
import { Newsroom, saying } from './newsroom';

interface Element {
  readonly name: string;
  readonly attribs: Readonly<Record<string, string>>;
}

interface Handler {
  readonly onopentag: (name: string, attribs: Record<string, string>) => void;
  readonly onprocessinginstruction: (name: string) => void;
  readonly oncomment: (text: string) => void;
}

/** The parser that sanitize-html brings along. */
const { Parser } = createRequire(require.resolve('sanitize-html'))('htmlparser2') as { Parser: new (handler: Handler) => { write(text: string): void; end(): void } };

const ELEMENTS = new Set(['p', 'br', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'sub', 'sup', 'blockquote', 'q', 'code', 'pre', 'ul', 'ol', 'li', 'a']);

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(() => newsroom.close());

/** Everything in an HTML text that a page must not be given from a stranger. */
function dangers(html: string): string[] {
  const found: string[] = [];
  const check = ({ name, attribs }: Element): void => {
    if (!ELEMENTS.has(name)) found.push(`<${name}>`);
    for (const [attribute, value] of Object.entries(attribs)) {
      if (name !== 'a' || !['href', 'rel', 'target'].includes(attribute)) found.push(`${name}[${attribute}]`);
      if (attribute === 'href' && !isHarmlessLink(value)) found.push(`${name}[href=${value}]`);
    }
    if (name === 'a' && attribs['href'] !== undefined && attribs['rel'] !== 'nofollow ugc noopener noreferrer') found.push('a without rel');
  };
  const parser = new Parser({
    onopentag: (name, attribs) => { check({ name, attribs }); },
    onprocessinginstruction: (name) => { found.push(`<${name}`); },
    oncomment: (text) => { found.push(`<!--${text}`); },
  });
  parser.write(html);
  parser.end();
  return found;
}

/** Where a browser would go from a page of the news site; what is no address at all leads nowhere. */
function isHarmlessLink(href: string): boolean {
  return !URL.canParse(href, 'https://news.example/article') || ['http:', 'https:', 'mailto:'].includes(new URL(href, 'https://news.example/article').protocol);
}

const shownAs = async (body: string, format: string): Promise<string> => String((await newsroom.read((await newsroom.accepted({ body, format })).id))['html']);

describe('the html of a comment', () => {
  const piece = fc.constantFrom(
    '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '<a href="javascript:alert(1)">', '<a href="JaVa\tScRiPt:alert(1)">', '<a href="&#106;avascript:alert(1)">',
    '<a href="data:text/html,<script>">', '<a href="//evil.example">', '<iframe src=//evil.example>', '<style>*{}</style>', '<b onclick=x>', '<p style="position:fixed">', '<!--', '-->', '<![CDATA[', ']]>', '<?php', '</', '<', '>', '"', "'", '`', '&lt;script&gt;', '\\',
    '[x](javascript:alert(1))', '[x](java&#10;script:alert(1))', '![x](https://evil.example/a.png)', '<https://a.example>', '<javascript:alert(1)>', '```\n<script>\n```', '> quote\n', '**bold**', '&amp;', '&#x3c;script&#x3e;', '<math><mi//xlink:href="data:x,<script>alert(4)</script>">', '<form action=javascript:alert(1)><button>', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<textarea><script>', '<title>', 'http://a.example/"onmouseover="alert(1)', '\n', ' ', 'word ',
  );
  const hostile = fc.array(fc.oneof({ weight: 4, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 8 })), { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join('').replaceAll('\u0000', ''));

  it.each(['text', 'html', 'markdown'])('never holds anything but harmless elements, whatever is sent as %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(hostile, async (body) => {
        fc.pre(body.trim() !== '' && body.isWellFormed());
        expect(dangers(await shownAs(body, format))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['text', '1 < 2 & <b>not bold</b>', /1 &lt; 2 &amp; &lt;b&gt;not bold&lt;\/b&gt;/],
    ['html', '<b>bold</b><script>gone()</script>', /^<b>bold<\/b>$/],
    ['html', 'a<br />b &amp; c', /^a<br \/>b &amp; c$/],
    ['markdown', '**bold** and <i>not</i>', /<strong>bold<\/strong> and &lt;i&gt;not&lt;\/i&gt;/],
    ['text', 'see https://news.example/a', /<a href="https:\/\/news.example\/a" rel="nofollow ugc noopener noreferrer" target="_blank">/],
  ])('shows %s %j as it was meant', async (format, body, shown) => {
    expect(await shownAs(body, format)).toMatch(shown);
  });

  it('is the same in the published list, and the body stays as it was sent', async () => {
    const body = `${saying()} <script>alert(1)</script>`;
    const id = await newsroom.article();
    const comment = await newsroom.accepted({ body, format: 'html', article: { id } });
    const { body: list } = await newsroom.world.nobody.get(newsroom.path(`articles/${id}/comments`));
    const [shown] = (list as { items: { html: string }[] }).items;
    const read = await newsroom.read(comment.id);
    expect([shown?.html, read['body'], comment['body']]).toEqual([read['html'], body, body]);
    expect(shown?.html).not.toContain('script');
  });
});
