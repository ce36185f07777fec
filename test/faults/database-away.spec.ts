import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../src/platform/database/data-source';
import { runningServer } from '../../src/platform/embedded/postmaster';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/embedded/start-embedded-postgres';
import type { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';
import { ask, halfStored, type Heard, inParallel, NewsSite, remark, startService } from './news-site';

const START_LIMIT_MS = 120_000;
const LANES = 16;

interface Sent {
  readonly n: number;
  readonly key: string;
  readonly heard: Heard;
}

describe('PostgreSQL stopped and started under load', () => {
  let dataDir: string;
  let database: EmbeddedPostgres;
  let service: ServiceProcess;

  beforeAll(async () => {
    dataDir = temporaryFolder('weir-away-');
    // Durable: what was promised must be on disk when the server is cut off. It comes back by itself, half a second later.
    database = await startEmbeddedPostgres({ dataDir, durable: true, log: () => undefined });
    await migrate(database.url);
    service = await startService(database.url, dataDir);
  }, START_LIMIT_MS);

  afterAll(async () => {
    await service.end('SIGKILL');
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each([['a fast shutdown', 'SIGINT'], ['an immediate shutdown', 'SIGQUIT'], ['kill -9', 'SIGKILL']] as const)('%s: 503 with Retry-After meanwhile, then on as before, nothing lost', async (_, signal) => {
    const site = await NewsSite.make(service.url);
    const sent = await loadAround(site, () => {
      const running = runningServer(join(dataDir, 'postgres', 'data'));
      if (!running) throw new Error('There is no server to stop');
      process.kill(running.pid, signal);
    });

    expect(sent.filter(({ heard }) => heard.status !== 201 && heard.status !== 503)).toEqual([]);
    const refused = sent.filter(({ heard }) => heard.status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter(({ heard }) => heard.body.code !== 'unavailable' || !(Number(heard.retryAfter) >= 1))).toEqual([]);

    const stored = new Set((await ask<{ id: string }>(database.url, 'SELECT id FROM comment')).map(({ id }) => id));
    const accepted = sent.filter(({ heard }) => heard.status === 201);
    expect(accepted.filter(({ heard }) => !stored.has(heard.body.id ?? ''))).toEqual([]);

    // Sent again with their keys, the refused ones are there once, whatever became of the first attempt.
    const again = await inParallel(refused, LANES, ({ n, key }) => site.submit(service.url, remark(n), key));
    expect(again.filter(({ status }) => status !== 201)).toEqual([]);
    const [{ n } = { n: -1 }] = await ask<{ n: number }>(database.url, 'SELECT count(*)::integer AS n FROM comment JOIN site ON site.id = site_id WHERE slug = $1', [site.slug]);
    expect(n).toBe(sent.length);
    expect(await halfStored(database.url)).toEqual([]);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  }, 60_000);

  /** Sends without a pause: some until all is well, then `stop`, until refusals are heard and acceptances again after them. */
  async function loadAround(site: NewsSite, stop: () => void): Promise<Sent[]> {
    const sent: Sent[] = [];
    let [n, refusals, acceptedAfter, isStopped] = [0, 0, 0, false];
    const lane = async (): Promise<void> => {
      while (acceptedAfter < 100) {
        const [mine, key] = [n++, randomUUID()];
        const heard = await site.submit(service.url, remark(mine), key);
        sent.push({ n: mine, key, heard });
        if (heard.status === 503) refusals++;
        if (heard.status === 201 && refusals > 0) acceptedAfter++;
        if (!isStopped && sent.length >= 100) {
          isStopped = true;
          stop();
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return sent;
  }
});
