import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { Secrets } from '../../../src/platform/crypto/secrets';
import { startTestApp } from '../../support/app';
import type { Answer, Client } from '../../support/client';
import { expectStatus, World } from '../../support/world';
import { RuleDesk, wordRule } from '../rules/rules-world';
import { Newsroom, saying } from './newsroom';

let newsroom: Newsroom;

beforeAll(async () => {
  const on = await startTestApp({ env: { WEIR_TRUSTED_PROXIES: '127.0.0.1' } });
  const world = new World(on);
  newsroom = await Newsroom.at(on, world);
  await (await RuleDesk.on(world, newsroom.site)).run([
    wordRule('rude', 'nincompoop', { policy: 'abuse.words', then: { action: 'reject' } }),
    wordRule('vague', 'humbug', { policy: 'style.vague', then: { action: 'hold' } }),
    wordRule('never', 'blackguard', { policy: 'abuse.words', then: { action: 'reject', hard: true } }),
    wordRule('hateful', 'vermin', { policy: 'hate.words', then: { action: 'reject' } }),
    wordRule('quick', 'quickly', { policy: 'spam.flood', when: { all: [{ body: { words: 'quickly' } }, { rate: { by: ['author'], window: '1h', count: { gt: 2 } } }] }, examples: { match: [{ body: 'Answer quickly', rate: 3 }], no_match: [{ body: 'Answer quickly', rate: 1 }] } }),
  ], {}, { override: { reason: 'Only for a test' } });
});

beforeEach(() => settings('rejected'));

afterAll(() => newsroom.close());

async function settings(nudge: string): Promise<void> {
  expectStatus(await (await newsroom.world.ownerClient()).patch(newsroom.path('settings'), { readers: { nudge } }), 200);
}

let addresses = 0;
const address = (): { 'x-forwarded-for': string } => ({ 'x-forwarded-for': `198.51.100.${String(++addresses)}` });

/** Somebody new, at an address where nobody was asked yet. */
async function somebody(): Promise<Client> {
  return (await newsroom.world.readerToken(newsroom.site)).client.with(address());
}

const RUDE = (): string => `Only a nincompoop could say that. ${saying()}`;

function write(client: Client, body: string, more: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
  return client.post(newsroom.path('comments'), { article: { id: 'harbour' }, body, ...more }, headers);
}

const outcome = ({ status, body }: Answer): unknown[] => [status, body.code ?? body.status];

async function everything(): Promise<object[]> {
  const tables = ['comment', 'comment_revision', 'evaluation', 'author', 'article', 'review_item', 'event', 'outbox', 'idempotency_key', 'near_duplicate'];
  return newsroom.rows(tables.map((table) => `SELECT '${table}' AS name, count(*)::integer AS rows FROM ${table} WHERE site_id = $1`).join(' UNION ALL '), [newsroom.site.id]);
}

