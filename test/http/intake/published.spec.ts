import type { Answer } from '../../support/client';
import { longThread } from '../../support/long-thread';
import { harmless, Newsroom } from './newsroom';

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly html: string | null;
  readonly author: object | null;
  readonly replyCount: number;
  readonly replies: Shown[];
}

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(() => newsroom.close());

/** A fresh look: no other test asked with this limit, so nothing is remembered. */
let looks = 0;
async function published(article: string, query = ''): Promise<{ items: Shown[]; nextCursor: string | null; counts: { total: number } }> {
  const { status, body } = await newsroom.world.nobody.get(newsroom.path(`articles/${article}/comments?limit=${50 + (looks++ % 50)}${query}`));
  expect(status).toBe(200);
  return body as { items: Shown[]; nextCursor: string | null; counts: { total: number } };
}

async function say(article: string, parentId?: string): Promise<string> {
  const { id, status } = await newsroom.accepted({ article: { id: article }, ...(parentId === undefined ? {} : { parentId }) });
  expect(status).toBe('published');
  return id;
}

const allOf = (comments: readonly Shown[]): Shown[] => comments.flatMap((comment) => [comment, ...allOf(comment.replies)]);
const withdraw = (id: string): Promise<Answer> => newsroom.server.delete(newsroom.path(`comments/${id}`));

