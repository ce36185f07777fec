import { Client } from 'pg';
import { must } from '../../src/domain/must';
import { registeredStatements } from '../../src/platform/database/statement';
import '../../src/store/history.store';
import '../../src/store/store.module';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SITE = '01890000-0000-7000-8000-000000000001';
const OTHER = '01890000-0000-7000-8000-000000000002';
const NOW = '2026-02-22T10:00:00Z';
const COMMENTS = 4_000;

let database: TestDatabase;
let client: Client;

/** Runs a statement with the site as $1, the time as $2 and the number of comments as $3; as text, so that no type is guessed. */
async function write(sql: string, site: string): Promise<void> {
  await client.query(sql.replaceAll('$1', `'${site}'::uuid`).replaceAll('$2', `'${NOW}'::timestamptz`).replaceAll('$3', String(COMMENTS)));
}

/** A site with a thousand articles and comments on forty of them, by two hundred authors, a fifth of them replies, each with text and verdict. */
async function fill(site: string): Promise<void> {
  await write(`INSERT INTO site (id, slug, name) VALUES ($1, 's' || right($1::text, 3), 'Herald')`, site);
  await write(`INSERT INTO article (site_id, id, created_at, updated_at) SELECT $1, 'a' || n, $2, $2 FROM generate_series(1, 1000) n`, site);
  await write(`INSERT INTO author (site_id, id, kind, created_at) SELECT $1, 'u' || n, 'registered', $2 FROM generate_series(1, 3000) n`, site);
  await write(
    `WITH n AS (SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS evaluation FROM generate_series(1, $3) n),
       parents AS (SELECT array_agg(id) AS ids FROM n WHERE n <= 200),
       c AS (INSERT INTO comment (site_id, id, external_id, article_id, author_id, author_kind, parent_id, status, fingerprint, created_at, status_changed_at)
             SELECT $1, id, 'x' || n, 'a' || n % 40 + 1, 'u' || n % 200 + 1, 'registered', CASE WHEN n > 200 AND n % 5 = 0 THEN ids[n % 200 + 1] END,
               CASE WHEN n % 20 = 0 THEN 'held' ELSE 'published' END, '\\x00', $2, $2 FROM n, parents),
       r AS (INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at)
             SELECT $1, id, 1, 'A quiet remark', 'text', evaluation, $2 + n * interval '1 second', $2 FROM n)
     INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
     SELECT $1, $2 + n * interval '1 second', evaluation, id, 1, 'create', 'publish', 1, '1', '{}', '{}', 1 FROM n`,
    site,
  );
  await fillAround(site);
}

