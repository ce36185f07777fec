import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { copiesOfLatest } from '../support/past-comments';
import type { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { ask, NewsSite, remark, startService } from './news-site';

const COMMENTS = 3_000;
const POLL_MS = 20;
const AUTHOR = 'u-9';

interface State {
  readonly stage: string;
  readonly done: number;
  readonly erased: number;
  readonly told: number;
}

describe('kill -9 of the service in the middle of an erasure', () => {
  let database: TestDatabase;
  let dataDir: string;
  let service: ServiceProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = temporaryFolder('weir-erasure-');
    service = await startService(database.url, dataDir);
  });

  afterAll(async () => {
    await service.end('SIGKILL');
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function until(isSo: (now: State) => boolean): Promise<State> {
    for (;;) {
      const [now] = await ask<State>(
        database.url,
        `SELECT e.stage, e.comments AS done, (SELECT count(*)::integer FROM comment c JOIN comment_revision r ON r.comment_id = c.id WHERE c.erased_at IS NOT NULL AND r.body = '' AND c.author_id = e.tombstone_id) AS erased,
           (SELECT count(DISTINCT comment_id)::integer FROM event WHERE type = 'comment.erased') AS told FROM erasure e`,
      );
      if (now && isSo(now)) return now;
      await delay(POLL_MS);
    }
  }

  it('leaves no comment erased by half, and the next process erases the rest, each once', async () => {
    const site = await NewsSite.make(service.url, ['admin', 'comments:write', 'comments:read']);
    expect((await site.submit(service.url, remark(9))).body.status).toBe('published');
    const [found] = await ask<{ id: string }>(database.url, 'SELECT id FROM site WHERE slug = $1', [site.slug]);
    await ask(database.url, copiesOfLatest(String(found?.id), COMMENTS - 1));
    const asked = await fetch(`${service.url}/v1/sites/${site.slug}/authors/${AUTHOR}/erasure`, { method: 'POST', headers: site.headers });
    expect(asked.status).toBe(202);

    await until(({ done }) => done > 100);
    await service.end('SIGKILL');
    const left = await until(() => true);
    expect(left.stage).toBe('comments');
    expect(left.done).toBeLessThan(COMMENTS);
    expect([left.erased, left.told]).toEqual([left.done, left.done]);

    service = await startService(database.url, dataDir);
    const end = await until(({ stage }) => stage === 'done');
    expect(end).toEqual({ stage: 'done', done: COMMENTS, erased: COMMENTS, told: COMMENTS });
    expect(await ask(database.url, `SELECT count(*)::integer AS lines FROM event WHERE type = 'comment.erased'`)).toEqual([{ lines: COMMENTS }]);
    expect(await ask(database.url, 'SELECT 1 FROM author WHERE id = $1', [AUTHOR])).toEqual([]);
  }, 240_000);
});
