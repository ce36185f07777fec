import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { isUnavailable, sqlState } from '../../src/platform/database/failures';
import { inOrder } from '../../src/platform/database/in-order';
import { LostDuringCommitError, type Tx, UnitOfWork } from '../../src/platform/database/unit-of-work';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
let dataSource: DataSource;
let work: UnitOfWork;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions({ url: database.url, pool: 4 })).initialize();
  work = new UnitOfWork(dataSource);
  await dataSource.query(`
    CREATE TABLE note (id text PRIMARY KEY, n integer NOT NULL DEFAULT 0);
    CREATE FUNCTION raise(state text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = state; END $$`);
});

beforeEach(() => dataSource.query(`TRUNCATE note; INSERT INTO note (id) VALUES ('a'), ('b')`));

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const move = (tx: Tx, id: string): Promise<unknown> => tx.client.query('UPDATE note SET n = n + 1 WHERE id = $1', [id]);
const notes = async (): Promise<Record<string, number>> => Object.fromEntries((await dataSource.query<{ id: string; n: number }[]>('SELECT id, n FROM note')).map(({ id, n }) => [id, n]));
const raise = (tx: Tx, state: string): Promise<unknown> => tx.client.query(`DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${state}'; END $$`);

const MOVE = { name: 'note_move', text: 'UPDATE note SET n = n + 1 WHERE id = $1' };
const RAISE = { name: 'note_raise', text: 'SELECT raise($1)' };
const END = { name: 'note_end', text: 'SELECT pg_terminate_backend(pg_backend_pid())' };

/** Opens for everybody once so many have come; who comes later passes. */
function gate(parties: number): () => Promise<void> {
  let come = 0;
  let open!: () => void;
  const opened = new Promise<void>((resolve) => { open = resolve; });
  return () => {
    if (++come >= parties) open();
    return opened;
  };
}

describe('a unit of work', () => {
  it('returns what it made once it is committed', async () => {
    expect(await work.run(async (tx) => { await move(tx, 'a'); return 'done'; })).toBe('done');
    expect(await notes()).toEqual({ a: 1, b: 0 });
  });

  it('ends with statements behind which COMMIT is sent at once', async () => {
    expect(await work.run(async (tx) => {
      await move(tx, 'a');
      tx.finish(MOVE, ['a']);
      tx.finish(MOVE, ['b']);
      return 'done';
    })).toBe('done');
    expect(await notes()).toEqual({ a: 2, b: 1 });
  });

  it('is undone when one of its last statements fails, tried again where that helps, and says why', async () => {
    let runs = 0;
    const failing = (state: string): Promise<unknown> => work.run(async (tx) => {
      runs++;
      await move(tx, 'a');
      tx.finish(MOVE, ['b']);
      tx.finish(RAISE, [state]);
      tx.finish(MOVE, ['b']);
    }).catch((error: unknown) => sqlState(error));
    expect(await failing('23505')).toBe('23505');
    expect(runs).toBe(1);
    expect(await failing('40001')).toBe('40001');
    expect(runs).toBe(4);
    expect(await notes()).toEqual({ a: 0, b: 0 });
    await work.run((tx) => move(tx, 'a'));
    expect(await notes()).toEqual({ a: 1, b: 0 });
  });

  it('throws what such a statement failed with, also when the work heard of it only by what came after', async () => {
    const state = await work.run(async (tx) => {
      tx.finish(RAISE, ['23505']);
      await move(tx, 'a');
    }).catch((error: unknown) => sqlState(error));
    expect(state).toBe('23505');
    expect(await notes()).toEqual({ a: 0, b: 0 });
  });

  it('says that nothing is known when the connection is lost at its last statement', async () => {
    await expect(work.run(async (tx) => { await move(tx, 'a'); tx.finish(END, []); })).rejects.toBeInstanceOf(LostDuringCommitError);
    expect(await notes()).toEqual({ a: 0, b: 0 });
  });

  it('sends together what belongs together, and throws what went wrong first', async () => {
    const state = await work.run((tx) => inOrder([move(tx, 'a'), raise(tx, '23505'), move(tx, 'b')])).catch((error: unknown) => sqlState(error));
    expect(state).toBe('23505');
    expect(await work.run((tx) => inOrder([move(tx, 'a').then(() => 1), move(tx, 'b').then(() => 'two')]))).toEqual([1, 'two']);
    expect(await notes()).toEqual({ a: 1, b: 1 });
  });

  it('runs again as a whole when PostgreSQL breaks a deadlock, and both are done once', async () => {
    const bothHoldOne = gate(2);
    let runs = 0;
    const crosswise = (first: string, second: string): Promise<void> =>
      work.run(async (tx) => {
        runs++;
        await move(tx, first);
        await bothHoldOne();
        await move(tx, second);
      });
    await Promise.all([crosswise('a', 'b'), crosswise('b', 'a')]);
    // PostgreSQL ends one of the two; when both notice at the same moment, both.
    expect(runs).toBeGreaterThan(2);
    expect(await notes()).toEqual({ a: 2, b: 2 });
  });

  it('whose connection breaks between two statements may be asked for again, and nothing of it is stored', async () => {
    const failed = work.run(async (tx) => {
      await move(tx, 'a');
      const broken = new Promise((resolve) => { tx.client.once('end', resolve); });
      const [{ pid } = { pid: 0 }] = (await tx.client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;
      await dataSource.query('SELECT pg_terminate_backend($1)', [pid]);
      await broken;
    });
    const error: unknown = await failed.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LostDuringCommitError);
    expect(isUnavailable((error as Error).cause)).toBe(true);
    expect(await notes()).toEqual({ a: 0, b: 0 });
  });

  it.each(['40001', '40P01'])('is tried three times on %s, then the error is the caller\'s', async (state) => {
    let runs = 0;
    const error: unknown = await work.run(async (tx) => { runs++; await move(tx, 'a'); await raise(tx, state); }).catch((thrown: unknown) => thrown);
    expect(sqlState(error)).toBe(state);
    expect(runs).toBe(3);
    expect(await notes()).toEqual({ a: 0, b: 0 });
  });

  it.each(['23505', '22P02', '55P03', '57014'])('is undone and not tried again on %s', async (state) => {
    let runs = 0;
    await expect(work.run(async (tx) => { runs++; await move(tx, 'a'); await raise(tx, state); })).rejects.toMatchObject({ code: state });
    expect(runs).toBe(1);
    expect(await notes()).toEqual({ a: 0, b: 0 });
  });

  it('is undone once when our own code throws, and the connection serves the next', async () => {
    let runs = 0;
    for (let round = 1; round <= 6; round++) {
      await expect(work.run(async (tx) => { runs++; await move(tx, 'a'); throw new TypeError('ours'); })).rejects.toThrow(TypeError);
    }
    expect(runs).toBe(6);
    expect(await notes()).toEqual({ a: 0, b: 0 });
    await expect(work.run((tx) => move(tx, 'a'))).resolves.toBeDefined();
  });

  it('says that nothing is known when the connection is lost at COMMIT, and leaves the pool whole', async () => {
    await dataSource.query(`
      CREATE FUNCTION end_this_connection() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER end_at_commit AFTER UPDATE ON note DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.n >= 100) EXECUTE FUNCTION end_this_connection()`);
    await expect(work.run((tx) => tx.client.query(`UPDATE note SET n = 100 WHERE id = 'a'`))).rejects.toBeInstanceOf(LostDuringCommitError);
    expect(await notes()).toEqual({ a: 0, b: 0 });
    await work.run((tx) => move(tx, 'b'));
    expect(await notes()).toEqual({ a: 0, b: 1 });
  });
});
