import { statement } from '../platform/database/statement';
import { FOLLOW_ITEM } from './waiting-item.sql';

/** What one of these people skipped a while ago is not offered to any of them: so many ask at once only for a moment. */
const NOT_SKIPPED = 'NOT EXISTS (SELECT FROM review_skip s WHERE s.site_id = $1 AND s.item_id = i.id AND s.person_id = ANY ($3::uuid[]) AND s.until > $4)';
const ORDER = 'i.priority DESC, i.opened_at, i.id';
const TAKEN = 'claimed = true, claim_id = $2, claimed_by = $3, claimed_at = $4, claim_expires_at = $5';
const FREE = 'claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL';

const WAITS = `i.state = 'open' AND NOT i.claimed AND i.snoozed_until IS NULL`;

/** Item by item to the places in line: claim and person, in this order. The array keeps the planner from joining with the whole table, because of a LIMIT it does not know it expects a tenth of all rows. */
const DEAL = `
  dealt AS (
    SELECT p.id, c.claim_id, c.person_id FROM (SELECT id, row_number() OVER (ORDER BY priority DESC, opened_at, id) AS place FROM picked) p
    JOIN unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS c (claim_id, person_id, place) ON c.place = p.place
  )
  UPDATE review_item i SET claimed = true, claim_id = d.claim_id, claimed_by = d.person_id, claimed_at = $4, claim_expires_at = $5
  FROM dealt d WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT p.id FROM picked p)) AND i.id = d.id
  RETURNING i.id, i.comment_id, i.priority, i.opened_at, i.claim_id`;

/**
 * The worst unclaimed items, each to one place in line: rows that another claim holds are stepped over, not waited for. The
 * CTE keeps the planner from evaluating the LIMIT twice, which would claim too many.
 */
const next = (where: string): string => `
  WITH picked AS (
    SELECT i.id, i.priority, i.opened_at FROM review_item i
    WHERE i.site_id = $1 ${where} AND ${WAITS} AND ${NOT_SKIPPED}
    ORDER BY ${ORDER} LIMIT $6 FOR UPDATE OF i SKIP LOCKED
  ), ${DEAL}`;

/** review_item_next_any_idx. Without the queues in $7, whose items these people may not see. */
export const CLAIM_NEXT = statement('claim_next', next('AND i.queue_id <> ALL ($7::text[])'));
/** review_item_next_idx. */
export const CLAIM_NEXT_OF_QUEUE = statement('claim_next_of_queue', next('AND i.queue_id = $7'));

/** Below a rank that a moment ago was the best: see {@link ScanFloor} in claim.store. Two arms, because one index range cannot say it. */
const nextBelow = (where: string): string => `
  WITH level AS (
    SELECT i.id, i.priority, i.opened_at FROM review_item i
    WHERE i.site_id = $1 ${where} AND ${WAITS} AND i.priority = $8 AND (i.opened_at, i.id) >= ($9::timestamptz, $10::uuid) AND ${NOT_SKIPPED}
    ORDER BY i.opened_at, i.id LIMIT $6 FOR UPDATE OF i SKIP LOCKED
  ), below AS (
    SELECT i.id, i.priority, i.opened_at FROM review_item i
    WHERE i.site_id = $1 ${where} AND ${WAITS} AND i.priority < $8 AND ${NOT_SKIPPED}
    ORDER BY ${ORDER} LIMIT $6 - (SELECT count(*) FROM level) FOR UPDATE OF i SKIP LOCKED
  ), picked AS (SELECT * FROM level UNION ALL SELECT * FROM below), ${DEAL}`;

export const CLAIM_NEXT_BELOW = statement('claim_next_below', nextBelow('AND i.queue_id <> ALL ($7::text[])'));
export const CLAIM_NEXT_OF_QUEUE_BELOW = statement('claim_next_of_queue_below', nextBelow('AND i.queue_id = $7'));

/**
 * One person's claim of what a filter names, found in the slim rows of what waits and locked in the item itself: conditions are on
 * `w`, their parameters begin with $7.
 */
