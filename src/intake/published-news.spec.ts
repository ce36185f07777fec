import type { ArticleId, SiteId } from '../domain/ids';
import { FRESH_MS, PublishedNews } from './published-news';

const SITE = 'site' as SiteId;

describe('following what changes', () => {
  it('looks once for all who ask, and not again while it is fresh', async () => {
    let now = 10_000;
    const asked: number[] = [];
    const told: (readonly ArticleId[] | null)[] = [];
    const source = { last: () => Promise.resolve(7), since: (_: SiteId, position: number) => { asked.push(position); return Promise.resolve({ last: position + 1, articles: ['a' as ArticleId] }); } };
    const news = new PublishedNews(source, (_, articles) => told.push(articles), () => now);
    expect(news.isFresh(SITE)).toBe(false);
    await Promise.all([news.look(SITE), news.look(SITE)]);
    expect([asked, told, news.isFresh(SITE)]).toEqual([[], [null], true]);
    now += FRESH_MS - 1;
    await news.look(SITE);
    expect(asked).toEqual([]);
    now += 1;
    await Promise.all([news.look(SITE), news.look(SITE), news.look(SITE)]);
    now += FRESH_MS;
    await news.look(SITE);
    expect([asked, told]).toEqual([[7, 8], [null, ['a'], ['a']]]);
  });

  it('is not fresh after a look that failed, and looks from the same place again', async () => {
    let now = 10_000;
    let isAway = false;
    const asked: number[] = [];
    const source = { last: () => Promise.resolve(3), since: (_: SiteId, position: number) => { asked.push(position); return isAway ? Promise.reject(new Error('away')) : Promise.resolve({ last: 9, articles: [] }); } };
    const news = new PublishedNews(source, () => undefined, () => now);
    await news.look(SITE);
    now += FRESH_MS;
    isAway = true;
    await expect(news.look(SITE)).rejects.toThrow('away');
    expect(news.isFresh(SITE)).toBe(false);
    isAway = false;
    await news.look(SITE);
    expect([asked, news.isFresh(SITE)]).toEqual([[3, 3], true]);
  });
});
