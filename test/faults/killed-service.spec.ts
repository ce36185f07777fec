import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { ask, halfStored, type Heard, inParallel, NewsSite, remark, startService } from './news-site';

const KILLS = 5;
const SENT_PER_ROUND = 120;
const LANES = 24;
/** Answers after which the service dies, another number each time. */
const KILLED_AFTER = [1, 9, 25, 48, 80];

interface Sent {
  readonly n: number;
  readonly key: string;
  readonly heard: Heard;
}

describe('kill -9 of the service in the middle of a load', () => {
  let database: TestDatabase;
  let dataDir: string;
  let service: ServiceProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = temporaryFolder('weir-killed-');
  });

  afterAll(async () => {
    await service.end('SIGKILL');
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('loses and doubles no comment that was accepted, and whatever was not answered can be sent again', async () => {
    service = await startService(database.url, dataDir);
    const site = await NewsSite.make(service.url);
    const sent: Sent[] = [];
    for (let round = 0; round < KILLS; round++) {
      if (round > 0) service = await startService(database.url, dataDir);
      sent.push(...(await loadUntilKilled(site, round)));
    }
    const accepted = sent.filter(({ heard }) => heard.status === 201);
    const unanswered = sent.filter(({ heard }) => heard.status === null);
    expect(accepted.length + unanswered.length).toBe(sent.length);
    expect(accepted.length).toBeGreaterThanOrEqual(KILLED_AFTER.reduce((sum, n) => sum + n));
    expect(unanswered.length).toBeGreaterThan(KILLS);

    const stored = new Set((await ask<{ id: string }>(database.url, 'SELECT id FROM comment')).map(({ id }) => id));
    expect(accepted.filter(({ heard }) => !stored.has(heard.body.id ?? ''))).toEqual([]);
    expect(await halfStored(database.url)).toEqual([]);

    service = await startService(database.url, dataDir);
    const again = await inParallel(sent, LANES, async ({ n, key, heard }) => ({ first: heard, second: await site.submit(service.url, remark(n), key) }));
    expect(again.filter(({ second }) => second.status !== 201)).toEqual([]);
    expect(again.filter(({ first, second }) => first.body.id !== undefined && first.body.id !== second.body.id)).toEqual([]);
    const [{ n } = { n: -1 }] = await ask<{ n: number }>(database.url, 'SELECT count(*)::integer AS n FROM comment');
    expect(n).toBe(sent.length);
    expect(await halfStored(database.url)).toEqual([]);
  }, 120_000);

  async function loadUntilKilled(site: NewsSite, round: number): Promise<Sent[]> {
    const numbers = Array.from({ length: SENT_PER_ROUND }, (_, index) => round * SENT_PER_ROUND + index);
    let answers = 0;
    return inParallel(numbers, LANES, async (n) => {
      const key = randomUUID();
      const heard = await site.submit(service.url, remark(n), key);
      answers++;
      if (answers === KILLED_AFTER[round]) void service.end('SIGKILL');
      return { n, key, heard };
    });
  }
});
