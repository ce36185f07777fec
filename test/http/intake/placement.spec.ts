import { harmless, Newsroom } from './newsroom';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(() => newsroom.close());

describe('the article of a comment', () => {
  it('is made from the first comment that names it, and later comments do not change it', async () => {
    const article = { id: 'caracas', title: 'Guards for hire', url: 'https://news.example/caracas', section: 'world', tags: ['venezuela'] };
    await newsroom.accepted({ article });
    await newsroom.accepted({ article: { ...article, title: 'Another title', section: 'sport', tags: [] } });
    const { body } = await newsroom.server.get(newsroom.path('articles/caracas'));
    expect(body).toMatchObject({ ...article, commentsMode: 'open', version: 1 });
  });

  it('takes no comments while it is closed', async () => {
    const id = await newsroom.article({ commentsMode: 'closed' });
    const refused = await newsroom.submit(harmless({ article: { id } }));
    expect([refused.status, refused.body.code]).toEqual([409, 'comments_closed']);
    await newsroom.article({ commentsMode: 'open' }, id);
    expect((await newsroom.submit(harmless({ article: { id } }))).status).toBe(201);
  });

  it('closes by itself at the moment it was told', async () => {
    const past = await newsroom.article({ closesAt: new Date(Date.now() - 1).toISOString() });
    expect((await newsroom.submit(harmless({ article: { id: past } }))).body.code).toBe('comments_closed');
    const later = await newsroom.article({ closesAt: new Date(Date.now() + 600_000).toISOString() });
    expect((await newsroom.submit(harmless({ article: { id: later } }))).status).toBe(201);
    const closing = new Date(Date.now() + 300);
    await newsroom.article({ closesAt: closing.toISOString() }, later);
    const answers: { at: number; status: number }[] = [];
    // Until one was sent after that moment, however long the one before it took.
    while ((answers.at(-1)?.at ?? 0) <= closing.getTime()) answers.push({ at: Date.now(), status: (await newsroom.submit(harmless({ article: { id: later } }))).status });
    expect(answers.at(0)?.status).toBe(201);
    expect(answers.at(-1)?.status).toBe(409);
    expect(answers.filter(({ at, status }) => at >= closing.getTime() && status === 201)).toEqual([]);
  });

  it('holds whatever is not rejected while it is premoderated', async () => {
    const id = await newsroom.article({ commentsMode: 'premoderated' });
    const { status, verdict } = await newsroom.accepted({ article: { id } });
    expect([status, (verdict as { action: string }).action]).toEqual(['held', 'hold']);
    const { body } = await newsroom.server.get(newsroom.path(`articles/${id}/comments`));
    expect(body).toMatchObject({ items: [], counts: { total: 0 } });
  });
});

describe('the parent of a reply', () => {
  const reply = (parentId: string, id = 'harbour'): Record<string, unknown> => harmless({ parentId, article: { id } });

  it('is a published comment of the same article', async () => {
    const parent = await newsroom.accepted();
    const answered = await newsroom.accepted(reply(parent.id));
    expect(answered['parentId']).toBe(parent.id);
    expect((await newsroom.accepted(reply(answered.id.toUpperCase())))['parentId']).toBe(answered.id);
  });

  it.each([
    ['of another article', async () => (await newsroom.accepted({ article: { id: 'elsewhere' } })).id],
    ['of another site', async () => (await (await Newsroom.at(newsroom.on, newsroom.world)).accepted()).id],
    ['that never was', () => Promise.resolve('01a20a51-56fd-75e9-a958-000000000000')],
  ])('is not one %s', async (_, parent) => {
    const refused = await newsroom.submit(reply(await parent()));
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/parentId']);
  });

  it('is not one that is held, rejected or withdrawn', async () => {
    const id = await newsroom.article({ commentsMode: 'premoderated' });
    const moderator = await newsroom.world.person(newsroom.site, 'moderator');
    const [held, rejected, withdrawn] = await Promise.all([1, 2, 3].map(() => newsroom.accepted({ article: { id } })));
    await moderator.client.post(newsroom.path(`comments/${rejected?.id ?? ''}/decisions`), { action: 'reject', reasonCode: 'spam' }, { 'if-match': '"1"' });
    await newsroom.server.delete(newsroom.path(`comments/${withdrawn?.id ?? ''}`));
    for (const parent of [held, rejected, withdrawn]) {
      const refused = await newsroom.submit(reply(parent?.id ?? '', id));
      expect([refused.status, refused.body.code]).toEqual([409, 'parent_not_published']);
    }
  });
});
