import { randomUUID } from 'node:crypto';
import { FoldArrivals } from '../../../src/evaluate/surges/fold-arrivals';
import { SurgeRounds } from '../../../src/evaluate/surges/surge-rounds';
import { WatchSurges } from '../../../src/evaluate/surges/watch-surges';
import { PositionEvents } from '../../../src/review/position-events';
import { expectStatus } from '../../support/world';
import { Newsroom } from './newsroom';

let newsroom: Newsroom;

beforeAll(async () => { newsroom = await Newsroom.open(); });
/** Each test has a site of its own. */
beforeEach(async () => { newsroom = await Newsroom.at(newsroom.on, newsroom.world); });

afterAll(() => newsroom.close());

const HOUR = 3_600_000;
const got = <T>(type: new (...args: never[]) => T): T => newsroom.on.app.get(type as never, { strict: false });
const later = (hours: number): Date => new Date(Date.now() + hours * HOUR);

/** What the worker does within a second; returns how many lines it read. */
async function fold(): Promise<number> {
  while ((await got(PositionEvents).runOnce()) > 0);
  let lines = 0;
  for (let more = -1; more !== 0; lines += more) more = await got(SurgeRounds).foldOnce(new Date());
  return lines;
}

/** An ordinary past: 30 articles with five comments each in every hour of the day before, one of them withheld now and then. */
async function ordinaryPast(): Promise<void> {
  await newsroom.rows(
    `INSERT INTO arrival (site_id, article_id, slot, comments, withheld)
     SELECT $1, a.id, date_bin('10 minutes', $2::timestamptz - make_interval(hours => h), TIMESTAMPTZ '2000-01-01 00:00:00Z'), CASE WHEN a.id = '' THEN 150 ELSE 5 END, CASE WHEN a.id = '' THEN 10 ELSE 0 END
     FROM generate_series(2, 30) AS h, (SELECT 'past-' || n AS id FROM generate_series(1, 30) AS n UNION ALL SELECT '') AS a`,
    [newsroom.site.id, new Date()],
  );
}

/** As the log would say, had so many come just now. */
async function arrive(articleId: string, comments: number, withheld = 0): Promise<void> {
  await newsroom.rows(
    `INSERT INTO arrival AS t (site_id, article_id, slot, comments, withheld) VALUES ($1, $2, date_bin('10 minutes', $3::timestamptz, TIMESTAMPTZ '2000-01-01 00:00:00Z'), $4, $5)
     ON CONFLICT (site_id, article_id, slot) DO UPDATE SET comments = t.comments + excluded.comments, withheld = t.withheld + excluded.withheld`,
    [newsroom.site.id, articleId, new Date(), comments, withheld],
  );
}

const look = (articleIds: readonly string[], now = new Date()): Promise<void> => got(WatchSurges).look(newsroom.site.id, articleIds, now);

async function listed(id: string): Promise<{ surge: unknown } | undefined> {
  const owner = await newsroom.world.ownerClient();
  const { items } = expectStatus(await owner.get(newsroom.path(`articles?q=${id}`)), 200).body as { items: { id: string; surge: unknown }[] };
  return items.find((item) => item.id === id);
}

const surging = async (is: boolean): Promise<string[]> => {
  const owner = await newsroom.world.ownerClient();
  return (expectStatus(await owner.get(newsroom.path(`articles?surging=${String(is)}`)), 200).body.items as { id: string }[]).map(({ id }) => id);
};

const told = async (): Promise<unknown[]> =>
  (await newsroom.rows<{ type: string; payload: Record<string, unknown> }>(`SELECT type, payload FROM event WHERE site_id = $1 AND (type LIKE '%.surged' OR type LIKE '%.calmed') ORDER BY id`, [newsroom.site.id])).map(({ type, payload }) => [type, payload['articleId'], payload['kind'], payload['perHour']]);

