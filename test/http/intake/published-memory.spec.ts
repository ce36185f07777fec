import { Client as Database } from 'pg';
import { PositionEvents } from '../../../src/review/position-events';
import { startTestApp, type TestApp } from '../../support/app';
import { Client } from '../../support/client';
import { NEWS_ORIGIN } from '../../support/world';
import { Newsroom } from './newsroom';

let newsroom: Newsroom;
let other: TestApp;
let database: Database;

beforeAll(async () => {
  newsroom = await Newsroom.open();
  other = await startTestApp({ beside: newsroom.on });
  database = new Database({ connectionString: newsroom.on.databaseUrl });
  await database.connect();
}, 120_000);

afterAll(async () => {
  await database.end();
  await other.close();
  await newsroom.close();
});

/** Asks until the page says so, and returns for how long it did not, in milliseconds. */
async function until(client: Client, path: string, has: (text: string) => boolean): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { body } = await client.get(path);
    if (has(JSON.stringify(body))) return performance.now() - began;
    if (performance.now() - began > 8_000) throw new Error('It never came');
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}

describe('pages in memory', () => {
  it('show what another process took in, within half a second and a look, also while no worker places events', async () => {
    const article = await newsroom.article();
    const path = newsroom.path(`articles/${article}/comments`);
    const elsewhere = new Client(other.app);
    expect((await elsewhere.get(path)).body.items).toEqual([]);
    const { id } = await newsroom.accepted({ article: { id: article } });
    expect(await until(elsewhere, path, (text) => text.includes(id))).toBeLessThan(3_000);
    await newsroom.server.delete(newsroom.path(`comments/${id}`));
    expect(await until(elsewhere, path, (text) => !text.includes(id))).toBeLessThan(3_000);
  });

  it('are not read again while the log says nothing', async () => {
    const article = await newsroom.article();
    const path = newsroom.path(`articles/${article}/comments`);
    const elsewhere = await newsroom.article();
    const lookAgain = async (): Promise<void> => {
      const { id } = await newsroom.accepted({ article: { id: elsewhere } });
      await until(newsroom.world.nobody, newsroom.path(`articles/${elsewhere}/comments`), (text) => text.includes(id));
    };
    const { id } = await newsroom.accepted({ article: { id: article } });
    while ((await newsroom.on.app.get(PositionEvents, { strict: false }).runOnce()) > 0);
    await lookAgain();
    expect(JSON.stringify((await newsroom.world.nobody.get(path)).body)).toContain(id);
    // Past the log, which is where a process looks before it reads a page again.
    await database.query("UPDATE comment_revision SET body = 'changed past the log' WHERE comment_id = $1", [id]);
    await lookAgain();
    expect(JSON.stringify((await newsroom.world.nobody.get(path)).body)).not.toContain('changed past the log');
    const next = await newsroom.accepted({ article: { id: article } });
    await until(newsroom.world.nobody, path, (text) => text.includes(next.id) && text.includes('changed past the log'));
  });

  it('go to every page with its own permission, to shared caches for a second', async () => {
    const article = await newsroom.article();
    const path = newsroom.path(`articles/${article}/comments`);
    await newsroom.world.nobody.get(path);
    const answers = [await newsroom.world.nobody.get(path, { origin: NEWS_ORIGIN }), await newsroom.world.nobody.get(path, { origin: 'https://elsewhere.example' }), await newsroom.world.nobody.get(path)];
    expect(answers.map(({ headers }) => headers['access-control-allow-origin'])).toEqual([NEWS_ORIGIN, undefined, undefined]);
    for (const { headers, status } of answers) expect([status, headers['cache-control'], headers['vary'], headers['content-type'], headers['x-content-type-options']]).toEqual([200, 'public, max-age=0, s-maxage=1, stale-if-error=60', 'Origin', 'application/json; charset=utf-8', 'nosniff']);
  });

  it('are handed out before the framework with what the route itself would have said', async () => {
    const article = await newsroom.article();
    await newsroom.accepted({ article: { id: article } });
    const path = newsroom.path(`articles/${article}/comments`);
    const url = await newsroom.on.listen();
    const { headers: { etag } } = await newsroom.world.nobody.get(path);
    const said = (headers: Iterable<readonly [string, unknown]>): Record<string, unknown> => Object.fromEntries([...headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'x-request-id'].includes(name)).map(([name, value]) => [name, String(value)]));
    for (const origin of [undefined, NEWS_ORIGIN, 'https://elsewhere.example']) {
      for (const tag of [undefined, String(etag), `W/${String(etag)}`, '"another"']) {
        const headers = { ...(origin === undefined ? {} : { origin }), ...(tag === undefined ? {} : { 'if-none-match': tag }) };
        const route = await newsroom.on.app.inject({ method: 'GET', url: path, headers });
        const door = await fetch(url + path, { headers: { ...headers, 'x-request-id': 'of-the-test' } });
        expect([door.status, said(door.headers), await door.text(), door.headers.get('x-request-id')]).toEqual([route.statusCode, said(Object.entries(route.headers)), route.body, 'of-the-test']);
      }
    }
    const counted = /^weir_http_request_seconds_count\{method="GET",route="\/v1\/sites\/:site\/articles\/:articleId\/comments",status="304"\} (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text());
    // Half of them by the route, half by the door, in one place of the metrics.
    expect(Number(counted?.[1])).toBe(12);
  });

  it('say so when comments close by themselves', async () => {
    const article = await newsroom.article();
    const path = newsroom.path(`articles/${article}/comments`);
    const closesAt = new Date(Date.now() + 1_500).toISOString();
    await newsroom.server.put(newsroom.path(`articles/${article}`), { closesAt });
    await until(newsroom.world.nobody, path, (text) => text.includes('"commentsMode":"closed"'));
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(closesAt));
  });
});
