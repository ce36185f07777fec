import type { Client } from '../../support/client';
import { NEWS_ORIGIN, type ReaderInWorld } from '../../support/world';
import { Newsroom, saying } from './newsroom';

let newsroom: Newsroom;
let anonymous: ReaderInWorld;
let registered: ReaderInWorld;

beforeAll(async () => {
  newsroom = await Newsroom.open();
  anonymous = await newsroom.world.readerToken(newsroom.site);
  registered = await newsroom.world.registeredReader(newsroom.site, { name: 'Berta' });
});

afterAll(() => newsroom.close());

const write = (client: Client, more: object = {}): ReturnType<Client['post']> => client.post(newsroom.path('comments'), { article: { id: 'harbour' }, body: saying(), ...more });

describe('a reader', () => {
  it('writes under the name of the token, and hears what became of it, not why', async () => {
    const { status, body } = await write(registered.client);
    expect([status, body.status, body.author]).toEqual([201, 'published', { id: registered.authorId, name: 'Berta', kind: 'registered' }]);
    expect(body).toMatchObject({ message: expect.any(String), policy: null });
    expect(body).not.toHaveProperty('verdict');
  });

  it('without an account gives a name, and is anonymous', async () => {
    const { status, body } = await write(anonymous.client, { author: { name: 'Somebody' } });
    expect([status, body.author]).toEqual([201, { id: anonymous.authorId, name: 'Somebody', kind: 'anonymous' }]);
  });

  it('hears it in a language that they read', async () => {
    const answers = await Promise.all(['de-AT, en;q=0.5', 'ar, fr;q=0.5', 'ar'].map((languages) => anonymous.client.post(newsroom.path('comments'), { article: { id: 'harbour' }, body: saying() }, { 'accept-language': languages })));
    expect(answers.map(({ body }) => String(body.message))).toEqual(['Ihr Kommentar ist erschienen.', 'Votre commentaire est en ligne.', 'Your comment is up.']);
  });

  it('hears the policy of a held comment, never the hits', async () => {
    const { status, body } = await write(anonymous.client, { body: 'Look at this: https://bit.ly/3xYz' });
    expect([status, body.status, body.policy]).toEqual([201, 'held', 'spam.links']);
    expect(JSON.stringify(body)).not.toMatch(/hits|score|ruleSet|primaryRule/);
  });

  it('may not set what a rule could trust, and hears which fields', async () => {
    const { status, body } = await write(registered.client, {
      externalId: 'c-1', title: 'Mine', metadata: {}, article: { id: 'harbour', section: 'sport', tags: ['x'] },
      author: { id: 'u-1', name: 'Berta', kind: 'staff', email: 'b@mail.example', registeredAt: '2001-01-01T00:00:00Z' },
      request: { ip: '203.0.113.9', userAgent: 'x', deviceId: 'd', formTimeMs: 9_000, honeypot: '' },
    });
    expect(status).toBe(422);
    const pointers = (body.errors as { pointer: string }[]).map(({ pointer }) => pointer).sort();
    expect(pointers).toEqual(['/article/section', '/article/tags', '/author/email', '/author/id', '/author/kind', '/author/registeredAt', '/externalId', '/metadata', '/request/deviceId', '/request/ip', '/request/userAgent', '/title']);
  });

  it('never changes an article', async () => {
    await newsroom.article({ title: 'As we wrote it' }, 'ours');
    await write(anonymous.client, { article: { id: 'ours', url: 'https://elsewhere.example/', title: 'As they wish' } });
    const { body } = await newsroom.server.get(newsroom.path('articles/ours'));
    expect(body).toMatchObject({ title: 'As we wrote it', url: null, version: 1 });
    expect((await registered.client.put(newsroom.path('articles/ours'), { title: 'As they wish' })).status).toBe(403);
  });

  it('sees, withdraws and reports as far as it is theirs', async () => {
    const { body: held } = await write(anonymous.client, { body: 'And this: https://bit.ly/4xYz' });
    const path = newsroom.path(`comments/${String(held.id)}`);
    expect((await anonymous.client.get(path)).body).toMatchObject({ id: held.id, status: 'held', message: expect.any(String) });
    expect((await registered.client.get(path)).status).toBe(404);
    expect((await registered.client.delete(path)).status).toBe(404);
    // What is not published is not there for anybody else, so it cannot be reported either.
    expect((await registered.client.post(`${path}/reports`, { reason: 'spam' })).status).toBe(404);
    expect((await anonymous.client.delete(path)).status).toBe(204);
    expect((await newsroom.read(String(held.id))).status).toBe('withdrawn');
  });

  it('may not try the rules, search or read as the site does', async () => {
    const calls = [
      registered.client.post(newsroom.path('comments:check'), { article: { id: 'harbour' }, body: 'Is this allowed?' }),
      registered.client.get(newsroom.path('comments')),
      registered.client.get(newsroom.path('articles/harbour')),
    ];
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('reads without any credential what is published', async () => {
    await newsroom.article({}, 'quiet');
    const { status, body } = await newsroom.world.nobody.get(newsroom.path('articles/quiet/comments'), { origin: NEWS_ORIGIN });
    expect([status, body]).toEqual([200, { article: { commentsMode: 'open', closesAt: null }, items: [], nextCursor: null, counts: { total: 0 }, takesNotices: false }]);
  });

  it('is not let in with the key of another reader\'s comment under the same idempotency key', async () => {
    const key = { 'idempotency-key': 'shared-by-chance' };
    const text = saying();
    const [mine, theirs] = await Promise.all([registered, anonymous].map(({ client }) => client.post(newsroom.path('comments'), { article: { id: 'harbour' }, body: text }, key)));
    expect([mine?.status, theirs?.status]).toEqual([201, 201]);
    expect(mine?.body.id).not.toBe(theirs?.body.id);
  });
});
