import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

const QUEUES = 5;
const AUTHORS = 20_000;
const ARTICLES = 400;
const SECTIONS = ['world', 'local', 'sport', 'culture', 'opinion'];
const RULES = ['spam-links', 'shouting', 'harsh-words', 'repeated-text', 'newcomer-links'];

export interface DeskFill {
  readonly comments: number;
  /** How many of them, the latest, wait for a person. */
  readonly open: number;
  readonly bodies: readonly string[];
}

/**
 * Gives a site articles, authors, comments and open review items, written by the database itself and without its checks, because it is
 * the reading and claiming that is to be measured. Priorities, queues, rules and authors are spread evenly, times over a month.
 */
export async function fillDesk(client: Client, siteId: string, { comments, open, bodies }: DeskFill): Promise<void> {
  await client.query('SET session_replication_role = replica');
  await client.query("SET maintenance_work_mem = '512MB'");
  // Made once over all rows, which takes minutes less than row by row.
  const { rows: indexes } = await client.query<{ indexname: string; indexdef: string }>("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '%USING gin%' AND tablename IN ('comment_words', 'waiting_item')");
  for (const { indexname } of indexes) await client.query(`DROP INDEX ${indexname}`);
  await client.query('CREATE TEMP TABLE sample (n integer PRIMARY KEY, body text)');
  await client.query('INSERT INTO sample SELECT * FROM unnest($1::integer[], $2::text[])', [bodies.map((_, n) => n), bodies]);
  await client.query(`INSERT INTO queue (site_id, id, name, position, created_at) SELECT $1, 'bench-' || n, 'Queue ' || n, 100 + n, now() FROM generate_series(0, ${String(QUEUES - 1)}) n`, [siteId]);
  await client.query(`INSERT INTO article (site_id, id, title, section, created_at, updated_at) SELECT $1, 'bench-' || n, 'Article ' || n, ($2::text[])[1 + n % 5], now(), now() FROM generate_series(0, ${String(ARTICLES - 1)}) n`, [siteId, SECTIONS]);
  // Ids differ between sites and are found again by the statements below.
  const salt = randomUUID().slice(-4);
  const last = new Date().toISOString();
  const past = `SELECT n, n % ${String(bodies.length)} AS sample, date_trunc('milliseconds', '${last}'::timestamptz - (${String(comments)} - n) * interval '${String((30 * 86_400) / comments)} seconds') AS at FROM generate_series(1, ${String(comments)}) n`;
  const id = (kind: string): string => `(lpad(to_hex(p.n), 12, '0') || '7${kind}' || '${salt}' || lpad(to_hex(p.n), 14, '8'))::uuid`;
  const rule = `($2::text[])[1 + (p.n / 5) % ${String(RULES.length)}]`;
  await client.query(`INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
    SELECT $1, p.at, ${id('0')}, ${id('1')}, 1, 'create', CASE WHEN p.n > ${String(comments - open)} THEN 'hold' ELSE 'publish' END, 1, '2', '{"event":"create","fields":{},"failed":[],"rates":{},"sampleBuckets":{}}',
      json_build_object('action', 'hold', 'primaryRule', ${rule}, 'reason', 'Held', 'policy', null, 'score', json_build_object('total', 600, 'shadow', 0, 'groups', json_build_object()), 'queue', null, 'urgency', 'normal', 'tags', json_build_array(), 'labels', json_build_array(), 'notify', json_build_array(), 'closeArticle', false, 'authorMessage', null, 'hits', json_build_array(), 'errors', json_build_array(), 'evaluated', 20), 30
    FROM (${past}) p`, [siteId, RULES]);
  await client.query(`INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at)
    SELECT $1, ${id('1')}, 1, s.body, 'text', ${id('0')}, p.at, p.at FROM (${past}) p JOIN sample s ON s.n = p.sample`, [siteId]);
  await client.query(`INSERT INTO comment_words (site_id, comment_id, revision, words) SELECT $1, ${id('1')}, 1, strip(to_tsvector('simple', s.body)) FROM (${past}) p JOIN sample s ON s.n = p.sample`, [siteId]);
  await client.query(`INSERT INTO comment (site_id, id, article_id, author_id, author_name, author_kind, status, fingerprint, created_at, status_changed_at)
    SELECT $1, ${id('1')}, 'bench-' || p.n % ${String(ARTICLES)}, 'past-' || (p.n / 3) % ${String(AUTHORS)}, 'A reader', 'registered', CASE WHEN p.n > ${String(comments - open)} THEN 'held' ELSE 'published' END, '\\x00', p.at, p.at
    FROM (${past}) p`, [siteId]);
  await client.query(`INSERT INTO review_item (site_id, id, comment_id, article_id, author_id, author_kind, section, state, queue_id, priority, reason, rule, rules, score, content_revision, opened_at)
    SELECT $1, ${id('2')}, ${id('1')}, 'bench-' || p.n % ${String(ARTICLES)}, 'past-' || (p.n / 3) % ${String(AUTHORS)}, 'registered', ($3::text[])[1 + (p.n % ${String(ARTICLES)}) % 5], 'open', 'bench-' || p.n % ${String(QUEUES)}, 100000 + ((p.n * 7919::bigint) % 5000)::integer, 'Held', ${rule}, ARRAY[${rule}], 600, 1, p.at
    FROM (${past}) p WHERE p.n > ${String(comments - open)}`, [siteId, RULES, SECTIONS]);
  // Without figures the planner takes the tables for empty and joins them row by row.
  await client.query('ANALYZE review_item, comment_words');
  await client.query(`INSERT INTO waiting_item (site_id, item_id, comment_id, kind, queue_id, priority, opened_at, article_id, author_id, author_kind, section, rules, score, reports, words)
    SELECT i.site_id, i.id, i.comment_id, i.kind, i.queue_id, i.priority, i.opened_at, i.article_id, i.author_id, i.author_kind, i.section, i.rules, i.score, i.reports, w.words
    FROM review_item i JOIN comment_words w ON w.site_id = i.site_id AND w.comment_id = i.comment_id WHERE i.site_id = $1`, [siteId]);
  await client.query('DROP TABLE sample');
  for (const { indexdef } of indexes) await client.query(indexdef);
  await client.query('SET session_replication_role = DEFAULT');
  await client.query('VACUUM ANALYZE evaluation, comment_revision, comment_words, comment, review_item, waiting_item, article');
  // What was filled must not be written to disk while something else is measured.
  await client.query('CHECKPOINT');
}
