import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

export interface ArticleFill {
  readonly id: string;
  readonly comments: number;
  readonly bodies: readonly string[];
}

/** Puts published comments under an article, one in three a reply to the comment before it and one in ten rejected; written by the database itself. */
export async function fillArticle(client: Client, siteId: string, { id, comments, bodies }: ArticleFill): Promise<void> {
  await client.query('SET session_replication_role = replica');
  const salt = randomUUID().slice(-4);
  const at = `now() - (${String(comments)} - n) * interval '1 second'`;
  const uuid = (n: string, kind: string): string => `(lpad(to_hex(${n}), 12, '0') || '7${kind}' || '${salt}' || lpad(to_hex(${n}), 14, '8'))::uuid`;
  const n = `generate_series(1, ${String(comments)}) n`;
  await client.query('INSERT INTO article (site_id, id, title, created_at, updated_at) VALUES ($1, $2, $2, now(), now())', [siteId, id]);
  await client.query(`INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at)
    SELECT $1, ${uuid('n', '1')}, 1, ($2::text[])[1 + n % ${String(bodies.length)}], 'text', ${uuid('n', '0')}, ${at}, ${at} FROM ${n}`, [siteId, bodies]);
  await client.query(`INSERT INTO comment (site_id, id, article_id, author_id, author_name, author_kind, parent_id, depth, status, fingerprint, created_at, status_changed_at)
    SELECT $1, ${uuid('n', '1')}, $2, 'reader-' || n % 500, 'Reader ' || n % 500, 'registered', CASE WHEN n % 3 = 0 THEN ${uuid('(n - 1)', '1')} END, CASE WHEN n % 3 = 0 THEN 1 ELSE 0 END, CASE WHEN n % 10 = 7 THEN 'rejected' ELSE 'published' END, '\\x00', ${at}, ${at}
    FROM ${n}`, [siteId, id]);
  await client.query('SET session_replication_role = DEFAULT');
  await client.query('VACUUM ANALYZE comment, comment_revision, article');
  await client.query('CHECKPOINT');
}
