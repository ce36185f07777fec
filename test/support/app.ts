import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { temporaryFolder } from './temporary-folder';
import { createTestDatabase } from './test-database';
import { AppModule } from '../../src/app.module';
import { readConfig } from '../../src/platform/config/config';
import { openSecrets } from '../../src/start/open-secrets';
import { serviceSecrets } from '../../src/start/service-secret';
import { createApp } from '../../src/platform/http/create-app';
import { rmSync } from 'node:fs';

export interface TestAppOptions {
  /** Settings as an operator would give them, on top of the quiet ones of a test. */
  readonly env?: Readonly<Record<string, string>>;
  /** Routes of a test beside those of the service. */
  readonly controllers?: readonly Type[];
  /** The database of another one, for a second process of the same service; that one closes last. */
  readonly beside?: TestApp;
}

/** The whole service on a database of its own. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly databaseUrl: string;
  /** The WEIR_SECRET of this service. */
  readonly secret: string;
  /** Listens on that port of loopback, or on a free one, and returns the URL; `inject` needs none of that. */
  listen(port?: number): Promise<string>;
  close(): Promise<void>;
}

const SECRET = 'a-secret-for-tests-and-nothing-else-0123456789';

/** Boots exactly what production serves. Only the HTTP role runs: a test that wants the worker calls its `runOnce`. */
export async function startTestApp({ env = {}, controllers = [], beside }: TestAppOptions = {}): Promise<TestApp> {
  const database = beside ? { url: beside.databaseUrl, drop: () => Promise.resolve() } : await createTestDatabase();
  const dataDir = temporaryFolder('weir-app-');
  const config = readConfig({ DATABASE_URL: database.url, WEIR_SECRET: SECRET, WEIR_DATA_DIR: dataDir, WEIR_DATABASE_POOL: '6', WEIR_ROLES: 'api', WEIR_DEMO: 'off', LOG_LEVEL: 'silent', PORT: '0', ...env });
  const release = async (): Promise<void> => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const secrets = await openSecrets(database.url, serviceSecrets(config, dataDir));
    const whole = AppModule.create({ config, secrets, databaseUrl: database.url });
    const app = await createApp({ ...whole, controllers: [...controllers] }, config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return { app, databaseUrl: database.url, secret: config.secret ?? SECRET, listen: (port = 0) => listen(app, port), close: () => app.close().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

async function listen(app: NestFastifyApplication, port: number): Promise<string> {
  await app.listen(port, '127.0.0.1');
  return app.getUrl();
}
