import type { Client } from 'pg';
import type { Site } from '../../../src/domain/actor';

export interface Crowd {
  readonly comments: number;
  readonly authors: number;
}

/** Comments of many others around a person, written by the database itself: with texts, words for search, verdicts and authors. */
export async function gather(database: Client, { id: siteId }: Site, { comments, authors }: Crowd): Promise<void> {
  const uuid = (kind: string): string => `(lpad(to_hex(n), 12, '0') || '7${kind}c0' || lpad(to_hex(n), 16, '8'))::uuid`;
  const at = `now() - n * interval '1 second'`;
  const text = `'What reader ' || n % ${String(authors)} || ' says of ferry number ' || n || ', which was late again on a calm morning'`;
  const all = `generate_series(1, ${String(comments)}) n`;
  await database.query('SET session_replication_role = replica');
  await database.query(`INSERT INTO article (site_id, id, title, created_at, updated_at) SELECT $1, 'crowd-' || n, 'Article ' || n, now(), now() FROM generate_series(0, 99) n`, [siteId]);
  await database.query(`INSERT INTO author (site_id, id, kind, name, submitted, approved, created_at) SELECT $1, 'crowd-' || n, 'registered', 'Reader ' || n, 1, 1, now() FROM generate_series(0, ${String(authors - 1)}) n`, [siteId]);
  await database.query(`INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at) SELECT $1, ${uuid('1')}, 1, ${text}, 'text', ${uuid('0')}, ${at}, ${at} FROM ${all}`, [siteId]);
  await database.query(`INSERT INTO comment_words (site_id, comment_id, revision, words) SELECT $1, ${uuid('1')}, 1, strip(to_tsvector('simple', ${text})) FROM ${all}`, [siteId]);
  await database.query(
    `INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
     SELECT $1, ${at}, ${uuid('0')}, ${uuid('1')}, 1, 'create', 'publish', 1, '1', '{"event":"create","fields":{},"failed":[],"rates":{},"sampleBuckets":{}}', '{"action":"publish","hits":[],"errors":[]}', 30 FROM ${all}`,
    [siteId],
  );
  await database.query(
    `INSERT INTO comment (site_id, id, article_id, author_id, author_name, author_kind, status, fingerprint, created_at, status_changed_at)
     SELECT $1, ${uuid('1')}, 'crowd-' || n % 100, 'crowd-' || n % ${String(authors)}, 'Reader ' || n % ${String(authors)}, 'registered', 'published', '\\x00', ${at}, ${at} FROM ${all}`,
    [siteId],
  );
  await database.query('SET session_replication_role = DEFAULT');
  await database.query('VACUUM ANALYZE evaluation, comment_revision, comment_words, comment, author, article');
}
