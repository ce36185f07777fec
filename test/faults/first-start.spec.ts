import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { freePort } from '../../src/platform/embedded/free-port';
import { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database';

const PROGRAM = ['--require', join(__dirname, '..', '..', 'scripts', 'typescript-hook.cjs'), 'src/main.ts'];
const LIMIT_MS = 120_000;

describe('the first start on a database of the operator\'s own', () => {
  const folder = temporaryFolder('weir-first-start-');
  const started: ServiceProcess[] = [];
  let database: TestDatabase;
  let env: Record<string, string>;

  beforeEach(async () => {
    database = await createEmptyDatabase();
    env = { DATABASE_URL: database.url, WEIR_SECRET: 'a-secret-that-all-processes-of-the-test-share', WEIR_DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'fatal', PORT: String(await freePort(0)) };
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((service) => service.end('SIGKILL')));
    await database.drop();
  });

  it('says the site key also when the start before it found the port taken', async () => {
    const squatter = createServer().listen(Number(env['PORT']), '127.0.0.1');
    await once(squatter, 'listening');
    const refused = ServiceProcess.launch({ program: PROGRAM, env });
    started.push(refused);
    expect(await refused.exited()).toBe(1);
    expect(refused.output).toContain('is taken by another program');
    squatter.close();
    await once(squatter, 'close');

    const service = await ServiceProcess.start({ program: PROGRAM, env });
    started.push(service);
    expect(await service.end('SIGTERM')).toBe(0);
    expect(service.output).toMatch(/Site key\s+weir_sk_/);
  }, LIMIT_MS);

  it('needs no data folder where the owner\'s password is given: a container may be readable only', async () => {
    const file = join(folder, 'no-folder');
    writeFileSync(file, '');
    const service = await ServiceProcess.start({ program: PROGRAM, env: { ...env, WEIR_DATA_DIR: join(file, 'data'), WEIR_DEMO: 'off', WEIR_ADMIN_PASSWORD: 'the password of an owner' } });
    started.push(service);
    expect(await service.end('SIGTERM')).toBe(0);
  }, LIMIT_MS);
});
