/** The log of a site, each line at its place. */
const LOG = 'SELECT e.*, p.position FROM event e JOIN event_position p ON p.site_id = e.site_id AND p.event_id = e.id WHERE e.site_id = $site';

/** How many rows there are of a thing, beside the lines that say how many there should be; what differs is returned. */
const counted = (rows: string, types: string): string => `
  WITH kept AS (${rows}), told AS (SELECT comment_id, count(*) AS n FROM (${LOG}) l WHERE type IN (${types}) GROUP BY comment_id)
  SELECT comment_id, kept.n AS kept, told.n AS told FROM kept FULL JOIN told USING (comment_id) WHERE kept.n IS DISTINCT FROM told.n`;

/**
 * What the log says of every change at the desk, compared with what is there: a change without its line, or a line without its change,
 * is a row of the answer. `$site` stands for the site's id.
 */
export const CHANGES: Readonly<Record<string, string>> = {
  'every note': counted('SELECT comment_id, count(*) AS n FROM review_note WHERE site_id = $site GROUP BY comment_id', `'item.noted'`),
  'every report': counted('SELECT comment_id, count(*) AS n FROM report WHERE site_id = $site GROUP BY comment_id', `'comment.reported', 'report.ignored'`),
  'every appeal': counted('SELECT comment_id, count(*) AS n FROM appeal WHERE site_id = $site GROUP BY comment_id', `'appeal.created'`),
  'every edit': counted('SELECT id AS comment_id, revision - 1 AS n FROM comment WHERE site_id = $site AND revision > 1', `'comment.edited'`),
  'every tag, as it was last put on or taken off': `
    WITH last AS (SELECT DISTINCT ON (item_id, payload ->> 'tag') item_id, payload ->> 'tag' AS tag, type FROM (${LOG}) l WHERE type IN ('item.tagged', 'item.untagged') ORDER BY item_id, payload ->> 'tag', position DESC)
    SELECT item_id, tag, type, t.tag IS NOT NULL AS is_there FROM last FULL JOIN (SELECT item_id, tag FROM review_tag WHERE site_id = $site) t USING (item_id, tag) WHERE (type IS NOT DISTINCT FROM 'item.tagged') <> (t.tag IS NOT NULL)`,
  // A new text or reason may send an item elsewhere by the rules, and says so in its own line.
  'every move': `
    WITH last AS (SELECT DISTINCT ON (item_id) item_id, type, payload ->> 'to' AS queue FROM (${LOG}) l WHERE type = 'item.moved' OR (item_id IS NOT NULL AND (type LIKE 'comment.%' OR type LIKE 'appeal.%' OR type IN ('item.opened', 'decision.reversed'))) ORDER BY item_id, position DESC)
    SELECT i.id, i.queue_id, last.queue FROM review_item i JOIN last ON last.item_id = i.id WHERE i.site_id = $site AND i.state = 'open' AND last.type = 'item.moved' AND last.queue <> i.queue_id`,
  'every escalation': `
    SELECT i.id FROM review_item i WHERE i.site_id = $site AND i.escalated_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM (${LOG}) l WHERE l.item_id = i.id AND (l.type = 'item.escalated' OR (l.type = 'item.skipped' AND (l.payload ->> 'escalated')::boolean)))`,
  'every claim, by whoever holds it': `
    SELECT i.id, i.claimed_by, l.type, l.actor FROM review_item i LEFT JOIN LATERAL (
        SELECT type, actor FROM (${LOG}) l WHERE l.item_id = i.id AND type IN ('item.claimed', 'item.released', 'item.skipped', 'item.moved', 'item.snoozed', 'decision.made') ORDER BY position DESC LIMIT 1) l ON true
    WHERE i.site_id = $site AND i.claimed AND (i.state <> 'open' OR l.type IS DISTINCT FROM 'item.claimed' OR l.actor IS DISTINCT FROM 'person:' || i.claimed_by)`,
  'every end of a wait': `
    SELECT i.id, i.state, i.decision_id FROM (SELECT r.*, (SELECT d.id FROM decision d WHERE d.site_id = r.site_id AND d.item_id = r.id AND d.reversed_by IS NULL LIMIT 1) AS decision_id FROM review_item r WHERE r.site_id = $site) i
    WHERE i.state = 'resolved' AND i.decision_id IS NULL AND NOT EXISTS (SELECT FROM (${LOG}) l WHERE l.comment_id = i.comment_id AND l.type IN ('comment.withdrawn', 'decision.reversed', 'comment.judged_again', 'comment.edited'))`,
};
