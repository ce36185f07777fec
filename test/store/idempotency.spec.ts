import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { SiteId } from '../../src/domain/ids';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { newId } from '../../src/platform/ids';
import { type IdempotencyClaim, idempotencyName, IdempotencyStore } from '../../src/store/idempotency.store';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const NOW = new Date('2026-02-22T10:00:00Z');

let database: TestDatabase;
let dataSource: DataSource;
let work: UnitOfWork;
let watcher: Client;
let site: SiteId;
const store = new IdempotencyStore();

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions({ url: database.url, pool: 6 })).initialize();
  work = new UnitOfWork(dataSource);
  watcher = new Client({ connectionString: database.url });
  await watcher.connect();
});

beforeEach(() => {
  site = newId<SiteId>();
});

afterAll(async () => {
  await watcher.end();
  await dataSource.destroy();
  await database.drop();
});

const claimOf = (key: string, more: Partial<IdempotencyClaim> = {}): IdempotencyClaim => ({ actor: 'key:k', operation: 'submit', key, fingerprint: Buffer.from('print'), outcomeId: newId<string>(), ...more });
const take = (claims: readonly IdempotencyClaim[], { waitMs = 20_000, of = site, now = NOW } = {}): Promise<ReadonlySet<string>> => work.run((tx) => store.claim(tx, of, claims, { now, waitMs }));
const outcomeOf = async (claim: IdempotencyClaim): Promise<string | undefined> => (await store.find(work.reads, site, [claim])).get(idempotencyName(claim))?.outcome_id;

/** A transaction that has taken a key and is not over yet. */
async function holding(claim: IdempotencyClaim): Promise<{ end: (how: 'commit' | 'back') => Promise<void> }> {
  let finish!: (how: 'commit' | 'back') => void;
  const told = new Promise<'commit' | 'back'>((resolve) => { finish = resolve; });
  let has!: () => void;
  const holds = new Promise<void>((resolve) => { has = resolve; });
  const done = work.run(async (tx) => {
    await store.claim(tx, site, [claim], { now: NOW, waitMs: 1_000 });
    has();
    if ((await told) === 'back') throw new Error('back');
  }).catch((error: unknown) => { if (!(error instanceof Error) || error.message !== 'back') throw error; });
  await holds;
  return { end: (how) => { finish(how); return done; } };
}

/** Looks until somebody waits for a lock: the database says so, no clock does. */
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await watcher.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
    if ((rowCount ?? 0) > 0) return;
  }
}

describe('a key', () => {
  it('is taken once; who comes later learns what became of the first', async () => {
    const [first, second] = [claimOf('k'), claimOf('k')];
    expect(await take([first])).toEqual(new Set([first.outcomeId]));
    expect(await take([second])).toEqual(new Set());
    expect(await outcomeOf(second)).toBe(first.outcomeId);
  });

  it('that somebody is taking makes the second wait, who then sees the first', async () => {
    const [first, second] = [claimOf('k'), claimOf('k')];
    const holder = await holding(first);
    const waiting = take([second]);
    await untilSomebodyWaits();
    await holder.end('commit');
    expect(await waiting).toEqual(new Set());
    expect(await outcomeOf(second)).toBe(first.outcomeId);
  });

  it('goes to who waits when the first is undone', async () => {
    const [first, second] = [claimOf('k'), claimOf('k')];
    const holder = await holding(first);
    const waiting = take([second]);
    await untilSomebodyWaits();
    await holder.end('back');
    expect(await waiting).toEqual(new Set([second.outcomeId]));
    expect(await outcomeOf(first)).toBe(second.outcomeId);
  });

  it('is not waited for longer than asked: 55P03, and nothing of the batch is taken', async () => {
    const holder = await holding(claimOf('m'));
    const [free, taken] = [claimOf('a'), claimOf('m')];
    await expect(take([taken, free], { waitMs: 30 })).rejects.toMatchObject({ code: '55P03' });
    await holder.end('commit');
    expect(await outcomeOf(free)).toBeUndefined();
  });

  it('is another one for another actor, operation or site', async () => {
    const first = claimOf('k');
    await take([first]);
    const others = [claimOf('k', { actor: 'key:other' }), claimOf('k', { operation: 'decide' })];
    expect(await take(others)).toEqual(new Set(others.map(({ outcomeId }) => outcomeId)));
    const elsewhere = claimOf('k');
    expect(await take([elsewhere], { of: newId<SiteId>() })).toEqual(new Set([elsewhere.outcomeId]));
    expect(await outcomeOf(first)).toBe(first.outcomeId);
  });

  it('keeps the print of its request', async () => {
    await take([claimOf('k', { fingerprint: Buffer.from([1, 2, 3]) })]);
    const asked = claimOf('k');
    expect((await store.find(work.reads, site, [asked, claimOf('unknown')])).get(idempotencyName(asked))).toMatchObject({ fingerprint: Buffer.from([1, 2, 3]), key: 'k' });
  });

  it('that is released can be taken again', async () => {
    const first = claimOf('k');
    await take([first]);
    await work.run((tx) => store.release(tx, site, [first]));
    const second = claimOf('k');
    expect(await take([second])).toEqual(new Set([second.outcomeId]));
  });

  it('is forgotten when it is old, and no younger one', async () => {
    const [old, young] = [claimOf('old'), claimOf('young')];
    await take([old], { now: new Date('2026-02-20T10:00:00Z') });
    await take([young]);
    expect(await work.run((tx) => store.expire(tx, new Date('2026-02-21T10:00:00Z')))).toBe(1);
    expect([await outcomeOf(old), await outcomeOf(young)]).toEqual([undefined, young.outcomeId]);
  });
});

describe('many keys at once', () => {
  it('are taken by one of two batches each, in whatever order they are named, without a deadlock', async () => {
    const keys = Array.from({ length: 30 }, (_, n) => `k${String(n)}`);
    let runs = 0;
    const batches = Array.from({ length: 4 }, (_, n) => (n % 2 === 0 ? keys : [...keys].reverse()).map((key) => claimOf(key)));
    const taken = await Promise.all(batches.map((claims) => work.run((tx) => { runs++; return store.claim(tx, site, claims, { now: NOW, waitMs: 20_000 }); })));
    expect(runs).toBe(4);
    expect(taken.reduce((sum, { size }) => sum + size, 0)).toBe(30);
    expect((await store.find(work.reads, site, keys.map((key) => claimOf(key)))).size).toBe(30);
  });

  it('wait with the limit of their own transaction only', async () => {
    const limit = await work.run(async (tx) => {
      await store.claim(tx, site, [claimOf('k')], { now: NOW, waitMs: 50 });
      return (await tx.client.query<{ lock_timeout: string }>('SHOW lock_timeout')).rows[0]?.lock_timeout;
    });
    expect(limit).toBe('0');
  });
});
