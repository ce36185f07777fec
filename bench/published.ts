import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../src/platform/embedded/start-embedded-postgres';
import { fillArticle } from './article-data';
import { drive, httpGet, type LoadResult } from './load';
import { cpuSeconds, type Server, startServer } from './processes';
import { type Conditions, figure, measuringNow, percentile, type Result, versus } from './report';
import { OWNER, OwnerClient } from './service';
import { texts } from './texts';

const CONNECTIONS = 64;
const SECONDS = 4;
/** Until both sides run compiled: the service has more code to warm than its peer. */
const WARM_SECONDS = 8;
const ROUNDS = 3;
const SIZES = [100, 1_000, 10_000, 100_000];
const SMALL = SIZES[0] ?? 0;
const LARGE = SIZES.at(-1) ?? 0;
const ASKED = 20;
const SECRET = 'a-secret-for-the-benchmark-only-0123456789abcdef';
const SITE = '/v1/sites/read';

interface Side {
  readonly run: LoadResult;
  readonly cpuUs: number;
}

/** Readers of one hot article with and without `If-None-Match`, beside a bare Fastify route that sends the same bytes; and what a page costs as the article grows. */
export async function benchPublished(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
  const database = await startEmbeddedPostgres({ dataDir: folder, durable: true, log: () => undefined, mayMove: true });
  const client = new Client({ connectionString: database.url });
  try {
    const weir = await startServer('dist/src/main.js', /Ctrl-C/, { DATABASE_URL: database.url, WEIR_SECRET: SECRET, LOG_LEVEL: 'warn', WEIR_DATA_DIR: join(database.dataDir, 'service'), WEIR_DEMO: 'off', WEIR_ADMIN_EMAIL: OWNER.email, WEIR_ADMIN_PASSWORD: OWNER.password });
    try {
      await client.connect();
      const { bodies, source } = texts(5_000, dataDir);
      const siteId = await (await OwnerClient.signIn(`http://127.0.0.1:${String(weir.port)}`)).newSite(client, 'read');
      for (const size of SIZES) await fillArticle(client, siteId, { id: `hot-${String(size)}`, comments: size, bodies });
      await client.query('VACUUM ANALYZE');
      measuringNow();
      const grown = await growing(weir, client, siteId);
      const hot = await hotArticle(weir);
      return { results: [...hot, ...grown], conditions: { 'published.connections': CONNECTIONS, 'published.seconds': SECONDS, 'published.rounds': ROUNDS, 'published.warm_seconds': WARM_SECONDS, 'published.sizes': SIZES.join(' '), 'published.texts': source, 'published.bars': 'vs_bare with If-None-Match 0.6; flat' } };
    } finally {
      await weir.stop();
    }
  } finally {
    await client.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const pathOf = (size: number): string => `${SITE}/articles/hot-${String(size)}/comments?order=newest`;

/** The page and its tag, as the peer is to send them. */
async function page(port: number, size: number): Promise<{ readonly body: string; readonly etag: string }> {
  const answer = await fetch(`http://127.0.0.1:${String(port)}${pathOf(size)}`);
  if (answer.status !== 200) throw new Error(`The page was answered with ${String(answer.status)}`);
  return { body: await answer.text(), etag: answer.headers.get('etag') ?? '' };
}

async function hotArticle(weir: Server): Promise<Result[]> {
  const { body, etag } = await page(weir.port, LARGE);
  const bare = await startServer('bench/peers/bare-page.ts', /ready/, { PAGE: body, ETAG: etag });
  try {
    const known = httpGet(pathOf(LARGE), { 'if-none-match': etag });
    const whole = httpGet(pathOf(LARGE), {});
    for (const server of [weir, bare]) for (const [request, expected] of [[known, 304], [whole, 200]] as const) await drive({ connections: CONNECTIONS, seconds: WARM_SECONDS, port: server.port, request: () => request, expected });
    return [...(await against({ weir, bare }, { name: 'published.known', request: known, expected: 304 })), ...(await against({ weir, bare }, { name: 'published.whole', request: whole, expected: 200 })), figure('published.page_kb', 'kB', [body.length / 1_000])];
  } finally {
    await bare.stop();
  }
}

async function against({ weir, bare }: { readonly weir: Server; readonly bare: Server }, { name, request, expected }: { readonly name: string; readonly request: Buffer; readonly expected: number }): Promise<Result[]> {
  const [own, peer]: [Side[], Side[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    own.push(await oneSide(weir, request, expected));
    peer.push(await oneSide(bare, request, expected));
  }
  const failures = [...own, ...peer].reduce((sum, { run }) => sum + run.failures, 0);
  if (failures > 0) throw new Error(`${String(failures)} requests were not answered with ${String(expected)}`);
  return [
    figure(`${name}.per_s`, 'requests/s', own.map(({ run }) => run.perSecond)),
    versus(`${name}.vs_bare`, own.map(({ run }) => run.perSecond), { name: 'bare route that sends the same', runs: peer.map(({ run }) => run.perSecond) }),
    figure(`${name}.p99_ms`, 'ms', own.map(({ run }) => run.p99Ms)),
    figure(`${name}.cpu_us`, 'µs', own.map(({ cpuUs }) => cpuUs)),
    figure(`${name}.cpu_bare_us`, 'µs', peer.map(({ cpuUs }) => cpuUs)),
  ];
}

async function oneSide({ port, pid }: Server, request: Buffer, expected: number): Promise<Side> {
  const before = cpuSeconds(pid);
  const run = await drive({ connections: CONNECTIONS, seconds: SECONDS, port, request: () => request, expected });
  return { run, cpuUs: ((cpuSeconds(pid) - before) * 1e6) / run.count };
}

/** Pages that have to be read from the database: the first of each article after a change, and pages deep down. */
async function growing({ port }: Server, client: Client, siteId: string): Promise<Result[]> {
  const results: Result[] = [];
  const first = new Map<number, number>();
  const deep = new Map<number, number>();
  for (const size of SIZES) {
    const article = `hot-${String(size)}`;
    const { rows } = await client.query<{ id: string }>('SELECT id FROM comment WHERE site_id = $1 AND article_id = $2 AND parent_id IS NULL ORDER BY id DESC OFFSET $3 LIMIT 1', [siteId, article, Math.floor(size / 3)]);
    const cursor = encodeURIComponent(Buffer.from(JSON.stringify([rows[0]?.id])).toString('base64url'));
    first.set(size, await askedAnew(port, () => pathOf(size), client, { siteId, article }));
    deep.set(size, await askedAnew(port, () => `${pathOf(size)}&cursor=${cursor}`, client, { siteId, article }));
    results.push(figure(`published.read.${String(size)}.p50_ms`, 'ms', [first.get(size) ?? 0]), figure(`published.deep.${String(size)}.p50_ms`, 'ms', [deep.get(size) ?? 0]));
  }
  const ratio = (of: ReadonlyMap<number, number>): number => (of.get(LARGE) ?? 0) / (of.get(SMALL) ?? 1);
  return [...results, figure('published.read.large_vs_small', 'ratio', [ratio(first)]), figure('published.deep.large_vs_small', 'ratio', [ratio(deep)])];
}

/** Median time of a page that something has just changed under: a line in the log makes each asking a reading. */
async function askedAnew(port: number, path: () => string, client: Client, { siteId, article }: { readonly siteId: string; readonly article: string }): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < ASKED; n++) {
    await client.query(`WITH e AS (INSERT INTO event (site_id, id, type, actor, comment_id, payload, created_at)
      SELECT $1, gen_random_uuid(), 'comment.edited', 'system', c.id, '{}', now() FROM comment c WHERE c.site_id = $1 AND c.article_id = $2 ORDER BY c.id LIMIT 1 RETURNING id)
      INSERT INTO event_waiting (site_id, id, event_ids) SELECT $1, id, ARRAY[id] FROM e`, [siteId, article]);
    // Longer than what may be remembered without a look at the log.
    await new Promise((resolve) => setTimeout(resolve, 520));
    const at = performance.now();
    const answer = await fetch(`http://127.0.0.1:${String(port)}${path()}`);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path()} was answered with ${String(answer.status)}: ${text.slice(0, 200)}`);
    took.push(performance.now() - at);
  }
  return percentile(Float64Array.from(took).sort(), 0.5);
}