/** What is written beside each comment. */
async function fillAround(site: string): Promise<void> {
  const many = `FROM generate_series(1, $3) n`;
  const inserts = [
    `INSERT INTO report (site_id, id, comment_id, revision, reporter, reporter_kind, reason, created_at) SELECT $1, gen_random_uuid(), id, 1, 'r', 'registered', 'spam', $2 FROM comment WHERE site_id = $1 LIMIT $3`,
    `INSERT INTO comment_words (site_id, comment_id, revision, words) SELECT site_id, comment_id, 1, to_tsvector('simple', body || ' ' || left(comment_id::text, 4)) FROM comment_revision WHERE site_id = $1 AND $2 IS NOT NULL LIMIT $3`,
    `INSERT INTO counter (site_id, key, bucket, n, expires_at) SELECT $1, sha256(n::text::bytea), 1, 1, $2 + n * interval '1 second' ${many}`,
    `INSERT INTO counter_value (site_id, key, bucket, value, expires_at) SELECT $1, sha256(n::text::bytea), 1, '\\x01', $2 + n * interval '1 second' ${many}`,
    `INSERT INTO idempotency_key (site_id, actor, operation, key, fingerprint, outcome_id, created_at) SELECT $1, 'key:1', 'comments.submit', 'k' || n, '\\x00', gen_random_uuid(), $2 + n * interval '1 second' ${many}`,
    `INSERT INTO event (site_id, id, type, actor, created_at) SELECT $1, gen_random_uuid(), 'comment.submitted', 'key:1', $2 ${many}`,
    `INSERT INTO event_position (site_id, position, event_id) SELECT site_id, row_number() OVER (), id FROM event WHERE site_id = $1 AND created_at = $2 LIMIT $3`,
    `INSERT INTO event_waiting (site_id, id, event_ids) SELECT $1, gen_random_uuid(), ARRAY[gen_random_uuid()] FROM generate_series(1, $3 / 50) n WHERE $2 IS NOT NULL`,
    `INSERT INTO outbox (site_id, id, type, decision_id, payload, send_after, created_at) SELECT $1, gen_random_uuid(), 'comment.submitted', gen_random_uuid(), '{}', $2 + n * interval '1 second', $2 ${many}`,
    `INSERT INTO api_key (site_id, id, name, scopes, secret_hash) SELECT $1, gen_random_uuid(), 'k', '{}', sha256(($1::text || n)::bytea) FROM generate_series(1, $3 / 10) n`,
    `INSERT INTO rule_set (site_id, version, document, hash, is_running, created_at) SELECT $1, n, '{}', 'h', n = 1, $2 FROM generate_series(1, $3 / 10) n`,
    `INSERT INTO webhook_endpoint (site_id, id, url, types, secret, created_at) SELECT $1, $1, 'https://news.example', '{}', '\\x00', $2`,
    `INSERT INTO webhook_delivery (site_id, id, endpoint_id, message_id, type, payload, status, created_at) SELECT $1, gen_random_uuid(), $1, 'm', 'comment.submitted', '{}', 'delivered', $2 ${many}`,
  ];
  for (const insert of inserts) await write(insert, site);
}

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  for (const site of [SITE, OTHER]) await fill(site);
  await client.query(`INSERT INTO arrival (site_id, article_id, slot, comments, withheld) SELECT $1, 'a' || a, $2::timestamptz - n * interval '10 minutes', 1, 0 FROM generate_series(1, 50) a, generate_series(1, 100) n`, [SITE, NOW]);
  await client.query('ANALYZE');
}, 60_000);

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The plan of a statement: with its parameters hidden, as after the fifth use of a prepared one, or seen. */
async function plan(name: string, params: readonly string[], parameters: 'hidden' | 'seen'): Promise<string> {
  const { text } = must(registeredStatements().get(name), `statement ${name}`);
  await client.query(`SET plan_cache_mode = ${parameters === 'hidden' ? 'force_generic_plan' : 'force_custom_plan'}`);
  const prepared = `p_${name}`;
  await client.query(`PREPARE ${prepared} AS ${text}`);
  const { rows } = await client.query<Record<string, string>>(`EXPLAIN EXECUTE ${prepared} (${params.map((value) => (value === 'NULL' ? value : `'${value}'`)).join(', ')})`);
  await client.query(`DEALLOCATE ${prepared}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const IDS = `{${SITE}}`;
const KEYS = '{"\\\\x00"}';
const SCANS = /Seq Scan on (comment|comment_revision|evaluation\w*|report|counter|counter_value|idempotency_key|event|outbox|api_key|rule_set|webhook_delivery)\b/;

/** The parameters of a search, from the second on: before, article, author, status, from, to, verdicts. */
function search(filters: Readonly<Record<number, string>>): string[] {
  return [SITE, ...Array.from({ length: 7 }, (_, at) => filters[at + 2] ?? 'NULL')];
}

const HOT: readonly (readonly [statement: string, params: readonly string[], indexes: readonly string[]])[] = [
  ['comment_find', [SITE, IDS], ['comment_pkey', 'comment_revision_pkey', 'evaluation_default_pkey']],
  ['comment_first_answers', [SITE, IDS], ['comment_pkey', 'comment_revision_pkey', 'evaluation_default_pkey']],
  ['comment_find_external', [SITE, '{x1}'], ['comment_external_key']],
  ['comment_find_parents', [SITE, IDS], ['comment_pkey', 'comment_revision_pkey']],
  ['comment_find_existing', [SITE, IDS], ['comment_pkey']],
  ['article_find', [SITE, '{a1}'], ['article_pkey']],
  ['author_find', [SITE, '{u1}'], ['author_pkey']],
  ['idempotency_find', [SITE, '{key:1}', '{comments.submit}', '{k1}'], ['idempotency_key_pkey']],
  ['counter_move', [SITE, KEYS, '{1}', '{1}', `{${NOW}}`, '{1}'], ['counter_pkey']],
  ['counter_peek', [SITE, KEYS, '{1}', '{1}'], ['counter_pkey']],
  ['counter_values', [SITE, KEYS, '{1}'], ['counter_value_pkey']],
  ['rule_set_running', [SITE], ['rule_set_running_key']],
  ['api_key_by_secret', ['\\x00'], ['api_key_lookup_idx']],
  ['published_top_newest', [SITE, 'a1', 'NULL', '51'], ['comment_article_top_idx', 'comment_parent_idx']],
  ['published_top_oldest', [SITE, 'a1', SITE, '51'], ['comment_article_top_idx', 'comment_parent_idx']],
  ['published_under_newest', [SITE, 'a1', 'NULL', '51', SITE], ['comment_parent_idx']],
  ['published_under_oldest', [SITE, 'a1', SITE, '51', SITE], ['comment_parent_idx']],
  ['published_replies', [SITE, IDS], ['comment_parent_idx', 'comment_pkey']],
  ['published_reply_counts', [SITE, IDS], ['comment_parent_idx']],
  ['published_count', [SITE, 'a1'], ['comment_article_published_idx']],
  ['published_news', [SITE, '10'], ['event_position_pkey', 'event_waiting_pkey', 'event_pkey', 'comment_pkey']],
  ['published_news_last', [SITE], ['event_position_pkey']],
  ['article_list_counts', [SITE, '{a1}'], ['comment_article_published_idx', 'comment_article_unpublished_idx']],
  ['arrival_recent', [SITE, '{a1}', NOW], ['arrival_pkey']],
  ['arrival_history', [SITE, '{a1}', NOW, NOW], ['arrival_pkey']],
  ['event_after', [SITE, '10', '100'], ['event_position_pkey']],
  ['event_position_waiting', [SITE, '100'], ['event_waiting_pkey']],
  ['event_position_last', [SITE], ['event_position_pkey']],
  ['outbox_take_due', [SITE, NOW, '100'], ['outbox_site_due_idx']],
  ['outbox_due_sites', [NOW, '100'], ['outbox_due_idx']],
  ['decision_withdraw_message', [SITE, SITE], ['outbox_decision_idx']],
  ['webhook_delivery_page', [SITE, SITE, 'NULL', '51'], ['webhook_delivery_endpoint_idx']],
  ['idempotency_expire', [NOW], ['idempotency_key_created_idx']],
  ['comment_words_texts', [SITE, IDS], ['comment_pkey', 'comment_revision_pkey']],
  ['comment_search_latest', [...search({}), '51'], ['comment_pkey']],
  ['comment_search_of_author', [...search({ 4: 'u1' }), '51'], ['comment_author_idx']],
  ['comment_search_of_article', [...search({ 3: 'a1' }), '51'], ['comment_article_published_idx', 'comment_article_unpublished_idx']],
  ['comment_search_unpublished', [...search({ 5: 'held' }), '51'], ['comment_unpublished_idx']],
  ['comment_search_of_author_with_words', [...search({ 4: 'u1' }), '51', 'word'], ['comment_author_idx', 'comment_words_pkey']],
  ['comment_search_of_article_with_words', [...search({ 3: 'a1' }), '51', 'word'], ['comment_article_published_idx', 'comment_article_unpublished_idx', 'comment_words_pkey']],
  ['comment_search_latest_with_words', [...search({}), '51', 'word', '5000'], ['comment_words_pkey', 'comment_pkey']],
  ['comment_search_with_words', [...search({}), '51', 'word'], ['comment_words_words_idx', 'comment_pkey']],
  ['comment_search_unread', [...search({}), '500'], ['comment_pkey', 'comment_words_pkey']],
  ['history_step', [SITE, NOW, SITE, '2000-01-01', '1000'], ['evaluation_default_pkey']],
  ['history_evaluations', [SITE, SITE], ['comment_revision_pkey', 'evaluation_default_pkey']],
  ['history_evaluation', [SITE, SITE, SITE], ['comment_revision_pkey', 'evaluation_default_pkey']],
];

describe('hot statements', () => {
  it.each(HOT)('%s goes by its index', async (name, params, indexes) => {
    const text = await plan(name, params, 'hidden');
    expect(indexes.filter((index) => !text.includes(`${index} `))).toEqual([]);
    expect(text).not.toMatch(SCANS);
  });

  it('the count of an article’s comments is read from the index alone', async () => {
    expect(await plan('published_count', [SITE, 'a1'], 'hidden')).toMatch(/Index Only Scan using comment_article_published_idx/);
  });
});
