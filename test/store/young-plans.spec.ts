import { Client } from 'pg';
import type { Statement } from '../../src/platform/database/statement';
import { PAGES, SIGNALS } from '../../src/store/review-page.sql';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SITE = '01890000-0000-7000-8000-000000000001';
const NOW = '2026-02-22T10:00:00Z';
const COMMENTS = 120;
const ON_A_PAGE = 50;

let database: TestDatabase;
let client: Client;

/** A site on its first day: some comments wait, and the planner has not been told of any table. */
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`INSERT INTO site (id, slug, name) VALUES ($1, 'herald', 'Herald')`, [SITE]);
  await client.query(`INSERT INTO article (site_id, id, created_at, updated_at) VALUES ($1, 'a', $2, $2)`, [SITE, NOW]);
  await client.query(`INSERT INTO queue (site_id, id, name, position, created_at) VALUES ($1, 'default', 'Default', 1, $2)`, [SITE, NOW]);
  await client.query(
    `WITH n AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, $3::integer) n),
       c AS (INSERT INTO comment (site_id, id, article_id, author_kind, status, fingerprint, created_at, status_changed_at)
             SELECT $1, id, 'a', 'anonymous', 'held', '\\x00', $2::timestamptz, $2::timestamptz FROM n),
       r AS (INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at)
             SELECT $1, id, 1, 'A calm remark', 'text', gen_random_uuid(), $2::timestamptz, $2::timestamptz FROM n)
     INSERT INTO review_item (site_id, id, comment_id, article_id, state, queue_id, priority, reason, content_revision, opened_at)
     SELECT $1, gen_random_uuid(), id, 'a', 'open', 'default', n, 'why', 1, $2::timestamptz FROM n`,
    [SITE, NOW, COMMENTS],
  );
}, 60_000);

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Pages of tables and indexes that a statement looks at, as a prepared one whose plan was made once. */
async function pagesRead({ name, text }: Statement, ids: readonly string[]): Promise<number> {
  await client.query('SET plan_cache_mode = force_generic_plan');
  await client.query(`PREPARE ${name} AS ${text}`);
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE ${name} ('${SITE}', '{${ids.join()}}')`);
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  expect(plan?.['Actual Rows']).toBe(name === SIGNALS.name ? 0 : ids.length);
  return (plan?.['Shared Hit Blocks'] ?? Infinity) + (plan?.['Shared Read Blocks'] ?? Infinity);
}

describe('what the desk shows on the first day of a site', () => {
  it.each([
    ['its items', PAGES, 40],
    ['what speaks for them', SIGNALS, 5],
  ])('reads a few pages for each of %s, not all that the site has', async (_, statement, each) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM review_item WHERE site_id = $1 LIMIT $2', [SITE, ON_A_PAGE]);
    expect(await pagesRead(statement, rows.map(({ id }) => id))).toBeLessThan(each * ON_A_PAGE);
  });
});
