import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Site } from '../src/domain/actor';
import type { PersonId, SiteId } from '../src/domain/ids';
import { ROLE_PERMISSIONS } from '../src/domain/permissions';
import { DEFAULT_SITE_SETTINGS } from '../src/domain/actor';
import { ClaimNext } from '../src/review/claim-next';
import type { DeskCall } from '../src/review/desk-call';
import { fillDesk } from './desk-data';
import { type Conditions, figure, measuringNow, percentile, type Result, versus } from './report';
import { type OwnService, withService } from './service';
import { texts } from './texts';

const MANY = Number(process.env['BENCH_COMMENTS'] ?? 1_000_000);
const FEW = Math.max(1_000, MANY / 100);
const MODERATORS = 64;
const SECONDS = 5;
const WARM_SECONDS = 10;
const ROUNDS = 3;
const POOL = 16;

interface Claimed {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly ids: readonly string[];
}

/**
 * Moderators who take the next item, one after the other, as fast as they can: the use case with its line in the log and the page that
 * is shown, without HTTP; beside plain clients that take rows from a table with nothing else in it.
 */
export async function benchClaims(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  return withService({ WEIR_ROLES: 'api,worker', WEIR_DATABASE_POOL: String(POOL) }, async (service) => {
    const { bodies, source } = texts(5_000, dataDir);
    const { client, owner } = service;
    const [few, many] = [await owner.newSite(client, 'few'), await owner.newSite(client, 'many')];
    await fillDesk(client, few, { comments: FEW, open: FEW, bodies });
    await fillDesk(client, many, { comments: MANY, open: MANY, bodies });
    await client.query(`CREATE TABLE job AS SELECT id, priority, opened_at FROM review_item WHERE site_id = '${many}'`);
    await client.query(`ALTER TABLE job ADD COLUMN taken boolean NOT NULL DEFAULT false, ADD PRIMARY KEY (id)`);
    await client.query('CREATE INDEX job_next_idx ON job (priority DESC, opened_at, id) WHERE NOT taken');
    await client.query('VACUUM ANALYZE job');
    measuringNow();
    // A service that has been at work for a while: its code is compiled, its statements are planned.
    const warm = (await claims(service, many, WARM_SECONDS, MODERATORS)).ids;
    const [own, small, loop, held]: [Claimed[], Claimed[], Claimed[], Claimed[]] = [[], [], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      own.push(await claims(service, many, SECONDS, MODERATORS));
      loop.push(await plainLoop(service.databaseUrl));
      // Few items are soon all claimed: as many seconds as it takes to claim a fifth of them.
      await release(client, few);
      small.push(await claims(service, few, 0.5, MODERATORS));
    }
    for (let round = 0; round < ROUNDS; round++) held.push(await underOldSnapshot(service, many));
    const ids = [...warm, ...[...own, ...held].flatMap((run) => run.ids)];
    if (new Set(ids).size !== ids.length) throw new Error('An item was claimed twice');
    const per = (runs: readonly Claimed[]): number[] => runs.map(({ perSecond }) => perSecond);
    return {
      results: [
        figure('claims.per_s', 'claims/s', per(own)),
        versus('claims.vs_loop', per(own), { name: 'SELECT … FOR UPDATE SKIP LOCKED LIMIT 1 loop', runs: per(loop) }),
        figure('claims.p99_ms', 'ms', own.map(({ p99Ms }) => p99Ms)),
        versus('claims.many_vs_few', per(own), { name: `the same with ${String(FEW)} open items`, runs: per(small) }),
        versus('claims.old_snapshot_ratio', per(held), { name: 'the same without an old snapshot', runs: per(own) }),
        figure('claims.old_snapshot_p99_ms', 'ms', held.map(({ p99Ms }) => p99Ms)),
      ],
      conditions: { 'claims.open': MANY, 'claims.few': FEW, 'claims.moderators': MODERATORS, 'claims.seconds': SECONDS, 'claims.warmSeconds': WARM_SECONDS, 'claims.rounds': ROUNDS, 'claims.pool': POOL, 'claims.claimedOnce': ids.length, 'claims.texts': source, 'claims.database': 'embedded PostgreSQL 18, fsync on, synchronous_commit on', 'claims.bars': 'p99 60 ms, half of the loop, half under an old snapshot' },
    };
  });
}

async function claims({ app }: OwnService, siteId: string, seconds: number, moderators: number): Promise<Claimed> {
  const claimNext = app.get(ClaimNext, { strict: false });
  const site: Site = { id: siteId as SiteId, slug: 'bench', name: 'bench', settings: DEFAULT_SITE_SETTINGS };
  return together(moderators, seconds, () => {
    const personId = randomUUID() as PersonId;
    return async () => {
      const call: DeskCall = { site, personId, name: 'A moderator', permissions: new Set(ROLE_PERMISSIONS.moderator), now: new Date(), requestId: randomUUID(), idempotencyKey: null };
      const { items } = await claimNext.execute({ count: 1 }, call);
      return items[0]?.id ?? null;
    };
  });
}

/** As many workers as there are moderators, each the next as soon as the last is done, until the time is over. */
async function together(workers: number, seconds: number, begin: (worker: number) => () => Promise<string | null>): Promise<Claimed> {
  const until = performance.now() + seconds * 1_000;
  const ids: string[] = [];
  const took: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      const next = begin(worker);
      while (performance.now() < until) {
        const at = performance.now();
        const id = await next();
        took.push(performance.now() - at);
        if (id === null) throw new Error('No item was left');
        ids.push(id);
      }
    }),
  );
  return { perSecond: (ids.length * 1_000) / (performance.now() - started), p99Ms: percentile(Float64Array.from(took).sort(), 0.99), ids };
}

/** The bare queue that people write: select, mark, commit. */
async function plainLoop(url: string): Promise<Claimed> {
  const clients = await Promise.all(Array.from({ length: MODERATORS }, async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    return client;
  }));
  try {
    return await together(MODERATORS, SECONDS, (worker) => async () => {
      const client = clients[worker];
      if (!client) return null;
      await client.query('BEGIN');
      const { rows } = await client.query<{ id: string }>({ name: 'next', text: 'SELECT id FROM job WHERE NOT taken ORDER BY priority DESC, opened_at, id LIMIT 1 FOR UPDATE SKIP LOCKED' });
      const id = rows[0]?.id ?? null;
      await client.query({ name: 'take', text: 'UPDATE job SET taken = true WHERE id = $1', values: [id] });
      await client.query('COMMIT');
      return id;
    });
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** As while a dump runs: dead index entries stay where they are. */
async function underOldSnapshot(service: OwnService, siteId: string): Promise<Claimed> {
  const dump = new Client({ connectionString: service.databaseUrl });
  await dump.connect();
  try {
    await dump.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await dump.query('SELECT count(*) FROM site');
    // Claims of the first seconds leave the entries over which those that are measured must step.
    const before = await claims(service, siteId, SECONDS, MODERATORS);
    const run = await claims(service, siteId, SECONDS, MODERATORS);
    return { ...run, ids: [...before.ids, ...run.ids] };
  } finally {
    await dump.query('COMMIT');
    await dump.end();
  }
}

async function release(client: Client, siteId: string): Promise<void> {
  await client.query('UPDATE review_item SET claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL WHERE site_id = $1 AND claimed', [siteId]);
  await client.query('VACUUM review_item');
}
