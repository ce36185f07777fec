import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgresError } from '../../src/platform/embedded/embedded-postgres-error';
import { locateNativePackage } from '../../src/platform/embedded/native-package';
import { runningServer, shutDown } from '../../src/platform/embedded/postmaster';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/embedded/start-embedded-postgres';
import { serverUser } from '../../src/platform/embedded/system-user';
import { usableBinaries } from '../../src/platform/embedded/usable-binaries';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = join(__dirname, '..', '..');

describe('the embedded PostgreSQL', () => {
  let dataDir: string;
  let servers: EmbeddedPostgres[];
  let holders: ChildProcess[];

  beforeEach(() => {
    dataDir = temporaryFolder('weir-embedded-');
    servers = [];
    holders = [];
  });

  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    for (const holder of holders) holder.kill('SIGKILL');
    const orphan = runningServer(join(dataDir, 'postgres', 'data'));
    if (orphan !== undefined) await shutDown(orphan.pid, '');
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = async (log: (line: string) => void = () => undefined): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ dataDir, durable: true, log });
    servers.push(server);
    return server;
  };

  /** Another process that owns the folder's server; resolves when it is ready. */
  const hold = async (): Promise<{ holder: ChildProcess; url: string }> => {
    const holder = spawnHolder();
    return { holder, url: (await firstWords(holder)).trim() };
  };

  const spawnHolder = (): ChildProcess => {
    const hook = join(ROOT, 'scripts', 'typescript-hook.cjs');
    const holder = spawn(process.execPath, ['--require', hook, join(ROOT, 'test', 'support', 'hold-embedded-postgres.ts'), dataDir]);
    holders.push(holder);
    return holder;
  };

  const postmasterPid = (): number => Number.parseInt(readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);

  it('keeps data and port over a stop, and ends its server', async () => {
    const first = await start();
    await run(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    await first.stop();
    expect(runningServer(join(dataDir, 'postgres', 'data'))).toBeUndefined();
    await expect(run(first.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await run(second.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  });

  it('commits to disk before it answers', async () => {
    const { url } = await start();
    const names = ['fsync', 'synchronous_commit', 'full_page_writes'];
    expect(await run(url, `SELECT setting FROM pg_settings WHERE name IN ('${names.join("','")}')`)).toEqual(names.map(() => ({ setting: 'on' })));
  });

  it('lets nobody in without the password, which only its user can read', async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guessed';
    await expect(run(wrong.toString(), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600);
  });

  it('refuses a folder that a living service works on, and says whose it is', async () => {
    const { holder } = await hold();
    const refused = await start().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EmbeddedPostgresError);
    expect(refused).toMatchObject({ fault: 'already_running', message: expect.stringContaining(`process ${String(holder.pid)}`) });
  });

  it('waits for a service that is just ending', async () => {
    const { holder } = await hold();
    const next = await start((line) => {
      if (line.includes('waiting for')) holder.kill('SIGTERM');
    });
    expect(await run(next.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('lets exactly one of several first starts have the folder', async () => {
    const outcomes = await Promise.all([spawnHolder(), spawnHolder(), spawnHolder()].map(firstWords));
    expect(outcomes.filter((words) => words.startsWith('postgres://'))).toHaveLength(1);
    expect(outcomes.filter((words) => words.includes('already works on'))).toHaveLength(2);
    expect(readdirSync(dataDir)).toEqual(['postgres']);
  });

  it('takes over after kill -9 of the service: data kept, old sessions and their locks ended', async () => {
    const { holder, url } = await hold();
    await run(url, 'CREATE TABLE kept AS SELECT 7 AS n');
    const orphan = postmasterPid();
    const forgotten = new Client({ connectionString: url });
    forgotten.on('error', () => undefined);
    await forgotten.connect();
    await forgotten.query('BEGIN');
    await forgotten.query('LOCK TABLE kept');
    holder.kill('SIGKILL');
    await once(holder, 'exit');

    const lines: string[] = [];
    const next = await start((line) => lines.push(line));
    expect(lines[0]).toContain(orphan.toString());
    expect(await run(next.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect(postmasterPid()).not.toBe(orphan);
    expect(next.url).toBe(url);
    await forgotten.end().catch(() => undefined);
  });

  it('starts after kill -9 of service and server together', async () => {
    const { holder, url } = await hold();
    await run(url, 'CREATE TABLE kept AS SELECT 9 AS n');
    process.kill(postmasterPid(), 'SIGKILL');
    holder.kill('SIGKILL');
    expect(await run((await start()).url, 'SELECT n FROM kept')).toEqual([{ n: 9 }]);
  });

  it('starts after a first start that was killed half way', async () => {
    const holder = spawnHolder();
    await appears(dataDir, 'postgres.partial-');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);

    expect(await run((await start()).url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(readdirSync(dataDir)).toEqual(['postgres']);
  });

  it('is not blocked by a postmaster.pid whose number belongs to another process now', async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), `${process.pid.toString()}\n${dataDir}\n1\n5432\n\n127.0.0.1\n\nready\n`);
    expect(await run((await start()).url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('starts a server that died under the service again, at the same address', async () => {
    let back = (): void => undefined;
    const isBack = new Promise<void>((resolve) => {
      back = resolve;
    });
    const { url } = await start((line) => {
      if (line.includes('is back')) back();
    });
    await run(url, 'CREATE TABLE kept AS SELECT 3 AS n');
    process.kill(postmasterPid(), 'SIGKILL');
    await isBack;
    expect(await run(url, 'SELECT n FROM kept')).toEqual([{ n: 3 }]);
  });

  it('restores the links between libraries that npm cannot carry, when install scripts were switched off', () => {
    const { folder, version } = locateNativePackage();
    const bare = join(dataDir, 'native');
    cpSync(folder, bare, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
    const { postgres } = usableBinaries({ folder: bare, version }, serverUser(dataDir), () => {
      throw new Error('no copy is needed');
    });
    expect(execFileSync(postgres, ['--version'], { encoding: 'utf8' })).toContain('PostgreSQL');
  });

  it('says what to do when the data folder cannot be made', async () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    const below = startEmbeddedPostgres({ dataDir: join(file, 'below'), durable: true, log: () => undefined });
    await expect(below).rejects.toMatchObject({ fault: 'data_folder_unusable', advice: expect.stringContaining('WEIR_DATA_DIR') });
  });

  it('says what the server said when it does not start', async () => {
    await (await start()).stop();
    mkdirSync(join(dataDir, 'postgres', 'data'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '9\n');
    await expect(start()).rejects.toMatchObject({ fault: 'start_failed', message: expect.stringContaining('incompatible') });
  });
});

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** What a process says first, on either stream. */
async function firstWords(child: ChildProcess): Promise<string> {
  const streams = [child.stdout, child.stderr] as NodeJS.ReadableStream[];
  const [words] = (await Promise.race(streams.map((stream) => once(stream, 'data')))) as [Buffer];
  return words.toString();
}

function appears(folder: string, prefix: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, () => {
      if (!readdirSync(folder).some((name) => name.startsWith(prefix))) return;
      watcher.close();
      resolve();
    });
  });
}
