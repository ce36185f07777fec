import { randomUUID } from 'node:crypto';
import { harmless, Newsroom } from './newsroom';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(() => newsroom.close());

const keyed = (key: string): { 'idempotency-key': string } => ({ 'idempotency-key': key });

async function stored(externalId: string): Promise<number> {
  const [row] = await newsroom.rows<{ n: number }>('SELECT count(*)::integer AS n FROM comment WHERE external_id = $1', [externalId]);
  return row?.n ?? 0;
}

describe('an idempotency key', () => {
  it('gives the first answer again, byte for byte, whatever happened since', async () => {
    const [key, comment] = [randomUUID(), harmless({ metadata: { z: 1, a: [null, { b: 'c' }] }, title: 'On time' })];
    const first = await newsroom.submit(comment, keyed(key));
    expect(first.status).toBe(201);
    await newsroom.server.patch(newsroom.path(`comments/${String(first.body.id)}`), { body: 'Something else altogether.' }, { 'if-match': '"1"' });
    await newsroom.server.delete(newsroom.path(`comments/${String(first.body.id)}`));
    const again = await newsroom.submit(comment, keyed(key));
    expect([again.status, again.headers['etag'], again.headers['location']]).toEqual([201, first.headers['etag'], first.headers['location']]);
    expect(JSON.stringify(again.body)).toBe(JSON.stringify(first.body));
  });

  it('is the same quoted and bare, and whatever the order of the members', async () => {
    const [key, comment] = [randomUUID(), harmless()];
    const first = await newsroom.submit(comment, keyed(`"${key}"`));
    const again = await newsroom.submit(Object.fromEntries(Object.entries(comment).reverse()), keyed(key));
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });

  it('is refused with another body', async () => {
    const [key, comment] = [randomUUID(), harmless()];
    await newsroom.submit(comment, keyed(key));
    const other = await newsroom.submit({ ...comment, body: 'Not that.' }, keyed(key));
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('is refused with another body also while the first is under way', async () => {
    const [key, comment] = [randomUUID(), harmless()];
    const answers = await Promise.all([newsroom.submit(comment, keyed(key)), newsroom.submit({ ...comment, body: 'Not that.' }, keyed(key))]);
    expect(answers.map(({ status, body }) => [status, (body as { code?: string }).code])).toEqual([[201, undefined], [422, 'idempotency_key_reused']]);
  });

  it.each([['""', 422], ['', 422], ['k'.repeat(256), 422], ['clé', 422], ['k'.repeat(255), 201], ['a key with spaces', 201]])('%j as a key: %i', async (key, status) => {
    const answer = await newsroom.submit(harmless(), keyed(key));
    expect(answer.status).toBe(status);
    expect(status === 422 ? answer.body.errors[0].pointer : null).toBe(status === 422 ? '#idempotency-key' : null);
  });

  it('of one caller means nothing to another', async () => {
    const [key, comment] = [randomUUID(), harmless()];
    const mine = await newsroom.submit(comment, keyed(key));
    const other = (await newsroom.world.siteKey(newsroom.site)).client;
    const theirs = await other.post(newsroom.path('comments'), { ...comment, body: 'Another thing entirely.' }, keyed(key));
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
    const elsewhere = await Newsroom.at(newsroom.on, newsroom.world);
    expect((await elsewhere.submit(comment, keyed(key))).body.id).not.toBe(mine.body.id);
  });

  it('is free again after a refusal', async () => {
    const [key, id] = [randomUUID(), await newsroom.article({ commentsMode: 'closed' })];
    const comment = harmless({ article: { id } });
    expect((await newsroom.submit(comment, keyed(key))).status).toBe(409);
    await newsroom.article({ commentsMode: 'open' }, id);
    expect((await newsroom.submit(comment, keyed(key))).status).toBe(201);
  });

  it('makes one comment of twenty requests at once', async () => {
    const [key, comment] = [randomUUID(), harmless()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => newsroom.submit(comment, keyed(key))));
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
  });
});

describe('an external id', () => {
  it('answers 200 with the first comment, or 409 when the body is another', async () => {
    const comment = harmless({ externalId: `c-${randomUUID()}` });
    const first = await newsroom.submit(comment);
    const again = await newsroom.submit(comment);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    const other = await newsroom.submit({ ...comment, body: 'Quite another remark.' });
    expect([other.status, other.body.code]).toEqual([409, 'external_id_taken']);
  });

  it('makes one comment of twenty requests at once, with keys of their own or without', async () => {
    const comment = harmless({ externalId: `c-${randomUUID()}` });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => newsroom.submit(comment, n % 2 === 0 ? {} : keyed(randomUUID()))));
    expect(new Set(answers.map(({ body }) => String(body.id))).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
    await expect(stored(String(comment['externalId']))).resolves.toBe(1);
  });

  it('lets exactly one of several different bodies have it', async () => {
    const externalId = `c-${randomUUID()}`;
    const answers = await Promise.all(Array.from({ length: 8 }, () => newsroom.submit(harmless({ externalId }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    await expect(stored(externalId)).resolves.toBe(1);
  });

  it('belongs to the site that gave it', async () => {
    const comment = harmless({ externalId: `c-${randomUUID()}` });
    const mine = await newsroom.submit(comment);
    const elsewhere = await Newsroom.at(newsroom.on, newsroom.world);
    const theirs = await elsewhere.submit(comment);
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });
});
