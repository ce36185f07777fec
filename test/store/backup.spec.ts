import { Readable, Writable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import { makeBackup } from '../../src/backup/make-backup';
import { readArchive } from '../../src/backup/read-archive';
import { KeepPartitions } from '../../src/evaluate/keep-partitions';
import { dataSourceOptions, migrate, migrateAsFarAs, RestoreUnfinishedError } from '../../src/platform/database/data-source';
import { UnitOfWork } from '../../src/platform/database/unit-of-work';
import { Jobs } from '../../src/platform/jobs/jobs';
import { PartitionStore } from '../../src/store/partition.store';
import { backupOf, contentOf, MARK, restoreInto } from '../support/backups';
import { schemaText } from '../support/schema-text';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/test-database';

const SITE = '01920000-0000-7000-8000-000000000001';
/** More than anybody keeps in memory by being slow to tidy up. */
const MEGABYTES = 150;
const QUEUE = 'webhook-delivery';
const ODD = 'Tab\tline\nfeed, back\\slash, \\N, quote\'s, 🦆';

let source: TestDatabase;
const dropped: TestDatabase[] = [];

async function empty(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  dropped.push(database);
  return database;
}

async function on<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

const rowsOf = (url: string, sql: string): Promise<object[]> => on(url, async (client) => (await client.query<object>(sql)).rows);

async function fill(url: string): Promise<void> {
  await on(url, async (client) => {
    await client.query(`INSERT INTO site (id, slug, name) VALUES ($1, 'desk', $2)`, [SITE, ODD]);
    await client.query(`INSERT INTO article (site_id, id, title, created_at, updated_at, tags) SELECT $1, 'a-' || n, repeat(md5(n::text), 20), now(), now(), ARRAY['x, y', NULL, '"'] FROM generate_series(1, 5000) n`, [SITE]);
    await client.query(`INSERT INTO rule_hit (site_id, day, evaluation_id, rule, comment_id, revision, version, judged_at, mode, action, is_suppressed, is_only, entries, weight)
      SELECT $1, '2027-12-30', gen_random_uuid(), 'r', gen_random_uuid(), 1, 1, now(), 'active', 'hold', false, true, '{}', 0.1::float8 + 0.2 FROM generate_series(1, 10)`, [SITE]);
  });
}

beforeAll(async () => {
  source = await createTestDatabase();
  const dataSource = await new DataSource(dataSourceOptions({ url: source.url, pool: 2 })).initialize();
  const work = new UnitOfWork(dataSource);
  await new KeepPartitions(work, new PartitionStore()).execute(new Date('2027-12-30T10:00:00Z'));
  await fill(source.url);
  const jobs = new Jobs(work, { roles: ['api'] });
  jobs.work(QUEUE, () => Promise.resolve(), { expireInSeconds: 47 });
  await jobs.send({ client: work.reads.client } as never, QUEUE, [{ n: 1, text: ODD }]);
  await jobs.send({ client: work.reads.client } as never, QUEUE, [{ n: 2 }], { afterSeconds: 7_200 });
  await jobs.beforeApplicationShutdown();
  await dataSource.destroy();
});

afterAll(async () => {
  for (const database of [source, ...dropped]) await database.drop();
});

const JOBS = `SELECT data, expire_in = interval '47 seconds' AS in_time, start_after > now() + interval '1 hour' AS later, state::text FROM pgboss.job WHERE state < 'completed' ORDER BY data->>'n'`;

describe('a backup, restored', () => {
  it('is the same schema, rows, partitions and jobs, and has statistics', async () => {
    const target = await empty();
    const { manifest, foreign } = await restoreInto(target.url, await backupOf(source.url));
    expect([manifest.migrations, foreign]).toEqual([migrations.map(({ name }) => name), []]);
    expect(await on(target.url, schemaText)).toEqual(await on(source.url, schemaText));
    expect(await contentOf(target.url)).toEqual(await contentOf(source.url));
    expect(await rowsOf(target.url, `SELECT DISTINCT tableoid::regclass::text AS part FROM rule_hit`)).toEqual([{ part: 'rule_hit_2027_12_30' }]);
    expect(await rowsOf(target.url, JOBS)).toEqual([{ data: { n: 1, text: ODD }, in_time: true, later: false, state: 'created' }, { data: { n: 2 }, in_time: true, later: true, state: 'created' }]);
    expect(await rowsOf(target.url, `SELECT reltuples::integer AS n FROM pg_class WHERE relname = 'article'`)).toEqual([{ n: 5_000 }]);
    await expect(migrate(target.url)).resolves.toEqual([]);
  });

  it('comes from an older schema up to date', async () => {
    const [older, target] = [await empty(), await empty()];
    const names = migrations.map(({ name }) => name);
    await migrateAsFarAs(older.url, names.slice(0, -5));
    await on(older.url, (client) => client.query(`INSERT INTO site (id, slug, name) VALUES ($1, 'desk', 'Desk')`, [SITE]));
    await restoreInto(target.url, await backupOf(older.url));
    expect(await rowsOf(target.url, 'SELECT count(*)::integer AS n FROM migrations')).toEqual([{ n: names.length }]);
    expect(await rowsOf(target.url, 'SELECT slug FROM site')).toEqual([{ slug: 'desk' }]);
  });

  it('passes over tables of others, and says so', async () => {
    const [other, target] = [await empty(), await empty()];
    await migrate(other.url);
    await on(other.url, (client) => client.query('CREATE TABLE wiki AS SELECT 1 AS page'));
    expect((await restoreInto(target.url, await backupOf(other.url))).foreign).toEqual(['wiki']);
  });

  it('needs no sequences: who adds one must carry it over', async () => {
    expect(await rowsOf(source.url, `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public'`)).toEqual([{ name: 'migrations_id_seq' }]);
    expect(await rowsOf(source.url, `SELECT tgname FROM pg_trigger WHERE NOT tgisinternal`)).toEqual([]);
  });
});

describe('a restore refuses, and leaves nothing behind', () => {
  const whole = (): Promise<Buffer> => backupOf(source.url);
  const refused = async (backup: Buffer, more: Parameters<typeof restoreInto>[2] = {}, target?: TestDatabase): Promise<{ said: string; url: string }> => {
    const { url } = target ?? (await empty());
    const said = await restoreInto(url, backup, more).then(() => 'restored', (error: unknown) => (error instanceof Error ? error.message : ''));
    return { said, url };
  };
  /** Changes one of the files in the archive and packs it again, so that neither gzip nor tar notice. */
  const altered = (backup: Buffer, from: string, to: string): Buffer => {
    const tar = gunzipSync(backup);
    const at = tar.indexOf(from);
    if (at === -1 || from.length !== to.length) throw new Error('There is nothing to alter');
    tar.write(to, at, 'latin1');
    return gzipSync(tar);
  };

  it.each([0.01, 0.7, 0.9999])('a file of which only %d is there', async (part) => {
    const backup = await whole();
    const { said, url } = await refused(backup.subarray(0, Math.floor(backup.length * part)));
    expect(said).toMatch(/damaged or cut off|not a backup/);
    expect(await rowsOf(url, `SELECT to_regclass('site') IS NOT NULL AND EXISTS (SELECT FROM pg_class WHERE relname = 'site' AND reltuples > 0) AS filled`)).toEqual([{ filled: false }]);
  });

  it.each([['a changed byte', 'a-4999\t', 'a-5999\t'], ['a row that PostgreSQL cannot read', '\t0.30000000000000004', '\tx.30000000000000004']])('%s', async (_, from, to) => {
    const { said, url } = await refused(altered(await whole(), from, to));
    expect(said).toContain('damaged');
    await expect(migrate(url)).rejects.toBeInstanceOf(RestoreUnfinishedError);
    await expect(backupOf(url)).rejects.toThrow('did not come to its end');
    // And it can be started over.
    await restoreInto(url, await whole());
    expect(await contentOf(url)).toEqual(await contentOf(source.url));
  });

  it('what is no backup', async () => {
    expect((await refused(Buffer.from('{"type":"comment"}\n'))).said).toContain('damaged');
    expect((await refused(gzipSync(Buffer.alloc(10_240)))).said).toContain('not a backup');
  });

  it('what a newer Weir made', async () => {
    expect((await refused(altered(await whole(), '"format": 1', '"format": 2'))).said).toContain('format 2');
    const [last = ''] = migrations.map(({ name }) => name).slice(-1);
    expect((await refused(altered(await whole(), last, `X${last.slice(1)}`))).said).toContain('newer Weir');
  });

  it('what another secret seals, unless somebody knows', async () => {
    const backup = await whole();
    expect((await refused(backup, { secretMark: 'another' })).said).toContain('not the one');
    expect((await refused(backup, { secretMark: null })).said).toContain('is not here');
    expect((await refused(backup, { secretMark: 'another', marksBefore: ['a third', MARK] })).said).toBe('restored');
    expect((await refused(backup, { secretMark: null, mayDiffer: true })).said).toBe('restored');
  });

  it('a database with anything in it, which stays as it is', async () => {
    const before = await contentOf(source.url);
    expect((await refused(await whole(), {}, source)).said).toContain('not empty');
    expect(await contentOf(source.url)).toEqual(before);
    const other = await empty();
    await on(other.url, (client) => client.query('CREATE TABLE wiki AS SELECT 1 AS page'));
    expect((await refused(await whole(), {}, other)).said).toContain('wiki');
  });
});

describe('a backup', () => {
  it('is of no database without Weir', async () => {
    await expect(backupOf((await empty()).url)).rejects.toThrow('no Weir');
  });

  it('ends with the error of what it is written into, and holds nothing up', async () => {
    let room = 50_000;
    const into = new Writable({ write: (part: Buffer, _, done) => { done((room -= part.length) < 0 ? new Error('no room') : null); } });
    await expect(makeBackup({ url: source.url, secretMark: '', into, onProgress: () => undefined })).rejects.toThrow('no room');
    expect(await rowsOf(source.url, `SELECT 1 FROM pg_stat_activity WHERE application_name = 'weir backup' AND datname = current_database()`)).toEqual([]);
  });

  it('keeps little of a large table in memory, whichever way it goes', async () => {
    const [large, target] = [await createTestDatabase(), await empty()];
    dropped.push(large);
    await on(large.url, async (client) => {
      await client.query(`INSERT INTO site (id, slug, name) VALUES ($1, 'desk', 'Desk')`, [SITE]);
      await client.query(`INSERT INTO article (site_id, id, title, created_at, updated_at) SELECT $1, n, repeat(md5(n::text), 32768), now(), now() FROM generate_series(1, $2) n`, [SITE, MEGABYTES]);
    });
    const began = process.memoryUsage().arrayBuffers;
    let most = 0;
    const look = (): void => { most = Math.max(most, process.memoryUsage().arrayBuffers - began); };
    const parts: Buffer[] = [];
    const into = new Writable({ write: (part: Buffer, _, done) => { parts.push(part); done(); } });
    await makeBackup({ url: large.url, secretMark: '', into, onProgress: look });
    await restoreInto(target.url, Buffer.concat(parts), { mayDiffer: true, onProgress: look });
    expect(await rowsOf(target.url, 'SELECT sum(length(title))::integer >> 20 AS n FROM article')).toEqual([{ n: MEGABYTES }]);
    expect(most).toBeLessThan((MEGABYTES << 20) / 2);
  }, 120_000);

  it('can be read to its end without a database', async () => {
    const seen = new Set<string>();
    const { sums } = await readArchive(Readable.from([await backupOf(source.url)]), { manifest: () => Promise.resolve(), piece: (table) => { seen.add(table); return Promise.resolve(); } });
    expect([...seen].sort()).toEqual(Object.keys(sums).filter((name) => (sums[name]?.rows ?? 0) > 0).sort());
    expect(sums['article']).toMatchObject({ rows: 5_000 });
  });
});
