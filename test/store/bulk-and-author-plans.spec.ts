import { Client } from 'pg';
import { must } from '../../src/domain/must';
import type { BulkOperationId, CommentId, SiteId } from '../../src/domain/ids';
import { registeredStatements } from '../../src/platform/database/statement';
import type { Tx } from '../../src/platform/database/unit-of-work';
import { BulkSelectionStore } from '../../src/store/bulk-selection.store';
import { ALL_OPEN } from '../../src/store/review-filter';
import { searchWords } from '../../src/store/search-words';
import '../../src/store/store.module';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SITE = '01890000-0000-7000-8000-000000000001' as SiteId;
const ID = '01890000-0000-7000-8000-000000000002';
const NOW = '2026-02-22T10:00:00Z';
const ITEMS = 20_000;
const SPAM = 'Cheap wobblets and finest plonkers are sold behind the station every Tuesday';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`INSERT INTO site (id, slug, name) VALUES ($1, 'herald', 'Herald')`, [SITE]);
  await client.query(`INSERT INTO article (site_id, id, created_at, updated_at) VALUES ($1, 'a', $2, $2)`, [SITE, NOW]);
  await client.query(`INSERT INTO queue (site_id, id, name, position, created_at) VALUES ($1, 'default', 'Review', 1, $2)`, [SITE, NOW]);
  await client.query(
    `INSERT INTO author (site_id, id, kind, name, created_at, standing, standing_at)
     SELECT $1, 'u-' || n, 'registered', 'Reader ' || n, $2::timestamptz + n * interval '1 second', CASE WHEN n % 100 = 0 THEN 'ban' END, CASE WHEN n % 100 = 0 THEN $2::timestamptz END FROM generate_series(1, $3::integer) n`,
    [SITE, NOW, ITEMS],
  );
  await client.query(
    `WITH n AS (SELECT gen_random_uuid() AS id, gen_random_uuid() AS item, n FROM generate_series(1, $3::integer) n),
       c AS (INSERT INTO comment (site_id, id, article_id, author_id, author_kind, status, fingerprint, created_at, status_changed_at)
             SELECT $1, id, 'a', 'u-' || n / 10 + 1, 'registered', 'held', '\\x00', $2::timestamptz, $2::timestamptz FROM n),
       i AS (INSERT INTO review_item (site_id, id, comment_id, article_id, state, queue_id, priority, reason, content_revision, opened_at)
             SELECT $1, item, id, 'a', 'open', 'default', n, 'why', 1, $2::timestamptz FROM n)
     INSERT INTO waiting_item (site_id, item_id, comment_id, kind, queue_id, priority, opened_at, article_id, author_id, rules, score, reports, words)
     SELECT $1, item, id, 'comment', 'default', n, $2::timestamptz, 'a', 'u-' || n / 10 + 1, '{}', 0, 0,
       array_to_tsvector(CASE WHEN n % 1000 = 0 THEN $4::text[] || ARRAY['word' || n] ELSE ARRAY['the', 'wobblets', 'word' || n, 'word' || n + 1, 'behind' || n % 7] END) FROM n`,
    [SITE, NOW, ITEMS, searchWords(SPAM, 'text')],
  );
  await client.query(
    `WITH o AS (INSERT INTO bulk_operation (site_id, id, kind, status, action, on_claimed, origin, total, may_override, requested_by, created_at)
                SELECT $1, gen_random_uuid(), 'decide', CASE WHEN n = 1 THEN 'waiting' ELSE 'done' END, 'approve', 'skip', 'ids', 100, false, $2, $3 FROM generate_series(1, 200) n RETURNING id)
     INSERT INTO bulk_line (site_id, operation_id, place, comment_id, version, outcome)
     SELECT $1, o.id, n, gen_random_uuid(), 1, CASE WHEN n % 2 = 0 THEN 'succeeded' END FROM o, generate_series(1, 100) n`,
    [SITE, ID, NOW],
  );
  await client.query('ANALYZE');
}, 120_000);

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The plan of a statement whose parameters the planner does not see, as after the fifth use of a prepared one. */
async function plan(name: string, params: readonly (string | number | null)[]): Promise<string> {
  await client.query('SET plan_cache_mode = force_generic_plan');
  await client.query(`PREPARE ${name} AS ${must(registeredStatements().get(name), name).text}`);
  const literals = params.map((value) => (value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value}'`)).join(', ');
  const { rows } = await client.query<Record<string, string>>(`EXPLAIN EXECUTE ${name} (${literals})`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

describe('bulk operations and authors', () => {
  it.each([
    ['what a worker looks for', 'bulk_operation_due', [NOW], /bulk_operation_due_idx/],
    ['the lines that are left', 'bulk_line_left', [SITE, ID, 100], /bulk_line_left_idx/],
    ['what became of lines', 'bulk_line_count', [SITE, ID], /bulk_line_(outcome_idx|pkey)/],
    ['authors by name', 'author_list_search', [SITE, 'reader 1', 'reader 1', 'reader 2', null, null, null, NOW, 51], /author_name_idx/],
    ['authors by standing', 'author_list_standing', [SITE, 'ban', NOW, null, null, 51], /author_standing_idx/],
    ['the newest authors', 'author_list_newest', [SITE, null, null, 51], /author_created_idx/],
    ['what waits of an author', 'author_panel_sums', [SITE, 'u-7', 10_000], /waiting_item_author_idx/],
    ['an author\'s latest comments', 'author_panel_comments', [SITE, 'u-7', 10], /comment_author_idx/],
  ] as const)('%s go by their index', async (_, name, params, index) => {
    const text = await plan(name, params);
    expect(text).toMatch(index);
    expect(text).not.toMatch(/Sort Key: a\./);
    expect(text).not.toMatch(/Seq Scan on (author|bulk_line|bulk_operation|waiting_item|comment|review_item)\b/);
  });

  it('copies of a text are those that share most of its words, and no others', async () => {
    await client.query('BEGIN');
    const [spam] = (await client.query<{ id: CommentId }>(`SELECT comment_id AS id FROM waiting_item WHERE priority = 5000`)).rows;
    const [operation] = (await client.query<{ id: BulkOperationId }>(`SELECT id FROM bulk_operation WHERE status = 'waiting'`)).rows;
    await client.query('DELETE FROM bulk_line WHERE operation_id = $1', [operation?.id]);
    const alike = { commentId: must(spam, 'comment').id, words: searchWords(SPAM, 'text') };
    const look = { now: new Date(NOW), closedQueues: [] };
    const store = new BulkSelectionStore();
    expect(await store.freeze({ client } as unknown as Tx, SITE, must(operation, 'operation').id, { filter: ALL_OPEN, look, alike, limit: 1_000 })).toBe(20);
    await client.query('ROLLBACK');
  });
});