export const nextOf = (conditions: string, order: string): string => `
  WITH picked AS (
    SELECT i.id FROM waiting_item w JOIN review_item i ON i.site_id = $1 AND i.id = w.item_id
    WHERE ${conditions} AND ${WAITS} AND NOT EXISTS (SELECT FROM review_skip s WHERE s.site_id = $1 AND s.item_id = i.id AND s.person_id = $3 AND s.until > $4)
    ORDER BY ${order} LIMIT $6 FOR UPDATE OF i SKIP LOCKED
  )
  UPDATE review_item i SET ${TAKEN} WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT p.id FROM picked p))
  RETURNING i.id, i.comment_id, i.priority, i.opened_at, i.claim_id`;

/** The claim's end is tested, not the flag: a lease that ended a second ago holds nobody off. */
export const CLAIM_ONE = statement(
  'claim_one',
  `UPDATE review_item SET ${TAKEN}
   WHERE site_id = $1 AND id = $6 AND state = 'open' AND (NOT claimed OR claim_expires_at <= $4 OR claimed_by = $3 OR $7)
   RETURNING id, comment_id`,
);

/** review_item_claim_idx. Never beyond the longest time one may hold a claim ($6 seconds from its start). */
export const RENEW = statement(
  'claim_renew',
  `UPDATE review_item SET claim_expires_at = least($5::timestamptz, claimed_at + $6 * interval '1 second')
   WHERE site_id = $1 AND claim_id = $2 AND claimed AND claimed_by = $3 AND claim_expires_at > $4
   RETURNING id, claim_expires_at`,
);

/** review_item_claim_idx. */
export const RELEASE = statement(
  'claim_release',
  `UPDATE review_item SET ${FREE} WHERE site_id = $1 AND claim_id = $2 AND claimed AND claimed_by = $3 RETURNING id, comment_id`,
);

/** review_item_lease_idx. Rows that somebody works on right now are left for the next round. */
export const SWEEP = statement(
  'claim_sweep',
  `WITH ended AS (
     SELECT site_id, id, claim_id FROM review_item WHERE claimed AND claim_expires_at <= $1 ORDER BY claim_expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
   )
   UPDATE review_item i SET ${FREE} FROM ended e WHERE i.site_id = e.site_id AND i.id = e.id
   RETURNING i.site_id, i.id, i.comment_id, e.claim_id`,
);

/** The same for one site, for a claim that found too little. */
export const SWEEP_SITE = statement(
  'claim_sweep_site',
  `WITH ended AS (
     SELECT id, claim_id FROM review_item WHERE site_id = $3 AND claimed AND claim_expires_at <= $1 ORDER BY claim_expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
   )
   UPDATE review_item i SET ${FREE} FROM ended e WHERE i.site_id = $3 AND i.id = e.id
   RETURNING i.site_id, i.id, i.comment_id, e.claim_id`,
);

/** The third skip escalates: the item goes up to the urgent rank, and its version moves (review.md 6.1). */
export const SKIP = statement(
  'claim_skip',
  `WITH item AS (UPDATE review_item SET ${FREE}, skips = skips + 1,
     escalated_at = CASE WHEN skips + 1 >= $4 AND escalated_at IS NULL THEN $3 ELSE escalated_at END,
     priority = CASE WHEN skips + 1 >= $4 AND escalated_at IS NULL THEN greatest(priority, $5) ELSE priority END,
     version = version + CASE WHEN skips + 1 >= $4 AND escalated_at IS NULL THEN 1 ELSE 0 END
   WHERE site_id = $1 AND id = $2 AND state = 'open'
   RETURNING *), followed AS (${FOLLOW_ITEM} AND w.escalated_at IS DISTINCT FROM i.escalated_at)
   SELECT version, skips, escalated_at FROM item`,
);

export const HIDE = statement(
  'claim_hide',
  `INSERT INTO review_skip (site_id, item_id, person_id, until) VALUES ($1, $2, $3, $4)
   ON CONFLICT (site_id, item_id, person_id) DO UPDATE SET until = excluded.until`,
);

export const FORGET_SKIPS = statement('claim_forget_skips', 'DELETE FROM review_skip WHERE ctid IN (SELECT ctid FROM review_skip WHERE until < $1 LIMIT 5000)');
