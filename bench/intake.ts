import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { ownDatabase } from './own-database';
import { commitRate } from './commit-rate';
import { drive, httpRequest, type LoadResult } from './load';
import { cpuSeconds, type Server, startServer } from './processes';
import { type Conditions, figure, type Result, versus } from './report';
import { texts } from './texts';

const CONNECTIONS = 64;
const SECONDS = 5;
const ROUNDS = 3;
const AUTHORS = 2_000;
const ARTICLES = 50;
const SECRET = 'a-secret-for-the-benchmark-only-0123456789abcdef';

/** Processor microseconds per comment. */
interface CpuUs {
  readonly service: number;
  readonly database: number;
}

interface Round {
  readonly weir: LoadResult;
  readonly keyed: LoadResult;
  readonly orm: LoadResult;
  readonly bare: LoadResult;
  readonly commits: number;
  readonly cpuUs: CpuUs;
  readonly ormCpuUs: CpuUs;
}

/** Durable comments per second through HTTP with the starter rules, beside an ORM, a bare route and the database itself. */
export async function benchIntake(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const database = await ownDatabase();
  try {
    return await measure(database.url, database.dataDir, dataDir);
  } finally {
    await database.stop();
  }
}

async function measure(url: string, databaseDir: string, dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const { source, bodies } = texts(20_000, dataDir);
  const scratch = await scratchDatabase(url);
  const weir = await startServer('dist/src/main.js', /Ctrl-C/, { DATABASE_URL: url, WEIR_SECRET: SECRET, LOG_LEVEL: 'warn', WEIR_DATA_DIR: join(databaseDir, 'service') });
  const orm = await startServer('bench/peers/orm-save.ts', /ready/, { DATABASE_URL: scratch });
  const bare = await startServer('bench/peers/bare.ts', /ready/, { DATABASE_URL: scratch });
  const key = /weir_sk_[\w-]+/.exec(weir.said)?.[0] ?? '';
  const postmaster = Number(readFileSync(join(databaseDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const rounds: Round[] = [];
  try {
    // Until the optimising compiler has seen it all: a service runs for weeks.
    const warmUp = { connections: CONNECTIONS, seconds: 20 };
    await drive({ ...warmUp, port: weir.port, request: weirRequest(key, bodies, 'warm', false) });
    for (const peer of [orm, bare]) await drive({ ...warmUp, port: peer.port, request: peerRequest(bodies) });
    for (let round = 0; round < ROUNDS; round++) rounds.push(await oneRound({ weir, orm, bare, scratch, key, bodies, postmaster, round }));
  } finally {
    await Promise.all([weir.stop(), orm.stop(), bare.stop()]);
  }
  const failures = rounds.reduce((sum, { weir: own, keyed }) => sum + own.failures + keyed.failures, 0);
  if (failures > 0) throw new Error(`${String(failures)} submissions were not answered with 201`);
  return { results: resultsOf(rounds), conditions: { 'intake.connections': CONNECTIONS, 'intake.seconds': SECONDS, 'intake.rounds': ROUNDS, 'intake.texts': source, 'intake.authors': AUTHORS, 'intake.articles': ARTICLES, 'intake.meanLength': Math.round(bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length), 'intake.database': 'embedded PostgreSQL 18, fsync on, synchronous_commit on', 'intake.ruleSet': 'starter rules' } };
}

interface Sides {
  readonly weir: Server;
  readonly orm: Server;
  readonly bare: Server;
  readonly scratch: string;
  readonly key: string;
  readonly bodies: readonly string[];
  readonly postmaster: number;
  readonly round: number;
}

async function oneRound({ weir, orm, bare, scratch, key, bodies, postmaster, round }: Sides): Promise<Round> {
  const load = { connections: CONNECTIONS, seconds: SECONDS };
  const { run: own, cpuUs } = await withCpu(weir, postmaster, () => drive({ ...load, port: weir.port, request: weirRequest(key, bodies, `r${String(round)}`, false) }));
  const { run: ormRun, cpuUs: ormCpuUs } = await withCpu(orm, postmaster, () => drive({ ...load, port: orm.port, request: peerRequest(bodies) }));
  const keyed = await drive({ ...load, port: weir.port, request: weirRequest(key, bodies, `k${String(round)}`, true) });
  const bareRun = await drive({ ...load, port: bare.port, request: peerRequest(bodies) });
  const { perSecond: commits } = await commitRate(scratch, SECONDS);
  return { weir: own, keyed, orm: ormRun, bare: bareRun, commits, cpuUs, ormCpuUs };
}

async function withCpu(server: Server, postmaster: number, run: () => Promise<LoadResult>): Promise<{ run: LoadResult; cpuUs: CpuUs }> {
  const before = [cpuSeconds(server.pid), cpuSeconds(postmaster)] as const;
  const result = await run();
  return { run: result, cpuUs: { service: ((cpuSeconds(server.pid) - before[0]) * 1e6) / result.count, database: ((cpuSeconds(postmaster) - before[1]) * 1e6) / result.count } };
}

function weirRequest(key: string, bodies: readonly string[], run: string, keyed: boolean): (n: number) => Buffer {
  return (n) =>
    httpRequest('/v1/sites/demo/comments', { authorization: `Bearer ${key}`, ...(keyed ? { 'idempotency-key': `${run}-${String(n)}` } : {}) }, {
      article: { id: `bench-${String(n % ARTICLES)}`, title: 'An article', section: 'world' },
      author: { id: `${run}-${String(n % AUTHORS)}`, name: 'A reader' },
      // No text twice: a repeated one is held, which is another path than most comments take.
      body: `${bodies[n % bodies.length] ?? ''} ${run}-${String(n)}`,
      request: { ip: `10.${String((n >> 16) % 256)}.${String((n >> 8) % 256)}.${String(n % 256)}`, userAgent: 'Mozilla/5.0', formTimeMs: 9_000 },
    });
}

function peerRequest(bodies: readonly string[]): (n: number) => Buffer {
  return (n) => httpRequest('/comments', {}, { article: `bench-${String(n % ARTICLES)}`, author: `a-${String(n % AUTHORS)}`, body: bodies[n % bodies.length] });
}

async function scratchDatabase(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE DATABASE bench_peers');
  await client.end();
  const scratch = new URL(url);
  scratch.pathname = '/bench_peers';
  return scratch.toString();
}

function resultsOf(rounds: readonly Round[]): Result[] {
  const of = (pick: (round: Round) => number): number[] => rounds.map(pick);
  const own = of(({ weir }) => weir.perSecond);
  return [
    figure('intake.per_s', 'comments/s', own),
    figure('intake.keyed_per_s', 'comments/s', of(({ keyed }) => keyed.perSecond)),
    versus('intake.vs_orm_save', own, { name: 'ORM save per request', runs: of(({ orm }) => orm.perSecond) }),
    versus('intake.vs_pgbench', own, { name: 'single-row commits', runs: of(({ commits }) => commits) }),
    versus('intake.vs_bare', own, { name: 'bare route with group commit', runs: of(({ bare }) => bare.perSecond) }),
    figure('intake.p50_ms', 'ms', of(({ weir }) => weir.p50Ms)),
    figure('intake.p99_ms', 'ms', of(({ weir }) => weir.p99Ms)),
    figure('intake.cpu_us', 'µs', of(({ cpuUs }) => cpuUs.service + cpuUs.database)),
    figure('intake.cpu_service_us', 'µs', of(({ cpuUs }) => cpuUs.service)),
    figure('intake.cpu_database_us', 'µs', of(({ cpuUs }) => cpuUs.database)),
    figure('intake.cpu_orm_us', 'µs', of(({ ormCpuUs }) => ormCpuUs.service + ormCpuUs.database)),
  ];
}
