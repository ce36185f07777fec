import type { Client } from 'pg';

/**
 * For tests that write review items by hand: the slim rows that lists and counts read are made again from the items, as the
 * service's own statements keep them.
 */
export async function listAgain(database: Pick<Client, 'query'>): Promise<void> {
  await database.query('DELETE FROM waiting_item');
  await database.query(`
    INSERT INTO waiting_item (site_id, item_id, comment_id, kind, queue_id, priority, opened_at, due_at, escalated_at, snoozed_until, article_id, author_id, author_kind, section, lang, policy, rules, score, reports, words)
    SELECT i.site_id, i.id, i.comment_id, i.kind, i.queue_id, i.priority, i.opened_at, i.due_at, i.escalated_at, i.snoozed_until, i.article_id, i.author_id, i.author_kind, i.section, i.lang, i.policy, i.rules, i.score, i.reports,
      strip(to_tsvector('simple', coalesce((SELECT r.body FROM comment_revision r WHERE r.site_id = i.site_id AND r.comment_id = i.comment_id ORDER BY r.revision DESC LIMIT 1), '')))
    FROM review_item i WHERE i.state = 'open'`);
}
