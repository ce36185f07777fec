import { randomUUID } from 'node:crypto';
import type { Client } from '../../support/client';
import { expectStatus } from '../../support/world';
import { harmless, Newsroom, saying } from './newsroom';

interface Listed {
  readonly id: string;
  readonly commentsMode: string;
  readonly isClosed: boolean;
  readonly isWatched: boolean;
  readonly version: number;
  readonly counts: Readonly<Record<'published' | 'held' | 'rejected' | 'reported' | 'waiting', number>>;
  readonly lastCommentAt: string | null;
}

let newsroom: Newsroom;
let desk: Client;
let lead: Client;

beforeAll(async () => {
  newsroom = await Newsroom.open();
  desk = (await newsroom.world.person(newsroom.site, 'moderator')).client;
  lead = (await newsroom.world.person(newsroom.site, 'lead')).client;
});

afterAll(() => newsroom.close());

async function listed(query = ''): Promise<Listed[]> {
  const all: Listed[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = expectStatus(await desk.get(newsroom.path(`articles?limit=2${query}${cursor === '' ? '' : `&cursor=${cursor}`}`)), 200);
    all.push(...(body.items as Listed[]));
    cursor = body.nextCursor as string | null;
  }
  return all;
}

const found = async (id: string): Promise<Listed | undefined> => (await listed(`&q=${id}`))[0];

