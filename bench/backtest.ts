import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { must } from '../src/domain/must';
import type { RuleSetDocument } from '../src/engine/language/document';
import { JUDGING_VERSION } from '../src/evaluate/judging-version';
import { startEmbeddedPostgres } from '../src/platform/embedded/start-embedded-postgres';
import { ownDatabase } from './own-database';
import { fillHistory } from './history';
import { drive, httpRequest, type LoadResult } from './load';
import { cpuSeconds, rssMb, type Server, startServer } from './processes';
import { type Conditions, figure, type Result, versus } from './report';
import { texts } from './texts';

const COMMENTS = Number(process.env['BENCH_COMMENTS'] ?? 1_000_000);
/** Some of `draft`, `every` and `intake`, to look at one thing only. */
const PARTS = new Set((process.env['BENCH_PARTS'] ?? 'draft,every,intake').split(','));
const WORKERS = 2;
const SECRET = 'a-secret-for-the-benchmark-only-0123456789abcdef';
const PASSWORD = 'a password for the benchmark';
/** As many comments as a busy newsroom gets: 200 a second. */
const INTAKE = { connections: 8, pauseMs: 40 };
const IDLE_SECONDS = 8;

/** A folder that keeps the filled database from one run to the next; without it each run fills one of its own. */
const FOLDER = process.env['BENCH_FOLDER'];

