import type { ArticleId, SiteId } from '../domain/ids';
import { LONGEST_KEPT_MS, type PublishedAnswer, PublishedShelf } from './published-shelf';

const SITE = 'site' as SiteId;
const keyOf = (articleId: string, address = `/${articleId}`): { siteId: SiteId; articleId: ArticleId; address: string } => ({ siteId: SITE, articleId: articleId as ArticleId, address });
const answer = (text: string, endsAt = Infinity): PublishedAnswer => ({ body: Buffer.from(text), etag: `"${text}"`, endsAt });

describe('the shelf of pages', () => {
  let [now, readings] = [0, 0];
  let shelf: PublishedShelf;
  const ask = async (articleId: string, endsAt?: number): Promise<string> => (await shelf.getOrRead(keyOf(articleId), () => Promise.resolve(answer(String(++readings), endsAt)))).body.toString();

  beforeEach(() => {
    [now, readings] = [0, 0];
    shelf = new PublishedShelf(() => now);
  });

  it('reads a page once for all who ask', async () => {
    expect(await Promise.all([ask('a'), ask('a'), ask('a')])).toEqual(['1', '1', '1']);
    now = LONGEST_KEPT_MS - 1;
    expect(await ask('a')).toBe('1');
    now = LONGEST_KEPT_MS;
    expect(await ask('a')).toBe('2');
  });

  it('forgets the pages of changed articles, and those alone', async () => {
    await Promise.all([ask('a'), ask('b')]);
    shelf.forget(SITE, []);
    shelf.forget('other' as SiteId, null);
    expect(shelf.size).toBe(2);
    shelf.forget(SITE, ['a' as ArticleId]);
    expect([await ask('b'), await ask('a')]).toEqual(['2', '3']);
    shelf.forget(SITE, null);
    expect(shelf.size).toBe(0);
  });

  it('does not keep a reading that began before a change', async () => {
    let finish: (page: PublishedAnswer) => void = () => undefined;
    const early = shelf.getOrRead(keyOf('a'), () => new Promise((resolve) => { finish = resolve; }));
    shelf.forget(SITE, ['a' as ArticleId]);
    finish(answer('old'));
    expect((await early).body.toString()).toBe('old');
    expect(await ask('a')).toBe('1');
  });

  it('ends a page when comments close by themselves, and keeps no failure', async () => {
    expect(await ask('a', 50)).toBe('1');
    now = 50;
    expect(await ask('a')).toBe('2');
    await expect(shelf.getOrRead(keyOf('b'), () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await ask('b')).toBe('3');
  });

  it('holds no more than it may: what was not asked for the longest goes', async () => {
    const large = Buffer.alloc(20 * 1024 * 1024);
    for (const name of ['a', 'b', 'c']) await shelf.getOrRead(keyOf(name), () => Promise.resolve({ body: large, etag: '""', endsAt: Infinity }));
    await ask('a');
    await shelf.getOrRead(keyOf('d'), () => Promise.resolve({ body: large, etag: '""', endsAt: Infinity }));
    expect([shelf.get('/a') !== null, shelf.get('/b'), shelf.size]).toEqual([true, null, 3]);
  });
});
