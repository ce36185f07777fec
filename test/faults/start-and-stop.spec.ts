import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { freePort } from '../../src/platform/embedded/free-port';
import { runningServer, shutDown } from '../../src/platform/embedded/postmaster';
import { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';

/** What `npm start` runs. */
const START = ['scripts/start.mjs'];
/** Loading everything and making the database; a busy machine takes its time. */
const START_LIMIT_MS = 120_000;

describe('npm start', () => {
  let dataDir: string;
  let env: Record<string, string>;
  let started: ServiceProcess[];

  const pgData = (): string => join(dataDir, 'postgres', 'data');

  beforeEach(async () => {
    dataDir = temporaryFolder('weir-start-');
    env = { PORT: String(await freePort(0)), WEIR_DATA_DIR: dataDir };
    started = [];
  });

  afterEach(async () => {
    await Promise.all(started.map((service) => service.end('SIGKILL')));
    const orphan = runningServer(pgData());
    if (orphan !== undefined) await shutDown(orphan.pid, '');
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = async (): Promise<ServiceProcess> => {
    const service = await ServiceProcess.start({ program: START, env });
    started.push(service);
    return service;
  };

  it.each(['SIGTERM', 'SIGINT'] as const)('ends at %s with everything that it started', async (signal) => {
    const service = await start();
    expect(runningServer(pgData())?.isReady).toBe(true);
    expect(await service.end(signal)).toBe(0);
    expect(runningServer(pgData())).toBeUndefined();
  }, START_LIMIT_MS);

  it('starts again after kill -9 as if nothing had happened', async () => {
    const killed = await start();
    await killed.end('SIGKILL');
    const next = await start();
    expect(await next.end('SIGTERM')).toBe(0);
  }, START_LIMIT_MS);

  it('says in a sentence that the port is taken, and leaves no database behind', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(Number(env['PORT']), '127.0.0.1', resolve));
    const refused = ServiceProcess.launch({ program: START, env });
    started.push(refused);
    expect(await refused.exited()).toBe(1);
    expect(refused.output).toMatch(/PORT/);
    expect(refused.output).not.toMatch(/^\s+at /m);
    expect(runningServer(pgData())).toBeUndefined();
    await new Promise((resolve) => squatter.close(resolve));
  }, START_LIMIT_MS);

  it('says in a sentence that another service works on the data folder', async () => {
    await start();
    const second = ServiceProcess.launch({ program: START, env: { ...env, PORT: String(await freePort(0)) } });
    started.push(second);
    expect(await second.exited()).toBe(1);
    expect(second.output).toContain('Another Weir');
    expect(second.output).toContain('WEIR_DATA_DIR');
    expect(second.output).not.toMatch(/^\s+at /m);
  }, START_LIMIT_MS);
});
