import { DataSource } from 'typeorm';
import { KeepPartitions } from '../../src/evaluate/keep-partitions';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { PartitionStore } from '../../src/store/partition.store';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
let dataSource: DataSource;
let keep: KeepPartitions;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions({ url: database.url, pool: 2 })).initialize();
  keep = new KeepPartitions(new UnitOfWork(dataSource), new PartitionStore());
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const NOW = new Date('2027-12-30T10:00:00Z');

describe('partitions', () => {
  it('are made for this month and three more, and for this day and three more, across the end of the year', async () => {
    const made = await keep.execute(NOW);
    expect(made.filter((name) => name.startsWith('evaluation'))).toEqual(['evaluation_2027_12', 'evaluation_2028_01', 'evaluation_2028_02', 'evaluation_2028_03']);
    expect(made.filter((name) => name.startsWith('rule_hit'))).toEqual(['rule_hit_2027_12_30', 'rule_hit_2027_12_31', 'rule_hit_2028_01_01', 'rule_hit_2028_01_02']);
  });

  it('are made once', async () => {
    await expect(keep.execute(NOW)).resolves.toEqual([]);
    await expect(keep.execute(new Date('2027-12-31T01:00:00Z'))).resolves.toEqual(['rule_hit_2028_01_03', 'near_duplicate_2028_01_03']);
  });

  it('take the rows of their day, and those of hits are dropped after a hundred days', async () => {
    const hit = `INSERT INTO rule_hit (site_id, day, evaluation_id, rule, comment_id, revision, version, judged_at, mode, action, is_suppressed, is_only, entries, weight)
      VALUES (gen_random_uuid(), '2027-12-30', gen_random_uuid(), 'r', gen_random_uuid(), 1, 1, now(), 'active', 'hold', false, true, '{}', 1) RETURNING tableoid::regclass::text AS part`;
    await expect(dataSource.query(hit)).resolves.toEqual([{ part: 'rule_hit_2027_12_30' }]);
    await keep.execute(new Date('2028-04-08T10:00:00Z'));
    await expect(dataSource.query('SELECT 1 FROM rule_hit')).resolves.toHaveLength(1);
    await keep.execute(new Date('2028-04-09T10:00:00Z'));
    await expect(dataSource.query('SELECT 1 FROM rule_hit')).resolves.toEqual([]);
    await expect(dataSource.query(`SELECT to_regclass('evaluation_2027_12') IS NOT NULL AS kept, to_regclass('rule_hit_2028_01_02') IS NOT NULL AS later`)).resolves.toEqual([{ kept: true, later: true }]);
  });
});
