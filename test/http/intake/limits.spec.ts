import type { Answer } from '../../support/client';
import { harmless, Newsroom, saying } from './newsroom';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(() => newsroom.close());

/** Status and the places it complains about. */
function verdictOn({ status, body }: Answer): [number, ...string[]] {
  return [status, ...((body as { errors?: { pointer: string }[] }).errors ?? []).map(({ pointer }) => pointer)];
}

/** Metadata that is exactly so many bytes as JSON. */
function metadata(bytes: number): object {
  return { note: 'x'.repeat(bytes - '{"note":""}'.length) };
}

function nested(levels: number): object {
  return levels === 0 ? {} : { deeper: nested(levels - 1) };
}

describe('the limits of a submission', () => {
  it('counts a body in UTF-16 units: a character outside the basic plane is two', async () => {
    const fits = 'a '.repeat(4_999) + '😀';
    expect(fits).toHaveLength(10_000);
    const { status, body } = await newsroom.submit(harmless({ body: fits }));
    expect([status, body.body]).toEqual([201, fits]);
    expect(verdictOn(await newsroom.submit(harmless({ body: `${fits}a` })))).toEqual([422, '/body']);
    expect(verdictOn(await newsroom.submit(harmless({ body: `${'a'.repeat(9_999)}😀` })))).toEqual([422, '/body']);
  });

  it.each(['👍🏽', '❤️', '👩‍👩‍👧', '?', '나', '⠠'])('takes %s for something to read', async (body) => {
    expect((await newsroom.submit(harmless({ body }))).status).toBe(201);
  });

  it.each([
    ['an empty body', { body: '' }, '/body'],
    ['a body of white space', { body: ' \n\t\u00A0 ' }, '/body'],
    ['a body of characters that nobody sees', { body: '\u200B\u200D\u2060 \uFE0F\u3164\u2800\u00AD\u{E0061}' }, '/body'],
    ['a NUL character', { body: 'one\u0000two' }, '/body'],
    ['half a surrogate pair', { body: 'one \uD83D two' }, '/body'],
    ['a body that is no text', { body: 12 }, '/body'],
    ['no article', { article: undefined }, '/article'],
    ['an article without an id', { article: {} }, '/article/id'],
    ['an article id of 201 units', { article: { id: 'a'.repeat(201) } }, '/article/id'],
    ['a name of 201 units', { author: { id: 'u', name: 'n'.repeat(201) } }, '/author/name'],
    ['a title of 501 units', { title: 't'.repeat(501) }, '/title'],
    ['an external id of 201 units', { externalId: 'e'.repeat(201) }, '/externalId'],
    ['an unknown format', { format: 'bbcode' }, '/format'],
    ['a registered author without an id', { author: { kind: 'registered', name: 'Ana' } }, '/author/id'],
    ['an address that is none', { request: { ip: '999.1.1.1' } }, '/request/ip'],
    ['an email that is none', { author: { id: 'u', email: 'nobody' } }, '/author/email'],
    ['a moment that never was', { author: { id: 'u', registeredAt: '2026-02-31T00:00:00Z' } }, '/author/registeredAt'],
    ['a parent id that is none', { parentId: 'first' }, '/parentId'],
    ['an unknown member', { colour: 'red' }, '/colour'],
    ['an unknown member of a part', { request: { referer: 'x' } }, '/request/referer'],
    ['metadata that is a list', { metadata: [] }, '/metadata'],
    ['a NUL character deep in the metadata', { metadata: { a: [{ b: 'x\u0000' }] } }, '/metadata'],
  ])('refuses %s and names the field', async (_, change, pointer) => {
    expect(verdictOn(await newsroom.submit(harmless(change)))).toEqual([422, pointer]);
  });

  it('names every field that is wrong at once', async () => {
    const [status, ...pointers] = verdictOn(await newsroom.submit(harmless({ body: '', article: { id: 'a', url: 'nowhere' }, author: { name: 7 } })));
    expect([status, pointers.sort()]).toEqual([422, ['/article/url', '/author/name', '/body']]);
  });

  it('takes what is just short enough', async () => {
    const author = { id: 'u'.repeat(200), name: 'é'.repeat(200) };
    const { status, body } = await newsroom.submit(harmless({ author, externalId: 'e'.repeat(200), title: 't'.repeat(500), article: { id: 'a'.repeat(200) } }));
    expect(status).toBe(201);
    expect(body).toMatchObject({ author, externalId: 'e'.repeat(200) });
  });

  it('takes null for what is left out: an author or an article of no known age is not one of 1970', async () => {
    const nothing = (members: string): object => Object.fromEntries(members.split(' ').map((member) => [member, null]));
    const comment = harmless({ ...nothing('externalId title format parentId metadata nudgeToken'), request: nothing('ip userAgent formTimeMs honeypot deviceId channel country asn') });
    const author = { id: 'author-of-nulls', name: 'Ana', ...nothing('kind roles email emailVerified registeredAt') };
    const article = { id: 'article-of-nulls', ...nothing('title url section tags lang publishedAt') };
    const { status, body } = await newsroom.submit({ ...comment, author, article });
    expect([status, body]).toMatchObject([201, { status: 'published', author: { id: 'author-of-nulls', name: 'Ana', kind: 'registered' }, externalId: null, format: 'text', metadata: {} }]);
    expect(await newsroom.rows('SELECT a.registered_at, b.published_at FROM author a, article b WHERE a.id = $1 AND b.id = $2', [author.id, article.id])).toEqual([{ registered_at: null, published_at: null }]);
    expect((await newsroom.server.put(newsroom.path(`articles/${article.id}`), { ...nothing('title url section tags lang publishedAt commentsMode closesAt') })).body).toMatchObject({ publishedAt: null, closesAt: null, commentsMode: 'open', tags: [] });
    expect((await newsroom.submit(harmless({ author: { name: 'Bo', kind: null } }))).body).toMatchObject({ author: { id: null, kind: 'anonymous' } });
    expect(verdictOn(await newsroom.submit(harmless({ author: { id: null, name: 'Bo', kind: 'staff' } })))).toEqual([422, '/author/id']);
  });

  it('returns metadata of 4,096 bytes as it came, and refuses one byte more', async () => {
    const most = metadata(4_096);
    const { status, body } = await newsroom.submit(harmless({ metadata: most }));
    expect([status, body.metadata]).toEqual([201, most]);
    expect(verdictOn(await newsroom.submit(harmless({ metadata: metadata(4_097) })))).toEqual([422, '/metadata']);
    // Bytes, not characters.
    expect(verdictOn(await newsroom.submit(harmless({ metadata: { note: 'é'.repeat(2_100) } })))).toEqual([422, '/metadata']);
  });

  it('takes metadata of 20 levels, and refuses 21', async () => {
    const deep = nested(20);
    const { status, body } = await newsroom.submit(harmless({ metadata: deep }));
    expect([status, body.metadata]).toEqual([201, deep]);
    expect(verdictOn(await newsroom.submit(harmless({ metadata: nested(21) })))).toEqual([422, '/metadata']);
  });

  it.each(['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}'])('does not read %s', async (metadata) => {
    const body = JSON.stringify(harmless()).replace(/}$/, `,"metadata":${metadata}}`);
    const { status } = await newsroom.server.send('POST', newsroom.path('comments'), { body, headers: { 'content-type': 'application/json' } });
    expect(status).toBe(400);
  });

  it('reads requests of 256 kB, and not one byte more', async () => {
    const padded = (bytes: number): string => {
      const json = JSON.stringify(harmless());
      return json + ' '.repeat(bytes - Buffer.byteLength(json));
    };
    const send = (body: string): Promise<Answer> => newsroom.server.send('POST', newsroom.path('comments'), { body, headers: { 'content-type': 'application/json' } });
    expect((await send(padded(256 * 1_024))).status).toBe(201);
    const refused = await send(padded(256 * 1_024 + 1));
    expect([refused.status, refused.body.code]).toEqual([413, 'payload_too_large']);
  });

  it.each([
    ['{"body":', 'application/json', 400, 'malformed_request'],
    ['[]', 'application/json', 422, 'invalid'],
    ['null', 'application/json', 422, 'invalid'],
    ['body=hello', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['hello', 'text/plain', 415, 'unsupported_media_type'],
  ])('answers %j sent as %s with a problem, never with a trace', async (body, type, status, code) => {
    const answer = await newsroom.server.send('POST', newsroom.path('comments'), { body, headers: { 'content-type': type } });
    expect([answer.status, answer.body.code, answer.headers['content-type']]).toEqual([status, code, 'application/problem+json; charset=utf-8']);
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.(js|ts)\b/);
  });

  it('follows the body limit of the site, for edits too', async () => {
    const owner = await newsroom.world.ownerClient();
    expect((await owner.patch(newsroom.path('settings'), { bodyLimit: 100 })).status).toBe(200);
    const { id } = await newsroom.accepted({ body: saying().padEnd(100, '.') });
    expect(verdictOn(await newsroom.submit(harmless({ body: saying().padEnd(101, '.') })))).toEqual([422, '/body']);
    expect(verdictOn(await newsroom.server.patch(newsroom.path(`comments/${id}`), { body: 'b'.repeat(101) }, { 'if-match': '"1"' }))).toEqual([422, '/body']);
    await owner.patch(newsroom.path('settings'), { bodyLimit: 10_000 });
  });
});
