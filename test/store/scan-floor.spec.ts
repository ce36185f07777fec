import { DataSource } from 'typeorm';
import type { ClaimId, ItemId, PersonId, SiteId } from '../../src/domain/ids';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { newId } from '../../src/platform/ids';
import { ClaimStore, type ClaimedItem, type ScanFloor } from '../../src/store/claim.store';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SITE = newId<SiteId>();
const PLACE = { id: newId<ClaimId>(), personId: newId<PersonId>() };
const NOW = new Date('2026-02-22T10:00:00Z');
/** Priorities 3, 3, 3, 2, 2, 2, 1, 1, 1; a minute apart, the best first. */
const RANKS = [3, 3, 3, 2, 2, 2, 1, 1, 1];

let database: TestDatabase;
let dataSource: DataSource;
let unitOfWork: UnitOfWork;
let ranked: ScanFloor[];
const claims = new ClaimStore();

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions({ url: database.url, pool: 4 })).initialize();
  unitOfWork = new UnitOfWork(dataSource);
  await dataSource.query(`INSERT INTO site (id, slug, name) VALUES ($1, 'herald', 'Herald')`, [SITE]);
  await dataSource.query(`INSERT INTO article (site_id, id, created_at, updated_at) VALUES ($1, 'a', $2, $2)`, [SITE, NOW]);
  await dataSource.query(`INSERT INTO queue (site_id, id, name, position, created_at) VALUES ($1, 'default', 'Review', 1, $2)`, [SITE, NOW]);
});

beforeEach(async () => {
  await dataSource.query('TRUNCATE review_item, comment CASCADE');
  ranked = RANKS.map((priority, n) => ({ priority, openedAt: new Date(NOW.getTime() + n * 60_000), id: newId<ItemId>() }));
  for (const { id, priority, openedAt } of ranked) {
    const commentId = newId<string>();
    await dataSource.query(`INSERT INTO comment (site_id, id, article_id, author_kind, status, fingerprint, created_at, status_changed_at) VALUES ($1, $2, 'a', 'anonymous', 'held', '\\x00', $3, $3)`, [SITE, commentId, NOW]);
    await dataSource.query(
      `INSERT INTO review_item (site_id, id, comment_id, article_id, state, queue_id, priority, reason, content_revision, opened_at) VALUES ($1, $2, $3, 'a', 'open', 'default', $4, 'why', 1, $5)`,
      [SITE, id, commentId, priority, openedAt],
    );
  }
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const take = (floor: ScanFloor | null, count: number, queueId: string | null = 'default'): Promise<ClaimedItem[]> =>
  unitOfWork.run((tx) => claims.takeNext(tx, SITE, { places: Array.from({ length: count }, () => PLACE), from: NOW, until: new Date(NOW.getTime() + 60_000) }, { queueId, closedQueues: [], floor }));

const places = (taken: readonly ClaimedItem[]): number[] => taken.map(({ id }) => ranked.findIndex((item) => item.id === id));

describe('claiming below a floor', () => {
  it.each(['default', null])('begins at the floor, crosses to lower priorities, and never takes more than asked (queue %s)', async (queueId) => {
    expect(places(await take(ranked[4] ?? null, 4, queueId))).toEqual([4, 5, 6, 7]);
    expect(places(await take(ranked[4] ?? null, 4, queueId))).toEqual([8]);
    expect(places(await take(null, 20, queueId))).toEqual([0, 1, 2, 3]);
  });

  it('gives each item once to sixteen who claim at the same time, with and without a floor', async () => {
    const taken = await Promise.all(Array.from({ length: 16 }, (_, n) => take(n % 2 === 0 ? (ranked[2] ?? null) : null, 2)));
    const ids = taken.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(0);
  });
});
