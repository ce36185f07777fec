/**
 * SQL that fills a site's past with so many copies of its latest comment: the same text, facts and verdict, each with ids of its own and a second
 * before the one before.
 */
export function copiesOfLatest(siteId: string, times: number): string {
  const site = `'${siteId}'::uuid`;
  const id = (kind: string): string => `('00000000-0000-7${kind}-8000-' || lpad(n::text, 12, '0'))::uuid`;
  const latest = `(SELECT * FROM evaluation WHERE site_id = ${site} ORDER BY judged_at DESC, id DESC LIMIT 1) e
    JOIN comment_revision r ON r.site_id = e.site_id AND r.comment_id = e.comment_id AND r.revision = e.revision
    JOIN comment c ON c.site_id = e.site_id AND c.id = e.comment_id`;
  const many = `FROM ${latest} CROSS JOIN generate_series(1, ${String(times)}) n`;
  const at = `e.judged_at - n * interval '1 second'`;
  return `WITH
    copied AS (INSERT INTO comment (site_id, id, article_id, author_id, author_name, author_kind, status, fingerprint, created_at, status_changed_at)
      SELECT ${site}, ${id('001')}, c.article_id, c.author_id, c.author_name, c.author_kind, c.status, c.fingerprint, ${at}, ${at} ${many}),
    revised AS (INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at)
      SELECT ${site}, ${id('001')}, 1, r.body, r.format, ${id('002')}, ${at}, ${at} ${many})
    INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
      SELECT ${site}, ${at}, ${id('002')}, ${id('001')}, 1, e.event, e.action, e.rule_set_version, e.engine_version, e.facts, e.verdict, e.took_us ${many}`;
}
