export interface LongThread {
  readonly siteId: string;
  /** There must be one published comment under it: the copies take their author and text from it. */
  readonly articleId: string;
  readonly size: number;
  /** SQL: the number of the comment that number `n` replies to, counted from 1; NULL: none. */
  readonly parentOf: string;
}

/** SQL that puts so many published comments under an article at once, one a second, each with its number in its text. */
export function longThread({ siteId, articleId, size, parentOf }: LongThread): string {
  const prefix = `'0190' || substr(md5('${articleId}'), 1, 4)`;
  const id = (number: string): string => `(${prefix} || '-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;
  const many = `FROM (SELECT * FROM comment WHERE site_id = '${siteId}' AND article_id = '${articleId}' AND status = 'published' LIMIT 1) c
      JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
      CROSS JOIN generate_series(1, ${String(size)}) n`;
  const at = `c.created_at - interval '1 day' + n * interval '1 second'`;
  return `WITH
    copied AS (INSERT INTO comment (site_id, id, article_id, author_id, author_name, author_kind, parent_id, status, fingerprint, created_at, status_changed_at)
      SELECT c.site_id, ${id('n')}, c.article_id, c.author_id, 'Reader ' || n, c.author_kind, ${id(parentOf)}, 'published', c.fingerprint, ${at}, ${at} ${many})
    INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at)
      SELECT c.site_id, ${id('n')}, 1, 'Number ' || n || ': ' || r.body, r.format, r.evaluation_id, ${at}, ${at} ${many}`;
}