/** Rules on the past through HTTP: how many stored comments a second, in how much memory, and what readers notice of it. */
export async function benchBacktest(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const database = FOLDER === undefined ? await ownDatabase() : await startEmbeddedPostgres({ dataDir: kept(FOLDER), durable: true, log: () => undefined, mayMove: true });
  const folder = FOLDER ?? database.dataDir;
  const program = process.env['BENCH_PROGRAM'] ?? 'dist/src/main.js';
  const env = { DATABASE_URL: database.url, WEIR_SECRET: SECRET, WEIR_ADMIN_PASSWORD: PASSWORD, WEIR_BACKTEST_WORKERS: String(WORKERS), LOG_LEVEL: 'warn', WEIR_DATA_DIR: join(database.dataDir, 'service') };
  try {
    const server = await startServer(program, /Ctrl-C/, env);
    try {
      return await measure(server, { url: database.url, postmaster: Number(readFileSync(join(database.dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]), folder }, dataDir);
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
  }
}

function kept(folder: string): string {
  mkdirSync(folder, { recursive: true });
  // As root the database runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  return folder;
}

interface Bench {
  readonly kept: Kept;
  readonly postmaster: number;
  readonly server: Server;
  readonly admin: Admin;
  readonly client: Client;
  readonly siteId: string;
  readonly bodies: readonly string[];
}

async function measure(server: Server, { url, postmaster, folder }: { readonly url: string; readonly postmaster: number; readonly folder: string }, dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const { source, bodies } = texts(20_000, dataDir);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(`SELECT id FROM site WHERE slug = 'demo'`);
    const siteId = rows[0]?.id ?? '';
    const began = performance.now();
    const kept = await filled(client, siteId, { said: server.said, folder, bodies });
    const fillSeconds = (performance.now() - began) / 1_000;
    if (process.env['BENCH_ONLY_FILL'] !== undefined) return { results: [figure('backtest.fill_s', 's', [fillSeconds])], conditions: {} };
    const bench: Bench = { postmaster, server, admin: await Admin.signIn(server.port), client, siteId, bodies, kept };
    await client.query(`UPDATE backtest SET status = 'cancelled', ended_at = now() WHERE status IN ('waiting', 'running')`);
    const [whole, few] = await candidates(bench);
    const results: Result[] = [];
    if (PARTS.has('draft')) results.push(...figures('backtest', await run(bench, few, 'alone')));
    if (PARTS.has('every')) results.push(...figures('backtest.every_rule', await run(bench, whole, 'alone')));
    let perSecond = 0;
    if (PARTS.has('intake')) {
      await drive(intake(bench, 'warm', 4));
      const idle = await drive(intake(bench, 'idle', IDLE_SECONDS));
      perSecond = idle.perSecond;
      for (const [name, against] of [['backtest', few], ['backtest.every_rule', whole]] as const) {
        const loaded = await run(bench, against, 'with intake');
        results.push(
          figure(`${name}.per_s_with_intake`, 'comments/s', [loaded.perSecond]),
          figure(`${name}.intake_p50_ms`, 'ms', [loaded.intake?.p50Ms ?? Number.NaN]),
          versus(`${name}.intake_p99_vs_idle`, [loaded.intake?.p99Ms ?? Number.NaN], { name: 'p99 of an idle service in ms', runs: [idle.p99Ms] }),
        );
      }
    }
    return {
      results,
      conditions: {
        'backtest.comments': kept.comments, 'backtest.workers': WORKERS, 'backtest.texts': source, 'backtest.meanLength': Math.round(bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length),
        'backtest.ruleSet': 'starter rules; backtest: a word more in a list, a rule stricter, a rule more; every_rule: every rule asks something else', 'backtest.fillSeconds': Math.round(fillSeconds), 'backtest.intakePerSecond': Math.round(perSecond),
      },
    };
  } finally {
    await client.end();
  }
}

function figures(name: string, { perSecond, saysPerSecond, seconds, serviceUs, databaseUs, peakMb, beforeMb }: Run): Result[] {
  return [
    figure(`${name}.per_s`, 'comments/s', [perSecond]),
    figure(`${name}.says_per_s`, 'comments/s', [saysPerSecond]),
    figure(`${name}.seconds`, 's', [seconds]),
    figure(`${name}.cpu_service_us`, 'µs', [serviceUs]),
    figure(`${name}.cpu_database_us`, 'µs', [databaseUs]),
    figure(`${name}.peak_rss_mb`, 'MB', [peakMb]),
    figure(`${name}.rss_before_mb`, 'MB', [beforeMb]),
  ];
}

/** What later runs on the same folder need to know. */
interface Kept {
  /** Said once, when the site is made. */
  readonly key: string;
  readonly comments: number;
  /** Which judged them. */
  readonly engine: string;
  /** After the last comment of the past, and before the first of the site's own. */
  readonly to: string;
}

async function filled(client: Client, siteId: string, { said, folder, bodies }: { readonly said: string; readonly folder: string; readonly bodies: readonly string[] }): Promise<Kept> {
  const file = join(folder, 'bench.json');
  if (existsSync(file)) {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    // Nothing is taken on trust of another engine: that would be measured instead.
    if (kept.engine !== JUDGING_VERSION) throw new Error(`${folder} was filled by engine ${kept.engine}; this is ${JUDGING_VERSION}. Fill another folder.`);
    return kept;
  }
  const last = await fillHistory(client, siteId, { bodies, comments: COMMENTS, version: 1 });
  const kept: Kept = { key: /weir_sk_[\w-]+/.exec(said)?.[0] ?? '', comments: COMMENTS, engine: JUDGING_VERSION, to: new Date(last.getTime() + 1_000).toISOString() };
  writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  return kept;
}

/** Versions of the starter rules: one in which every rule asks something else, and one as drafts are: a word more, a rule stricter, a rule more. */
async function candidates({ client, siteId }: Bench): Promise<readonly [number, number]> {
  const { rows } = await client.query<{ document: RuleSetDocument }>('SELECT document FROM rule_set WHERE site_id = $1 AND version = 1', [siteId]);
  const document = must(rows[0], 'starter rules').document;
  const everyRule = { ...document, rules: document.rules.map((rule) => ({ ...rule, when: { all: [rule.when, { none: [{ body: { words: 'xyzzywort' } }] }] } })) };
  const draft = {
    ...document,
    lists: (document.lists ?? []).map((list) => (list.id === 'profanity-mild' ? { ...list, entries: [...list.entries, 'xyzzywort'] } : list)),
    rules: [...document.rules.map((rule, n) => (n === 0 ? { ...rule, then: { ...rule.then, action: 'reject' } } : rule)), { ...must(document.rules[1], 'a second rule'), id: 'bench-draft', when: { body: { words: 'government' } } }],
  };
  for (const [index, each] of [everyRule, draft].entries()) {
    await client.query(`INSERT INTO rule_set (site_id, version, document, hash, is_running, created_at) VALUES ($1, $2, $3, 'bench', false, now()) ON CONFLICT DO NOTHING`, [siteId, index + 2, JSON.stringify(each)]);
  }
  return [2, 3];
}

interface Run {
  /** Processor microseconds per comment. */
  readonly serviceUs: number;
  readonly databaseUs: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly peakMb: number;
  readonly beforeMb: number;
  /** What the service itself says of its rate: without the start of its threads. */
  readonly saysPerSecond: number;
  readonly intake?: LoadResult;
}

/** One backtest over everything; with intake, readers go on sending until it is done. */
async function run(bench: Bench, against: number, how: 'alone' | 'with intake'): Promise<Run> {
  const { server, admin, postmaster, kept } = bench;
  const cpu = [cpuSeconds(server.pid), cpuSeconds(postmaster)] as const;
  const beforeMb = rssMb(server.pid);
  const { id } = await admin.call<{ id: string }>('POST', '/rule-set/backtests', { against, limit: 10_000_000, to: kept.to });
  const state = { peakMb: 0, done: false };
  const watching = (async (): Promise<void> => {
    while (!state.done) {
      state.peakMb = Math.max(state.peakMb, rssMb(server.pid));
      await delay(100);
    }
  })();
  const driving = how === 'with intake' ? driveUntil(bench, () => state.done) : null;
  const began = performance.now();
  const shown = await ended(admin, id);
  const seconds = (performance.now() - began) / 1_000;
  state.done = true;
  await watching;
  const intakeRun = await driving;
  if (shown.status !== 'done' || shown.result?.comments !== kept.comments) throw new Error(`The backtest ended ${JSON.stringify(shown)}`);
  if (process.env['BENCH_SHOW'] !== undefined) console.log(JSON.stringify(shown, null, 1));
  const [serviceUs, databaseUs] = [((cpuSeconds(server.pid) - cpu[0]) * 1e6) / kept.comments, ((cpuSeconds(postmaster) - cpu[1]) * 1e6) / kept.comments];
  return { serviceUs, databaseUs, perSecond: shown.result.comments / seconds, seconds, peakMb: state.peakMb, beforeMb, saysPerSecond: shown.result.perSecond, ...(intakeRun ? { intake: intakeRun } : {}) };
}

interface Shown {
  readonly status: string;
  readonly failure: string | null;
  readonly result?: { readonly comments: number; readonly perSecond: number };
}

async function ended(admin: Admin, id: string): Promise<Shown> {
  for (;;) {
    const shown = await admin.call<Shown>('GET', `/rule-set/backtests/${id}`);
    if (shown.status !== 'waiting' && shown.status !== 'running') return shown;
    await delay(250);
  }
}

/** Rounds of a second, all of them while the backtest ran. */
async function driveUntil(bench: Bench, isDone: () => boolean): Promise<LoadResult> {
  await delay(1_500);
  const rounds: LoadResult[] = [];
  for (let round = 0; !isDone(); round++) rounds.push(await drive(intake(bench, `during-${String(round)}`, 4)));
  const count = rounds.reduce((sum, each) => sum + each.count, 0);
  const mean = (pick: (one: LoadResult) => number): number => rounds.reduce((sum, each) => sum + pick(each) * each.count, 0) / count;
  return { count, perSecond: mean((one) => one.perSecond), p50Ms: mean((one) => one.p50Ms), p99Ms: mean((one) => one.p99Ms), failures: rounds.reduce((sum, each) => sum + each.failures, 0) };
}

function intake({ server, bodies, kept: { key } }: Bench, run: string, seconds: number): Parameters<typeof drive>[0] {
  return {
    ...INTAKE, seconds, port: server.port,
    request: (n) =>
      httpRequest('/v1/sites/demo/comments', { authorization: `Bearer ${key}` }, {
        article: { id: `bench-${String(n % 50)}`, title: 'An article', section: 'world' },
        author: { id: `${run}-${String(n % 500)}`, name: 'A reader' },
        body: `${bodies[n % bodies.length] ?? ''} ${run}-${String(n)}`,
        request: { ip: `10.1.${String((n >> 8) % 256)}.${String(n % 256)}`, userAgent: 'Mozilla/5.0', formTimeMs: 9_000 },
      }),
  };
}

/** Resident memory of the service, its threads included. */
/** The owner, signed in as a browser is. */
class Admin {
  private constructor(
    private readonly port: number,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  static async signIn(port: number): Promise<Admin> {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'owner@weir.example', password: PASSWORD }) });
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    return new Admin(port, { cookie: String(answer.headers.get('set-cookie')).split(';')[0] ?? '', 'x-csrf-token': csrfToken });
  }

  async call<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`http://127.0.0.1:${String(this.port)}/v1/sites/demo${path}`, { method, headers: { ...this.headers, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
