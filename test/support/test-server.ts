import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../src/platform/embedded/abandoned-folders';
import { runningServer, shutDown } from '../../src/platform/embedded/postmaster';
import { startEmbeddedPostgres } from '../../src/platform/embedded/start-embedded-postgres';
import { temporaryFolder } from './temporary-folder';

export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

const PREFIX = 'weir-test-';
let own: TestServer | undefined;

/** The URL of a superuser on the PostgreSQL that tests may fill with databases; `npm test` sets it. */
export function adminUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('TEST_DATABASE_URL is missing: the Jest project of this test needs the globalSetup test/support/template-database.ts');
  return url;
}

export function urlOf(database: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${database}`;
  return url.toString();
}

/** A fresh PostgreSQL in a temporary folder, without fsync; `stop` removes it without a trace. */
export async function startTestServer(): Promise<TestServer> {
  await removeForgotten();
  const folder = temporaryFolder(`${PREFIX}${process.pid.toString()}-`);
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const server = await startEmbeddedPostgres({ dataDir: folder, durable: false, log: () => undefined });
    return { url: server.url, stop: () => server.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Servers of test runs that were killed would run, and lie in the temporary folder, for ever. */
async function removeForgotten(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    const running = runningServer(join(folder, 'postgres', 'data'));
    if (running !== undefined) await shutDown(running.pid, '');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Plain `npx jest` has no `npm test` around it that brought a server: then Jest brings its own. */
export async function ensureTestServer(): Promise<void> {
  if (process.env['TEST_DATABASE_URL'] !== undefined) return;
  own = await startTestServer();
  process.env['TEST_DATABASE_URL'] = own.url;
}

export async function stopOwnTestServer(): Promise<void> {
  const server = own;
  own = undefined;
  if (server === undefined) return;
  delete process.env['TEST_DATABASE_URL'];
  await server.stop();
}
