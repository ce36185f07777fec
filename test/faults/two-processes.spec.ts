import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { ServiceProcess } from '../support/service-process';
import { temporaryFolder } from '../support/temporary-folder';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { ask, halfStored, inParallel, NewsSite, remark, startService } from './news-site';

const START_LIMIT_MS = 120_000;
const LANES = 64;

describe('two processes on one database', () => {
  let database: TestDatabase;
  let dataDir: string;
  let processes: ServiceProcess[];
  let urls: readonly [string, string];

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = temporaryFolder('weir-two-');
    processes = [];
    for (let n = 0; n < 2; n++) processes.push(await startService(database.url, dataDir));
    urls = processes.map(({ url }) => url) as [string, string];
  }, START_LIMIT_MS);

  afterAll(async () => {
    await Promise.all(processes.map((process) => process.end('SIGKILL')));
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const count = async (site: NewsSite): Promise<number> => (await ask<{ n: number }>(database.url, 'SELECT count(*)::integer AS n FROM comment JOIN site ON site.id = site_id WHERE slug = $1', [site.slug]))[0]?.n ?? -1;

  it.each([['one process', [0, 0]], ['each process once', [0, 1]]] as const)('make 500 comments of 500 submissions sent twice at the same time, to %s', async (_, [first, second]) => {
    const site = await NewsSite.make(urls[0]);
    const submissions = Array.from({ length: 500 }, (_unused, n) => ({ comment: remark(n), key: randomUUID() }));
    const twice = submissions.flatMap((submission) => [first, second].map((to) => ({ ...submission, url: urls[to] })));
    const answers = await inParallel(twice, LANES, async ({ url, comment, key }) => ({ key, heard: await insist(() => site.submit(url, comment, key)) }));
    expect(answers.filter(({ heard }) => heard.status !== 201)).toEqual([]);
    const ids = new Map<string, Set<string | undefined>>();
    for (const { key, heard } of answers) ids.set(key, (ids.get(key) ?? new Set()).add(heard.body.id));
    expect([...ids.values()].filter((same) => same.size !== 1)).toEqual([]);
    await expect(count(site)).resolves.toBe(500);
    expect(await halfStored(database.url)).toEqual([]);
  }, 60_000);

  it('give an external id to one of twelve, whoever asks first', async () => {
    const site = await NewsSite.make(urls[0]);
    const rivals = Array.from({ length: 12 }, (_, n) => ({ url: urls[n % 2] ?? '', comment: { ...remark(n), externalId: 'c-1' } }));
    const answers = await inParallel(rivals, rivals.length, ({ url, comment }) => site.submit(url, comment));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 11 }, () => 409)]);
    await expect(count(site)).resolves.toBe(1);
  });

  it('let no more of twenty copies pass than if they had come one by one', async () => {
    const site = await NewsSite.make(urls[0]);
    const body = 'The council has decided to move the market to the old harbour.';
    const copies = Array.from({ length: 20 }, (_, n) => ({ url: urls[n % 2] ?? '', comment: { ...remark(n), body } }));
    const answers = await inParallel(copies, copies.length, ({ url, comment }) => site.submit(url, comment));
    expect(answers.map(({ body: { status } }) => status).sort()).toEqual([...Array.from({ length: 18 }, () => 'held'), 'published', 'published']);
  });

  it('count one author exactly: the ninth comment in five minutes is held, whichever process took it', async () => {
    const site = await NewsSite.make(urls[0]);
    const statuses = await withinOneBucket((attempt) => {
      const author = { id: `hasty-${attempt}`, name: 'Hasty' };
      const flood = Array.from({ length: 24 }, (_, n) => ({ url: urls[n % 2] ?? '', comment: { ...remark(attempt * 24 + n), article: { id: 'one' }, author } }));
      return inParallel(flood, flood.length, async ({ url, comment }) => (await site.submit(url, comment)).body.status);
    });
    expect(statuses.sort()).toEqual([...Array.from({ length: 16 }, () => 'held'), ...Array.from({ length: 8 }, () => 'published')]);
  });
});

/** As a client does: "the first request is still running" asks to come again. */
async function insist<Answer extends { readonly status: number | null }>(call: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await call();
    if (answer.status !== 409) return answer;
  }
}

/**
 * Again until all of it fell into one of the ten seconds that a counter of five minutes is made of: at their edge, two processes
 * that write at the same moment may miss each other's last comments.
 */
async function withinOneBucket<Result>(flood: (attempt: number) => Promise<Result>): Promise<Result> {
  const bucket = (): number => Math.floor(Date.now() / 10_000);
  for (let attempt = 0; ; attempt++) {
    const before = bucket();
    const result = await flood(attempt);
    if (bucket() === before) return result;
  }
}
