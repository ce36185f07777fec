import type { Client } from 'pg';
import { decide } from '../src/engine/decide/decide';
import type { Facts } from '../src/engine/facts';
import type { RuleSetDocument } from '../src/engine/language/document';
import { compileInThread } from '../src/evaluate/compile-for-judging';
import { JUDGING_VERSION } from '../src/evaluate/judging-version';

/** Different texts: enough that no cache of a text helps. */
const TEXTS = 20_000;
const DAYS = 60;
const AUTHORS = 5_000;
const SECTIONS = ['world', 'local', 'sport', 'culture', 'opinion'];

/** Facts as intake keeps them, of a reader with a record that depends on `n`. */
function factsOf(n: number): Facts & { readonly context: object } {
  const [approved, rejected] = [(n * 7) % 90, n % 11 === 0 ? 2 : 0];
  return {
    event: 'create',
    receivedAt: '2026-02-22T12:00:00.000Z',
    base: 'publish',
    fields: {
      'author.kind': 'registered', 'author.roles': [], 'author.account_age': (n % 900) * 86_400, 'author.approved': approved, 'author.rejected': rejected,
      'author.approval_rate': (approved + 1) / (approved + rejected + 2), 'author.first_comment': approved + rejected === 0, 'article.id': `bench-${String(n % 50)}`,
      'article.section': SECTIONS[n % SECTIONS.length] ?? '', 'article.tags': [], 'article.comments_mode': 'open', 'article.comments_closed': false, 'thread.depth': 0,
      'thread.is_reply': false, 'thread.reply_to_self': false, 'edit.is_edit': false, 'request.form_time': 9, 'time.hour': n % 24, 'time.weekday': 'sun', 'site.id': 'demo',
    },
    failed: [],
    rates: {},
    sampleBuckets: {},
    context: { articleTitle: 'An article', userAgent: 'Mozilla/5.0' },
  };
}

/**
 * Fills a site's past with comments as intake would have stored them: judged by the running rules, text by text, then repeated with ids
 * and times of their own. Returns the time of the last. Written by the database itself, without its checks, because it is the reading that is to be measured.
 */
export async function fillHistory(client: Client, siteId: string, { bodies, comments, version }: { readonly bodies: readonly string[]; readonly comments: number; readonly version: number }): Promise<Date> {
  const { rows } = await client.query<{ document: RuleSetDocument }>('SELECT document FROM rule_set WHERE site_id = $1 AND version = $2', [siteId, version]);
  const [row] = rows;
  if (!row) throw new Error('The site has no rules');
  const compiled = compileInThread(row.document);
  // Counters that nobody counted here were there when the comments came: below any limit.
  const rates = Object.fromEntries(compiled.counters.map(({ id }) => [id, 1]));
  const samples = Array.from({ length: Math.min(TEXTS, comments) }, (_, n) => {
    const [body, facts] = [bodies[n % bodies.length] ?? '', { ...factsOf(n), rates }];
    const verdict = decide(compiled, facts, { body, format: 'text', ...{ articleTitle: 'An article', userAgent: 'Mozilla/5.0' } });
    return { body, facts: JSON.stringify(facts), verdict: JSON.stringify(verdict), action: verdict.action };
  });
  await client.query('SET session_replication_role = replica');
  await client.query('CREATE TEMP TABLE sample (n integer PRIMARY KEY, body text, facts json, verdict json, action text)');
  await client.query('INSERT INTO sample SELECT * FROM unnest($1::integer[], $2::text[], $3::json[], $4::json[], $5::text[])', [
    samples.map((_, n) => n), samples.map(({ body }) => body), samples.map(({ facts }) => facts), samples.map(({ verdict }) => verdict), samples.map(({ action }) => action),
  ]);
  // Fixed, so that the three statements agree on ids and times.
  const last = new Date(Date.now() - 3_600_000);
  const past = `SELECT n, n % ${String(samples.length)} AS sample, date_trunc('milliseconds', '${last.toISOString()}'::timestamptz - (${String(comments)} - n) * interval '${String((DAYS * 86_400) / comments)} seconds') AS at FROM generate_series(1, ${String(comments)}) n`;
  const id = (kind: string): string => `(lpad(to_hex((extract(epoch FROM p.at) * 1000)::bigint), 12, '0') || '7${kind}' || lpad(to_hex(p.n), 18, '8'))::uuid`;
  await client.query(`INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
    SELECT $1, p.at, ${id('0')}, ${id('1')}, 1, 'create', s.action, $2, $3, s.facts, s.verdict, 30 FROM (${past}) p JOIN sample s ON s.n = p.sample ORDER BY p.n`, [siteId, version, JUDGING_VERSION]);
  await client.query(`INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at)
    SELECT $1, ${id('1')}, 1, s.body, 'text', ${id('0')}, p.at, p.at FROM (${past}) p JOIN sample s ON s.n = p.sample ORDER BY p.n`, [siteId]);
  await client.query(`INSERT INTO comment (site_id, id, article_id, author_id, author_name, author_kind, status, fingerprint, created_at, status_changed_at)
    SELECT $1, ${id('1')}, 'bench-' || p.n % 50, 'past-' || p.n % ${String(AUTHORS)}, 'A reader', 'registered', CASE WHEN s.action = 'hold' THEN 'held' ELSE 'published' END, '\\x00', p.at, p.at
    FROM (${past}) p JOIN sample s ON s.n = p.sample ORDER BY p.n`, [siteId]);
  // People decided every second of what was held.
  await client.query(`INSERT INTO decision (site_id, id, comment_id, item_id, item_version, revision, action, status_before, status_after, comment_version, decided_by, created_at)
    SELECT $1, ${id('2')}, ${id('1')}, ${id('3')}, 1, 1, CASE WHEN p.n % 3 = 0 THEN 'approve' ELSE 'reject' END, 'held', CASE WHEN p.n % 3 = 0 THEN 'published' ELSE 'rejected' END, 2, $1, p.at
    FROM (${past}) p JOIN sample s ON s.n = p.sample WHERE s.action = 'hold' AND p.n % 2 = 0`, [siteId]);
  await client.query('SET session_replication_role = DEFAULT');
  await client.query('VACUUM ANALYZE evaluation, comment_revision, comment, decision');
  return last;
}
