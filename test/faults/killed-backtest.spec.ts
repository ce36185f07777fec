import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { copiesOfLatest } from '../support/past-comments';
import type { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { ask, NewsSite, remark, startService } from './news-site';

const COMMENTS = 60_001;
const POLL_MS = 50;
const RULES = {
  version: 1,
  rules: [{ id: 'ferries', name: 'Ferries', mode: 'active', policy: 'travel', reason: 'Says ferry', exempt: [], when: { body: { words: 'ferry' } }, then: { action: 'hold' }, examples: { match: ['A ferry', 'The ferry'], no_match: ['A boat', 'The boat'] } }],
};

interface Row {
  readonly status: string;
  readonly judged: number;
  readonly tally: { readonly comments: number; readonly newlyCaught: number } | null;
}

describe('kill -9 of the service in the middle of a backtest', () => {
  let database: TestDatabase;
  let dataDir: string;
  let service: ServiceProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = temporaryFolder('weir-backtest-');
    service = await startService(database.url, dataDir, 0, { WEIR_BACKTEST_WORKERS: '2' });
  });

  afterAll(async () => {
    await service.end('SIGKILL');
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const backtest = async (): Promise<Row | undefined> => (await ask<Row>(database.url, 'SELECT status, judged, tally FROM backtest'))[0];

  async function until(isSo: (row: Row | undefined) => boolean): Promise<Row | undefined> {
    for (;;) {
      const row = await backtest();
      if (isSo(row)) return row;
      await delay(POLL_MS);
    }
  }

  it('costs what was under way: the next process goes on from the last mark and counts no comment twice', async () => {
    const site = await NewsSite.make(service.url);
    expect((await site.submit(service.url, remark(1))).body.status).toBe('published');
    const [{ id } = { id: '' }] = await ask<{ id: string }>(database.url, 'SELECT id FROM site WHERE slug = $1', [site.slug]);
    await ask(database.url, copiesOfLatest(id, COMMENTS - 1));
    await ask(
      database.url,
      `INSERT INTO backtest (site_id, id, status, version, based_on, document, hash, from_at, to_at, most, requested_by, created_at)
       VALUES ($1, $2, 'waiting', 2, 1, $3, 'h', '2000-01-01', now() + interval '1 day', 1000000, 'system', now())`,
      [id, randomUUID(), JSON.stringify(RULES)],
    );

    await until((row) => row?.tally !== null);
    await service.end('SIGKILL');
    const left = await backtest();
    expect(left?.status).toBe('running');
    expect(left?.tally?.comments).toBeGreaterThan(0);
    expect(left?.tally?.comments).toBeLessThan(COMMENTS);

    service = await startService(database.url, dataDir, 0, { WEIR_BACKTEST_WORKERS: '2' });
    const done = await until((row) => row?.status !== 'running');
    expect(done).toMatchObject({ status: 'done', judged: COMMENTS, tally: { comments: COMMENTS, newlyCaught: COMMENTS } });
    const kept = await ask(database.url, 'SELECT count(*)::integer AS n, max(place) AS last, count(DISTINCT comment_id)::integer AS comments FROM backtest_change');
    expect(kept).toEqual([{ n: 10_000, last: 10_000, comments: 10_000 }]);
  }, 180_000);
});