describe('arrivals', () => {
  it('are summed from the log, each line once, as a recount says', async () => {
    const [one, other] = [await newsroom.article(), await newsroom.article({ commentsMode: 'premoderated' })];
    for (let n = 0; n < 5; n++) await newsroom.accepted({ article: { id: one } });
    for (let n = 0; n < 3; n++) await newsroom.accepted({ article: { id: other } });
    await Promise.all([fold(), fold()]);
    await fold();
    const sums = await newsroom.rows('SELECT article_id, sum(comments)::integer AS comments, sum(withheld)::integer AS withheld FROM arrival WHERE site_id = $1 GROUP BY article_id', [newsroom.site.id]);
    expect(sums).toEqual(expect.arrayContaining([{ article_id: '', comments: 8, withheld: 3 }, { article_id: one, comments: 5, withheld: 0 }, { article_id: other, comments: 3, withheld: 3 }]));
    expect(sums).toHaveLength(3);
    const owner = await newsroom.world.ownerClient();
    expect((expectStatus(await owner.get(newsroom.path('articles?sort=busiest')), 200).body.items as { id: string }[]).map(({ id }) => id)).toEqual([one, other]);
  });

  it('of other sites are theirs', async () => {
    await newsroom.accepted();
    const heard: string[] = [];
    while ((await got(PositionEvents).runOnce()) > 0);
    await got(FoldArrivals).runOnce(new Date(), (siteId) => heard.push(siteId));
    expect(heard).toEqual([newsroom.site.id]);
  });
});

describe('a surge', () => {
  it('of an article is on the list and in the log once, follows what comes, and is over when it is quiet', async () => {
    await ordinaryPast();
    const article = await newsroom.article();
    await arrive(article, 19);
    await look([article]);
    expect((await listed(article))?.surge).toBeNull();
    await arrive(article, 31);
    await Promise.all([look([article]), look([article]), look([article])]);
    await look([]);
    expect(await listed(article)).toMatchObject({ surge: { kind: 'comments', perHour: 50, usualPerHour: 5 } });
    await arrive(article, 10);
    await look([]);
    expect(await listed(article)).toMatchObject({ surge: { perHour: 60, usualPerHour: 5 } });
    const quiet = await newsroom.article();
    expect([await surging(true), await surging(false)]).toEqual([[article], [quiet]]);
    await look([], later(2));
    expect((await listed(article))?.surge).toBeNull();
    expect(await surging(true)).toEqual([]);
    expect(await told()).toEqual([['article.surged', article, 'comments', 50], ['article.calmed', article, 'comments', 0]]);
  });

  it('of what is withheld goes before one of what comes', async () => {
    await ordinaryPast();
    const article = await newsroom.article();
    await arrive(article, 40, 30);
    await look([article]);
    expect(await listed(article)).toMatchObject({ surge: { kind: 'holds', perHour: 30 } });
    expect((await told()).map((line) => (line as string[])[2]).sort()).toEqual(['comments', 'holds']);
  });

  it('of the whole site is told apart', async () => {
    await ordinaryPast();
    await arrive('', 449, 20);
    await look(['']);
    expect(await told()).toEqual([]);
    await arrive('', 600, 30);
    await look(['']);
    await look([''], later(2));
    expect(await told()).toEqual([['site.surged', undefined, 'comments', 1_049], ['site.calmed', undefined, 'comments', 0]]);
  });

  it('is not told on a site without a past, and by the rounds of the worker where there is one', async () => {
    const article = { id: `a-${randomUUID()}` };
    for (let n = 0; n < 12; n++) await newsroom.accepted({ article });
    await arrive(article.id, 100);
    await fold();
    await got(SurgeRounds).lookOnce(new Date());
    expect(await told()).toEqual([]);
    await ordinaryPast();
    await newsroom.accepted({ article });
    await fold();
    await got(SurgeRounds).lookOnce(later(0.01));
    expect(await told()).toMatchObject([['article.surged', article.id, 'comments', 113]]);
    await got(SurgeRounds).followOnce(later(2));
    expect(await told()).toHaveLength(2);
  });
});
