import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { copiesOfLatest } from '../support/past-comments';
import type { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { ask, NewsSite, remark, startService } from './news-site';

const COMMENTS = 1_000;
const POLL_MS = 20;

interface State {
  readonly status: string;
  readonly done: number;
  readonly decisions: number;
  readonly comments: number;
  readonly rejected: number;
}

describe('kill -9 of the service in the middle of a bulk operation', () => {
  let database: TestDatabase;
  let dataDir: string;
  let service: ServiceProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = temporaryFolder('weir-bulk-');
    service = await startService(database.url, dataDir);
  });

  afterAll(async () => {
    await service.end('SIGKILL');
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const state = async (): Promise<State | undefined> =>
    (
      await ask<State>(
        database.url,
        `SELECT b.status, (SELECT count(*)::integer FROM bulk_line l WHERE l.operation_id = b.id AND l.outcome = 'succeeded') AS done,
           d.n AS decisions, d.comments, (SELECT count(*)::integer FROM comment WHERE status = 'rejected') AS rejected
         FROM bulk_operation b, (SELECT count(*)::integer AS n, count(DISTINCT comment_id)::integer AS comments FROM decision) d`,
      )
    )[0];

  async function until(isSo: (now: State | undefined) => boolean): Promise<State | undefined> {
    for (;;) {
      const now = await state();
      if (isSo(now)) return now;
      await delay(POLL_MS);
    }
  }

  it('leaves no decision without its line nor a line without its decision, and the next process decides the rest once', async () => {
    const site = await NewsSite.make(service.url);
    expect((await site.submit(service.url, remark(1))).body.status).toBe('published');
    const [found] = await ask<{ site: string; person: string }>(database.url, 'SELECT s.id AS site, p.id AS person FROM site s, person p WHERE s.slug = $1 AND p.is_owner', [site.slug]);
    if (!found) throw new Error('There is a site and an owner');
    await ask(database.url, copiesOfLatest(found.site, COMMENTS - 1));
    const id = randomUUID();
    await ask(
      database.url,
      `WITH operation AS (
         INSERT INTO bulk_operation (site_id, id, kind, status, action, reason_code, on_claimed, origin, total, may_override, requested_by, created_at)
         VALUES ($1, $2, 'decide', 'waiting', 'reject', 'spam', 'skip', 'rule', $3, false, $4, now()))
       INSERT INTO bulk_line (site_id, operation_id, place, comment_id, version) SELECT $1, $2, row_number() OVER (ORDER BY id), id, version FROM comment`,
      [found.site, id, COMMENTS, found.person],
    );

    await until((now) => (now?.done ?? 0) > 10);
    await service.end('SIGKILL');
    const left = await state();
    expect(left?.status).toBe('running');
    expect(left?.done).toBeLessThan(COMMENTS);
    expect([left?.decisions, left?.comments, left?.rejected]).toEqual([left?.done, left?.done, left?.done]);

    service = await startService(database.url, dataDir);
    const done = await until((now) => now?.status !== 'running');
    expect(done).toEqual({ status: 'done', done: COMMENTS, decisions: COMMENTS, comments: COMMENTS, rejected: COMMENTS });
  }, 180_000);
});
