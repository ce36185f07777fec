import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { ask, NewsSite, startService } from './news-site';

const COMMENTS = 6_000;
const POLL_MS = 20;

/** Old comments, every fifth an answer to a later line, every hundredth decided, every thousandth broken. */
function oldLine(n: number): string {
  if (n % 1_000 === 999) return '{"externalId": "broken';
  const more = n % 100 === 0 ? { decision: 'reject', reasonCode: 'spam' } : n % 5 === 0 ? { parentExternalId: `o-${String(n + 2)}` } : {};
  return JSON.stringify({ externalId: `o-${String(n)}`, article: { id: 'pier' }, author: { id: `u-${String(n % 50)}`, name: 'Somebody' }, body: `Remark number ${String(n)} about the pier.`, createdAt: new Date(Date.UTC(2018, 0, 1) + n * 1_000).toISOString(), ...more });
}

interface State {
  readonly status: string;
  readonly rows: number;
  readonly imported: number;
  readonly failed: number;
  readonly comments: number;
  readonly texts: number;
  readonly lines: number;
  readonly submitted: number;
}

describe('kill -9 of the service in the middle of an import', () => {
  let database: TestDatabase;
  let dataDir: string;
  let service: ServiceProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = temporaryFolder('weir-import-');
    service = await startService(database.url, dataDir);
  }, 180_000);

  afterAll(async () => {
    await service.end('SIGKILL');
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const state = async (): Promise<State | undefined> =>
    (
      await ask<State>(
        database.url,
        `SELECT r.status, r.rows, r.imported, r.failed, (SELECT count(*)::integer FROM comment) AS comments, (SELECT count(*)::integer FROM comment_revision JOIN evaluation e ON e.id = evaluation_id) AS texts,
           (SELECT count(*)::integer FROM event WHERE type = 'comment.imported') AS lines, (SELECT coalesce(sum(submitted), 0)::integer FROM author) AS submitted FROM import_run r`,
      )
    )[0];

  async function until(isSo: (now: State | undefined) => boolean): Promise<State | undefined> {
    for (;;) {
      const now = await state();
      if (isSo(now)) return now;
      await delay(POLL_MS);
    }
  }

  it('leaves nothing half done, and the next process goes on from there without loss and without a double', async () => {
    const site = await NewsSite.make(service.url, ['admin']);
    const file = `${Array.from({ length: COMMENTS }, (_, n) => oldLine(n)).join('\n')}\n`;
    const sent = await fetch(`${service.url}/v1/sites/${site.slug}/imports?format=weir`, { method: 'POST', headers: { ...site.headers, 'content-type': 'application/x-ndjson' }, body: file });
    expect(sent.status).toBe(202);

    await until((now) => (now?.rows ?? 0) > 1_000);
    await service.end('SIGKILL');
    const left = await state();
    expect(left?.status).toBe('running');
    expect(left?.rows).toBeLessThan(COMMENTS);
    expect([left?.comments, left?.texts, left?.lines, left?.submitted]).toEqual([left?.imported, left?.imported, left?.imported, left?.imported]);

    service = await startService(database.url, dataDir);
    const done = await until((now) => now?.status !== 'running');
    const whole = COMMENTS - COMMENTS / 1_000;
    expect(done).toEqual({ status: 'done', rows: COMMENTS, imported: whole, failed: COMMENTS / 1_000, comments: whole, texts: whole, lines: whole, submitted: whole });
    const [replies] = await ask<{ n: number }>(database.url, `SELECT count(*)::integer AS n FROM comment c JOIN comment p ON p.id = c.parent_id AND p.external_id = 'o-' || (substr(c.external_id, 3)::integer + 2) WHERE c.depth = p.depth + 1`);
    expect(replies?.n).toBe(COMMENTS / 5 - COMMENTS / 100);
    expect(await ask(database.url, 'SELECT (SELECT count(*)::integer FROM import_piece) AS pieces, (SELECT count(*)::integer FROM import_reply) AS replies, (SELECT count(*)::integer FROM decision) AS decisions')).toEqual([{ pieces: 0, replies: 0, decisions: COMMENTS / 100 }]);
  }, 300_000);
});
