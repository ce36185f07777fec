import { DataSource } from 'typeorm';
import { AnalyseYoungTables } from '../../src/intake/analyse-young-tables';
import type { Jobs } from '../../src/platform/jobs/jobs';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { YoungTableStore } from '../../src/store/young-table.store';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
let dataSource: DataSource;
let analyse: AnalyseYoungTables;

beforeAll(async () => {
  database = await createTestDatabase();
  // One connection: what it wrote is counted before it is asked.
  dataSource = await new DataSource(dataSourceOptions({ url: database.url, pool: 1 })).initialize();
  analyse = new AnalyseYoungTables({} as Jobs, new UnitOfWork(dataSource), new YoungTableStore());
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const fill = async (table: string, rows: number): Promise<void> => {
  await dataSource.query(`CREATE TABLE ${table} (id integer PRIMARY KEY)`);
  await dataSource.query(`INSERT INTO ${table} SELECT generate_series(1, ${String(rows)})`);
  await dataSource.query('SELECT pg_stat_force_next_flush()');
};

const believed = async (table: string): Promise<unknown> => {
  const [row] = await dataSource.query<{ reltuples: number }[]>('SELECT reltuples FROM pg_class WHERE oid = $1::regclass', [table]);
  return row?.reltuples;
};

describe('tables that begin to fill', () => {
  it('are analysed once, whatever they are called, and small ones are left alone', async () => {
    await fill('"Young one"', 1_000);
    await fill('small', 20);
    expect(await analyse.runOnce()).toEqual(['public."Young one"']);
    expect(await believed('"Young one"')).toBe(1_000);
    expect(await believed('small')).toBe(-1);
    expect(await analyse.runOnce()).toEqual([]);
  });
});
