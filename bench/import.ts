import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { ownDatabase } from './own-database';
import { cpuSeconds, rssMb, type Server, startServer } from './processes';
import { type Conditions, figure, type Result, versus } from './report';
import { texts } from './texts';

const COMMENTS = Number(process.env['BENCH_COMMENTS'] ?? 1_000_000);
const PASSWORD = 'a password for the benchmark';
/** What an import fills, parents before children. */
const TABLES = ['article', 'author', 'comment', 'comment_revision', 'evaluation', 'review_item', 'decision', 'event', 'event_waiting'];

/** Old comments through HTTP, of which one in ten was decided and one in five answers an earlier one; then COPY of the rows that they became, into the same tables. */
export async function benchImport(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const database = await ownDatabase();
  const env = { DATABASE_URL: database.url, WEIR_SECRET: 'a-secret-for-the-benchmark-only-0123456789abcdef', WEIR_ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'warn', WEIR_DATA_DIR: join(database.dataDir, 'service') };
  const client = new Client({ connectionString: database.url });
  try {
    const { source, bodies } = texts(20_000, dataDir);
    const server = await startServer(process.env['BENCH_PROGRAM'] ?? 'dist/src/main.js', /Ctrl-C/, env);
    const postmaster = Number(readFileSync(join(database.dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
    await client.connect();
    const imported = await importOnce(server, postmaster, bodies).finally(() => server.stop());
    const copySeconds = await copyBack(client, database.dataDir);
    return {
      results: [
        figure('import.per_s', 'comments/s', [COMMENTS / imported.seconds]),
        figure('import.upload_mb_per_s', 'MB/s', [imported.megabytes / imported.uploadSeconds]),
        figure('import.cpu_service_us', 'µs', [imported.serviceUs]),
        figure('import.cpu_database_us', 'µs', [imported.databaseUs]),
        figure('import.peak_rss_mb', 'MB', [imported.peakMb]),
        figure('import.rss_before_mb', 'MB', [imported.beforeMb]),
        versus('import.vs_copy', [COMMENTS / imported.seconds], { name: 'COPY of the same rows into the same tables, comments/s', runs: [COMMENTS / copySeconds] }),
      ],
      conditions: { 'import.comments': COMMENTS, 'import.texts': source, 'import.file_mb': Math.round(imported.megabytes), 'import.copy': `${TABLES.join(', ')}, with all indexes and foreign keys` },
    };
  } finally {
    await client.end();
    await database.stop();
  }
}

interface Imported {
  readonly seconds: number;
  readonly uploadSeconds: number;
  readonly megabytes: number;
  /** Processor microseconds per comment, upload included; what the worker folds meanwhile, too. */
  readonly serviceUs: number;
  readonly databaseUs: number;
  readonly peakMb: number;
  readonly beforeMb: number;
}

interface Run {
  readonly id: string;
  readonly status: string;
  readonly counts: { readonly imported: number };
}

async function importOnce(server: Server, postmaster: number, bodies: readonly string[]): Promise<Imported> {
  const base = `http://127.0.0.1:${String(server.port)}/v1`;
  const session = await fetch(`${base}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'owner@weir.example', password: PASSWORD }) });
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const headers = { cookie: String(session.headers.get('set-cookie')).split(';')[0] ?? '', 'x-csrf-token': csrfToken };
  const cpu = [cpuSeconds(server.pid), cpuSeconds(postmaster)] as const;
  const state = { bytes: 0, peakMb: 0, done: false };
  const beforeMb = rssMb(server.pid);
  const watching = (async (): Promise<void> => {
    while (!state.done) {
      state.peakMb = Math.max(state.peakMb, rssMb(server.pid));
      await delay(100);
    }
  })();
  const began = performance.now();
  const body = Readable.from(file(bodies, state), { objectMode: false });
  const sent = await fetch(`${base}/sites/demo/imports?format=weir`, { method: 'POST', headers: { ...headers, 'content-type': 'application/x-ndjson' }, body, duplex: 'half' } as unknown as RequestInit);
  const { id } = (await sent.json()) as Run;
  const uploadSeconds = (performance.now() - began) / 1_000;
  let run: Run;
  const reading = performance.now();
  do {
    await delay(200);
    run = (await (await fetch(`${base}/sites/demo/imports/${id}`, { headers })).json()) as Run;
  } while (run.status === 'waiting' || run.status === 'running');
  const seconds = (performance.now() - reading) / 1_000;
  state.done = true;
  await watching;
  if (run.status !== 'done' || run.counts.imported !== COMMENTS) throw new Error(`The import ended ${JSON.stringify(run)}`);
  return { seconds, uploadSeconds, megabytes: state.bytes / 1e6, serviceUs: ((cpuSeconds(server.pid) - cpu[0]) * 1e6) / COMMENTS, databaseUs: ((cpuSeconds(postmaster) - cpu[1]) * 1e6) / COMMENTS, peakMb: state.peakMb, beforeMb };
}

function* file(bodies: readonly string[], state: { bytes: number }): Generator<Buffer> {
  const from = Date.UTC(2015, 0, 1);
  let part = '';
  for (let n = 0; n < COMMENTS; n++) {
    const article = `old-${String(Math.floor(n / 200) % 5_000)}`;
    part += `${JSON.stringify({
      externalId: `b-${String(n)}`, article: { id: article, title: 'An old article', section: 'world' }, author: { id: `reader-${String((n * 7_919) % 100_000)}`, name: 'A reader' }, body: bodies[n % bodies.length],
      createdAt: new Date(from + n * 200_000).toISOString(), ...(n % 5 === 4 ? { parentExternalId: `b-${String(n - 1)}` } : {}), ...(n % 10 === 0 ? { decision: n % 20 === 0 ? 'approve' : 'reject' } : {}),
    })}\n`;
    if (part.length < 1 << 18 && n + 1 < COMMENTS) continue;
    const bytes = Buffer.from(part);
    state.bytes += bytes.length;
    part = '';
    yield bytes;
  }
}

/** Seconds in which PostgreSQL alone, from files of its own, fills the same tables with the same rows. */
async function copyBack(client: Client, dataDir: string): Promise<number> {
  const at = (table: string): string => join(dataDir, 'postgres', 'data', `bench-${table}.bin`);
  for (const table of TABLES) await client.query(`COPY (SELECT * FROM ${table}${table === 'comment' ? ' ORDER BY depth' : ''}) TO '${at(table)}' (FORMAT binary)`);
  await client.query(`TRUNCATE ${TABLES.join(', ')} CASCADE`);
  await client.query('CHECKPOINT');
  const began = performance.now();
  await client.query('BEGIN');
  for (const table of TABLES) await client.query(`COPY ${table} FROM '${at(table)}' (FORMAT binary)`);
  await client.query('COMMIT');
  return (performance.now() - began) / 1_000;
}
