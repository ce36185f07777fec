import { DataSource } from 'typeorm';
import { ratesInOrder, movesOf, type Tally } from '../../src/evaluate/velocity';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { newId } from '../../src/platform/ids';
import type { SiteId } from '../../src/domain/ids';
import { type CounterMove, CounterStore } from '../../src/store/counter.store';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const LATER = new Date('2099-01-01T00:00:00Z');
const KEY = Buffer.from('key');
const OTHER = Buffer.from('other');

let database: TestDatabase;
let dataSource: DataSource;
let work: UnitOfWork;
let site: SiteId;
const counters = new CounterStore();

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions({ url: database.url, pool: 10 })).initialize();
  work = new UnitOfWork(dataSource);
});

beforeEach(() => {
  site = newId<SiteId>();
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const move = (bucket: number, { key = KEY, since = bucket - 59, by = 1, expiresAt = LATER }: Partial<CounterMove> = {}): CounterMove => ({ key, bucket, since, by, expiresAt });
const moved = async (moves: readonly CounterMove[], of = site): Promise<Record<string, number>> => Object.fromEntries([...(await work.run((tx) => counters.move(tx, of, moves)))].map(([key, n]) => [Buffer.from(key, 'base64').toString(), n]));

describe('counters', () => {
  it('give twenty who move one key at the same time twenty different counts', async () => {
    const counts = await Promise.all(Array.from({ length: 20 }, async () => (await moved([move(100)]))['key'] ?? 0));
    expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  it('do not lock crosswise when batches name keys in different orders', async () => {
    let runs = 0;
    const batch = (moves: readonly CounterMove[]): Promise<unknown> => work.run((tx) => { runs++; return counters.move(tx, site, moves); });
    await Promise.all(Array.from({ length: 20 }, (_, n) => batch(n % 2 === 0 ? [move(100), move(100, { key: OTHER })] : [move(100, { key: OTHER }), move(100)])));
    expect(runs).toBe(20);
    expect(await moved([move(100), move(100, { key: OTHER })])).toEqual({ key: 21, other: 21 });
  });

  it('sum the window from its first bucket to the current one, and nothing before or after', async () => {
    for (const [bucket, by] of [[40, 1_000], [41, 1], [70, 2], [99, 4], [101, 5_000]] as const) await moved([move(bucket, { by })]);
    expect(await moved([move(100, { since: 41, by: 8 })])).toEqual({ key: 15 });
  });

  it('count for each site alone', async () => {
    await moved([move(100, { by: 7 })]);
    expect(await moved([move(100)], newId<SiteId>())).toEqual({ key: 1 });
  });

  it('leave nothing of a batch that is undone', async () => {
    await expect(work.run(async (tx) => { await counters.move(tx, site, [move(100)]); throw new Error('back'); })).rejects.toThrow('back');
    expect(await moved([move(100)])).toEqual({ key: 1 });
  });

  it('say beforehand what a move would answer, and stay where they are', async () => {
    await moved([move(90, { by: 3 })]);
    for (let look = 0; look < 2; look++) expect([...(await counters.peek(work.reads, site, [move(100, { by: 2 })])).values()]).toEqual([5]);
    expect(await moved([move(100, { by: 2 })])).toEqual({ key: 5 });
  });

  it('show a batch that stands on both sides of a bucket\'s edge what its comments would have seen one by one', async () => {
    const plan = { id: 'p', by: ['ip'], windowSeconds: 600, of: 'submitted' as const };
    const tally = (bucket: number): Tally => ({ plan, key: KEY, name: KEY.toString('base64'), bucket, since: bucket - 59, expiresAt: LATER, value: null, earlier: [] });
    await moved([move(95, { by: 4 })]);
    const batch = [[tally(100)], [tally(100)], [tally(101)]];
    const sums = await work.run((tx) => counters.move(tx, site, movesOf(batch.flat())));
    expect(ratesInOrder(batch, sums, new Map())).toEqual([{ p: 5 }, { p: 6 }, { p: 7 }]);
  });

  it('go when no window reaches them any more', async () => {
    await moved([move(1, { expiresAt: new Date('2026-01-01T00:00:00Z') }), move(2, { key: OTHER })]);
    await work.run((tx) => counters.seeAndAdd(tx, site, [{ key: KEY, since: 0 }], [{ key: KEY, bucket: 1, value: Buffer.from('v'), expiresAt: new Date('2026-01-01T00:00:00Z') }]));
    expect(await work.run((tx) => counters.expire(tx, new Date('2026-02-22T00:00:00Z')))).toBe(2);
    expect(await moved([move(2, { since: 0 }), move(2, { key: OTHER, since: 0 })])).toEqual({ key: 1, other: 2 });
  });
});

describe('different values', () => {
  const add = (bucket: number, ...values: readonly string[]): Promise<void> => work.run(async (tx) => {
    await counters.seeAndAdd(tx, site, [{ key: KEY, since: 0 }], values.map((value) => ({ key: KEY, bucket, value: Buffer.from(value), expiresAt: LATER })));
  });
  const seen = async (since: number): Promise<string[]> => [...((await counters.valuesSeen(work.reads, site, [{ key: KEY, since }])).get(KEY.toString('base64')) ?? [])].map((value) => Buffer.from(value, 'base64').toString()).sort();

  it('are counted once each, however often and in however many buckets they come', async () => {
    await add(10, 'x', 'y');
    await add(10, 'x');
    await add(11, 'x', 'z');
    expect(await seen(10)).toEqual(['x', 'y', 'z']);
  });

  it('are forgotten with their bucket', async () => {
    await add(10, 'x', 'y');
    await add(11, 'x');
    expect(await seen(11)).toEqual(['x']);
    expect(await seen(12)).toEqual([]);
  });

  it('may be added by twenty at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => add(10, ...(n % 2 === 0 ? ['x', 'y', 'z'] : ['z', 'y', 'x']))));
    expect(await seen(0)).toEqual(['x', 'y', 'z']);
  });

  it('of another site are not seen', async () => {
    await add(10, 'x');
    site = newId<SiteId>();
    expect(await seen(0)).toEqual([]);
  });
});