describe('the list of articles', () => {
  it('counts what stands under each as a recount does, whatever happened to it', async () => {
    const article = await newsroom.article();
    const under = { article: { id: article } };
    const [kept, taken, reported, mine] = [await newsroom.accepted(under), await newsroom.accepted(under), await newsroom.accepted(under), await newsroom.accepted(under)];
    const held = await newsroom.accepted({ ...under, body: 'See https://bit.ly/3xYz' });
    expect(held.status).toBe('held');
    expectStatus(await desk.post(newsroom.path(`comments/${taken.id}/decisions`), { action: 'reject', reasonCode: 'spam' }, { 'if-match': '"1"' }), 201);
    expectStatus(await newsroom.server.post(newsroom.path(`comments/${reported.id}/reports`), { reason: 'spam', reporterId: 'r-1' }), 201);
    expectStatus(await newsroom.server.delete(newsroom.path(`comments/${mine.id}`)), 204);
    const recount = await newsroom.rows<{ status: string; n: string }>('SELECT status, count(*) AS n FROM comment WHERE article_id = $1 GROUP BY status ORDER BY status', [article]);
    expect(recount).toEqual([{ status: 'held', n: '1' }, { status: 'published', n: '2' }, { status: 'rejected', n: '1' }, { status: 'withdrawn', n: '1' }]);
    const { counts, lastCommentAt } = (await found(article)) ?? {};
    expect(counts).toEqual({ published: 2, held: 1, rejected: 1, reported: 1, waiting: 2 });
    expect(lastCommentAt).toBe(held['createdAt']);
    expect((await newsroom.read(kept.id)).status).toBe('published');
  });

  it('is sorted by date or by what waits, and its pages leave out none and repeat none', async () => {
    const room = await Newsroom.at(newsroom.on, newsroom.world);
    const person = (await room.world.person(room.site, 'viewer')).client;
    const all = async (sort: string): Promise<string[]> => {
      const ids: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { body } = expectStatus(await person.get(room.path(`articles?limit=2&sort=${sort}${cursor === '' ? '' : `&cursor=${cursor}`}`)), 200);
        ids.push(...(body.items as Listed[]).map(({ id }) => id));
        cursor = body.nextCursor as string | null;
      }
      return ids;
    };
    for (const [id, day] of [['b', 3], ['a', 3], ['c', 1], ['d', 4], ['e', 2]] as const) await room.article({ publishedAt: `2026-03-0${String(day)}T10:00:00.000Z` }, id);
    for (const [id, times] of [['c', 3], ['e', 1], ['b', 1]] as const) for (let n = 0; n < times; n++) await room.accepted({ article: { id }, body: `${saying()} https://bit.ly/${randomUUID().slice(0, 6)}` });
    expect(await all('newest')).toEqual(['d', 'a', 'b', 'e', 'c']);
    expect(await all('waiting')).toEqual(['c', 'b', 'e', 'a', 'd']);
    expect((await all('busiest')).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('finds by title, address or id, by section, mode and watch list', async () => {
    const room = await Newsroom.at(newsroom.on, newsroom.world);
    const chief = (await room.world.person(room.site, 'lead')).client;
    await room.article({ title: 'The harbour 100% open', section: 'local' }, 'one');
    await room.article({ title: 'Rain', url: 'https://news.example/harbour-rain', section: 'world', commentsMode: 'premoderated' }, 'two');
    await room.article({ title: 'Over', closesAt: '2026-01-01T00:00:00Z' }, 'three');
    expectStatus(await chief.patch(room.path('articles/two'), { isWatched: true }), 200);
    const ids = async (query: string): Promise<string[]> => (expectStatus(await chief.get(room.path(`articles?${query}`)), 200).body.items as Listed[]).map(({ id }) => id).sort();
    expect(await ids('q=HARBOUR')).toEqual(['one', 'two']);
    expect(await ids('q=100%25')).toEqual(['one']);
    expect(await ids('q=thre')).toEqual(['three']);
    expect(await ids('section=local')).toEqual(['one']);
    expect(await ids('mode=premoderated')).toEqual(['two']);
    expect(await ids('mode=closed')).toEqual(['three']);
    expect(await ids('mode=open')).toEqual(['one']);
    expect(await ids('watched=true')).toEqual(['two']);
    expect(await ids('watched=false')).toEqual(['one', 'three']);
  });

  it.each([['sort=best', '?sort'], ['mode=shut', '?mode'], ['watched=maybe', '?watched'], ['surging=perhaps', '?surging'], ['limit=101', '?limit'], ['cursor=abc', '?cursor'], [`cursor=${Buffer.from('["2026-02-31T00:00:00Z","a"]').toString('base64url')}`, '?cursor'], [`sort=busiest&cursor=${Buffer.from('["2026-02-01T00:00:00Z","a"]').toString('base64url')}`, '?cursor']])('refuses %s by name', async (query, pointer) => {
    const { status, body } = await desk.get(newsroom.path(`articles?${query}`));
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });
});

describe('an article', () => {
  it('is premoderated, closed and watched from the desk, and the log says who did it; what is left out stays', async () => {
    const id = await newsroom.article({ section: 'local', tags: ['port'] });
    expect((await lead.patch(newsroom.path(`articles/${id}`), { commentsMode: 'premoderated', isWatched: true })).body).toMatchObject({ commentsMode: 'premoderated', isWatched: true, section: 'local', tags: ['port'], version: 2 });
    expect((await newsroom.accepted({ article: { id } })).status).toBe('held');
    expect((await lead.patch(newsroom.path(`articles/${id}`), { isWatched: true })).body.version).toBe(2);
    expect((await lead.patch(newsroom.path(`articles/${id}`), { commentsMode: 'closed' })).body).toMatchObject({ isClosed: true, isWatched: true, version: 3 });
    expect((await newsroom.submit(harmless({ article: { id } }))).body.code).toBe('comments_closed');
    expect((await newsroom.server.put(newsroom.path(`articles/${id}`), { title: 'New' })).body).toMatchObject({ isWatched: true, commentsMode: 'open' });
    const lines = await newsroom.rows<{ actor: string; changed: unknown }>(`SELECT actor, payload -> 'changed' AS changed FROM event WHERE type = 'article.changed' AND payload ->> 'articleId' = $1 ORDER BY id OFFSET 1`, [id]);
    expect(lines.map(({ actor, changed }) => [actor.split(':')[0], changed])).toEqual([['person', ['commentsMode', 'isWatched']], ['person', ['commentsMode']], ['key', ['title', 'section', 'tags', 'commentsMode']]]);
  });

  it('closes by itself: nobody is let in from that moment on, and readers are told', async () => {
    const id = await newsroom.article();
    const answer = expectStatus(await lead.patch(newsroom.path(`articles/${id}`), { closesAt: new Date(Date.now() + 3_600_000).toISOString() }), 200);
    expect(answer.body).toMatchObject({ commentsMode: 'open', isClosed: false });
    expect((await newsroom.accepted({ article: { id } })).status).toBe('published');
    expectStatus(await lead.patch(newsroom.path(`articles/${id}`), { closesAt: new Date(Date.now() - 1_000).toISOString() }), 200);
    expect((await newsroom.submit(harmless({ article: { id } }))).body.code).toBe('comments_closed');
    expect((await newsroom.world.nobody.get(newsroom.path(`articles/${id}/comments`))).body.article).toMatchObject({ commentsMode: 'closed' });
    expect((await lead.patch(newsroom.path(`articles/${id}`), { closesAt: null })).body).toMatchObject({ isClosed: false, closesAt: null });
    expect((await newsroom.submit(harmless({ article: { id } }))).status).toBe(201);
  });

  it('that nobody has named yet is open to readers, and cannot be changed', async () => {
    expect((await newsroom.world.nobody.get(newsroom.path('articles/unheard-of/comments'))).body.article).toEqual({ commentsMode: 'open', closesAt: null });
    expect((await lead.patch(newsroom.path('articles/unheard-of'), { isWatched: true })).status).toBe(404);
    const id = await newsroom.article();
    expect((await desk.patch(newsroom.path(`articles/${id}`), { isWatched: true })).status).toBe(403);
    for (const [dto, pointer] of [[{ commentsMode: null }, '/commentsMode'], [{ isWatched: 'yes' }, '/isWatched'], [{ closesAt: 'soon' }, '/closesAt'], [{ title: 'x' }, '/title']] as const) {
      const { status, body } = await lead.patch(newsroom.path(`articles/${id}`), dto);
      expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
    }
  });
});
