import { harmless, Newsroom, saying } from './newsroom';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(() => newsroom.close());

/** Rows per table of everything that a comment touches. */
async function stored(): Promise<Record<string, number>> {
  const tables = await newsroom.rows<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relispartition ORDER BY 1`);
  const counts = await newsroom.rows<{ name: string; n: number }>(tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::integer AS n FROM "${name}"`).join(' UNION ALL '));
  return Object.fromEntries(counts.map(({ name, n }) => [name, n]));
}

describe('a check', () => {
  const check = (comment: object): ReturnType<Newsroom['server']['post']> => newsroom.server.post(newsroom.path('comments:check'), comment);

  it('says what a comment would be, and why', async () => {
    const spam = harmless({ body: 'See https://bit.ly/3xYz' });
    const { status, body } = await check(spam);
    expect([status, body.status, body.verdict.primaryRule]).toEqual([200, 'held', 'spam-links']);
    const submitted = await newsroom.accepted({ ...spam, author: { id: 'another', name: 'Ana' } });
    const comparable = (verdict: unknown): object => ({ ...(verdict as object), tookUs: 0 });
    expect(comparable(body.verdict)).toEqual(comparable(submitted['verdict']));
    expect((await check(harmless())).body).toMatchObject({ status: 'published', verdict: { action: 'publish', hits: [] } });
  });

  it('stores nothing: no comment, author, article, counter, key or line in the log', async () => {
    await check(harmless());
    const before = await stored();
    for (let n = 0; n < 3; n++) {
      const article = { id: `never-${n}`, title: 'Never made' };
      expect((await newsroom.server.post(newsroom.path('comments:check'), harmless({ article, externalId: `c-${n}`, request: { ip: '203.0.113.9' } }), { 'idempotency-key': `k-${n}` })).status).toBe(200);
    }
    expect(await stored()).toEqual(before);
  });

  it('counts the comment as if it came now, without making the next one worse', async () => {
    const [author, text] = [{ id: 'careful', name: 'Ana' }, saying()];
    const repeated = harmless({ author, body: text });
    expect((await check(repeated)).body.status).toBe('published');
    expect((await check(repeated)).body.status).toBe('published');
    expect((await newsroom.accepted(repeated)).status).toBe('published');
    expect((await check(repeated)).body).toMatchObject({ status: 'held', verdict: { primaryRule: 'repeated-text' } });
  });

  it('refuses what a submission would be refused for', async () => {
    const id = await newsroom.article({ commentsMode: 'closed' });
    expect((await check(harmless({ article: { id } }))).body.code).toBe('comments_closed');
    expect((await check(harmless({ body: '' }))).body.errors[0].pointer).toBe('/body');
    expect((await check(harmless({ parentId: '01a20a51-56fd-75e9-a958-000000000000' }))).body.errors[0].pointer).toBe('/parentId');
  });
});
