import { Client } from 'pg';
import { must } from '../../src/domain/must';
import { registeredStatements } from '../../src/platform/database/statement';
import '../../src/store/store.module';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SITE = '01890000-0000-7000-8000-000000000001';
const ID = '01890000-0000-7000-8000-000000000002';
const NOW = '2026-02-22T10:00:00Z';
const COMMENTS = 10_000;

let database: TestDatabase;
let client: Client;

/** Ten thousand comments, each reported by one of five hundred readers; half of them decided and appealed. */
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  const steps: readonly (readonly [sql: string, params: readonly unknown[]])[] = [
    [`INSERT INTO site (id, slug, name) VALUES ($1, 'herald', 'Herald')`, [SITE]],
    [`INSERT INTO article (site_id, id, created_at, updated_at) VALUES ($1, 'a', $2, $2)`, [SITE, NOW]],
    [`INSERT INTO queue (site_id, id, name, position, created_at) VALUES ($1, 'default', 'Review', 1, $2)`, [SITE, NOW]],
    [
      `WITH c AS (INSERT INTO comment (site_id, id, article_id, author_kind, status, fingerprint, created_at, status_changed_at)
         SELECT $1, gen_random_uuid(), 'a', 'anonymous', 'rejected', '\\x00', $2::timestamptz, $2::timestamptz FROM generate_series(1, $3::integer) RETURNING id),
       n AS (SELECT id, row_number() OVER () AS n FROM c),
       i AS (INSERT INTO review_item (site_id, id, comment_id, article_id, state, queue_id, priority, reason, content_revision, opened_at)
         SELECT $1, gen_random_uuid(), id, 'a', CASE WHEN n % 2 = 0 THEN 'open' ELSE 'resolved' END, 'default', n, 'why', 1, $2::timestamptz FROM n)
       INSERT INTO report (site_id, id, comment_id, revision, reporter, reporter_kind, reason, created_at)
       SELECT $1, gen_random_uuid(), id, 1, 'author:u' || n % 500, 'registered', 'spam', $2::timestamptz FROM n`,
      [SITE, NOW, COMMENTS],
    ],
    [
      `INSERT INTO decision (site_id, id, comment_id, item_id, item_version, revision, action, reason_code, status_before, status_after, comment_version, decided_by, created_at)
       SELECT site_id, gen_random_uuid(), comment_id, id, 1, 1, 'reject', 'reason-' || priority % 40, 'held', 'rejected', 2, $1::uuid, $2::timestamptz FROM review_item WHERE state = 'resolved'`,
      [ID, NOW],
    ],
    [
      `INSERT INTO appeal (site_id, id, comment_id, against, decision_id, item_id, revision, filed_by, state, created_at)
       SELECT d.site_id, gen_random_uuid(), d.comment_id, d.id, d.id, d.item_id, 1, 'key:1', CASE WHEN i.priority % 10 = 1 THEN 'open' ELSE 'dismissed' END, $1::timestamptz FROM decision d JOIN review_item i ON i.site_id = d.site_id AND i.id = d.item_id`,
      [NOW],
    ],
    ['ANALYZE', []],
  ];
  for (const [sql, params] of steps) await client.query(sql, [...params]);
}, 60_000);

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The plan of a statement whose parameters the planner does not see, as after the fifth use of a prepared one. */
async function plan(name: string, params: readonly string[]): Promise<string> {
  await client.query('SET plan_cache_mode = force_generic_plan');
  await client.query(`PREPARE ${name} AS ${must(registeredStatements().get(name), `statement ${name}`).text}`);
  const { rows } = await client.query<Record<string, string>>(`EXPLAIN EXECUTE ${name} (${params.map((value) => `'${value}'`).join(', ')})`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

describe('statements of reports and appeals', () => {
  it.each([
    ['report_sum', [SITE, ID, '1'], ['report_reporter_key']],
    ['report_list', [SITE, ID, ID, '51'], ['report_reporter_key', 'decision_comment_idx']],
    ['reporter_record', [SITE, 'author:u1', '200'], ['report_reporter_idx', 'decision_comment_idx']],
    ['reporter_count', [SITE, 'author:u1'], ['report_reporter_idx']],
    ['appeal_of_comments', [SITE, `{${ID}}`], ['appeal_against_key']],
    ['appeal_open_of', [SITE, ID], ['appeal_open_key']],
    ['policy_named', [SITE, 'reason-1'], ['decision_reason_idx']],
  ] as const)('%s goes by its index', async (name, params, indexes) => {
    const text = await plan(name, params);
    expect(indexes.filter((index) => !text.includes(index))).toEqual([]);
    expect(text).not.toMatch(/Seq Scan on (report|appeal|decision|comment)\b/);
  });
});
