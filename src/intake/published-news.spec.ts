import type { ArticleId, SiteId } from '../domain/ids';
import { AHEAD_MS, FRESH_MS, PublishedNews } from './published-news';

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

  it('looks ahead in time, once, and lets nobody wait for it', async () => {
    let now = 10_000;
    const asked: number[] = [];
    const arrivals: (() => void)[] = [];
    const source = { last: () => Promise.resolve(7), since: async (_: SiteId, position: number) => { asked.push(position); await new Promise<void>((resolve) => arrivals.push(resolve)); return { last: 8, articles: [] }; } };
    const news = new PublishedNews(source, () => undefined, () => now);
    news.lookAhead(SITE);
    await news.look(SITE);
    now += AHEAD_MS - 1;
    news.lookAhead(SITE);
    expect(asked).toEqual([]);
    now += 1;
    news.lookAhead(SITE);
    news.lookAhead(SITE);
    expect([news.isFresh(SITE), asked]).toEqual([true, [7]]);
    now += FRESH_MS - AHEAD_MS;
    expect(news.isFresh(SITE)).toBe(false);
    const waiting = news.look(SITE);
    arrivals[0]?.();
    await waiting;
    // The look that is over now began a while ago, and says no more than what was true then.
    now += FRESH_MS - AHEAD_MS - 1;
    expect([news.isFresh(SITE), asked]).toEqual([true, [7]]);
    now += 1;
    expect(news.isFresh(SITE)).toBe(false);
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
