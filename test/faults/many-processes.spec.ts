import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceProcess } from '../support/service-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { temporaryFolder } from '../support/temporary-folder';
import { ask, inParallel, NewsSite, remark, startService } from './news-site';

const LIMIT_MS = 120_000;
const LANES = 32;
/** A connection that was being handed to a process when it was killed is answered by nobody: Node's cluster forgets it. */
const PATIENCE_MS = 10_000;

describe('several processes behind one port', () => {
  let database: TestDatabase;
  let dataDir: string;
  let service: ServiceProcess;
  let site: NewsSite;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = temporaryFolder('weir-many-');
    service = await startService(database.url, dataDir, 0, { WEIR_PROCESSES: '2' });
    await until(() => pids().length === 2);
    site = await NewsSite.make(service.url);
  }, LIMIT_MS);

  afterAll(async () => {
    await service.end('SIGKILL');
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** The processes that serve, as they were at the start. */
  const pids = (): number[] => (/processes ([\d, ]+) share the port/.exec(service.output)?.[1] ?? '').split(', ').filter((pid) => pid !== '').map(Number);
  const stored = async (): Promise<number> => (await ask<{ n: number }>(database.url, 'SELECT count(*)::integer AS n FROM comment JOIN site ON site.id = site_id WHERE slug = $1', [site.slug]))[0]?.n ?? -1;
  const judged = async (): Promise<number> => Number(/^weir_comments_judged_total\{.*publish.*\} (\d+)$/m.exec(await (await fetch(`${service.url}/metrics`)).text())?.[1] ?? 0);

  /** A client that comes again when a connection broke, with the key that it had. */
  async function insist(n: number): Promise<void> {
    for (;;) {
      const { status } = await site.submit(service.url, remark(n), `key-${String(n)}`, PATIENCE_MS);
      if (status === 201) return;
      await delay(50);
    }
  }

  it('take comments together, and tell their metrics as one', async () => {
    await inParallel(Array.from({ length: 200 }, (_, n) => n), LANES, insist);
    expect(await stored()).toBe(200);
    expect(await judged()).toBe(200);
  }, LIMIT_MS);

  it('lose nothing when one of them is killed, and another takes its place', async () => {
    const [first = 0] = pids();
    const sending = inParallel(Array.from({ length: 300 }, (_, n) => 1_000 + n), LANES, insist);
    process.kill(first, 'SIGKILL');
    await sending;
    expect(await stored()).toBe(500);
    await until(() => service.output.includes(`process ${String(first)} has ended; another takes its place`));
  }, LIMIT_MS);

  it('end together', async () => {
    expect(await service.end('SIGTERM')).toBe(0);
    expect(pids().filter(isAlive)).toEqual([]);
  }, LIMIT_MS);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(50);
}
