import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from '../support/temporary-folder';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { ServiceProcess } from '../support/service-process';
import { NewsSite, startService } from './news-site';
import { join } from 'node:path';

const HOOK = join(__dirname, '..', '..', 'scripts', 'typescript-hook.cjs');
const [A, B] = ['the first secret of this test and long enough', 'the second secret of this test and long enough'];
/** Three starts of a whole service from the sources, on a machine that others use. */
const LIMIT_MS = 180_000;

let database: TestDatabase;
let dataDir: string;
let running: ServiceProcess | null = null;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = temporaryFolder('weir-secret-');
});

afterAll(async () => {
  await running?.end('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
  await database.drop();
});

async function start(more: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  running = await startService(database.url, dataDir, 0, { LOG_LEVEL: 'info', ...more });
  return running;
}

it('a service says when the earlier secret may go, and starts without it from then on, not before', async () => {
  const first = await start({ WEIR_SECRET: A });
  await NewsSite.make(first.url);
  expect(await first.end('SIGTERM')).toBe(0);

  const early = ServiceProcess.launch({ program: ['--require', HOOK, 'src/main.ts'], env: { DATABASE_URL: database.url, WEIR_SECRET: B, WEIR_DATA_DIR: dataDir, WEIR_DEMO: 'off', PORT: '0' } });
  expect(await early.exited()).toBe(1);
  expect(early.output).toContain('The database holds what was sealed with another WEIR_SECRET than those given here.\nGive the one that it had before in WEIR_SECRET_BEFORE');
  expect(early.output).not.toContain('fault of ours');

  const changing = await start({ WEIR_SECRET: B, WEIR_SECRET_BEFORE: A });
  while (!changing.output.includes('take WEIR_SECRET_BEFORE')) await delay(100);
  expect(changing.output).toContain('stored secrets were sealed anew');
  expect(await changing.end('SIGTERM')).toBe(0);

  const after = await start({ WEIR_SECRET: B });
  await NewsSite.make(after.url);
  expect(after.output).not.toMatch(/sealed anew|take WEIR_SECRET_BEFORE/);
  for (const { output } of [first, changing, after, early]) for (const secret of [A, B]) expect(output).not.toContain(secret);
}, LIMIT_MS);
