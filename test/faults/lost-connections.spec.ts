import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Client as Database } from 'pg';
import type { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { CuttingProxy } from './cutting-proxy';
import { ask, halfStored, type Heard, inParallel, NewsSite, remark, startService } from './news-site';

const START_LIMIT_MS = 120_000;
const LANES = 24;

interface Sent {
  readonly comment: Record<string, unknown>;
  readonly key: string | undefined;
  readonly heard: Heard;
}

describe('connections to the database that are cut in the middle of the work', () => {
  let database: TestDatabase;
  let dataDir: string;
  let service: ServiceProcess;
  let cutter: Database;
  let proxy: CuttingProxy;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = temporaryFolder('weir-lost-');
    cutter = new Database({ connectionString: database.url });
    await cutter.connect();
    proxy = await CuttingProxy.before(database.url);
    service = await startService(proxy.url, dataDir);
  }, START_LIMIT_MS);

  afterAll(async () => {
    await service.end('SIGKILL');
    await proxy.close();
    await cutter.end();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('lose and double nothing, and nobody hears "not accepted" of a comment that is there', async () => {
    const site = await NewsSite.make(service.url);
    const submissions = Array.from({ length: 600 }, (_, n) => ({ comment: remark(n), key: n % 2 === 0 ? randomUUID() : undefined }));
    const load = { isOver: false };
    const sending = inParallel(submissions, LANES, async ({ comment, key }): Promise<Sent> => ({ comment, key, heard: await site.submit(service.url, comment, key) })).finally(() => {
      load.isOver = true;
    });
    const cuts = await cutUntil(load);
    const sent = await sending;
    expect(cuts).toBeGreaterThan(20);

    expect(sent.filter(({ heard }) => heard.status !== 201 && heard.status !== 503)).toEqual([]);
    const refused = sent.filter(({ heard }) => heard.status === 503);
    expect(refused.length).toBeGreaterThan(0);
    const stored = new Map((await ask<{ id: string; body: string }>(database.url, 'SELECT comment_id AS id, body FROM comment_revision')).map(({ id, body }) => [body, id]));
    expect(sent.filter(({ comment, heard }) => stored.get(String(comment['body'])) !== heard.body.id)).toEqual([]);
    expect(await halfStored(database.url)).toEqual([]);

    const again = await inParallel(refused, LANES, ({ comment, key }) => site.submit(service.url, comment, key));
    expect(again.filter(({ status }) => status !== 201)).toEqual([]);
    await expect(count(site)).resolves.toBe(submissions.length);
    expect(await halfStored(database.url)).toEqual([]);
  }, 60_000);

  it('at a COMMIT that was done: the answer is 201, as if nothing had happened', async () => {
    const site = await NewsSite.make(service.url);
    const sent = await cutting('answer', () => Promise.all(Array.from({ length: 12 }, (_, n) => site.submit(service.url, remark(n), n % 2 === 0 ? randomUUID() : undefined))));
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 201));
    await expect(count(site)).resolves.toBe(12);
    expect(await halfStored(database.url)).toEqual([]);
  });

  it('at a COMMIT that never arrived: the answer is 503, and nothing is there', async () => {
    const site = await NewsSite.make(service.url);
    const keys = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? randomUUID() : undefined));
    const submitAll = (): Promise<Heard[]> => Promise.all(keys.map((key, n) => site.submit(service.url, remark(n), key)));
    const refused = await cutting('request', submitAll);
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 503));
    expect(refused.every(({ retryAfter }) => Number(retryAfter) >= 1)).toBe(true);
    await expect(count(site)).resolves.toBe(0);
    expect((await submitAll()).map(({ status }) => status)).toEqual(keys.map(() => 201));
    await expect(count(site)).resolves.toBe(12);
  });

  async function cutting<Result>(cut: 'request' | 'answer', work: () => Promise<Result>): Promise<Result> {
    const before = proxy.cuts;
    proxy.cut = cut;
    try {
      return await work();
    } finally {
      proxy.cut = null;
      expect(proxy.cuts).toBeGreaterThan(before);
    }
  }

  const count = async (site: NewsSite): Promise<number> => (await ask<{ n: number }>(database.url, 'SELECT count(*)::integer AS n FROM comment JOIN site ON site.id = site_id WHERE slug = $1', [site.slug]))[0]?.n ?? -1;

  /** Ends whatever connection of the service is at work, again and again; what is about to commit first. */
  async function cutUntil(load: { readonly isOver: boolean }): Promise<number> {
    let cuts = 0;
    while (!load.isOver) {
      const { rows } = await cutter.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'weir' AND (state <> 'idle' OR query = 'COMMIT') ORDER BY query <> 'COMMIT', random() LIMIT 1`,
      );
      cuts += rows.length;
    }
    return cuts;
  }
});
