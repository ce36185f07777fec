import { join } from 'node:path';
import { ownDatabase } from './own-database';
import { drive, httpRequest, type LoadResult } from './load';
import { cpuSeconds, type Server, startServer } from './processes';
import { type Conditions, figure, type Result, versus } from './report';
import { OWNER, OwnerClient } from './service';
import { texts } from './texts';

const CONNECTIONS = 64;
const SECONDS = 4;
const ROUNDS = 3;
const SECRET = 'a-secret-for-the-benchmark-only-0123456789abcdef';

interface Round {
  readonly weir: LoadResult;
  readonly bare: LoadResult;
  readonly weirCpuUs: number;
  readonly bareCpuUs: number;
}

/** `comments:analyze` with one attribute, beside a bare route that parses and sends JSON. */
export async function benchPerspective(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const database = await ownDatabase();
  try {
    return await measure(database.url, database.dataDir, dataDir);
  } finally {
    await database.stop();
  }
}

async function measure(url: string, databaseDir: string, dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const { source, bodies } = texts(20_000, dataDir);
  const weir = await startServer('dist/src/main.js', /Ctrl-C/, { DATABASE_URL: url, WEIR_SECRET: SECRET, LOG_LEVEL: 'warn', WEIR_DATA_DIR: join(databaseDir, 'service'), WEIR_ADMIN_EMAIL: OWNER.email, WEIR_ADMIN_PASSWORD: OWNER.password });
  const bare = await startServer('bench/peers/bare-json.ts', /ready/, {});
  const rounds: Round[] = [];
  try {
    const owner = await OwnerClient.signIn(`http://127.0.0.1:${String(weir.port)}`);
    const { secret } = (await owner.send('POST', '/v1/sites/demo/connections', { dialect: 'perspective', name: 'benchmark' })) as { secret: string };
    const request = analyzeRequest(secret, bodies);
    // Until the optimising compiler has seen it all: a service runs for weeks.
    for (const { port } of [weir, bare]) await drive({ connections: CONNECTIONS, seconds: 6, port, request, expected: 200 });
    for (let round = 0; round < ROUNDS; round++) rounds.push(await oneRound(weir, bare, request));
  } finally {
    await Promise.all([weir.stop(), bare.stop()]);
  }
  const failures = rounds.reduce((sum, round) => sum + round.weir.failures + round.bare.failures, 0);
  if (failures > 0) throw new Error(`${String(failures)} requests were not answered with 200`);
  return { results: resultsOf(rounds), conditions: { 'perspective.connections': CONNECTIONS, 'perspective.seconds': SECONDS, 'perspective.rounds': ROUNDS, 'perspective.texts': source, 'perspective.meanLength': Math.round(bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length) } };
}

async function oneRound(weir: Server, bare: Server, request: (n: number) => Buffer): Promise<Round> {
  const one = async ({ port, pid }: Server): Promise<{ readonly run: LoadResult; readonly cpuUs: number }> => {
    const before = cpuSeconds(pid);
    const run = await drive({ connections: CONNECTIONS, seconds: SECONDS, port, request, expected: 200 });
    return { run, cpuUs: ((cpuSeconds(pid) - before) * 1e6) / run.count };
  };
  const [own, peer] = [await one(weir), await one(bare)];
  return { weir: own.run, bare: peer.run, weirCpuUs: own.cpuUs, bareCpuUs: peer.cpuUs };
}

/** English is named: what is measured is scoring, not the recognition of a language in texts made of invented words. */
function analyzeRequest(key: string, bodies: readonly string[]): (n: number) => Buffer {
  const made = bodies.map((text) => httpRequest(`/v1alpha1/comments:analyze?key=${key}`, {}, { comment: { text }, requestedAttributes: { TOXICITY: {} }, languages: ['en'], doNotStore: true }));
  return (n) => made[n % made.length] ?? Buffer.alloc(0);
}

function resultsOf(rounds: readonly Round[]): Result[] {
  const of = (pick: (round: Round) => number): number[] => rounds.map(pick);
  return [
    figure('perspective.per_s', 'requests/s', of(({ weir }) => weir.perSecond)),
    versus('perspective.vs_bare', of(({ weir }) => weir.perSecond), { name: 'bare route that parses and sends JSON', runs: of(({ bare }) => bare.perSecond) }),
    figure('perspective.p50_ms', 'ms', of(({ weir }) => weir.p50Ms)),
    figure('perspective.p99_ms', 'ms', of(({ weir }) => weir.p99Ms)),
    figure('perspective.cpu_us', 'µs', of(({ weirCpuUs }) => weirCpuUs)),
    figure('perspective.cpu_bare_us', 'µs', of(({ bareCpuUs }) => bareCpuUs)),
  ];
}
