import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { EnsureOwner } from '../src/access/ensure-owner';
import { AppModule } from '../src/app.module';
import { KeepPartitions } from '../src/evaluate/keep-partitions';
import { readConfig } from '../src/platform/config/config';
import { Secrets } from '../src/platform/crypto/secrets';
import { migrate } from '../src/platform/database/data-source';
import { ownDatabase } from './own-database';
import { createApp } from '../src/platform/http/create-app';

const SECRET = 'a-secret-for-the-benchmark-only-0123456789abcdef';
export const OWNER = { email: 'owner@weir.example', password: 'a password for the benchmark' };

/** The whole service in this process, on a durable database of its own, with an owner who has signed in. */
export interface OwnService {
  readonly app: NestFastifyApplication;
  readonly databaseUrl: string;
  /** A connection to the same database. */
  readonly client: Client;
  readonly owner: OwnerClient;
}

/** Runs `measure` on a fresh service and takes everything away afterwards. */
export async function withService<T>(env: Readonly<Record<string, string>>, measure: (service: OwnService) => Promise<T>): Promise<T> {
  const database = await ownDatabase();
  const client = new Client({ connectionString: database.url });
  try {
    await migrate(database.url);
    await client.connect();
    const config = readConfig({ DATABASE_URL: database.url, WEIR_SECRET: SECRET, WEIR_DATA_DIR: join(database.dataDir, 'service'), WEIR_DEMO: 'off', WEIR_ADMIN_EMAIL: OWNER.email, WEIR_ADMIN_PASSWORD: OWNER.password, LOG_LEVEL: 'silent', PORT: '0', ...env });
    const app = await createApp(AppModule.create({ config, secrets: new Secrets(SECRET), databaseUrl: database.url }), config);
    try {
      await app.init();
      await app.get(KeepPartitions).execute(new Date());
      await app.get(EnsureOwner).execute();
      await app.listen(0, '127.0.0.1');
      return await measure({ app, databaseUrl: database.url, client, owner: await OwnerClient.signIn(await app.getUrl()) });
    } finally {
      await app.close();
    }
  } finally {
    await client.end();
    await database.stop();
  }
}

/** Requests of the owner, who may do everything. */
export class OwnerClient {
  private constructor(
    readonly url: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  static async signIn(url: string): Promise<OwnerClient> {
    const answer = await fetch(`${url}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(OWNER) });
    if (!answer.ok) throw new Error(`Signing in was answered with ${String(answer.status)}`);
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    return new OwnerClient(url, { cookie: answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; '), 'x-csrf-token': csrfToken });
  }

  async get(path: string): Promise<unknown> {
    return this.send('GET', path);
  }

  async send(method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const answer = await fetch(this.url + path, { method, headers: { ...this.headers, ...headers, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${String(answer.status)}: ${text.slice(0, 300)}`);
    return text === '' ? null : JSON.parse(text);
  }

  /** Makes a site and returns its id. */
  async newSite(client: Client, slug: string): Promise<string> {
    await this.send('POST', '/v1/sites', { slug, name: slug });
    const { rows } = await client.query<{ id: string }>('SELECT id FROM site WHERE slug = $1', [slug]);
    const [row] = rows;
    if (!row) throw new Error('The site was not made');
    return row.id;
  }
}
