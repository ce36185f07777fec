import fc from 'fast-check';
import { Client } from 'pg';
import { booleans, bytes, instants, integers, jsonbs, jsons, smallints, texts, uuids } from '../../src/platform/database/columns';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

/** What PostgreSQL takes and keeps: any text but NUL and halves of a pair. */
const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replaceAll('\0', '').toWellFormed());
const instant = fc.date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2300-01-01T00:00:00Z'), noInvalidDate: true });

describe('columns', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  async function back<T>(type: string, column: Buffer): Promise<T[]> {
    return (await client.query<{ value: T }>(`SELECT value FROM unnest($1::${type}[]) WITH ORDINALITY AS u (value, place) ORDER BY place`, [column])).rows.map(({ value }) => value);
  }

  const column = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<(T | null)[]> => fc.array(fc.option(value), { maxLength: 12 });

  /** A type, what may stand in it, and what writes it. */
  const kinds: readonly [string, fc.Arbitrary<unknown>, (values: readonly never[]) => Buffer][] = [
    ['text', text, texts],
    ['uuid', fc.uuid(), uuids],
    ['integer', fc.integer(), integers],
    ['smallint', fc.integer({ min: -32_768, max: 32_767 }), smallints],
    ['boolean', fc.boolean(), booleans],
    ['timestamptz', instant, instants],
    ['bytea', fc.uint8Array({ maxLength: 40 }).map((value) => Buffer.from(value)), bytes],
  ];

  it.each(kinds)('of %s come back as they went in', async (type, value, write) => {
    await fc.assert(
      fc.asyncProperty(column(value), async (values) => {
        expect(await back(type, write(values as never[]))).toEqual(values);
      }),
      { numRuns: 60 },
    );
  });

  it('of JSON come back as what was written', async () => {
    const written = column(fc.record({ a: text, b: fc.array(fc.integer()) }));
    for (const [type, write] of [['json', jsons], ['jsonb', jsonbs]] as const) {
      await fc.assert(
        fc.asyncProperty(written, async (values) => {
          expect(await back(type, write(values.map((value) => (value === null ? null : JSON.stringify(value)))))).toEqual(values);
        }),
        { numRuns: 60 },
      );
    }
  });

  it('may be larger than what was written before', async () => {
    const long = ['é'.repeat(200_000), 'a', null, '字'.repeat(100_000)];
    expect(await back('text', texts(long))).toEqual(long);
  });

  it('refuse what is no UUID', () => {
    for (const wrong of ['', 'x', '0190aaaa-0000-7000-8000-00000000000', '0190aaaa-0000-7000-8000-0000000000000', '0190aaaa-0000-7000-8000-00000000000g', '日'.repeat(32)]) {
      expect(() => uuids([wrong])).toThrow(RangeError);
    }
  });
});
