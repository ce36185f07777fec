import { Client } from 'pg';
import { CLAIM_NEXT, CLAIM_NEXT_BELOW, CLAIM_NEXT_OF_QUEUE, CLAIM_NEXT_OF_QUEUE_BELOW, RELEASE, RENEW, SWEEP } from '../../src/store/claim.sql';
import { LATEST } from '../../src/store/decision.sql';
import type { Statement } from '../../src/platform/database/statement';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SITE = '01890000-0000-7000-8000-000000000001';
const ID = '01890000-0000-7000-8000-000000000002';
const NOW = '2026-02-22T10:00:00Z';
const ITEMS = 20_000;

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`INSERT INTO site (id, slug, name) VALUES ($1, 'herald', 'Herald')`, [SITE]);
  await client.query(`INSERT INTO article (site_id, id, created_at, updated_at) VALUES ($1, 'a', $2, $2)`, [SITE, NOW]);
  await client.query(`INSERT INTO queue (site_id, id, name, position, created_at) SELECT $1, q, q, 1, $2::timestamptz FROM unnest('{default,spam,hate}'::text[]) q`, [SITE, NOW]);
  await client.query(
    `WITH n AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, $3::integer) n),
       c AS (INSERT INTO comment (site_id, id, article_id, author_kind, status, fingerprint, created_at, status_changed_at)
             SELECT $1, id, 'a', 'anonymous', 'held', '\\x00', $2::timestamptz, $2::timestamptz FROM n)
     INSERT INTO review_item (site_id, id, comment_id, article_id, state, queue_id, priority, reason, content_revision, opened_at, claimed, claim_id, claimed_by, claim_expires_at)
     SELECT $1, gen_random_uuid(), id, 'a', CASE WHEN n % 2 = 0 THEN 'open' ELSE 'resolved' END, (ARRAY['default', 'spam', 'hate'])[1 + n % 3], n % 300000, 'why', 1,
       $2::timestamptz + n * interval '1 second', n % 100 = 0, CASE WHEN n % 100 = 0 THEN gen_random_uuid() END, CASE WHEN n % 100 = 0 THEN $4::uuid END, CASE WHEN n % 100 = 0 THEN $2::timestamptz END FROM n`,
    [SITE, NOW, ITEMS, ID],
  );
  await client.query(
    `INSERT INTO decision (site_id, id, comment_id, item_id, item_version, revision, action, status_before, status_after, comment_version, decided_by, created_at)
     SELECT site_id, gen_random_uuid(), comment_id, id, 1, 1, 'approve', 'held', 'published', 2, $1::uuid, $2::timestamptz FROM review_item WHERE state = 'resolved'`,
    [ID, NOW],
  );
  await client.query('ANALYZE');
}, 60_000);

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The plan of a statement whose parameters the planner does not see, as after the fifth use of a prepared one. */
async function plan({ name, text }: Statement, params: readonly unknown[]): Promise<string> {
  await client.query('SET plan_cache_mode = force_generic_plan');
  await client.query(`PREPARE ${name} AS ${text}`);
  const literals = params.map((value) => (typeof value === 'number' ? String(value) : `'${String(value)}'`)).join(', ');
  const { rows } = await client.query<Record<string, string>>(`EXPLAIN EXECUTE ${name} (${literals})`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const line = [SITE, `{${ID}}`, `{${ID}}`, NOW, NOW, 5];

describe('hot statements of the desk', () => {
  it.each([
    ['the next of a queue', CLAIM_NEXT_OF_QUEUE, [...line, 'spam'], 'review_item_next_idx'],
    ['the next of any queue', CLAIM_NEXT, [...line, '{hate}'], 'review_item_next_any_idx'],
    ['the next of a queue below a floor', CLAIM_NEXT_OF_QUEUE_BELOW, [...line, 'spam', 5_000, NOW, ID], 'review_item_next_idx'],
    ['the next of any queue below a floor', CLAIM_NEXT_BELOW, [...line, '{hate}', 5_000, NOW, ID], 'review_item_next_any_idx'],
    ['a heartbeat', RENEW, [SITE, ID, ID, NOW, NOW, 1_800], 'review_item_claim_idx'],
    ['a release', RELEASE, [SITE, ID, ID], 'review_item_claim_idx'],
    ['the sweep of ended leases', SWEEP, [NOW, 500], 'review_item_lease_idx'],
    ['the decision in force', LATEST, [SITE, ID], 'decision_comment_idx'],
  ] as const)('%s goes by its index and sorts nothing', async (_, statement, params, index) => {
    const text = await plan(statement, params);
    expect(text).toContain(index);
    expect(text).not.toMatch(/Seq Scan on (review_item|decision)/);
    // What was picked is dealt in order; the items themselves come in the order of the index.
    expect(text).not.toMatch(/Sort Key: i\./);
  });
});