describe('a text that would be rejected', () => {
  it('is given back to its reader with the policy and nothing else, and nothing of it is kept', async () => {
    const client = await somebody();
    const before = await everything();
    const { status, body } = await write(client, RUDE(), { article: { id: `new-${randomUUID()}`, title: 'Never seen' } }, { 'idempotency-key': randomUUID(), 'accept-language': 'de' });
    expect([status, body]).toEqual([409, { type: '/docs/problems#nudge', title: expect.any(String), status: 409, code: 'nudge', requestId: expect.any(String), nudgeToken: expect.any(String), policy: 'abuse.words', policyTitle: 'Beleidigung' }]);
    expect(await everything()).toEqual(before);
  });

  it('is judged as ever when it is sent again with the token, under the same key', async () => {
    const client = await somebody();
    const [body, key] = [RUDE(), { 'idempotency-key': randomUUID() }];
    const { body: asked } = await write(client, body, {}, key);
    const again = await write(client, body, { nudgeToken: asked.nudgeToken }, key);
    expect(again).toMatchObject({ status: 201, body: { status: 'rejected', policy: 'abuse.words' } });
    expect(JSON.stringify(again.body)).not.toContain('nudgeToken');
    expect((await write(client, body, { nudgeToken: asked.nudgeToken }, key)).body.id).toBe(again.body.id);
  });

  it('in better words is a comment like any other', async () => {
    const client = await somebody();
    const { body: asked } = await write(client, RUDE());
    expect(outcome(await write(client, saying(), { nudgeToken: asked.nudgeToken }))).toEqual([201, 'published']);
  });

  it('is asked about again under a token for another text, of another reader, out of date or made up', async () => {
    const text = RUDE();
    const [mine, theirs] = [await somebody(), await somebody()];
    const { body: asked } = await write(mine, text);
    expect(outcome(await write(mine, RUDE(), { nudgeToken: asked.nudgeToken }))).toEqual([409, 'nudge']);
    expect(outcome(await write(theirs, text, { nudgeToken: asked.nudgeToken }))).toEqual([409, 'nudge']);
    const claims = JSON.parse(Buffer.from(String(asked.nudgeToken).split('.')[1] ?? '', 'base64url').toString('utf8')) as { exp: number };
    expect(claims.exp * 1_000 - Date.now()).toBeLessThanOrEqual(600_000);
    const key = new Secrets(newsroom.on.secret).key('nudge-token');
    const old = await new SignJWT({ ...claims, exp: Math.floor(Date.now() / 1_000) - 1 }).setProtectedHeader({ alg: 'HS256' }).sign(key);
    expect(outcome(await write(mine, text, { nudgeToken: old }))).toEqual([409, 'nudge']);
    // That was the third for one of them; the other has been asked once.
    expect(outcome(await write(theirs, text, { nudgeToken: 'a.b.c' }))).toEqual([409, 'nudge']);
  });

  it('is asked about three times an hour for a reader and for an address, then it is judged', async () => {
    const reader = await newsroom.world.readerToken(newsroom.site);
    for (let n = 0; n < 3; n++) expect(outcome(await write(reader.client.with(address()), RUDE()))).toEqual([409, 'nudge']);
    expect(outcome(await write(reader.client.with(address()), RUDE()))).toEqual([201, 'rejected']);
    const here = address();
    const answers: unknown[][] = [];
    for (let n = 0; n < 4; n++) answers.push(outcome(await write((await newsroom.world.readerToken(newsroom.site)).client.with(here), RUDE())));
    expect(answers).toEqual([[409, 'nudge'], [409, 'nudge'], [409, 'nudge'], [201, 'rejected']]);
  });

  it('is asked about exactly so often when all come at once, and its neighbours are stored once', async () => {
    const client = await somebody();
    const friends = await Promise.all(Array.from({ length: 6 }, somebody));
    const texts = friends.map(() => saying());
    const [mine, theirs] = await Promise.all([Promise.all(Array.from({ length: 8 }, () => write(client, RUDE()))), Promise.all(friends.map((friend, n) => write(friend, texts[n] ?? '')))]);
    expect(mine.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 409, 409, 409]);
    expect(theirs.map(outcome)).toEqual(texts.map(() => [201, 'published']));
    expect(await newsroom.rows('SELECT body, count(*)::integer AS n FROM comment_revision WHERE body = ANY ($1) GROUP BY body HAVING count(*) > 1', [texts])).toEqual([]);
  });

  it('counts for the rules that count, though it is not kept', async () => {
    const client = await somebody();
    for (let n = 0; n < 2; n++) expect(outcome(await write(client, RUDE()))).toEqual([409, 'nudge']);
    expect(outcome(await write(client, `Please answer quickly. ${saying()}`))).toEqual([201, 'held']);
  });

  it('is judged at once where a hard rule or the law forbids it, and where it is not a reader who sends', async () => {
    const client = await somebody();
    expect([outcome(await write(client, `You blackguard! ${saying()}`)), outcome(await write(client, `They are vermin. ${saying()}`)), outcome(await write(client, `A nincompoop and a blackguard. ${saying()}`))]).toEqual([[201, 'rejected'], [201, 'rejected'], [201, 'rejected']]);
    expect(outcome(await newsroom.submit({ article: { id: 'harbour' }, author: { id: randomUUID() }, body: RUDE() }))).toEqual([201, 'rejected']);
    const refused = await newsroom.submit({ article: { id: 'harbour' }, author: { id: randomUUID() }, body: RUDE(), nudgeToken: 'x' });
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ pointer: '/nudgeToken' }]]);
  });
});

describe('the switch of the site', () => {
  it('is off from the beginning', async () => {
    const elsewhere = await Newsroom.at(newsroom.on, newsroom.world);
    const { body } = await (await elsewhere.world.ownerClient()).get(elsewhere.path('settings'));
    expect(body.readers).toEqual({ editMinutes: 5, nudge: 'off' });
    await settings('off');
    expect(outcome(await write(await somebody(), RUDE()))).toEqual([201, 'rejected']);
  });

  it('may include what would be held, but never what the article holds anyway', async () => {
    const client = await somebody();
    const text = `All humbug. ${saying()}`;
    expect(outcome(await write(client, text))).toEqual([201, 'held']);
    await settings('held');
    expect(outcome(await write(client, `All humbug. ${saying()}`))).toEqual([409, 'nudge']);
    const article = await newsroom.article({ commentsMode: 'premoderated' });
    expect([outcome(await write(client, saying(), { article: { id: article } })), outcome(await write(client, `All humbug. ${saying()}`, { article: { id: article } }))]).toEqual([[201, 'held'], [201, 'held']]);
  });
});