describe('what readers see', () => {
  it('is threads of published comments, with counts', async () => {
    const article = await newsroom.article();
    const first = await say(article);
    const second = await say(article);
    const reply = await say(article, first);
    const deeper = await say(article, reply);
    const held = await newsroom.accepted({ article: { id: article }, body: 'See https://bit.ly/3xYz' });
    expect(held.status).toBe('held');
    const { items, counts, nextCursor } = await published(article);
    expect(items.map(({ id }) => id)).toEqual([second, first]);
    expect(items[1]).toMatchObject({ replyCount: 2, replies: [{ id: reply, replyCount: 1, replies: [{ id: deeper, replies: [] }] }] });
    expect([counts, nextCursor]).toEqual([{ total: 4 }, null]);
    expect(JSON.stringify(items)).not.toMatch(/verdict|externalId|metadata|"kind":"registered".*"id":"u-/);
  });

  it('keeps a removed comment as an empty placeholder as long as a published reply stands under it', async () => {
    const article = await newsroom.article();
    const top = await say(article);
    const reply = await say(article, top);
    await withdraw(top);
    expect((await published(article)).items).toMatchObject([{ id: top, status: 'removed', html: null, author: null, replyCount: 1, replies: [{ id: reply, status: 'published' }] }]);
    expect((await published(article)).counts.total).toBe(1);
    await withdraw(reply);
    expect(await published(article)).toMatchObject({ items: [], counts: { total: 0 } });
  });

  it('keeps placeholders all the way up to a published reply deep below', async () => {
    const article = await newsroom.article();
    const chain = [await say(article)];
    for (let depth = 1; depth < 4; depth++) chain.push(await say(article, chain.at(-1)));
    for (const id of chain.slice(0, 3)) await withdraw(id);
    const { items } = await published(article);
    expect(items).toMatchObject([{ id: chain[0], status: 'removed', replies: [{ id: chain[1], status: 'removed', replies: [{ id: chain[2], status: 'removed', replies: [{ id: chain[3], status: 'published' }] }] }] }]);
  });

  it.each(['newest', 'oldest'])('comes in pages, %s first, each comment once also while others arrive and go', async (order) => {
    const article = await newsroom.article();
    const ids: string[] = [];
    for (let n = 0; n < 13; n++) ids.push(await say(article));
    const expected = order === 'newest' ? [...ids].reverse() : ids;
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < 10; page++) {
      const at = `articles/${article}/comments?order=${order}&limit=4${cursor === null ? '' : `&cursor=${cursor}`}`;
      const { body } = await newsroom.world.nobody.get(newsroom.path(at));
      const { items, nextCursor } = body as { items: Shown[]; nextCursor: string | null };
      expect(items.length).toBeLessThanOrEqual(4);
      seen.push(...items.map(({ id }) => id));
      // What was shown already goes, and something newer comes: neither moves the next page.
      if (page === 0) await withdraw(seen[1] ?? '');
      if (page === 1 && order === 'newest') await say(article);
      cursor = nextCursor;
      if (cursor === null) break;
    }
    expect(seen).toEqual(expected);
  });

  it('shows the replies of one comment page by page', async () => {
    const article = await newsroom.article();
    const top = await say(article);
    const replies: string[] = [];
    for (let n = 0; n < 5; n++) replies.push(await say(article, top));
    const one = await published(article, `&parent=${top}&order=oldest`);
    expect(one.items.map(({ id }) => id)).toEqual(replies);
    const { body } = await newsroom.world.nobody.get(newsroom.path(`articles/${article}/comments?parent=${top}&order=oldest&limit=3`));
    const { body: rest } = await newsroom.world.nobody.get(newsroom.path(`articles/${article}/comments?parent=${top}&order=oldest&limit=3&cursor=${String(body.nextCursor)}`));
    expect([...(body.items as Shown[]), ...(rest.items as Shown[])].map(({ id }) => id)).toEqual(replies);
    expect(rest.nextCursor).toBeNull();
  });

  it('counts the replies that a page has no room for, and has them under their parent', async () => {
    const article = await newsroom.article();
    await say(article);
    // The first two at the top: one with a hundred and fifty replies, one with a thousand, of which every fifth is a reply to a reply.
    const parentOf = 'CASE WHEN n <= 2 THEN NULL WHEN n <= 152 THEN 1 WHEN n % 5 = 0 THEN n - 1 ELSE 2 END';
    await newsroom.rows(longThread({ siteId: newsroom.site.id, articleId: article, size: 1_152, parentOf }));
    const { items, counts } = await published(article, '&order=oldest');
    expect([counts.total, items.map(({ replyCount }) => replyCount)]).toEqual([1_153, [150, 1_000, 0]]);
    expect(items.map(({ replies }) => allOf(replies).length).reduce((sum, each) => sum + each)).toBe(1_000);

    const under = items[1]?.id ?? '';
    const seen = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer = await published(article, `&parent=${under}&order=oldest${cursor === '' ? '' : `&cursor=${cursor}`}`);
      for (const { id } of allOf(answer.items)) seen.add(id);
      cursor = answer.nextCursor;
    }
    expect(seen.size).toBe(1_000);
  });

  it('counts on where a thread is deeper than a page', async () => {
    const article = await newsroom.article();
    await say(article);
    await newsroom.rows(longThread({ siteId: newsroom.site.id, articleId: article, size: 131, parentOf: 'NULLIF(n - 1, 0)' }));
    const { items } = await published(article, '&order=oldest');
    const shown = allOf(items.slice(0, 1));
    expect([shown.length, shown.at(0)?.replyCount, shown.at(-1)]).toMatchObject([101, 130, { replyCount: 30, replies: [] }]);
    const further = await published(article, `&parent=${shown.at(-1)?.id ?? ''}`);
    expect(allOf(further.items)).toHaveLength(30);
  });

  it('answers 304 to whoever has it already, until something changes', async () => {
    const article = await newsroom.article();
    await say(article);
    const path = newsroom.path(`articles/${article}/comments?limit=11`);
    const first = await newsroom.world.nobody.get(path);
    const etag = String(first.headers['etag']);
    const again = await newsroom.world.nobody.get(path, { 'if-none-match': etag });
    expect([again.status, again.body, again.headers['etag']]).toEqual([304, '', etag]);
    const weak = await newsroom.world.nobody.get(path, { 'if-none-match': `"other", W/${etag}` });
    expect(weak.status).toBe(304);
    await say(article);
    const changed = await newsroom.world.nobody.get(newsroom.path(`articles/${article}/comments?limit=12`), { 'if-none-match': etag });
    expect([changed.status, (changed.body as { items: Shown[] }).items.length]).toEqual([200, 2]);
  });

  it('names what is wrong with a question', async () => {
    const article = await newsroom.article();
    for (const query of ['order=best', 'limit=0', 'limit=101', 'limit=ten', 'cursor=xyz', 'parent=first', 'colour=red']) {
      const { status, body } = await newsroom.world.nobody.get(newsroom.path(`articles/${article}/comments?${query}`));
      expect([query, status, body.errors?.[0]?.pointer]).toEqual([query, 422, `?${query.split('=')[0] ?? ''}`]);
    }
  });

  it('marks a comment as edited', async () => {
    const article = await newsroom.article();
    const id = await say(article);
    await newsroom.server.patch(newsroom.path(`comments/${id}`), { body: harmless()['body'] }, { 'if-match': '"1"' });
    expect((await published(article)).items).toMatchObject([{ id, editedAt: expect.any(String) }]);
  });
});
