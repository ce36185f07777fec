import { Client } from 'pg';
import { registeredStatements } from '../../src/platform/database/statement';
import '../../src/store/store.module';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SITE = '01890000-0000-7000-8000-000000000001';
const ID = '01890000-0000-7000-8000-000000000002';
const [FROM, TO] = ['2026-01-01T00:00:00Z', '2026-02-01T10:00:00Z'];

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('SET plan_cache_mode = force_generic_plan');
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The plan of a prepared statement whose parameters the planner does not see. */
async function plan(name: string, params: readonly (string | number | null)[]): Promise<string> {
  const { text } = registeredStatements().get(name) ?? { text: '' };
  await client.query(`PREPARE ${name} AS ${text}`);
  const literals = params.map((value) => (value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value}'`)).join(', ');
  const { rows } = await client.query<Record<string, string>>(`EXPLAIN EXECUTE ${name} (${literals})`);
  await client.query(`DEALLOCATE ${name}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const STATEMENTS = [
  ['what is new for the stream', 'stream_after', [SITE, 5, 200]],
  ['the last position', 'stream_last', [SITE]],
  ['a stretch of the log', 'stream_log_stretch', [SITE, 0, 2_000, null, null, null, null]],
  ['the log of one comment', 'stream_log_of_comment', [SITE, 0, 2_000, null, null, null, null, ID, null]],
  ['when a line happened', 'stream_log_moment', [SITE, 5]],
  ['what came in', 'stats_fold_volume', [SITE, 0, 1_000]],
  ['what was skipped', 'stats_fold_skips', [SITE, 0, 1_000]],
  ['what was decided', 'stats_fold_decisions', [SITE, `{${ID}}`]],
  ['statistics', 'stats_sums', [SITE, 'rule', FROM, TO, null]],
  ['times', 'stats_times', [SITE, 'rule', FROM, TO, null]],
] as const;

const ALL = /Seq Scan on (event|event_position|review_item|decision|decision_count|desk_\w+|article|person)\b/;
const GROWN = /Seq Scan on (event|event_position)\b/;

describe.each([
  ['a young database, of which nothing is known', null, ALL],
  ['one whose log has grown since it was last looked at', 20_000, GROWN],
] as const)('on %s', (_, lines, wrong) => {
  beforeAll(async () => {
    if (lines === null) return;
    await client.query('ANALYZE');
    await client.query(
      `WITH n AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, $2::integer) n),
         e AS (INSERT INTO event (site_id, id, type, actor, payload, created_at) SELECT $1, id, 'item.claimed', 'system', '{}', now() FROM n)
       INSERT INTO event_position (site_id, position, event_id) SELECT $1, n, id FROM n`,
      [SITE, lines],
    );
  });

  it.each(STATEMENTS)('%s is read by index, not by reading whole tables', async (_what, name, params) => {
    expect(await plan(name, params)).not.toMatch(wrong);
  });
});
