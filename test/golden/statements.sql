-- account_event_all
SELECT id, person_id AS "personId", type, actor, payload, request_id AS "requestId", created_at AS "createdAt" FROM account_event WHERE id < $1 ORDER BY id DESC LIMIT $2

-- account_event_append
INSERT INTO account_event (person_id, id, type, actor, payload, request_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- account_event_of_person
SELECT id, person_id AS "personId", type, actor, payload, request_id AS "requestId", created_at AS "createdAt" FROM account_event WHERE person_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3

-- api_key_by_secret
SELECT id, site_id AS "siteId", name, scopes, expires_at AS "expiresAt", revoked_at AS "revokedAt", last_used_at AS "lastUsedAt", created_at AS "createdAt" FROM api_key WHERE secret_hash = $1

-- api_key_insert
INSERT INTO api_key (site_id, id, name, scopes, secret_hash, created_by, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- api_key_is_there
SELECT FROM api_key WHERE site_id = $1 AND id = $2

-- api_key_list
SELECT id, site_id AS "siteId", name, scopes, expires_at AS "expiresAt", revoked_at AS "revokedAt", last_used_at AS "lastUsedAt", created_at AS "createdAt" FROM api_key WHERE site_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3

-- api_key_revoke
UPDATE api_key SET revoked_at = $3 WHERE site_id = $1 AND id = $2 AND revoked_at IS NULL

-- api_key_touch
UPDATE api_key SET last_used_at = $3 WHERE site_id = $1 AND id = $2

-- appeal_evaluation_of
SELECT evaluation_id FROM comment_revision WHERE site_id = $1 AND comment_id = $2 AND revision = $3

-- appeal_file
INSERT INTO appeal (site_id, id, comment_id, against, decision_id, decided_by, item_id, revision, message, filed_by, state, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11)

-- appeal_keep_from
INSERT INTO review_skip (site_id, item_id, person_id, until) VALUES ($1, $2, $3, '9999-12-31T00:00:00Z')
   ON CONFLICT (site_id, item_id, person_id) DO UPDATE SET until = excluded.until

-- appeal_of_comments
SELECT a.id, a.comment_id, a.against, a.decision_id, a.decided_by, p.name AS decided_by_name, a.item_id, a.revision, a.message, a.filed_by, a.state, a.resolution_id, a.created_at, a.resolved_at FROM appeal a LEFT JOIN person p ON p.id = a.decided_by WHERE a.site_id = $1 AND a.comment_id = ANY ($2::uuid[]) ORDER BY a.created_at, a.id

-- appeal_open_of
SELECT a.id, a.comment_id, a.against, a.decision_id, a.decided_by, p.name AS decided_by_name, a.item_id, a.revision, a.message, a.filed_by, a.state, a.resolution_id, a.created_at, a.resolved_at FROM appeal a LEFT JOIN person p ON p.id = a.decided_by WHERE a.site_id = $1 AND a.comment_id = $2 AND a.state = 'open'

-- appeal_reopen
UPDATE appeal SET state = 'open', resolution_id = NULL, resolved_at = NULL WHERE site_id = $1 AND id = $2

-- appeal_resolve
UPDATE appeal SET state = $3, resolution_id = $4, resolved_at = $5 WHERE site_id = $1 AND id = $2

-- arrival_expire
DELETE FROM arrival WHERE (site_id, article_id, slot) IN (SELECT a.site_id, a.article_id, a.slot FROM arrival a WHERE a.slot < $1 LIMIT 5000)

-- arrival_fold
WITH arrived AS MATERIALIZED (
     SELECT c.article_id, date_bin('10 minutes', e.created_at, TIMESTAMPTZ '2000-01-01 00:00:00Z') AS slot, (e.payload ->> 'status' <> 'published')::integer AS withheld
     FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT 5000) p
     CROSS JOIN LATERAL (SELECT * FROM event WHERE site_id = $1 AND id = p.event_id LIMIT 1) e
     CROSS JOIN LATERAL (SELECT article_id FROM comment WHERE site_id = $1 AND id = e.comment_id LIMIT 1) c
     WHERE e.type = 'comment.submitted' AND e.created_at > $4),
   added AS (
     INSERT INTO arrival AS t (site_id, article_id, slot, comments, withheld)
     SELECT $1, u.article_id, u.slot, count(*), sum(u.withheld)
     FROM (SELECT article_id, slot, withheld FROM arrived UNION ALL SELECT '', slot, withheld FROM arrived) u GROUP BY u.article_id, u.slot
     ON CONFLICT (site_id, article_id, slot) DO UPDATE SET comments = t.comments + excluded.comments, withheld = t.withheld + excluded.withheld
     RETURNING article_id)
   SELECT DISTINCT article_id FROM added

-- arrival_history
SELECT n.id AS article_id, s.slot, s.comments, s.withheld FROM unnest($2::text[]) AS n (id)
   CROSS JOIN LATERAL (SELECT a.slot, a.comments, a.withheld FROM arrival a WHERE a.site_id = $1 AND a.article_id = n.id AND a.slot >= $3 AND a.slot < $4 ORDER BY a.slot LIMIT 2000) s

-- arrival_last
SELECT max(p.position)::text AS last, count(*)::integer AS lines FROM (SELECT position FROM event_position WHERE site_id = $1 AND position > $2 ORDER BY position LIMIT $3) p

-- arrival_recent
SELECT n.id AS article_id, s.comments, s.withheld FROM unnest($2::text[]) AS n (id)
   CROSS JOIN LATERAL (SELECT coalesce(sum(a.comments), 0)::integer AS comments, coalesce(sum(a.withheld), 0)::integer AS withheld FROM arrival a WHERE a.site_id = $1 AND a.article_id = n.id AND a.slot >= $3) s

-- arrival_usual
SELECT coalesce(sum(h.comments), 0)::integer AS comments, coalesce(sum(h.withheld), 0)::integer AS withheld, count(*)::integer AS article_hours
   FROM (SELECT sum(a.comments) AS comments, sum(a.withheld) AS withheld FROM arrival a
     WHERE a.site_id = $1 AND a.slot >= $2 AND a.slot < $3 AND a.article_id <> '' GROUP BY a.article_id, date_trunc('hour', a.slot, 'UTC')) h

-- article_change
UPDATE article SET comments_mode = $3, closes_at = $4, is_watched = $5, updated_at = $6, version = version + 1 WHERE site_id = $1 AND id = $2 RETURNING id, title, url, section, tags, lang, published_at, comments_mode, closes_at, is_watched, version, created_at

-- article_close
UPDATE article SET comments_mode = 'closed', updated_at = $3, version = version + 1 WHERE site_id = $1 AND id = $2 AND comments_mode <> 'closed' RETURNING version

-- article_create
INSERT INTO article (site_id, id, title, url, section, tags, lang, published_at, created_at, updated_at)
   SELECT $1, a.id, a.title, a.url, a.section, ARRAY (SELECT jsonb_array_elements_text(a.tags)), a.lang, a.published_at, $9, $9
   FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::timestamptz[]) AS a (id, title, url, section, tags, lang, published_at)
   ON CONFLICT (site_id, id) DO NOTHING RETURNING id, title, url, section, tags, lang, published_at, comments_mode, closes_at, is_watched, version, created_at

-- article_find
SELECT id, title, url, section, tags, lang, published_at, comments_mode, closes_at, is_watched, version, created_at FROM article WHERE site_id = $1 AND id = ANY ($2::text[])

-- article_list_busiest
WITH sums AS MATERIALIZED (SELECT article_id, sum(comments)::bigint AS n FROM arrival WHERE site_id = $1 AND slot > $6::timestamptz - interval '24 hours' AND article_id <> '' GROUP BY article_id)
     SELECT a.id, a.title, a.url, a.section, a.tags, a.lang, a.published_at, a.comments_mode, a.closes_at, a.is_watched, a.version, a.created_at, coalesce(s.n, 0)::text AS by FROM article a LEFT JOIN sums s ON s.article_id = a.id
     WHERE a.site_id = $1
  AND ($2::text IS NULL OR a.title ILIKE $2 OR a.url ILIKE $2 OR a.id ILIKE $2) AND ($3::text IS NULL OR a.section = $3)
  AND ($4::text IS NULL OR $4 = CASE WHEN a.closes_at <= $6 THEN 'closed' ELSE a.comments_mode END) AND ($5::boolean IS NULL OR a.is_watched = $5)
  AND ($10::boolean IS NULL OR $10 = EXISTS (SELECT 1 FROM surge u WHERE u.site_id = $1 AND u.article_id = a.id)) AND ($7::bigint IS NULL OR coalesce(s.n, 0) < $7 OR (coalesce(s.n, 0) = $7 AND a.id > $8))
     ORDER BY coalesce(s.n, 0) DESC, a.id LIMIT $9

-- article_list_counts
SELECT n.id AS article_id, p.n AS published, u.held, u.rejected, w.waiting, w.reported, greatest(l.at, m.at) AS last_comment_at
   FROM unnest($2::text[]) AS n (id)
   CROSS JOIN LATERAL (SELECT count(*)::integer AS n FROM comment c WHERE c.site_id = $1 AND c.article_id = n.id AND c.status = 'published') p
   CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE c.status = 'held')::integer AS held, count(*) FILTER (WHERE c.status = 'rejected')::integer AS rejected
     FROM comment c WHERE c.site_id = $1 AND c.article_id = n.id AND c.status <> 'published') u
   CROSS JOIN LATERAL (SELECT count(*)::integer AS waiting, count(*) FILTER (WHERE i.reports > 0)::integer AS reported FROM waiting_item i WHERE i.site_id = $1 AND i.article_id = n.id) w
   LEFT JOIN LATERAL (SELECT c.created_at AS at FROM comment c WHERE c.site_id = $1 AND c.article_id = n.id AND c.status = 'published' ORDER BY c.id DESC LIMIT 1) l ON true
   LEFT JOIN LATERAL (SELECT c.created_at AS at FROM comment c WHERE c.site_id = $1 AND c.article_id = n.id AND c.status <> 'published' ORDER BY c.id DESC LIMIT 1) m ON true

-- article_list_newest
SELECT a.id, a.title, a.url, a.section, a.tags, a.lang, a.published_at, a.comments_mode, a.closes_at, a.is_watched, a.version, a.created_at, to_char(coalesce(a.published_at, a.created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS by
   FROM article a
   WHERE a.site_id = $1
  AND ($2::text IS NULL OR a.title ILIKE $2 OR a.url ILIKE $2 OR a.id ILIKE $2) AND ($3::text IS NULL OR a.section = $3)
  AND ($4::text IS NULL OR $4 = CASE WHEN a.closes_at <= $6 THEN 'closed' ELSE a.comments_mode END) AND ($5::boolean IS NULL OR a.is_watched = $5)
  AND ($10::boolean IS NULL OR $10 = EXISTS (SELECT 1 FROM surge u WHERE u.site_id = $1 AND u.article_id = a.id)) AND ($7::timestamptz IS NULL OR coalesce(a.published_at, a.created_at) <= $7)
     AND ($7::timestamptz IS NULL OR coalesce(a.published_at, a.created_at) < $7 OR a.id > $8)
   ORDER BY coalesce(a.published_at, a.created_at) DESC, a.id LIMIT $9

-- article_list_waiting
WITH sums AS MATERIALIZED (SELECT article_id, count(*) AS n FROM waiting_item WHERE site_id = $1 GROUP BY article_id)
     SELECT a.id, a.title, a.url, a.section, a.tags, a.lang, a.published_at, a.comments_mode, a.closes_at, a.is_watched, a.version, a.created_at, coalesce(s.n, 0)::text AS by FROM article a LEFT JOIN sums s ON s.article_id = a.id
     WHERE a.site_id = $1
  AND ($2::text IS NULL OR a.title ILIKE $2 OR a.url ILIKE $2 OR a.id ILIKE $2) AND ($3::text IS NULL OR a.section = $3)
  AND ($4::text IS NULL OR $4 = CASE WHEN a.closes_at <= $6 THEN 'closed' ELSE a.comments_mode END) AND ($5::boolean IS NULL OR a.is_watched = $5)
  AND ($10::boolean IS NULL OR $10 = EXISTS (SELECT 1 FROM surge u WHERE u.site_id = $1 AND u.article_id = a.id)) AND ($7::bigint IS NULL OR coalesce(s.n, 0) < $7 OR (coalesce(s.n, 0) = $7 AND a.id > $8))
     ORDER BY coalesce(s.n, 0) DESC, a.id LIMIT $9

-- article_lock
SELECT id, title, url, section, tags, lang, published_at, comments_mode, closes_at, is_watched, version, created_at FROM article WHERE site_id = $1 AND id = $2 FOR UPDATE

-- article_put
INSERT INTO article AS a (site_id, id, title, url, section, tags, lang, published_at, comments_mode, closes_at, created_at, updated_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
   ON CONFLICT (site_id, id) DO UPDATE SET title = $3, url = $4, section = $5, tags = $6, lang = $7, published_at = $8,
     comments_mode = $9, closes_at = $10, updated_at = $11, version = a.version + 1
   RETURNING id, title, url, section, tags, lang, published_at, comments_mode, closes_at, is_watched, version, created_at

-- author_count_decision
UPDATE author SET approved = approved + $3, rejected = rejected + $4, last_rejected_at = greatest(last_rejected_at, $5)
   WHERE site_id = $1 AND id = $2

-- author_find
SELECT id, kind, name, roles, email_domain, email_verified, registered_at, submitted, approved, rejected, last_rejected_at, created_at, standing, standing_until FROM author WHERE site_id = $1 AND id = ANY ($2::text[])

-- author_list_newest
SELECT a.id, a.name, a.kind, a.registered_at, a.created_at, a.submitted, a.approved, a.rejected, a.standing, a.standing_until, a.standing_by, a.standing_at, a.standing_note,
  (SELECT p.name FROM person p WHERE p.id = a.standing_by) AS standing_by_name, a.created_at::text AS sort_key FROM author a
   WHERE a.site_id = $1 AND (a.created_at, a.id) < (coalesce($2::text::timestamptz, 'infinity'), coalesce($3::text, '')) ORDER BY a.created_at DESC, a.id DESC LIMIT $4

-- author_list_search
SELECT * FROM (
     (SELECT a.id, a.name, a.kind, a.registered_at, a.created_at, a.submitted, a.approved, a.rejected, a.standing, a.standing_until, a.standing_by, a.standing_at, a.standing_note,
  (SELECT p.name FROM person p WHERE p.id = a.standing_by) AS standing_by_name, '' AS sort_key FROM author a WHERE a.site_id = $1 AND a.id = $2 AND $5::text IS NULL AND ($7::text IS NULL OR (a.standing = $7 AND (a.standing_until IS NULL OR a.standing_until > $8))))
     UNION ALL
     (SELECT a.id, a.name, a.kind, a.registered_at, a.created_at, a.submitted, a.approved, a.rejected, a.standing, a.standing_until, a.standing_by, a.standing_at, a.standing_note,
  (SELECT p.name FROM person p WHERE p.id = a.standing_by) AS standing_by_name, lower(a.name) AS sort_key FROM author a
      WHERE a.site_id = $1 AND a.name IS NOT NULL AND a.id <> $2 AND lower(a.name) ~>=~ $3 AND lower(a.name) ~<~ $4
        AND ($5::text IS NULL OR lower(a.name) ~>~ $5 OR a.id > $6) AND ($7::text IS NULL OR (a.standing = $7 AND (a.standing_until IS NULL OR a.standing_until > $8)))
      ORDER BY lower(a.name) USING ~<~, a.id LIMIT $9)) f
   ORDER BY f.sort_key USING ~<~, f.id LIMIT $9

-- author_list_standing
SELECT a.id, a.name, a.kind, a.registered_at, a.created_at, a.submitted, a.approved, a.rejected, a.standing, a.standing_until, a.standing_by, a.standing_at, a.standing_note,
  (SELECT p.name FROM person p WHERE p.id = a.standing_by) AS standing_by_name, a.standing_at::text AS sort_key FROM author a
   WHERE a.site_id = $1 AND a.standing = $2 AND (a.standing_until IS NULL OR a.standing_until > $3) AND (a.standing_at, a.id) < (coalesce($4::text::timestamptz, 'infinity'), coalesce($5::text, ''))
   ORDER BY a.standing_at DESC, a.id DESC LIMIT $6

-- author_lock
SELECT FROM author WHERE site_id = $1 AND id = $2 FOR NO KEY UPDATE

-- author_note_add
INSERT INTO author_note (site_id, id, author_id, text, written_by, created_at) SELECT $1, $2, a.id, $4, $5, $6 FROM author a WHERE a.site_id = $1 AND a.id = $3

-- author_note_list
SELECT n.id, n.text, n.written_by, p.name AS written_by_name, n.created_at FROM author_note n LEFT JOIN person p ON p.id = n.written_by
   WHERE n.site_id = $1 AND n.author_id = $2 ORDER BY n.id DESC LIMIT $3

-- author_panel_comments
SELECT c.id, r.body, r.format, c.status, c.created_at, c.article_id, a.title AS article_title, a.url AS article_url
   FROM (SELECT * FROM comment WHERE site_id = $1 AND author_id = $2 ORDER BY id DESC LIMIT $3) c
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = c.revision
   JOIN article a ON a.site_id = $1 AND a.id = c.article_id ORDER BY c.id DESC

-- author_panel_decisions
SELECT d.id, d.comment_id, d.action, d.reason_code, d.decided_by, p.name AS decided_by_name, d.created_at, d.reversed_by IS NOT NULL AS is_reversed
   FROM (SELECT id FROM comment WHERE site_id = $1 AND author_id = $2 ORDER BY id DESC LIMIT $3) c
   JOIN decision d ON d.site_id = $1 AND d.comment_id = c.id LEFT JOIN person p ON p.id = d.decided_by
   ORDER BY d.created_at DESC, d.id DESC LIMIT $4

-- author_panel_find
SELECT a.id, a.name, a.kind, a.registered_at, a.created_at, a.submitted, a.approved, a.rejected, a.standing, a.standing_until, a.standing_by, a.standing_at, a.standing_note,
  (SELECT p.name FROM person p WHERE p.id = a.standing_by) AS standing_by_name, '' AS sort_key FROM author a WHERE a.site_id = $1 AND a.id = $2

-- author_panel_sums
SELECT (SELECT count(*)::integer FROM (SELECT id FROM comment WHERE site_id = $1 AND author_id = $2 ORDER BY id DESC LIMIT $3) c
     WHERE EXISTS (SELECT FROM report r WHERE r.site_id = $1 AND r.comment_id = c.id)) AS reported,
     (SELECT count(*)::integer FROM waiting_item w WHERE w.site_id = $1 AND w.author_id = $2) AS open_items

-- author_recount_last_rejected
UPDATE author a SET last_rejected_at = (
     SELECT max(d.created_at) FROM comment c JOIN decision d ON d.site_id = c.site_id AND d.comment_id = c.id
     WHERE c.site_id = $1 AND c.author_id = $2 AND d.action = 'reject' AND d.reversed_by IS NULL AND NOT EXISTS (
       SELECT FROM decision l WHERE l.site_id = d.site_id AND l.comment_id = d.comment_id AND l.reversed_by IS NULL AND (l.created_at, l.id) > (d.created_at, d.id)))
   WHERE a.site_id = $1 AND a.id = $2

-- author_see
INSERT INTO author AS a (site_id, id, kind, name, roles, email_hash, email_domain, email_verified, registered_at, submitted, created_at)
   SELECT $1, s.id, s.kind, s.name, ARRAY (SELECT jsonb_array_elements_text(s.roles)), s.email_hash, s.email_domain, s.email_verified, s.registered_at, s.submitted, $11
   FROM unnest($2::text[], $3::text[], $4::text[], $5::jsonb[], $6::bytea[], $7::text[], $8::boolean[], $9::timestamptz[], $10::integer[])
     AS s (id, kind, name, roles, email_hash, email_domain, email_verified, registered_at, submitted)
   ON CONFLICT (site_id, id) DO UPDATE SET kind = EXCLUDED.kind, name = COALESCE(EXCLUDED.name, a.name),
     roles = CASE WHEN EXCLUDED.roles = '{}' THEN a.roles ELSE EXCLUDED.roles END,
     email_hash = COALESCE(EXCLUDED.email_hash, a.email_hash), email_domain = COALESCE(EXCLUDED.email_domain, a.email_domain),
     email_verified = COALESCE(EXCLUDED.email_verified, a.email_verified), registered_at = COALESCE(EXCLUDED.registered_at, a.registered_at),
     submitted = a.submitted + EXCLUDED.submitted
   RETURNING id, kind, name, roles, email_domain, email_verified, registered_at, submitted, approved, rejected, last_rejected_at, created_at, standing, standing_until

-- author_standing_lock
SELECT standing, standing_until, standing_by, standing_at, standing_note, standing_decision_id FROM author WHERE site_id = $1 AND id = $2 FOR NO KEY UPDATE

-- author_standing_put
UPDATE author SET standing = $3, standing_until = $4, standing_by = $5, standing_at = $6, standing_note = $7, standing_decision_id = $8 WHERE site_id = $1 AND id = $2

-- backtest_add
INSERT INTO backtest (site_id, id, status, version, based_on, document, hash, from_at, to_at, most, requested_by, created_at)
   VALUES ($1, $2, 'waiting', $3, $4, $5, $6, $7, $8, $9, $10, $11)
   ON CONFLICT (site_id) WHERE status IN ('waiting', 'running') DO NOTHING

-- backtest_add_changes
INSERT INTO backtest_change (site_id, backtest_id, kind, place, comment_id, revision, judged_at, before, after, primary_rule, hits, decided)
   SELECT $1, $2, c.kind, c.place, c.comment_id, c.revision, c.judged_at::timestamptz, c.before, c.after, c.primary_rule, c.hits, c.decided
   FROM unnest($3::text[], $4::integer[], $5::uuid[], $6::integer[], $7::text[], $8::text[], $9::text[], $10::text[], $11::json[], $12::text[])
     AS c (kind, place, comment_id, revision, judged_at, before, after, primary_rule, hits, decided)

-- backtest_beat
UPDATE backtest SET judged = greatest(judged, $4), taken_until = $5 WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- backtest_cancel
UPDATE backtest SET status = 'cancelled', ended_at = $3 WHERE site_id = $1 AND id = $2 AND status IN ('waiting', 'running')

-- backtest_changes
SELECT c.place, c.comment_id, c.revision, c.judged_at, c.before, c.after, c.primary_rule, c.hits, c.decided, r.title, nullif(r.body, '') AS body, r.format, m.author_name
   FROM backtest_change c
   LEFT JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.comment_id AND r.revision = c.revision
   LEFT JOIN comment m ON m.site_id = c.site_id AND m.id = c.comment_id
   WHERE c.site_id = $1 AND c.backtest_id = $2 AND c.kind = $3 AND c.place > $4 ORDER BY c.place LIMIT $5

-- backtest_due
SELECT b.site_id, b.id FROM backtest b WHERE b.status IN ('waiting', 'running') AND (b.taken_until IS NULL OR b.taken_until < $1) ORDER BY b.created_at LIMIT 10

-- backtest_fail
UPDATE backtest SET status = 'failed', failure = $5, ended_at = $4, taken_until = NULL WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- backtest_find
SELECT b.site_id, b.id, b.status, b.version, b.based_on, b.hash, b.from_at, b.to_at, b.most, b.total, b.judged, b.tally, b.active_ms, b.failure,
  b.requested_by, b.created_at, b.started_at, b.ended_at FROM backtest b WHERE b.site_id = $1 AND b.id = $2

-- backtest_finish
UPDATE backtest SET status = 'done', total = judged, ended_at = $4, taken_until = NULL WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- backtest_forget_changes
DELETE FROM backtest_change WHERE site_id = $1 AND backtest_id < (SELECT b.id FROM backtest b WHERE b.site_id = $1 ORDER BY b.id DESC OFFSET $2 LIMIT 1)

-- backtest_page
SELECT b.site_id, b.id, b.status, b.version, b.based_on, b.hash, b.from_at, b.to_at, b.most, b.total, b.judged, b.tally, b.active_ms, b.failure,
  b.requested_by, b.created_at, b.started_at, b.ended_at FROM backtest b WHERE b.site_id = $1 AND b.id < $2 ORDER BY b.id DESC LIMIT $3

-- backtest_release
UPDATE backtest SET taken_until = NULL, attempts = greatest(attempts - 1, 0) WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- backtest_save
UPDATE backtest SET mark_at = $4::text::timestamptz, mark_id = $5, judged = $6, tally = $7, active_ms = active_ms + $8, attempts = 0 WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- backtest_set_total
UPDATE backtest SET total = $4 WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- backtest_take
UPDATE backtest b SET status = 'running', taken_by = $3, taken_until = $5, started_at = COALESCE(b.started_at, $4), attempts = b.attempts + 1
   WHERE b.site_id = $1 AND b.id = $2 AND b.status IN ('waiting', 'running') AND (b.taken_until IS NULL OR b.taken_until < $4)
   RETURNING b.site_id, b.id, b.status, b.version, b.based_on, b.hash, b.from_at, b.to_at, b.most, b.total, b.judged, b.tally, b.active_ms, b.failure,
  b.requested_by, b.created_at, b.started_at, b.ended_at, b.document, b.mark_at::text AS mark_at, b.mark_id, b.attempts

-- backup_about
SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS taken_at, current_setting('server_version') AS postgresql

-- backup_is_here
SELECT to_regclass($1) IS NOT NULL AS here

-- backup_migrations
SELECT name FROM migrations ORDER BY id

-- backup_tables
SELECT c.relname AS name,
     (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')::text AS columns,
     coalesce((SELECT json_agg(p.relname ORDER BY p.relname) FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhrelid WHERE i.inhparent = c.oid), '[]')::text AS partitions
   FROM pg_class c
   WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL ('{migrations,restore_under_way}'::name[])
   ORDER BY c.relname

-- bulk_line_add
INSERT INTO bulk_line (site_id, operation_id, place, comment_id, item_id, decision_id, version)
   SELECT $1, $2, * FROM unnest($3::integer[], $4::uuid[], $5::uuid[], $6::uuid[], $7::integer[])

-- bulk_line_add_done
INSERT INTO bulk_line (site_id, operation_id, place, comment_id, item_id, decision_id, version)
   SELECT $1, $2, row_number() OVER (ORDER BY l.place DESC), l.comment_id, l.item_id, l.decision_id, l.version
   FROM bulk_line l WHERE l.site_id = $1 AND l.operation_id = $3 AND l.outcome = 'succeeded'

-- bulk_line_count
SELECT outcome, code, count(*)::integer AS n FROM bulk_line WHERE site_id = $1 AND operation_id = $2 AND outcome IS NOT NULL GROUP BY outcome, code ORDER BY n DESC, code

-- bulk_line_left
SELECT place, comment_id, item_id, decision_id, version FROM bulk_line WHERE site_id = $1 AND operation_id = $2 AND outcome IS NULL ORDER BY place LIMIT $3

-- bulk_line_list
SELECT place, comment_id, item_id, decision_id, version, outcome, code FROM bulk_line
   WHERE site_id = $1 AND operation_id = $2 AND place > $3 AND outcome IS NOT NULL AND ($4::text IS NULL OR outcome = $4) ORDER BY place LIMIT $5

-- bulk_line_settle
UPDATE bulk_line SET outcome = $4, code = $5, decision_id = coalesce($6, decision_id) WHERE site_id = $1 AND operation_id = $2 AND place = $3 AND outcome IS NULL

-- bulk_line_take
SELECT l.outcome IS NULL AS is_left, b.status = 'running' AND b.taken_by = $4 AS is_mine
   FROM bulk_operation b JOIN bulk_line l ON l.site_id = $1 AND l.operation_id = b.id AND l.place = $3
   WHERE b.site_id = $1 AND b.id = $2 FOR SHARE OF b FOR UPDATE OF l

-- bulk_operation_add
INSERT INTO bulk_operation (site_id, id, kind, status, action, reason_code, note, on_claimed, origin, selection, reverses, total, may_override, requested_by, request_id, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, $14, $15) ON CONFLICT (site_id, reverses) WHERE reverses IS NOT NULL DO NOTHING

-- bulk_operation_beat
UPDATE bulk_operation SET taken_until = $4, attempts = 0 WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- bulk_operation_begin_frozen
UPDATE bulk_operation SET status = 'waiting', action = $3, reason_code = $4, note = $5, on_claimed = $6, may_override = $7, requested_by = $8, request_id = $9
   WHERE site_id = $1 AND id = $2 AND status = 'frozen'

-- bulk_operation_cancel
UPDATE bulk_operation SET status = 'cancelled', ended_at = $3, taken_until = NULL WHERE site_id = $1 AND id = $2 AND status IN ('waiting', 'running')

-- bulk_operation_due
SELECT s.slug, b.id FROM bulk_operation b JOIN site s ON s.id = b.site_id
   WHERE b.status IN ('waiting', 'running') AND (b.taken_until IS NULL OR b.taken_until < $1) ORDER BY b.id LIMIT 10

-- bulk_operation_find
SELECT b.id, b.kind, b.status, b.action, b.reason_code, b.note, b.on_claimed, b.origin, b.selection, b.reverses, b.total, b.may_override, b.requested_by, b.request_id, b.attempts,
  b.created_at, b.started_at, b.ended_at, (SELECT p.name FROM person p WHERE p.id = b.requested_by) AS requested_by_name,
  (SELECT r.id FROM bulk_operation r WHERE r.site_id = $1 AND r.reverses = b.id) AS reversed_by FROM bulk_operation b WHERE b.site_id = $1 AND b.id = $2

-- bulk_operation_finish
UPDATE bulk_operation SET status = 'done', ended_at = $4, taken_until = NULL WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- bulk_operation_forget_frozen
DELETE FROM bulk_operation WHERE site_id = $1 AND status = 'frozen' AND created_at < $2

-- bulk_operation_lock
SELECT b.id, b.kind, b.status, b.action, b.reason_code, b.note, b.on_claimed, b.origin, b.selection, b.reverses, b.total, b.may_override, b.requested_by, b.request_id, b.attempts,
  b.created_at, b.started_at, b.ended_at, (SELECT p.name FROM person p WHERE p.id = b.requested_by) AS requested_by_name,
  (SELECT r.id FROM bulk_operation r WHERE r.site_id = $1 AND r.reverses = b.id) AS reversed_by FROM bulk_operation b WHERE b.site_id = $1 AND b.id = $2 FOR NO KEY UPDATE OF b

-- bulk_operation_page
SELECT b.id, b.kind, b.status, b.action, b.reason_code, b.note, b.on_claimed, b.origin, b.selection, b.reverses, b.total, b.may_override, b.requested_by, b.request_id, b.attempts,
  b.created_at, b.started_at, b.ended_at, (SELECT p.name FROM person p WHERE p.id = b.requested_by) AS requested_by_name,
  (SELECT r.id FROM bulk_operation r WHERE r.site_id = $1 AND r.reverses = b.id) AS reversed_by FROM bulk_operation b WHERE b.site_id = $1 AND b.id < $2 AND b.status <> 'frozen' ORDER BY b.id DESC LIMIT $3

-- bulk_operation_release
UPDATE bulk_operation SET taken_until = NULL, attempts = greatest(attempts - 1, 0) WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- bulk_operation_set_total
UPDATE bulk_operation SET total = $3 WHERE site_id = $1 AND id = $2

-- bulk_operation_take
UPDATE bulk_operation b SET status = 'running', taken_by = $3, taken_until = $5, started_at = coalesce(b.started_at, $4), attempts = b.attempts + 1
   WHERE b.site_id = $1 AND b.id = $2 AND b.status IN ('waiting', 'running') AND (b.taken_until IS NULL OR b.taken_until < $4) RETURNING b.id, b.kind, b.status, b.action, b.reason_code, b.note, b.on_claimed, b.origin, b.selection, b.reverses, b.total, b.may_override, b.requested_by, b.request_id, b.attempts,
  b.created_at, b.started_at, b.ended_at, (SELECT p.name FROM person p WHERE p.id = b.requested_by) AS requested_by_name,
  (SELECT r.id FROM bulk_operation r WHERE r.site_id = $1 AND r.reverses = b.id) AS reversed_by

-- bulk_selection_by_author
SELECT g.author_id AS key, (SELECT a.name FROM author a WHERE a.site_id = $1 AND a.id = g.author_id) AS name, g.n
   FROM (SELECT c.author_id, count(*)::integer AS n FROM bulk_line l JOIN comment c ON c.site_id = $1 AND c.id = l.comment_id
     WHERE l.site_id = $1 AND l.operation_id = $2 GROUP BY c.author_id ORDER BY n DESC, c.author_id LIMIT $3) g

-- bulk_selection_by_rule
SELECT i.rule AS key, NULL AS name, count(*)::integer AS n FROM bulk_line l JOIN review_item i ON i.site_id = $1 AND i.id = l.item_id
   WHERE l.site_id = $1 AND l.operation_id = $2 GROUP BY i.rule ORDER BY n DESC, i.rule LIMIT $3

-- bulk_selection_claimed
SELECT count(*)::integer AS n FROM bulk_line l JOIN review_item i ON i.site_id = $1 AND i.id = l.item_id
   WHERE l.site_id = $1 AND l.operation_id = $2 AND i.claimed AND i.claim_expires_at > $3 AND i.claimed_by <> $4

-- bulk_selection_comments_of
SELECT id, comment_id FROM review_item WHERE site_id = $1 AND id = ANY ($2::uuid[]) AND queue_id <> ALL ($3::text[])

-- bulk_selection_sample
SELECT item_id AS id FROM bulk_line WHERE site_id = $1 AND operation_id = $2 AND item_id IS NOT NULL ORDER BY place LIMIT $3

-- callback_awaited
SELECT id, status, metadata->'akismet' AS sent FROM comment WHERE site_id = $1 AND id = ANY ($2::uuid[]) AND metadata->'akismet'->>'callback' IS NOT NULL

-- claim_forget_skips
DELETE FROM review_skip WHERE ctid IN (SELECT ctid FROM review_skip WHERE until < $1 LIMIT 5000)

-- claim_hide
INSERT INTO review_skip (site_id, item_id, person_id, until) VALUES ($1, $2, $3, $4)
   ON CONFLICT (site_id, item_id, person_id) DO UPDATE SET until = excluded.until

-- claim_next
WITH picked AS (
    SELECT i.id, i.priority, i.opened_at FROM review_item i
    WHERE i.site_id = $1 AND i.queue_id <> ALL ($7::text[]) AND i.state = 'open' AND NOT i.claimed AND i.snoozed_until IS NULL AND NOT EXISTS (SELECT FROM review_skip s WHERE s.site_id = $1 AND s.item_id = i.id AND s.person_id = ANY ($3::uuid[]) AND s.until > $4)
    ORDER BY i.priority DESC, i.opened_at, i.id LIMIT $6 FOR UPDATE OF i SKIP LOCKED
  ),
  dealt AS (
    SELECT p.id, c.claim_id, c.person_id FROM (SELECT id, row_number() OVER (ORDER BY priority DESC, opened_at, id) AS place FROM picked) p
    JOIN unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS c (claim_id, person_id, place) ON c.place = p.place
  )
  UPDATE review_item i SET claimed = true, claim_id = d.claim_id, claimed_by = d.person_id, claimed_at = $4, claim_expires_at = $5
  FROM dealt d WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT p.id FROM picked p)) AND i.id = d.id
  RETURNING i.id, i.comment_id, i.priority, i.opened_at, i.claim_id

-- claim_next_below
WITH level AS (
    SELECT i.id, i.priority, i.opened_at FROM review_item i
    WHERE i.site_id = $1 AND i.queue_id <> ALL ($7::text[]) AND i.state = 'open' AND NOT i.claimed AND i.snoozed_until IS NULL AND i.priority = $8 AND (i.opened_at, i.id) >= ($9::timestamptz, $10::uuid) AND NOT EXISTS (SELECT FROM review_skip s WHERE s.site_id = $1 AND s.item_id = i.id AND s.person_id = ANY ($3::uuid[]) AND s.until > $4)
    ORDER BY i.opened_at, i.id LIMIT $6 FOR UPDATE OF i SKIP LOCKED
  ), below AS (
    SELECT i.id, i.priority, i.opened_at FROM review_item i
    WHERE i.site_id = $1 AND i.queue_id <> ALL ($7::text[]) AND i.state = 'open' AND NOT i.claimed AND i.snoozed_until IS NULL AND i.priority < $8 AND NOT EXISTS (SELECT FROM review_skip s WHERE s.site_id = $1 AND s.item_id = i.id AND s.person_id = ANY ($3::uuid[]) AND s.until > $4)
    ORDER BY i.priority DESC, i.opened_at, i.id LIMIT $6 - (SELECT count(*) FROM level) FOR UPDATE OF i SKIP LOCKED
  ), picked AS (SELECT * FROM level UNION ALL SELECT * FROM below),
  dealt AS (
    SELECT p.id, c.claim_id, c.person_id FROM (SELECT id, row_number() OVER (ORDER BY priority DESC, opened_at, id) AS place FROM picked) p
    JOIN unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS c (claim_id, person_id, place) ON c.place = p.place
  )
  UPDATE review_item i SET claimed = true, claim_id = d.claim_id, claimed_by = d.person_id, claimed_at = $4, claim_expires_at = $5
  FROM dealt d WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT p.id FROM picked p)) AND i.id = d.id
  RETURNING i.id, i.comment_id, i.priority, i.opened_at, i.claim_id

-- claim_next_of_queue
WITH picked AS (
    SELECT i.id, i.priority, i.opened_at FROM review_item i
    WHERE i.site_id = $1 AND i.queue_id = $7 AND i.state = 'open' AND NOT i.claimed AND i.snoozed_until IS NULL AND NOT EXISTS (SELECT FROM review_skip s WHERE s.site_id = $1 AND s.item_id = i.id AND s.person_id = ANY ($3::uuid[]) AND s.until > $4)
    ORDER BY i.priority DESC, i.opened_at, i.id LIMIT $6 FOR UPDATE OF i SKIP LOCKED
  ),
  dealt AS (
    SELECT p.id, c.claim_id, c.person_id FROM (SELECT id, row_number() OVER (ORDER BY priority DESC, opened_at, id) AS place FROM picked) p
    JOIN unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS c (claim_id, person_id, place) ON c.place = p.place
  )
  UPDATE review_item i SET claimed = true, claim_id = d.claim_id, claimed_by = d.person_id, claimed_at = $4, claim_expires_at = $5
  FROM dealt d WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT p.id FROM picked p)) AND i.id = d.id
  RETURNING i.id, i.comment_id, i.priority, i.opened_at, i.claim_id

-- claim_next_of_queue_below
WITH level AS (
    SELECT i.id, i.priority, i.opened_at FROM review_item i
    WHERE i.site_id = $1 AND i.queue_id = $7 AND i.state = 'open' AND NOT i.claimed AND i.snoozed_until IS NULL AND i.priority = $8 AND (i.opened_at, i.id) >= ($9::timestamptz, $10::uuid) AND NOT EXISTS (SELECT FROM review_skip s WHERE s.site_id = $1 AND s.item_id = i.id AND s.person_id = ANY ($3::uuid[]) AND s.until > $4)
    ORDER BY i.opened_at, i.id LIMIT $6 FOR UPDATE OF i SKIP LOCKED
  ), below AS (
    SELECT i.id, i.priority, i.opened_at FROM review_item i
    WHERE i.site_id = $1 AND i.queue_id = $7 AND i.state = 'open' AND NOT i.claimed AND i.snoozed_until IS NULL AND i.priority < $8 AND NOT EXISTS (SELECT FROM review_skip s WHERE s.site_id = $1 AND s.item_id = i.id AND s.person_id = ANY ($3::uuid[]) AND s.until > $4)
    ORDER BY i.priority DESC, i.opened_at, i.id LIMIT $6 - (SELECT count(*) FROM level) FOR UPDATE OF i SKIP LOCKED
  ), picked AS (SELECT * FROM level UNION ALL SELECT * FROM below),
  dealt AS (
    SELECT p.id, c.claim_id, c.person_id FROM (SELECT id, row_number() OVER (ORDER BY priority DESC, opened_at, id) AS place FROM picked) p
    JOIN unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS c (claim_id, person_id, place) ON c.place = p.place
  )
  UPDATE review_item i SET claimed = true, claim_id = d.claim_id, claimed_by = d.person_id, claimed_at = $4, claim_expires_at = $5
  FROM dealt d WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT p.id FROM picked p)) AND i.id = d.id
  RETURNING i.id, i.comment_id, i.priority, i.opened_at, i.claim_id

-- claim_one
UPDATE review_item SET claimed = true, claim_id = $2, claimed_by = $3, claimed_at = $4, claim_expires_at = $5
   WHERE site_id = $1 AND id = $6 AND state = 'open' AND (NOT claimed OR claim_expires_at <= $4 OR claimed_by = $3 OR $7)
   RETURNING id, comment_id

-- claim_release
UPDATE review_item SET claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL WHERE site_id = $1 AND claim_id = $2 AND claimed AND claimed_by = $3 RETURNING id, comment_id

-- claim_renew
UPDATE review_item SET claim_expires_at = least($5::timestamptz, claimed_at + $6 * interval '1 second')
   WHERE site_id = $1 AND claim_id = $2 AND claimed AND claimed_by = $3 AND claim_expires_at > $4
   RETURNING id, claim_expires_at

-- claim_skip
WITH item AS (UPDATE review_item SET claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL, skips = skips + 1,
     escalated_at = CASE WHEN skips + 1 >= $4 AND escalated_at IS NULL THEN $3 ELSE escalated_at END,
     priority = CASE WHEN skips + 1 >= $4 AND escalated_at IS NULL THEN greatest(priority, $5) ELSE priority END,
     version = version + CASE WHEN skips + 1 >= $4 AND escalated_at IS NULL THEN 1 ELSE 0 END
   WHERE site_id = $1 AND id = $2 AND state = 'open'
   RETURNING *), followed AS (
  UPDATE waiting_item w SET kind = i.kind, queue_id = i.queue_id, priority = i.priority, due_at = i.due_at, escalated_at = i.escalated_at, snoozed_until = i.snoozed_until, lang = i.lang, policy = i.policy, rules = i.rules, score = i.score, reports = i.reports FROM item i WHERE w.site_id = $1 AND w.item_id = i.id AND w.escalated_at IS DISTINCT FROM i.escalated_at)
   SELECT version, skips, escalated_at FROM item

-- claim_sweep
WITH ended AS (
     SELECT site_id, id, claim_id FROM review_item WHERE claimed AND claim_expires_at <= $1 ORDER BY claim_expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
   )
   UPDATE review_item i SET claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL FROM ended e WHERE i.site_id = e.site_id AND i.id = e.id
   RETURNING i.site_id, i.id, i.comment_id, e.claim_id

-- claim_sweep_site
WITH ended AS (
     SELECT id, claim_id FROM review_item WHERE site_id = $3 AND claimed AND claim_expires_at <= $1 ORDER BY claim_expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
   )
   UPDATE review_item i SET claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL FROM ended e WHERE i.site_id = $3 AND i.id = e.id
   RETURNING i.site_id, i.id, i.comment_id, e.claim_id

-- comment_author_of
SELECT author_id FROM comment WHERE site_id = $1 AND id = $2

-- comment_find
SELECT c.id, c.external_id, c.article_id, c.author_id, c.author_name, c.author_kind, c.parent_id, c.depth, c.status, c.version,
    c.revision AS latest_revision, c.metadata, c.created_at, c.status_changed_at, c.fingerprint,
    r.revision, r.title, r.body, r.format, r.created_at AS revised_at,
    e.action, e.verdict, e.rule_set_version, e.took_us, s.hash AS rule_set_hash FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
  JOIN evaluation e ON e.site_id = r.site_id AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
  LEFT JOIN rule_set s ON s.site_id = e.site_id AND s.version = e.rule_set_version
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])

-- comment_find_existing
SELECT id FROM comment WHERE site_id = $1 AND id = ANY ($2::uuid[])

-- comment_find_external
SELECT id, external_id, fingerprint, erased_at IS NOT NULL AS is_erased FROM comment WHERE site_id = $1 AND external_id = ANY ($2::text[])

-- comment_find_parents
SELECT c.id, c.article_id, c.author_id, c.status, c.depth, c.revision, r.body
   FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])

-- comment_first_answers
SELECT c.id, c.external_id, c.article_id, c.author_id, c.author_name, c.author_kind, c.parent_id, c.depth, c.status, c.version,
    c.revision AS latest_revision, c.metadata, c.created_at, c.status_changed_at, c.fingerprint,
    r.revision, r.title, r.body, r.format, r.created_at AS revised_at,
    e.action, e.verdict, e.rule_set_version, e.took_us, s.hash AS rule_set_hash FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = 1
  JOIN evaluation e ON e.site_id = r.site_id AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
  LEFT JOIN rule_set s ON s.site_id = e.site_id AND s.version = e.rule_set_version
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[]) AND c.erased_at IS NULL

-- comment_insert
INSERT INTO comment (site_id, id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status,
     version, revision, fingerprint, ip_hash, device_hash, metadata, created_at, status_changed_at)
   SELECT $1, c.id, c.external_id, c.article_id, c.author_id, c.author_name, c.author_kind, c.parent_id, c.depth, c.status,
     1, 1, c.fingerprint, c.ip_hash, c.device_hash, c.metadata, c.created_at, c.created_at
   FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::smallint[], $10::text[],
     $11::bytea[], $12::bytea[], $13::bytea[], $14::json[], $15::timestamptz[])
     AS c (id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status,
       fingerprint, ip_hash, device_hash, metadata, created_at)

-- comment_lock
SELECT id, external_id, article_id, author_id, parent_id, status, version, revision FROM comment WHERE site_id = $1 AND id = $2 FOR NO KEY UPDATE

-- comment_revise
UPDATE comment SET revision = $3, status = $4, version = version + 1, status_changed_at = CASE WHEN status = $4 THEN status_changed_at ELSE $5 END
   WHERE site_id = $1 AND id = $2 RETURNING version

-- comment_search_latest
SELECT c.id FROM comment c WHERE c.site_id = $1  AND ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8)))  ORDER BY c.id DESC LIMIT $9

-- comment_search_latest_with_words
SELECT c.id FROM (SELECT comment_id, revision, words FROM comment_words WHERE site_id = $1 AND ($2::uuid IS NULL OR comment_id < $2) ORDER BY comment_id DESC LIMIT $11) w
   JOIN comment c ON c.site_id = $1 AND c.id = w.comment_id AND c.revision = w.revision
   WHERE w.words @@ $10::tsquery AND ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8))) ORDER BY c.id DESC LIMIT $9

-- comment_search_of_article
SELECT a.id FROM ((SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.article_id = $3 AND c.status = 'published' AND ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8)))  ORDER BY c.id DESC LIMIT $9) UNION ALL (SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.article_id = $3 AND c.status <> 'published' AND ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8)))  ORDER BY c.id DESC LIMIT $9)) a ORDER BY a.id DESC LIMIT $9

-- comment_search_of_article_with_words
SELECT a.id FROM ((SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.article_id = $3 AND c.status = 'published' AND ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8))) AND EXISTS (SELECT 1 FROM comment_words w WHERE w.site_id = $1 AND w.comment_id = c.id AND w.revision = c.revision AND w.words @@ $10::tsquery) ORDER BY c.id DESC LIMIT $9) UNION ALL (SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.article_id = $3 AND c.status <> 'published' AND ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8))) AND EXISTS (SELECT 1 FROM comment_words w WHERE w.site_id = $1 AND w.comment_id = c.id AND w.revision = c.revision AND w.words @@ $10::tsquery) ORDER BY c.id DESC LIMIT $9)) a ORDER BY a.id DESC LIMIT $9

-- comment_search_of_author
SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.author_id = $4 AND ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8)))  ORDER BY c.id DESC LIMIT $9

-- comment_search_of_author_with_words
SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.author_id = $4 AND ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8))) AND EXISTS (SELECT 1 FROM comment_words w WHERE w.site_id = $1 AND w.comment_id = c.id AND w.revision = c.revision AND w.words @@ $10::tsquery) ORDER BY c.id DESC LIMIT $9

-- comment_search_unpublished
SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.status <> 'published' AND c.status = $5 AND ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8)))  ORDER BY c.id DESC LIMIT $9

-- comment_search_unread
SELECT c.id, c.revision, r.title, r.body, r.format
   FROM (SELECT id, revision, article_id, author_id, status, created_at FROM comment WHERE site_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $9) c
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = c.revision
   LEFT JOIN LATERAL (SELECT revision FROM comment_words WHERE site_id = $1 AND comment_id = c.id LIMIT 1) w ON true
   WHERE w.revision IS DISTINCT FROM c.revision AND ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8)))
   ORDER BY c.id DESC

-- comment_search_with_words
WITH met AS MATERIALIZED (SELECT comment_id, revision FROM comment_words WHERE site_id = $1 AND words @@ $10::tsquery)
   SELECT c.id FROM met m JOIN comment c ON c.site_id = $1 AND c.id = m.comment_id AND c.revision = m.revision
   WHERE ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.article_id = $3) AND ($4::text IS NULL OR c.author_id = $4) AND ($5::text IS NULL OR c.status = $5)
     AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
     AND ($8::text[] IS NULL OR EXISTS (
       SELECT 1 FROM comment_revision v JOIN evaluation e ON e.site_id = v.site_id AND e.judged_at = v.judged_at AND e.id = v.evaluation_id
       WHERE v.site_id = $1 AND v.comment_id = c.id AND v.revision = c.revision AND e.action = ANY ($8))) ORDER BY c.id DESC LIMIT $9

-- comment_set_status
UPDATE comment SET status = $3, version = version + 1, status_changed_at = CASE WHEN status = $3 THEN status_changed_at ELSE $4 END
   WHERE site_id = $1 AND id = $2 RETURNING version

-- comment_traits
SELECT ip_hash, device_hash FROM comment WHERE site_id = $1 AND id = $2

-- comment_words_keep
INSERT INTO comment_words (site_id, comment_id, revision, words)
   SELECT $1, n.id, n.revision, array_to_tsvector(n.words::text[]) FROM unnest($2::uuid[], $3::integer[], $4::text[]) AS n (id, revision, words)
   ON CONFLICT (site_id, comment_id) DO UPDATE SET revision = excluded.revision, words = excluded.words WHERE comment_words.revision < excluded.revision

-- comment_words_texts
SELECT c.id, c.revision, r.title, r.body, r.format FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])

-- connection_any_of
SELECT EXISTS (SELECT FROM connection WHERE dialect = ANY ($1) AND is_enabled) AS any

-- connection_by_id
SELECT c.site_id AS "siteId", c.id, c.dialect, c.name, c.settings, c.is_enabled AS "isEnabled", c.revoked_at AS "revokedAt", c.created_at AS "createdAt", NULL AS "secretSince", NULL AS "previousUntil", site.slug, s.sealed, s.valid_until AS "validUntil" FROM connection c JOIN site ON site.id = c.site_id LEFT JOIN connection_secret s ON s.site_id = c.site_id AND s.connection_id = c.id WHERE c.id = $1

-- connection_by_secret
SELECT c.site_id AS "siteId", c.id, c.dialect, c.name, c.settings, c.is_enabled AS "isEnabled", c.revoked_at AS "revokedAt", c.created_at AS "createdAt", NULL AS "secretSince", NULL AS "previousUntil", site.slug, s.sealed, s.valid_until AS "validUntil" FROM connection_secret s JOIN connection c ON c.site_id = s.site_id AND c.id = s.connection_id JOIN site ON site.id = c.site_id WHERE s.lookup = ANY ($1::bytea[])

-- connection_call_insert
INSERT INTO connection_call (site_id, connection_id, id, operation, status, outcome, took_ms, odd, called_at)
   SELECT c.site_id, c.id, u.id, u.operation, u.status, u.outcome, u.took_ms, ARRAY(SELECT jsonb_array_elements_text(u.odd)), u.called_at
     FROM connection c, unnest($3::uuid[], $4::text[], $5::smallint[], $6::text[], $7::integer[], $8::jsonb[], $9::timestamptz[]) AS u (id, operation, status, outcome, took_ms, odd, called_at)
    WHERE c.site_id = $1 AND c.id = $2
   ON CONFLICT DO NOTHING

-- connection_call_list
SELECT id, operation, status, outcome, took_ms AS "tookMs", odd, called_at AS "calledAt" FROM connection_call WHERE site_id = $1 AND connection_id = $2 ORDER BY id DESC LIMIT $3

-- connection_call_prune
DELETE FROM connection_call WHERE site_id = $1 AND connection_id = $2
     AND id <= (SELECT id FROM connection_call WHERE site_id = $1 AND connection_id = $2 ORDER BY id DESC OFFSET 100 LIMIT 1)

-- connection_count
SELECT count(*)::int AS count FROM connection WHERE site_id = $1 AND revoked_at IS NULL

-- connection_find
SELECT c.site_id AS "siteId", c.id, c.dialect, c.name, c.settings, c.is_enabled AS "isEnabled", c.revoked_at AS "revokedAt", c.created_at AS "createdAt",
  (SELECT max(s.created_at) FROM connection_secret s WHERE s.site_id = c.site_id AND s.connection_id = c.id) AS "secretSince",
  (SELECT max(s.valid_until) FROM connection_secret s WHERE s.site_id = c.site_id AND s.connection_id = c.id) AS "previousUntil" FROM connection c WHERE c.site_id = $1 AND c.id = $2

-- connection_insert
INSERT INTO connection (site_id, id, dialect, name, settings, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- connection_list
SELECT c.site_id AS "siteId", c.id, c.dialect, c.name, c.settings, c.is_enabled AS "isEnabled", c.revoked_at AS "revokedAt", c.created_at AS "createdAt",
  (SELECT max(s.created_at) FROM connection_secret s WHERE s.site_id = c.site_id AND s.connection_id = c.id) AS "secretSince",
  (SELECT max(s.valid_until) FROM connection_secret s WHERE s.site_id = c.site_id AND s.connection_id = c.id) AS "previousUntil" FROM connection c WHERE c.site_id = $1 AND c.id < $2 ORDER BY c.id DESC LIMIT $3

-- connection_lock
SELECT c.site_id AS "siteId", c.id, c.dialect, c.name, c.settings, c.is_enabled AS "isEnabled", c.revoked_at AS "revokedAt", c.created_at AS "createdAt",
  (SELECT max(s.created_at) FROM connection_secret s WHERE s.site_id = c.site_id AND s.connection_id = c.id) AS "secretSince",
  (SELECT max(s.valid_until) FROM connection_secret s WHERE s.site_id = c.site_id AND s.connection_id = c.id) AS "previousUntil" FROM connection c WHERE c.site_id = $1 AND c.id = $2 FOR UPDATE OF c

-- connection_revoke
UPDATE connection SET revoked_at = $3, is_enabled = false WHERE site_id = $1 AND id = $2

-- connection_save
UPDATE connection SET name = $3, settings = $4, is_enabled = $5 WHERE site_id = $1 AND id = $2

-- connection_secret_end
UPDATE connection_secret SET valid_until = $3 WHERE site_id = $1 AND connection_id = $2 AND (valid_until IS NULL OR valid_until > $3)

-- connection_secret_forget
DELETE FROM connection_secret WHERE site_id = $1 AND connection_id = $2 AND ($3::timestamptz IS NULL OR valid_until <= $3)

-- connection_secret_insert
INSERT INTO connection_secret (site_id, connection_id, id, lookup, sealed, created_at) VALUES ($1, $2, $3, $4, $5, $6)

-- connection_secrets
SELECT sealed, valid_until AS "validUntil" FROM connection_secret WHERE site_id = $1 AND connection_id = $2 ORDER BY id DESC

-- connection_usage_add
INSERT INTO connection_usage AS u (site_id, connection_id, month, caller, calls, spam, ham, missed_spam, false_positives)
   SELECT c.site_id, c.id, date_trunc('month', $3::timestamptz AT TIME ZONE 'UTC')::date, n.*
     FROM connection c, unnest($4::text[], $5::integer[], $6::integer[], $7::integer[], $8::integer[], $9::integer[]) AS n (caller, calls, spam, ham, missed_spam, false_positives)
    WHERE c.site_id = $1 AND c.id = $2
   ON CONFLICT (site_id, connection_id, month, caller) DO UPDATE SET calls = u.calls + EXCLUDED.calls, spam = u.spam + EXCLUDED.spam, ham = u.ham + EXCLUDED.ham,
     missed_spam = u.missed_spam + EXCLUDED.missed_spam, false_positives = u.false_positives + EXCLUDED.false_positives

-- connection_usage_list
SELECT caller, calls::int, spam::int, ham::int, missed_spam::int AS "missedSpam", false_positives::int AS "falsePositives", count(*) OVER ()::int AS total FROM connection_usage
   WHERE site_id = $1 AND connection_id = $2 AND month = $3::date AND strpos(caller, $4) > 0
   ORDER BY CASE $5::text WHEN 'spam' THEN spam WHEN 'ham' THEN ham WHEN 'missedSpam' THEN missed_spam WHEN 'falsePositives' THEN false_positives ELSE calls END DESC, caller
   LIMIT $6 OFFSET $7

-- connection_usage_sum
SELECT coalesce(sum(calls), 0)::int AS calls FROM connection_usage WHERE site_id = $1 AND connection_id = $2 AND month = $3::date

-- counter_expire
DELETE FROM counter WHERE ctid IN (SELECT ctid FROM counter WHERE expires_at < $1 LIMIT 5000)

-- counter_move
WITH moved AS (
     INSERT INTO counter AS c (site_id, key, bucket, n, expires_at)
     SELECT $1, m.key, m.bucket, m.by, m.expires_at FROM unnest($2::bytea[], $3::integer[], $4::integer[], $5::timestamptz[]) AS m (key, bucket, by, expires_at)
     ON CONFLICT (site_id, key, bucket) DO UPDATE SET n = c.n + EXCLUDED.n
     RETURNING key, bucket, n),
   earlier AS MATERIALIZED (SELECT key, bucket, n FROM counter WHERE site_id = $1 AND key = ANY ($2::bytea[]))
   SELECT w.place, (m.n + COALESCE(sum(e.n), 0))::integer AS n
   FROM moved m JOIN unnest($2::bytea[], $6::integer[]) WITH ORDINALITY AS w (key, since, place) ON w.key = m.key
   LEFT JOIN earlier e ON e.key = m.key AND e.bucket >= w.since AND e.bucket < m.bucket
   GROUP BY w.place, m.n

-- counter_peek
SELECT w.place, (w.by + COALESCE((SELECT sum(c.n) FROM counter c WHERE c.site_id = $1 AND c.key = w.key AND c.bucket >= w.since), 0))::integer AS n
   FROM unnest($2::bytea[], $3::integer[], $4::integer[]) WITH ORDINALITY AS w (key, since, by, place)

-- counter_value_expire
DELETE FROM counter_value WHERE ctid IN (SELECT ctid FROM counter_value WHERE expires_at < $1 LIMIT 5000)

-- counter_values
SELECT w.place, v.value FROM unnest($2::bytea[], $3::integer[]) WITH ORDINALITY AS w (key, since, place)
   CROSS JOIN LATERAL (SELECT DISTINCT c.value FROM counter_value c WHERE c.site_id = $1 AND c.key = w.key AND c.bucket >= w.since LIMIT 1000) v

-- counter_values_see_and_add
WITH added AS (
     INSERT INTO counter_value (site_id, key, bucket, value, expires_at)
     SELECT $1, a.* FROM unnest($4::bytea[], $5::integer[], $6::bytea[], $7::timestamptz[]) AS a ON CONFLICT DO NOTHING)
   SELECT w.place, v.value FROM unnest($2::bytea[], $3::integer[]) WITH ORDINALITY AS w (key, since, place)
   CROSS JOIN LATERAL (SELECT DISTINCT c.value FROM counter_value c WHERE c.site_id = $1 AND c.key = w.key AND c.bucket >= w.since LIMIT 1000) v

-- decided_text_latest
SELECT d.comment_id, d.action, r.body, r.format,
     NOT EXISTS (SELECT FROM rule_hit h WHERE h.site_id = $1 AND h.day = (r.judged_at AT TIME ZONE 'UTC')::date AND h.evaluation_id = r.evaluation_id
       AND h.mode = 'active' AND h.action <> 'allow') AS unfiltered
   FROM (SELECT id, comment_id, action, revision FROM decision WHERE site_id = $1 AND id >= $2 AND reversed_by IS NULL ORDER BY id DESC LIMIT $3) d
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = d.comment_id AND r.revision = d.revision
   WHERE NOT EXISTS (SELECT FROM decision later WHERE later.site_id = $1 AND later.comment_id = d.comment_id AND later.reversed_by IS NULL AND later.id > d.id)

-- decision_find
SELECT d.id, d.comment_id, d.item_id, d.item_version, d.revision, d.action, d.reason_code, d.note, d.status_before, d.status_after, d.comment_version, d.decided_by, p.name AS decided_by_name, d.reversed_by, d.bulk_operation_id, d.message, d.author_action, d.created_at,
   (SELECT jsonb_agg(jsonb_build_object('signalId', f.signal_id, 'verdict', f.verdict) ORDER BY f.signal_id) FROM signal_feedback f WHERE f.site_id = d.site_id AND f.decision_id = d.id) AS signal_feedback FROM decision d LEFT JOIN person p ON p.id = d.decided_by WHERE d.site_id = $1 AND d.id = $2

-- decision_insert
INSERT INTO decision (site_id, id, comment_id, item_id, item_version, revision, action, reason_code, note, status_before, status_after, comment_version, decided_by, created_at, bulk_operation_id, message, author_action)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)

-- decision_latest
SELECT d.id, d.comment_id, d.item_id, d.item_version, d.revision, d.action, d.reason_code, d.note, d.status_before, d.status_after, d.comment_version, d.decided_by, p.name AS decided_by_name, d.reversed_by, d.bulk_operation_id, d.message, d.author_action, d.created_at,
   (SELECT jsonb_agg(jsonb_build_object('signalId', f.signal_id, 'verdict', f.verdict) ORDER BY f.signal_id) FROM signal_feedback f WHERE f.site_id = d.site_id AND f.decision_id = d.id) AS signal_feedback FROM decision d LEFT JOIN person p ON p.id = d.decided_by WHERE d.site_id = $1 AND d.comment_id = $2 AND d.reversed_by IS NULL ORDER BY d.created_at DESC, d.id DESC LIMIT 1

-- decision_on_comments_of_items
SELECT d.id, d.comment_id, d.item_id, d.item_version, d.revision, d.action, d.reason_code, d.note, d.status_before, d.status_after, d.comment_version, d.decided_by, p.name AS decided_by_name, d.reversed_by, d.bulk_operation_id, d.message, d.author_action, d.created_at,
   (SELECT jsonb_agg(jsonb_build_object('signalId', f.signal_id, 'verdict', f.verdict) ORDER BY f.signal_id) FROM signal_feedback f WHERE f.site_id = d.site_id AND f.decision_id = d.id) AS signal_feedback FROM decision d LEFT JOIN person p ON p.id = d.decided_by
   WHERE d.site_id = $1 AND d.comment_id = ANY (ARRAY (SELECT i.comment_id FROM review_item i WHERE i.site_id = $1 AND i.id = ANY ($2::uuid[])))
   ORDER BY d.created_at, d.id

-- decision_reverse
UPDATE decision SET reversed_by = $3 WHERE site_id = $1 AND id = $2 AND reversed_by IS NULL

-- decision_withdraw_message
DELETE FROM outbox WHERE site_id = $1 AND decision_id = $2 AND type IN ('comment.decided', 'appeal.resolved')

-- entry_daily_add
INSERT INTO entry_daily AS t (site_id, rule, day, entry, hits, confirmed, overturned) SELECT $1, * FROM unnest($2::text[], $3::date[], $4::text[], $5::integer[], $6::integer[], $7::integer[])
   ON CONFLICT (site_id, rule, day, entry) DO UPDATE SET hits = t.hits + excluded.hits, confirmed = t.confirmed + excluded.confirmed, overturned = t.overturned + excluded.overturned

-- erase_appeals
UPDATE appeal SET message = NULL, filed_by = CASE WHEN filed_by = 'reader:' || $3::text THEN 'reader:' || $4::text ELSE filed_by END, resolved_at = CASE WHEN state = 'open' THEN $5 ELSE resolved_at END, state = CASE WHEN state = 'open' THEN 'withdrawn' ELSE state END WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- erase_author_events
UPDATE event SET payload = replace(payload::text, to_json($2::text)::text, to_json($3::text)::text)::jsonb WHERE site_id = $1 AND payload ?| '{authorId,subject}' AND coalesce(payload ->> 'authorId', payload ->> 'subject') = $2

-- erase_author_keys
DELETE FROM idempotency_key WHERE site_id = $1 AND actor = 'reader:' || $2::text

-- erase_author_labels
DELETE FROM label WHERE site_id = $1 AND entity = 'author' AND subject = $2

-- erase_author_mutes
DELETE FROM reporter_mute WHERE site_id = $1 AND reporter = 'author:' || $2::text

-- erase_author_notes
DELETE FROM author_note WHERE site_id = $1 AND author_id = $2

-- erase_author_notices
UPDATE law_notice SET notifier = NULL, email_hash = NULL, earlier_email_hashes = '{}', explanation = NULL, reference_hash = NULL WHERE site_id = $1 AND (email_hash = (SELECT a.email_hash FROM author a WHERE a.site_id = $1 AND a.id = $2) OR earlier_email_hashes @> ARRAY [(SELECT a.email_hash FROM author a WHERE a.site_id = $1 AND a.id = $2)])

-- erase_author_operations
UPDATE bulk_operation SET note = NULL, selection = replace(selection::text, to_json($2::text)::text, to_json($3::text)::text)::json WHERE site_id = $1 AND selection IS NOT NULL AND strpos(selection::text, to_json($2::text)::text) > 0

-- erase_author_queues
UPDATE queue SET conditions = replace(conditions::text, to_json($2::text)::text, to_json($3::text)::text)::jsonb WHERE site_id = $1 AND strpos(conditions::text, to_json($2::text)::text) > 0

-- erase_author_reputation
DELETE FROM reputation WHERE site_id = $1 AND entity = 'author' AND name = $2

-- erase_author_views
UPDATE review_view SET filter = replace(filter::text, to_json($2::text)::text, to_json($3::text)::text)::jsonb WHERE site_id = $1 AND strpos(filter::text, to_json($2::text)::text) > 0

-- erase_backtest_hits
UPDATE backtest_change b SET hits = '[]' WHERE b.site_id = $1 AND b.hits::text <> '[]' AND EXISTS (SELECT FROM comment c WHERE c.site_id = $1 AND c.id = b.comment_id AND c.author_id = $2)

-- erase_bulk_operations
UPDATE bulk_operation SET note = NULL, selection = NULL WHERE site_id = $1 AND id = ANY (ARRAY (SELECT d.bulk_operation_id FROM decision d WHERE d.site_id = $1 AND d.comment_id = ANY ($2::uuid[]) AND d.bulk_operation_id IS NOT NULL))

-- erase_comments
UPDATE comment SET author_id = coalesce($3, author_id), author_name = NULL, fingerprint = '', ip_hash = NULL, device_hash = NULL, metadata = NULL, erased_at = $4,
     status_changed_at = CASE WHEN status = 'withdrawn' THEN status_changed_at ELSE $4 END, status = 'withdrawn', version = version + 1
   WHERE site_id = $1 AND id = ANY ($2::uuid[])

-- erase_decisions
UPDATE decision SET note = NULL, message = NULL, author_action = CASE WHEN author_action IS NULL THEN NULL ELSE jsonb_build_object('kind', author_action -> 'kind', 'until', author_action -> 'until', 'before', NULL) END WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- erase_deliveries
WITH stretch AS MATERIALIZED (SELECT id FROM webhook_delivery WHERE site_id = $1 AND id > $4 ORDER BY id LIMIT $5),
   gone AS (
     UPDATE webhook_delivery d SET payload = (jsonb_build_object('type', d.type, 'timestamp', d.payload::jsonb -> 'timestamp', 'data', jsonb_build_object('site', d.payload::jsonb #> '{data,site}') ||
       CASE WHEN d.payload::jsonb -> 'data' ? 'comment' THEN jsonb_build_object('comment', jsonb_build_object('id', d.payload::jsonb #> '{data,comment,id}', 'authorId', $3::text, 'version', d.payload::jsonb #> '{data,comment,version}', 'status', 'withdrawn', 'erased', true)) ELSE '{"erased": true}' END))::text
     WHERE d.site_id = $1 AND d.id = ANY (ARRAY (SELECT s.id FROM stretch s)) AND strpos(d.payload::text, to_json($2::text)::text) > 0 AND coalesce(d.payload::jsonb #>> '{data,comment,authorId}', d.payload::jsonb #>> '{data,author,id}') = $2)
   SELECT max(id::text) AS last FROM stretch

-- erase_events
UPDATE event SET actor = 'reader:' || $4::text WHERE site_id = $1 AND comment_id = ANY ($2::uuid[]) AND actor = 'reader:' || $3::text

-- erase_find_verdicts
SELECT n.judged_at::text AS at, n.id FROM (
  SELECT r.judged_at, r.evaluation_id AS id FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = ANY ($2::uuid[])
  UNION
  SELECT s.judged_at, s.evaluation_id FROM review_signal s WHERE s.site_id = $1 AND s.item_id = ANY (ARRAY (SELECT i.id FROM review_item i WHERE i.site_id = $1 AND i.comment_id = ANY ($2::uuid[]))) AND s.evaluation_id IS NOT NULL AND s.judged_at IS NOT NULL
  UNION
  SELECT e.created_at, (e.payload ->> 'evaluationId')::uuid FROM event e WHERE e.site_id = $1 AND e.comment_id = ANY ($2::uuid[]) AND e.payload ? 'evaluationId') n

-- erase_import_problems
UPDATE import_run SET problems = '[]' WHERE site_id = $1 AND problems <> '[]' AND (id = ANY ($3::uuid[]) OR strpos(problems::text, $2) > 0 OR strpos(problems::text, $4) > 0)

-- erase_import_runs
SELECT DISTINCT (e.payload ->> 'run') AS id FROM event e WHERE e.site_id = $1 AND e.comment_id = ANY ($2::uuid[]) AND e.type = 'comment.imported' AND e.payload ? 'run'

-- erase_is_busy
SELECT EXISTS (SELECT FROM import_run WHERE site_id = $1 AND status IN ('receiving', 'waiting', 'running')) OR EXISTS (SELECT FROM backtest WHERE site_id = $1 AND status IN ('waiting', 'running')) AS busy

-- erase_items
UPDATE review_item SET reason = 'The comment was erased.', author_id = CASE WHEN author_id = $3 THEN $4 ELSE author_id END WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- erase_label_notes
UPDATE label SET note = NULL WHERE site_id = $1 AND comment_id = ANY ($2::uuid[]) AND entity IN ('domain', 'article')

-- erase_labels
DELETE FROM label WHERE site_id = $1 AND comment_id = ANY ($2::uuid[]) AND entity IN ('author', 'ip', 'device')

-- erase_left
SELECT EXISTS (SELECT FROM comment WHERE site_id = $1 AND author_id = $2) AS comments, EXISTS (SELECT FROM report WHERE site_id = $1 AND reporter = 'author:' || $2::text) AS reports

-- erase_lock_author
SELECT name FROM author WHERE site_id = $1 AND id = $2 FOR NO KEY UPDATE

-- erase_lock_comments
SELECT id, external_id, article_id, author_id, parent_id, status, version, erased_at IS NOT NULL AS is_erased FROM comment WHERE site_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR NO KEY UPDATE

-- erase_lock_record
SELECT FROM author WHERE site_id = $1 AND id = $2 FOR UPDATE

-- erase_move_sums
UPDATE author t SET submitted = a.submitted, approved = a.approved, rejected = a.rejected FROM author a WHERE t.site_id = $1 AND t.id = $3 AND a.site_id = $1 AND a.id = $2

-- erase_near_duplicates
DELETE FROM near_duplicate WHERE site_id = $1 AND comment_id = ANY ($2::uuid[]) AND created_at = ANY (ARRAY (SELECT r.created_at FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = ANY ($2::uuid[])))

-- erase_notes
DELETE FROM review_note WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- erase_notices
UPDATE law_notice SET explanation = NULL WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- erase_outbox
UPDATE outbox SET payload = jsonb_build_object('site', payload -> 'site', 'erased', true) || CASE WHEN payload ? 'comment' THEN jsonb_build_object('comment', (payload -> 'comment') || jsonb_build_object('authorId', $3::text)) ELSE '{}' END
   WHERE site_id = $1 AND id = ANY (ARRAY (SELECT o.id FROM outbox o WHERE o.site_id = $1 AND coalesce(o.payload #>> '{comment,authorId}', o.payload #>> '{author,id}') = $2 ORDER BY o.id LIMIT $4 FOR UPDATE))

-- erase_record
DELETE FROM author WHERE site_id = $1 AND id = $2

-- erase_replies
SELECT c.id, r.body, p.body AS parent_body, p.revision FROM comment c
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = c.revision
   JOIN comment_revision p ON p.site_id = $1 AND p.comment_id = c.parent_id
   WHERE c.site_id = $1 AND c.parent_id = ANY ($2::uuid[]) AND c.author_id IS DISTINCT FROM $3 AND c.erased_at IS NULL ORDER BY c.id LIMIT $4

-- erase_report_events
UPDATE event SET actor = 'reader:' || $4::text WHERE site_id = $1 AND comment_id = ANY ($2::uuid[]) AND actor = 'reader:' || $3::text

-- erase_reports
UPDATE report SET note = NULL WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- erase_reports_made
UPDATE report SET reporter = 'author:' || $3::text, note = NULL WHERE site_id = $1 AND id = ANY (ARRAY (SELECT r.id FROM report r WHERE r.site_id = $1 AND r.reporter = 'author:' || $2::text ORDER BY r.id LIMIT $4 FOR UPDATE)) RETURNING comment_id

-- erase_reports_waiting
DELETE FROM report_waiting WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- erase_resolve_items
WITH item AS (
     UPDATE review_item SET state = 'resolved', resolved_at = $3, version = version + 1, snoozed_until = NULL,
       claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL
     WHERE site_id = $1 AND comment_id = ANY ($2::uuid[]) AND state = 'open' RETURNING id, comment_id
   ), gone AS (DELETE FROM waiting_item w USING item i WHERE w.site_id = $1 AND w.item_id = i.id)
   SELECT i.id, i.comment_id FROM item i

-- erase_revisions
UPDATE comment_revision SET title = NULL, body = '' WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- erase_search_words
DELETE FROM comment_words WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- erase_suggested_scores
DELETE FROM suggested_score WHERE site_id = $1 AND md5(body) = ANY (ARRAY (SELECT md5(r.body) FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = ANY ($2::uuid[])))

-- erase_tag_events
UPDATE event SET payload = payload || '{"tag": "erased"}' WHERE site_id = $1 AND comment_id = ANY ($2::uuid[]) AND type IN ('item.tagged', 'item.untagged')

-- erase_tags
DELETE FROM review_tag WHERE site_id = $1 AND item_id = ANY (ARRAY (SELECT i.id FROM review_item i WHERE i.site_id = $1 AND i.comment_id = ANY ($2::uuid[])))

-- erase_verdicts
UPDATE evaluation SET
     facts = json_build_object('event', facts -> 'event', 'receivedAt', facts -> 'receivedAt', 'base', facts -> 'base',
       'fields', CASE WHEN facts -> 'fields' -> 'article.section' IS NULL THEN '{}'::json ELSE json_build_object('article.section', facts -> 'fields' -> 'article.section') END,
       'failed', '[]'::json, 'rates', '{}'::json, 'sampleBuckets', '{}'::json, 'context', '{}'::json, 'erased', true),
     verdict = (verdict::jsonb || jsonb_build_object(
       'hits', coalesce((SELECT jsonb_agg(h.hit || '{"spans": [], "facts": []}' ORDER BY h.place) FROM jsonb_array_elements(verdict::jsonb -> 'hits') WITH ORDINALITY AS h (hit, place)), '[]'),
       'errors', coalesce((SELECT jsonb_agg(h.error || '{"detail": ""}' ORDER BY h.place) FROM jsonb_array_elements(verdict::jsonb -> 'errors') WITH ORDINALITY AS h (error, place)), '[]')))::json
   WHERE site_id = $1 AND judged_at = ANY ($2::text[]::timestamptz[]) AND id = ANY ($3::uuid[])

-- erase_vocabulary_words
UPDATE vocabulary SET words = ARRAY (SELECT w.word FROM unnest(words) WITH ORDINALITY AS w (word, place) WHERE w.word <> ALL ($2::text[]) ORDER BY w.place) WHERE site_id = $1 AND words && $2::text[]

-- erase_words
DELETE FROM word_count WHERE site_id = $1 AND approved = 0 AND rejected = 0 AND word = ANY ($2::text[]) RETURNING word

-- erasure_begin
INSERT INTO erasure (site_id, id, author_id, tombstone_id, stage, requested_by, request_id, created_at, looked_at) VALUES ($1, $2, $3, $4, 'comments', $5, $6, $7, $7)
   ON CONFLICT (site_id, author_id) WHERE author_id IS NOT NULL DO NOTHING

-- erasure_find
SELECT e.id, e.author_id, e.tombstone_id, e.stage, e.mark, e.comments, e.import_runs, e.requested_by, e.request_id, e.created_at, e.ended_at,
  (SELECT count(*)::integer FROM erasure_quotation q WHERE q.site_id = e.site_id AND q.erasure_id = e.id) AS quotations FROM erasure e WHERE e.site_id = $1 AND e.id = $2

-- erasure_finish
UPDATE erasure SET stage = 'done', author_id = NULL, mark = NULL, import_runs = '{}', ended_at = $3, looked_at = $3 WHERE site_id = $1 AND id = $2

-- erasure_keep_quotations
INSERT INTO erasure_quotation (site_id, erasure_id, comment_id, kind) SELECT $1, $2, q.* FROM unnest($3::uuid[], $4::text[]) AS q (comment_id, kind) ON CONFLICT DO NOTHING

-- erasure_lost
UPDATE erasure SET looked_at = $2 WHERE (site_id, id) IN (SELECT site_id, id FROM erasure WHERE stage <> 'done' AND looked_at < $1 ORDER BY looked_at LIMIT 100 FOR UPDATE SKIP LOCKED) RETURNING site_id, id

-- erasure_move
UPDATE erasure SET stage = $3, mark = $4, comments = comments + $5, import_runs = ARRAY (SELECT DISTINCT r.run FROM unnest(import_runs || $6::uuid[]) AS r (run)), looked_at = $7 WHERE site_id = $1 AND id = $2

-- erasure_of_author
SELECT e.id, e.author_id, e.tombstone_id, e.stage, e.mark, e.comments, e.import_runs, e.requested_by, e.request_id, e.created_at, e.ended_at,
  (SELECT count(*)::integer FROM erasure_quotation q WHERE q.site_id = e.site_id AND q.erasure_id = e.id) AS quotations FROM erasure e WHERE e.site_id = $1 AND e.author_id = $2

-- erasure_page
SELECT e.id, e.author_id, e.tombstone_id, e.stage, e.mark, e.comments, e.import_runs, e.requested_by, e.request_id, e.created_at, e.ended_at,
  (SELECT count(*)::integer FROM erasure_quotation q WHERE q.site_id = e.site_id AND q.erasure_id = e.id) AS quotations FROM erasure e WHERE e.site_id = $1 AND e.id < $2 ORDER BY e.id DESC LIMIT $3

-- erasure_quotations
SELECT comment_id, kind FROM erasure_quotation WHERE site_id = $1 AND erasure_id = $2 AND comment_id > $3 ORDER BY comment_id LIMIT $4

-- erasure_raise_tombstone
INSERT INTO author (site_id, id, kind, created_at) SELECT $1, $3, coalesce((SELECT a.kind FROM author a WHERE a.site_id = $1 AND a.id = $2), 'registered'), $4 ON CONFLICT DO NOTHING

-- erasure_take
SELECT e.id, e.author_id, e.tombstone_id, e.stage, e.mark, e.comments, e.import_runs, e.requested_by, e.request_id, e.created_at, e.ended_at,
  (SELECT count(*)::integer FROM erasure_quotation q WHERE q.site_id = e.site_id AND q.erasure_id = e.id) AS quotations FROM erasure e WHERE e.site_id = $1 AND e.id = $2 AND e.stage <> 'done' FOR UPDATE OF e SKIP LOCKED

-- evaluation_insert
INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
   SELECT $1, * FROM unnest($2::timestamptz[], $3::uuid[], $4::uuid[], $5::integer[], $6::text[], $7::text[], $8::integer[], $9::text[], $10::json[], $11::json[], $12::integer[])

-- evaluation_sent_fields
WITH latest AS (SELECT facts FROM evaluation WHERE site_id = $1 ORDER BY judged_at DESC LIMIT $2)
   SELECT (SELECT count(*) FROM latest)::integer AS evaluations, ARRAY (SELECT DISTINCT name FROM latest, json_object_keys(latest.facts -> 'fields') AS name) AS fields

-- event_after
SELECT e.id, p.position, e.type, e.actor, e.comment_id, e.item_id, e.decision_id, e.payload, e.created_at
   FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 ORDER BY position LIMIT $3) p
   JOIN event e ON e.site_id = $1 AND e.id = p.event_id ORDER BY p.position

-- event_append
INSERT INTO event (site_id, id, type, actor, comment_id, item_id, decision_id, payload, request_id, created_at)
   SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::jsonb[], $9::text[], $10::timestamptz[])

-- event_append_and_await
WITH w0 AS (INSERT INTO event (site_id, id, type, actor, comment_id, item_id, decision_id, payload, request_id, created_at)
   SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::jsonb[], $9::text[], $10::timestamptz[])),
w1 AS (INSERT INTO event_waiting (site_id, id, event_ids) SELECT $11, ($12::uuid[])[1], $12::uuid[] WHERE cardinality($12::uuid[]) > 0)
SELECT 1

-- event_await_places
INSERT INTO event_waiting (site_id, id, event_ids) SELECT $1, ($2::uuid[])[1], $2::uuid[] WHERE cardinality($2::uuid[]) > 0

-- event_position_last
SELECT position FROM event_position WHERE site_id = $1 ORDER BY position DESC LIMIT 1

-- event_position_lock
SELECT pg_try_advisory_xact_lock(7336202) AS mine

-- event_position_place
INSERT INTO event_position (site_id, position, event_id) SELECT $1, $2::bigint + p.place, p.id FROM unnest($3::uuid[]) WITH ORDINALITY AS p (id, place)

-- event_position_placed
DELETE FROM event_waiting WHERE site_id = $1 AND id = ANY ($2::uuid[])

-- event_position_sites
SELECT id FROM site WHERE EXISTS (SELECT FROM event_waiting w WHERE w.site_id = site.id)

-- event_position_waiting
SELECT id, event_ids FROM event_waiting WHERE site_id = $1 ORDER BY id LIMIT $2

-- export_articles
SELECT id, title, url, section, tags, lang, published_at, comments_mode, closes_at FROM article WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3

-- export_authors
SELECT id, kind, name, roles, email_domain, registered_at FROM author WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3

-- export_comments
SELECT c.id, c.external_id, c.article_id, c.author_id, c.author_name, c.author_kind, c.parent_id, c.status, c.version, c.metadata, c.created_at, c.status_changed_at,
     (SELECT json_agg(json_build_object('revision', r.revision, 'title', r.title, 'body', r.body, 'format', r.format, 'at', r.created_at) ORDER BY r.revision)
      FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = c.id) AS revisions,
     (SELECT json_agg(json_build_object('action', d.action, 'reason', d.reason_code, 'note', d.note, 'revision', d.revision, 'before', d.status_before, 'after', d.status_after,
        'reversed', d.reversed_by IS NOT NULL, 'at', d.created_at) ORDER BY d.created_at, d.id)
      FROM decision d WHERE d.site_id = $1 AND d.comment_id = c.id) AS decisions
   FROM comment c WHERE c.site_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3

-- failed_judgement_find
SELECT i.site_id, s.slug, i.id AS item_id, i.comment_id
   FROM review_item i JOIN site s ON s.id = i.site_id
   CROSS JOIN LATERAL (SELECT count(*)::integer AS n FROM review_signal g WHERE g.site_id = i.site_id AND g.item_id = i.id AND g.kind = 'verdict') tried
   WHERE i.state = 'open' AND i.rule = 'engine_error' AND NOT i.claimed
     AND tried.n < $1 AND i.opened_at <= $2::timestamptz - $3 * interval '1 millisecond' * 4 ^ greatest(tried.n - 1, 0)
   ORDER BY i.opened_at LIMIT 100

-- fold_cursor_begin
INSERT INTO fold_cursor (site_id, name, position) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING

-- fold_cursor_by_index
SELECT set_config('enable_seqscan', 'off', true)

-- fold_cursor_hold
SELECT position FROM fold_cursor WHERE site_id = $1 AND name = ANY ($2::text[]) ORDER BY name FOR UPDATE

-- fold_cursor_lock
SELECT position FROM fold_cursor WHERE site_id = $1 AND name = $2 FOR UPDATE SKIP LOCKED

-- fold_cursor_move
UPDATE fold_cursor SET position = $3 WHERE site_id = $1 AND name = $2

-- fold_cursor_portion
SELECT max(p.position)::text AS last, count(*)::integer AS lines,
     min(e.created_at) FILTER (WHERE e.type = ANY ($4::text[])) AS first_judged, max(e.created_at) FILTER (WHERE e.type = ANY ($4::text[])) AS last_judged,
     coalesce(array_agg(DISTINCT e.comment_id) FILTER (WHERE e.type = ANY ($5::text[]) AND e.comment_id IS NOT NULL), '{}') AS said
   FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 ORDER BY position LIMIT $3) p
   JOIN event e ON e.site_id = $1 AND e.id = p.event_id

-- fold_cursor_sites
SELECT s.id FROM site s
   CROSS JOIN LATERAL (SELECT p.position FROM event_position p WHERE p.site_id = s.id ORDER BY p.position DESC LIMIT 1) last
   LEFT JOIN fold_cursor c ON c.site_id = s.id AND c.name = $1
   WHERE last.position > coalesce(c.position, 0)

-- history_count
SELECT count(*)::integer AS n FROM (SELECT 1 FROM evaluation e WHERE e.site_id = $1 AND (e.judged_at, e.id) < ($2::text::timestamptz, $3::uuid) AND e.judged_at <= $2::text::timestamptz AND e.judged_at >= $4::text::timestamptz LIMIT $5) AS counted

-- history_decided
SELECT d.comment_id, d.revision, d.action FROM decision d WHERE d.site_id = $1 AND d.comment_id = ANY ($2::uuid[]) AND d.reversed_by IS NULL ORDER BY d.created_at, d.id

-- history_documents
SELECT r.version, r.document::text AS document FROM rule_set r WHERE r.site_id = $1 AND r.version = ANY ($2::integer[])

-- history_evaluation
WITH named AS (
    SELECT r.judged_at, r.evaluation_id AS id FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = $2
    UNION
    SELECT s.judged_at, s.evaluation_id FROM review_item i JOIN review_signal s ON s.site_id = i.site_id AND s.item_id = i.id
    WHERE i.site_id = $1 AND i.comment_id = $2 AND s.evaluation_id IS NOT NULL AND s.judged_at IS NOT NULL)
   SELECT e.judged_at::text AS at, e.id, e.comment_id, e.revision, e.action, e.rule_set_version::text, e.engine_version, e.facts::text AS facts, e.verdict::text AS verdict,
     nullif(r.body, '') AS body, r.format, r.title, c.author_name, nullif(p.body, '') AS parent_body
   FROM named n CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = n.judged_at AND id = n.id OFFSET 0) e
   JOIN comment c ON c.site_id = $1 AND c.id = e.comment_id
   LEFT JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = e.comment_id AND r.revision = e.revision
   LEFT JOIN comment_revision p ON p.site_id = $1 AND p.comment_id = (e.facts #>> '{context,parent,id}')::uuid AND p.revision = (e.facts #>> '{context,parent,revision}')::integer
   WHERE n.id = $3

-- history_evaluations
WITH named AS (
    SELECT r.judged_at, r.evaluation_id AS id FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = $2
    UNION
    SELECT s.judged_at, s.evaluation_id FROM review_item i JOIN review_signal s ON s.site_id = i.site_id AND s.item_id = i.id
    WHERE i.site_id = $1 AND i.comment_id = $2 AND s.evaluation_id IS NOT NULL AND s.judged_at IS NOT NULL)
   SELECT e.id, e.judged_at, e.revision, e.event, e.action, e.rule_set_version, e.engine_version, e.took_us
   FROM named n CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = n.judged_at AND id = n.id OFFSET 0) e ORDER BY e.judged_at DESC, e.id DESC

-- history_facts
SELECT r.comment_id, r.revision, r.judged_at AS at, e.facts
  FROM unnest($2::uuid[], $3::integer[]) AS k (comment_id, revision)
  JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = k.comment_id AND r.revision = k.revision
  CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = r.judged_at AND id = r.evaluation_id OFFSET 0) e

-- history_facts_around
SELECT r.comment_id, r.revision, r.judged_at AS at, e.facts, c.author_name, nullif(p.body, '') AS parent_body
  FROM unnest($2::uuid[], $3::integer[]) AS k (comment_id, revision)
  JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = k.comment_id AND r.revision = k.revision
  CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = r.judged_at AND id = r.evaluation_id OFFSET 0) e
  JOIN comment c ON c.site_id = e.site_id AND c.id = e.comment_id
  LEFT JOIN comment_revision p ON p.site_id = e.site_id AND p.comment_id = (CASE WHEN position('"parent":{' IN e.facts::text) > 0 THEN e.facts #>> '{context,parent,id}' END)::uuid AND p.revision = (CASE WHEN position('"parent":{' IN e.facts::text) > 0 THEN e.facts #>> '{context,parent,revision}' END)::integer

-- history_lines
SELECT
  e.comment_id, e.revision, e.action, e.rule_set_version, e.engine_version,
  CASE WHEN e.action <> 'publish' OR position('"hits":[],"errors":[]' IN e.verdict::text) = 0 THEN e.verdict END AS verdict,
  nullif(r.body, '') AS body, r.format, r.title
  FROM evaluation e JOIN comment_revision r ON r.site_id = e.site_id AND r.comment_id = e.comment_id AND r.revision = e.revision AND r.evaluation_id = e.id WHERE e.site_id = $1 AND (e.judged_at, e.id) < ($2::text::timestamptz, $3::uuid) AND e.judged_at <= $2::text::timestamptz AND (e.judged_at, e.id) >= ($4::text::timestamptz, $5::uuid) AND e.judged_at >= $4::text::timestamptz ORDER BY e.judged_at DESC, e.id DESC

-- history_page
SELECT
  e.comment_id, e.revision, e.action, e.rule_set_version, e.engine_version,
  CASE WHEN e.action <> 'publish' OR position('"hits":[],"errors":[]' IN e.verdict::text) = 0 THEN e.verdict END AS verdict,
  nullif(r.body, '') AS body, r.format, r.title, e.judged_at AS at, e.facts
  FROM evaluation e JOIN comment_revision r ON r.site_id = e.site_id AND r.comment_id = e.comment_id AND r.revision = e.revision AND r.evaluation_id = e.id WHERE e.site_id = $1 AND (e.judged_at, e.id) < ($2::text::timestamptz, $3::uuid) AND e.judged_at <= $2::text::timestamptz AND (e.judged_at, e.id) >= ($4::text::timestamptz, $5::uuid) AND e.judged_at >= $4::text::timestamptz ORDER BY e.judged_at DESC, e.id DESC

-- history_page_around
SELECT
  e.comment_id, e.revision, e.action, e.rule_set_version, e.engine_version,
  CASE WHEN e.action <> 'publish' OR position('"hits":[],"errors":[]' IN e.verdict::text) = 0 THEN e.verdict END AS verdict,
  nullif(r.body, '') AS body, r.format, r.title, e.judged_at AS at, e.facts, c.author_name, nullif(p.body, '') AS parent_body
  FROM evaluation e JOIN comment_revision r ON r.site_id = e.site_id AND r.comment_id = e.comment_id AND r.revision = e.revision AND r.evaluation_id = e.id
  JOIN comment c ON c.site_id = e.site_id AND c.id = e.comment_id
  LEFT JOIN comment_revision p ON p.site_id = e.site_id AND p.comment_id = (CASE WHEN position('"parent":{' IN e.facts::text) > 0 THEN e.facts #>> '{context,parent,id}' END)::uuid AND p.revision = (CASE WHEN position('"parent":{' IN e.facts::text) > 0 THEN e.facts #>> '{context,parent,revision}' END)::integer WHERE e.site_id = $1 AND (e.judged_at, e.id) < ($2::text::timestamptz, $3::uuid) AND e.judged_at <= $2::text::timestamptz AND (e.judged_at, e.id) >= ($4::text::timestamptz, $5::uuid) AND e.judged_at >= $4::text::timestamptz ORDER BY e.judged_at DESC, e.id DESC

-- history_step
SELECT e.judged_at::text AS at, e.id FROM evaluation e WHERE e.site_id = $1 AND (e.judged_at, e.id) < ($2::text::timestamptz, $3::uuid) AND e.judged_at <= $2::text::timestamptz AND e.judged_at >= $4::text::timestamptz ORDER BY e.judged_at DESC, e.id DESC OFFSET $5 LIMIT 1

-- idempotency_claim
INSERT INTO idempotency_key (site_id, actor, operation, key, fingerprint, outcome_id, created_at)
   SELECT $1, k.*, $7 FROM unnest($2::text[], $3::text[], $4::text[], $5::bytea[], $6::uuid[]) AS k (actor, operation, key, fingerprint, outcome_id)
   ON CONFLICT DO NOTHING RETURNING outcome_id

-- idempotency_expire
DELETE FROM idempotency_key WHERE ctid IN (SELECT ctid FROM idempotency_key WHERE created_at < $1 LIMIT 5000)

-- idempotency_find
SELECT i.actor, i.operation, i.key, i.fingerprint, i.outcome_id
   FROM unnest($2::text[], $3::text[], $4::text[]) AS k (actor, operation, key)
   JOIN idempotency_key i ON i.site_id = $1 AND i.actor = k.actor AND i.operation = k.operation AND i.key = k.key

-- idempotency_lock_timeout
SELECT set_config('lock_timeout', $1, true)

-- idempotency_release
DELETE FROM idempotency_key i USING unnest($2::text[], $3::text[], $4::text[]) AS k (actor, operation, key)
   WHERE i.site_id = $1 AND i.actor = k.actor AND i.operation = k.operation AND i.key = k.key

-- identity_find
SELECT p.id, p.email, p.name, p.is_owner AS "isOwner" FROM person_identity i JOIN person p ON p.id = i.person_id
   WHERE i.issuer = $1 AND i.subject = $2 AND p.disabled_at IS NULL

-- identity_link
INSERT INTO person_identity (issuer, subject, person_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING

-- import_articles
INSERT INTO article (site_id, id, title, url, section, tags, lang, published_at, comments_mode, closes_at, created_at, updated_at)
   SELECT $1, a.id, a.title, a.url, a.section, ARRAY (SELECT jsonb_array_elements_text(a.tags)), a.lang, a.published_at, a.mode, a.closes_at, $11, $11
   FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::timestamptz[], $9::text[], $10::timestamptz[])
     AS a (id, title, url, section, tags, lang, published_at, mode, closes_at)
   ON CONFLICT (site_id, id) DO NOTHING

-- import_authors
INSERT INTO author AS a (site_id, id, kind, name, roles, email_hash, email_domain, registered_at, submitted, approved, rejected, last_rejected_at, created_at)
   SELECT $1, s.id, s.kind, s.name, ARRAY (SELECT jsonb_array_elements_text(s.roles)), s.email_hash, s.email_domain, s.registered_at, s.submitted, s.approved, s.rejected, s.last_rejected_at, s.seen_at
   FROM unnest($2::text[], $3::text[], $4::text[], $5::jsonb[], $6::bytea[], $7::text[], $8::timestamptz[], $9::integer[], $10::integer[], $11::integer[], $12::timestamptz[], $13::timestamptz[])
     AS s (id, kind, name, roles, email_hash, email_domain, registered_at, submitted, approved, rejected, last_rejected_at, seen_at)
   ON CONFLICT (site_id, id) DO UPDATE SET name = COALESCE(a.name, excluded.name), email_hash = COALESCE(a.email_hash, excluded.email_hash),
     roles = CASE WHEN a.roles = '{}' THEN excluded.roles ELSE a.roles END,
     email_domain = COALESCE(a.email_domain, excluded.email_domain), registered_at = COALESCE(a.registered_at, excluded.registered_at),
     submitted = a.submitted + excluded.submitted, approved = a.approved + excluded.approved, rejected = a.rejected + excluded.rejected,
     last_rejected_at = GREATEST(a.last_rejected_at, excluded.last_rejected_at), created_at = LEAST(a.created_at, excluded.created_at)

-- import_comments
INSERT INTO comment (site_id, id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status,
     version, revision, fingerprint, ip_hash, metadata, created_at, status_changed_at)
   SELECT $1, c.id, c.external_id, c.article_id, c.author_id, c.author_name, c.author_kind, c.parent_id, c.depth, c.status,
     c.version, c.revision, ''::bytea, c.ip_hash, c.metadata, c.created_at, c.status_changed_at
   FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::smallint[], $10::text[],
     $11::integer[], $12::integer[], $13::bytea[], $14::json[], $15::timestamptz[], $16::timestamptz[])
     AS c (id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status, version, revision, ip_hash, metadata, created_at, status_changed_at)

-- import_decisions
INSERT INTO decision (site_id, id, comment_id, item_id, item_version, revision, action, reason_code, note, status_before, status_after, comment_version, decided_by, reversed_by, created_at)
   SELECT $1, d.id, d.comment_id, d.item_id, 1, d.revision, d.action, d.reason_code, d.note, d.status_before, d.status_after, d.comment_version,
     '00000000-0000-0000-0000-000000000000', CASE WHEN d.is_reversed = 1 THEN '00000000-0000-0000-0000-000000000000'::uuid END, d.created_at
   FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::integer[], $12::integer[], $13::timestamptz[])
     AS d (id, comment_id, item_id, revision, action, reason_code, note, status_before, status_after, comment_version, is_reversed, created_at)

-- import_forget_replies
DELETE FROM import_reply WHERE site_id = $1 AND run_id = $2

-- import_known_comments
SELECT c.id, c.external_id, c.article_id, c.depth, EXISTS (SELECT FROM import_reply r WHERE r.site_id = $1 AND r.run_id = $4 AND r.comment_id = c.id) AS waits
   FROM (SELECT id, external_id, article_id, depth FROM comment WHERE site_id = $1 AND id = ANY ($2::uuid[])
     UNION SELECT id, external_id, article_id, depth FROM comment WHERE site_id = $1 AND external_id = ANY ($3::text[])) c

-- import_orphans
SELECT comment_id, COALESCE(parent_external_id, parent_id::text) AS parent, at_row, line, (count(*) OVER ())::integer AS all_of_them
   FROM import_reply WHERE site_id = $1 AND run_id = $2 ORDER BY at_row LIMIT $3

-- import_piece_add
INSERT INTO import_piece (site_id, run_id, place, data) VALUES ($1, $2, $3, $4)

-- import_piece_find
SELECT data FROM import_piece WHERE site_id = $1 AND run_id = $2 AND place = $3

-- import_piece_forget
DELETE FROM import_piece WHERE site_id = $1 AND run_id = $2

-- import_replies
INSERT INTO import_reply (site_id, run_id, comment_id, parent_external_id, parent_id, at_row, line)
   SELECT $1, $2, r.comment_id, r.parent_external_id, r.parent_id, r.at_row, r.line
   FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::integer[], $7::integer[]) AS r (comment_id, parent_external_id, parent_id, at_row, line)

-- import_reply_forget
DELETE FROM import_reply WHERE site_id = $1 AND run_id = $2

-- import_resolved_items
INSERT INTO review_item (site_id, id, comment_id, article_id, author_id, author_kind, state, queue_id, priority, reason, content_revision, version, opened_at, resolved_at)
   SELECT $1, d.item_id, d.comment_id, d.article_id, d.author_id, d.author_kind, 'resolved', 'default', 0, 'Decided before it was imported', d.revision, 2, d.created_at, d.created_at
   FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::timestamptz[])
     AS d (item_id, comment_id, article_id, author_id, author_kind, revision, created_at)

-- import_run_abandoned
SELECT site_id, id FROM import_run WHERE status = 'receiving' AND taken_until < $1

-- import_run_add
INSERT INTO import_run (site_id, id, format, source, status, taken_until, requested_by, created_at)
   SELECT $1, $2, $3, $4, 'receiving', $5, $6, $7 WHERE (SELECT count(*) FROM import_run WHERE site_id = $1 AND status IN ('receiving', 'waiting', 'running')) < $8

-- import_run_beat
UPDATE import_run SET taken_until = $4 WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- import_run_due
SELECT r.site_id, r.id FROM import_run r
   WHERE r.status IN ('waiting', 'running') AND (r.taken_until IS NULL OR r.taken_until < $1)
     AND NOT EXISTS (SELECT FROM import_run o WHERE o.site_id = r.site_id AND o.status IN ('waiting', 'running') AND (o.created_at, o.id) < (r.created_at, r.id))
   ORDER BY r.created_at LIMIT 10

-- import_run_end
UPDATE import_run SET status = $4, failure = $5, ended_at = $6, taken_until = NULL WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- import_run_end_open
UPDATE import_run SET status = $3, failure = $4, ended_at = $5, taken_until = NULL WHERE site_id = $1 AND id = $2 AND status IN ('receiving', 'waiting', 'running')

-- import_run_find
SELECT site_id, id, format, source, status, bytes, bytes_read, rows, imported, repeated, skipped, failed, noted, problems, failure, attempts,
  requested_by, created_at, started_at, ended_at FROM import_run WHERE site_id = $1 AND id = $2

-- import_run_page
SELECT site_id, id, format, source, status, bytes, bytes_read, rows, imported, repeated, skipped, failed, noted, problems, failure, attempts,
  requested_by, created_at, started_at, ended_at FROM import_run WHERE site_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3

-- import_run_receive
UPDATE import_run SET bytes = $3, taken_until = $4 WHERE site_id = $1 AND id = $2 AND status = 'receiving'

-- import_run_received
UPDATE import_run SET status = 'waiting', taken_until = NULL WHERE site_id = $1 AND id = $2 AND status = 'receiving'

-- import_run_release
UPDATE import_run SET taken_until = NULL, attempts = greatest(attempts - 1, 0) WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- import_run_save
UPDATE import_run SET bytes_read = $4, rows = $5, imported = $6, repeated = $7, skipped = $8, failed = $9, noted = $10, problems = $11::jsonb, taken_until = $12, attempts = 0 WHERE site_id = $1 AND id = $2 AND status = 'running' AND taken_by = $3

-- import_run_take
UPDATE import_run SET status = 'running', taken_by = $3, taken_until = $5, started_at = COALESCE(started_at, $4), attempts = attempts + 1
   WHERE site_id = $1 AND id = $2 AND status IN ('waiting', 'running') AND (taken_until IS NULL OR taken_until < $4) RETURNING site_id, id, format, source, status, bytes, bytes_read, rows, imported, repeated, skipped, failed, noted, problems, failure, attempts,
  requested_by, created_at, started_at, ended_at

-- import_settle_replies
WITH ready AS (
     SELECT r.comment_id, p.id AS parent_id, p.depth + 1 AS depth FROM import_reply r
     JOIN comment c ON c.site_id = $1 AND c.id = r.comment_id
     JOIN comment p ON p.site_id = $1 AND p.article_id = c.article_id AND p.id <> c.id AND p.depth < $3
       AND p.id = COALESCE(r.parent_id, (SELECT e.id FROM comment e WHERE e.site_id = $1 AND e.external_id = r.parent_external_id))
     WHERE r.site_id = $1 AND r.run_id = $2 AND NOT EXISTS (SELECT FROM import_reply w WHERE w.site_id = $1 AND w.run_id = $2 AND w.comment_id = p.id)
     LIMIT $4
   ), put AS (
     UPDATE comment c SET parent_id = ready.parent_id, depth = ready.depth FROM ready WHERE c.site_id = $1 AND c.id = ready.comment_id RETURNING c.id
   )
   DELETE FROM import_reply r USING put WHERE r.site_id = $1 AND r.run_id = $2 AND r.comment_id = put.id

-- import_write
WITH w0 AS (INSERT INTO comment (site_id, id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status,
     version, revision, fingerprint, ip_hash, metadata, created_at, status_changed_at)
   SELECT $1, c.id, c.external_id, c.article_id, c.author_id, c.author_name, c.author_kind, c.parent_id, c.depth, c.status,
     c.version, c.revision, ''::bytea, c.ip_hash, c.metadata, c.created_at, c.status_changed_at
   FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::smallint[], $10::text[],
     $11::integer[], $12::integer[], $13::bytea[], $14::json[], $15::timestamptz[], $16::timestamptz[])
     AS c (id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status, version, revision, ip_hash, metadata, created_at, status_changed_at)),
w1 AS (INSERT INTO comment_revision (site_id, comment_id, revision, title, body, format, evaluation_id, judged_at, created_at)
   SELECT $17, * FROM unnest($18::uuid[], $19::integer[], $20::text[], $21::text[], $22::text[], $23::uuid[], $24::timestamptz[], $25::timestamptz[])),
w2 AS (INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
   SELECT $26, * FROM unnest($27::timestamptz[], $28::uuid[], $29::uuid[], $30::integer[], $31::text[], $32::text[], $33::integer[], $34::text[], $35::json[], $36::json[], $37::integer[])),
w3 AS (INSERT INTO review_item (site_id, id, comment_id, article_id, author_id, author_kind, state, queue_id, priority, reason, content_revision, version, opened_at, resolved_at)
   SELECT $38, d.item_id, d.comment_id, d.article_id, d.author_id, d.author_kind, 'resolved', 'default', 0, 'Decided before it was imported', d.revision, 2, d.created_at, d.created_at
   FROM unnest($39::uuid[], $40::uuid[], $41::text[], $42::text[], $43::text[], $44::integer[], $45::timestamptz[])
     AS d (item_id, comment_id, article_id, author_id, author_kind, revision, created_at)),
w4 AS (INSERT INTO decision (site_id, id, comment_id, item_id, item_version, revision, action, reason_code, note, status_before, status_after, comment_version, decided_by, reversed_by, created_at)
   SELECT $46, d.id, d.comment_id, d.item_id, 1, d.revision, d.action, d.reason_code, d.note, d.status_before, d.status_after, d.comment_version,
     '00000000-0000-0000-0000-000000000000', CASE WHEN d.is_reversed = 1 THEN '00000000-0000-0000-0000-000000000000'::uuid END, d.created_at
   FROM unnest($47::uuid[], $48::uuid[], $49::uuid[], $50::integer[], $51::text[], $52::text[], $53::text[], $54::text[], $55::text[], $56::integer[], $57::integer[], $58::timestamptz[])
     AS d (id, comment_id, item_id, revision, action, reason_code, note, status_before, status_after, comment_version, is_reversed, created_at)),
item AS (INSERT INTO review_item (site_id, state, id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at, kind, author_kind, section, lang, score, rules, reports)
   SELECT $59, 'open', i.id, i.comment_id, i.article_id, i.author_id, coalesce(d.id, n.id, 'default'), i.priority, i.reason, i.rule, i.policy, i.content_revision, i.opened_at, coalesce(i.due_at, i.opened_at + CASE WHEN d.id IS NULL THEN n.sla_minutes ELSE d.sla_minutes END * interval '1 minute'), i.kind, i.author_kind, i.section, i.lang, i.score, i.rules, i.reports
   FROM (SELECT u.*, u.fired::text[] AS rules, 0 AS reports FROM
     unnest($60::uuid[], $61::uuid[], $62::text[], $63::text[], $64::text[], $65::integer[], $66::text[], $67::text[], $68::text[], $69::integer[], $70::timestamptz[], $71::timestamptz[],
       $72::text[], $73::text[], $74::text[], $75::text[], $76::integer[], $77::text[], $78::boolean[])
       AS u (id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at, kind, author_kind, section, lang, score, fired, is_placed)) i
  LEFT JOIN LATERAL (
    SELECT c.id FROM queue c
    WHERE c.site_id = $59 AND NOT i.is_placed AND c.removed_at IS NULL AND c.conditions <> '{}'
      AND (NOT c.conditions ? 'rules' OR coalesce(c.conditions -> 'rules' ?| i.rules, false)) AND (NOT c.conditions ? 'policies' OR coalesce(c.conditions -> 'policies' ? i.policy, false)) AND (NOT c.conditions ? 'sections' OR coalesce(c.conditions -> 'sections' ? i.section, false)) AND (NOT c.conditions ? 'langs' OR coalesce(c.conditions -> 'langs' ? i.lang, false))
      AND ((i.kind = 'comment' AND NOT c.conditions ? 'kinds') OR coalesce(c.conditions -> 'kinds' ? i.kind, false)) AND (NOT c.conditions ? 'authorKinds' OR coalesce(c.conditions -> 'authorKinds' ? i.author_kind, false))
      AND (NOT c.conditions ? 'minScore' OR coalesce(i.score >= (c.conditions ->> 'minScore')::numeric * 100, false)) AND (NOT c.conditions ? 'reported' OR coalesce((c.conditions ->> 'reported')::boolean = (i.reports > 0), false))
    ORDER BY c.position, c.id LIMIT 1) m ON true
  LEFT JOIN queue n ON n.site_id = $59 AND n.id = coalesce(m.id, i.queue_id)
  LEFT JOIN queue d ON d.site_id = $59 AND d.id = coalesce(n.moved_to, 'default') AND (n.id IS NULL OR n.removed_at IS NOT NULL)
   RETURNING *),
w6 AS (INSERT INTO waiting_item (site_id, item_id, comment_id, kind, queue_id, priority, opened_at, due_at, escalated_at, snoozed_until, article_id, author_id, author_kind, section, lang, policy, rules, score, reports, words)
   SELECT i.site_id, i.id, i.comment_id, i.kind, i.queue_id, i.priority, i.opened_at, i.due_at, i.escalated_at, i.snoozed_until, i.article_id, i.author_id, i.author_kind, i.section, i.lang, i.policy, i.rules, i.score, i.reports, array_to_tsvector(n.words::text[]) FROM item i JOIN unnest($79::uuid[], $80::text[]) AS n (id, words) ON n.id = i.id),
w7 AS (INSERT INTO review_signal (site_id, id, item_id, kind, evaluation_id, judged_at, report_id, created_at)
   SELECT $81, * FROM unnest($82::uuid[], $83::uuid[], $84::text[], $85::uuid[], $86::timestamptz[], $87::uuid[], $88::timestamptz[])),
w8 AS (INSERT INTO import_reply (site_id, run_id, comment_id, parent_external_id, parent_id, at_row, line)
   SELECT $89, $90, r.comment_id, r.parent_external_id, r.parent_id, r.at_row, r.line
   FROM unnest($91::uuid[], $92::text[], $93::uuid[], $94::integer[], $95::integer[]) AS r (comment_id, parent_external_id, parent_id, at_row, line)),
w9 AS (INSERT INTO event (site_id, id, type, actor, comment_id, item_id, decision_id, payload, request_id, created_at)
   SELECT $96, * FROM unnest($97::uuid[], $98::text[], $99::text[], $100::uuid[], $101::uuid[], $102::uuid[], $103::jsonb[], $104::text[], $105::timestamptz[])),
w10 AS (INSERT INTO event_waiting (site_id, id, event_ids) SELECT $106, ($107::uuid[])[1], $107::uuid[] WHERE cardinality($107::uuid[]) > 0)
SELECT 1

-- insight_decided
SELECT s.at, coalesce(v.decided, 0)::integer AS decided
   FROM (SELECT b AT TIME ZONE $5 AS at FROM generate_series(date_trunc($4, $2::timestamptz AT TIME ZONE $5), ($3::timestamptz AT TIME ZONE $5) - interval '1 microsecond', ('1 ' || $4::text)::interval) AS b) s LEFT JOIN (
     SELECT date_trunc($4::text, hour, $5::text) AS at, sum(approved + rejected) AS decided FROM desk_hourly WHERE site_id = $1 AND dimension = 'site' AND hour >= $2 AND hour < $3 GROUP BY 1
   ) v ON v.at = s.at ORDER BY s.at

-- insight_load
SELECT l.key AS person, n.name, l.day, l.decided, l.skipped, l.handling_ms
   FROM (SELECT key, to_char(hour AT TIME ZONE $4, 'YYYY-MM-DD') AS day, sum(approved + rejected)::integer AS decided, sum(skipped)::integer AS skipped, sum(handling_ms)::float8 AS handling_ms
         FROM desk_hourly WHERE site_id = $1 AND dimension = 'moderator' AND hour >= $2 AND hour < $3 AND ($5::text IS NULL OR key = $5) GROUP BY 1, 2) l
   LEFT JOIN LATERAL (SELECT name FROM person WHERE id = l.key::uuid LIMIT 1) n ON true
   ORDER BY lower(n.name) NULLS LAST, l.key, l.day

-- insight_queues
WITH waiting AS MATERIALIZED (
     SELECT w.queue_id, width_bucket(extract(epoch FROM $2::timestamptz - w.opened_at)::float8, $3::float8[]) AS class, count(*)::integer AS open, (count(*) FILTER (WHERE w.due_at < $2))::integer AS overdue, min(w.opened_at) AS oldest_at
     FROM waiting_item w WHERE w.site_id = $1 AND (w.snoozed_until IS NULL OR w.snoozed_until <= $2) GROUP BY 1, 2
   ), placed AS (
     SELECT CASE WHEN r.removed_at IS NULL THEN r.id ELSE r.moved_to END AS queue_id, w.class, w.open, w.overdue, w.oldest_at
     FROM queue r JOIN waiting w ON w.queue_id = r.id WHERE r.site_id = $1
   )
   SELECT q.id AS queue_id, q.name, coalesce(sum(p.overdue), 0)::integer AS overdue, min(p.oldest_at) AS oldest_at,
     ARRAY(SELECT coalesce((SELECT sum(o.open) FROM placed o WHERE o.queue_id = q.id AND o.class = c), 0)::integer FROM generate_series(0, cardinality($3::float8[])) AS c ORDER BY c) AS counts
   FROM queue q LEFT JOIN placed p ON p.queue_id = q.id
   WHERE q.site_id = $1 AND q.removed_at IS NULL GROUP BY q.id, q.name, q.position ORDER BY q.position, q.id

-- insight_times
SELECT date_trunc($4::text, hour, $5::text) AS at, bucket, sum(count)::integer AS count FROM desk_time_hourly
   WHERE site_id = $1 AND dimension = 'site' AND kind = 'age' AND hour >= $2 AND hour < $3 GROUP BY 1, 2

-- insight_volume
SELECT s.at, coalesce(v.published, 0)::integer AS published, coalesce(v.held, 0)::integer AS held, coalesce(v.rejected, 0)::integer AS rejected, coalesce(v.reported, 0)::integer AS reported, coalesce(v.decided, 0)::integer AS decided
   FROM (SELECT b AT TIME ZONE $5 AS at FROM generate_series(date_trunc($4, $2::timestamptz AT TIME ZONE $5), ($3::timestamptz AT TIME ZONE $5) - interval '1 microsecond', ('1 ' || $4::text)::interval) AS b) s LEFT JOIN (
     SELECT date_trunc($4::text, hour, $5::text) AS at, sum(published) AS published, sum(held) AS held, sum(rejected) AS rejected, sum(reported) AS reported, sum(decided) AS decided
     FROM volume_hourly WHERE site_id = $1 AND hour >= $2 AND hour < $3 GROUP BY 1
   ) v ON v.at = s.at ORDER BY s.at

-- intake_write
WITH w0 AS (INSERT INTO comment (site_id, id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status,
     version, revision, fingerprint, ip_hash, device_hash, metadata, created_at, status_changed_at)
   SELECT $1, c.id, c.external_id, c.article_id, c.author_id, c.author_name, c.author_kind, c.parent_id, c.depth, c.status,
     1, 1, c.fingerprint, c.ip_hash, c.device_hash, c.metadata, c.created_at, c.created_at
   FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::smallint[], $10::text[],
     $11::bytea[], $12::bytea[], $13::bytea[], $14::json[], $15::timestamptz[])
     AS c (id, external_id, article_id, author_id, author_name, author_kind, parent_id, depth, status,
       fingerprint, ip_hash, device_hash, metadata, created_at)),
w1 AS (INSERT INTO comment_revision (site_id, comment_id, revision, title, body, format, evaluation_id, judged_at, created_at)
   SELECT $16, * FROM unnest($17::uuid[], $18::integer[], $19::text[], $20::text[], $21::text[], $22::uuid[], $23::timestamptz[], $24::timestamptz[])),
w2 AS (INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
   SELECT $25, * FROM unnest($26::timestamptz[], $27::uuid[], $28::uuid[], $29::integer[], $30::text[], $31::text[], $32::integer[], $33::text[], $34::json[], $35::json[], $36::integer[])),
item AS (INSERT INTO review_item (site_id, state, id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at, kind, author_kind, section, lang, score, rules, reports)
   SELECT $37, 'open', i.id, i.comment_id, i.article_id, i.author_id, coalesce(d.id, n.id, 'default'), i.priority, i.reason, i.rule, i.policy, i.content_revision, i.opened_at, coalesce(i.due_at, i.opened_at + CASE WHEN d.id IS NULL THEN n.sla_minutes ELSE d.sla_minutes END * interval '1 minute'), i.kind, i.author_kind, i.section, i.lang, i.score, i.rules, i.reports
   FROM (SELECT u.*, u.fired::text[] AS rules, 0 AS reports FROM
     unnest($38::uuid[], $39::uuid[], $40::text[], $41::text[], $42::text[], $43::integer[], $44::text[], $45::text[], $46::text[], $47::integer[], $48::timestamptz[], $49::timestamptz[],
       $50::text[], $51::text[], $52::text[], $53::text[], $54::integer[], $55::text[], $56::boolean[])
       AS u (id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at, kind, author_kind, section, lang, score, fired, is_placed)) i
  LEFT JOIN LATERAL (
    SELECT c.id FROM queue c
    WHERE c.site_id = $37 AND NOT i.is_placed AND c.removed_at IS NULL AND c.conditions <> '{}'
      AND (NOT c.conditions ? 'rules' OR coalesce(c.conditions -> 'rules' ?| i.rules, false)) AND (NOT c.conditions ? 'policies' OR coalesce(c.conditions -> 'policies' ? i.policy, false)) AND (NOT c.conditions ? 'sections' OR coalesce(c.conditions -> 'sections' ? i.section, false)) AND (NOT c.conditions ? 'langs' OR coalesce(c.conditions -> 'langs' ? i.lang, false))
      AND ((i.kind = 'comment' AND NOT c.conditions ? 'kinds') OR coalesce(c.conditions -> 'kinds' ? i.kind, false)) AND (NOT c.conditions ? 'authorKinds' OR coalesce(c.conditions -> 'authorKinds' ? i.author_kind, false))
      AND (NOT c.conditions ? 'minScore' OR coalesce(i.score >= (c.conditions ->> 'minScore')::numeric * 100, false)) AND (NOT c.conditions ? 'reported' OR coalesce((c.conditions ->> 'reported')::boolean = (i.reports > 0), false))
    ORDER BY c.position, c.id LIMIT 1) m ON true
  LEFT JOIN queue n ON n.site_id = $37 AND n.id = coalesce(m.id, i.queue_id)
  LEFT JOIN queue d ON d.site_id = $37 AND d.id = coalesce(n.moved_to, 'default') AND (n.id IS NULL OR n.removed_at IS NOT NULL)
   RETURNING *),
w4 AS (INSERT INTO waiting_item (site_id, item_id, comment_id, kind, queue_id, priority, opened_at, due_at, escalated_at, snoozed_until, article_id, author_id, author_kind, section, lang, policy, rules, score, reports, words)
   SELECT i.site_id, i.id, i.comment_id, i.kind, i.queue_id, i.priority, i.opened_at, i.due_at, i.escalated_at, i.snoozed_until, i.article_id, i.author_id, i.author_kind, i.section, i.lang, i.policy, i.rules, i.score, i.reports, array_to_tsvector(n.words::text[]) FROM item i JOIN unnest($57::uuid[], $58::text[]) AS n (id, words) ON n.id = i.id),
w5 AS (INSERT INTO review_signal (site_id, id, item_id, kind, evaluation_id, judged_at, report_id, created_at)
   SELECT $59, * FROM unnest($60::uuid[], $61::uuid[], $62::text[], $63::uuid[], $64::timestamptz[], $65::uuid[], $66::timestamptz[])),
w6 AS (INSERT INTO event (site_id, id, type, actor, comment_id, item_id, decision_id, payload, request_id, created_at)
   SELECT $67, * FROM unnest($68::uuid[], $69::text[], $70::text[], $71::uuid[], $72::uuid[], $73::uuid[], $74::jsonb[], $75::text[], $76::timestamptz[])),
w7 AS (INSERT INTO event_waiting (site_id, id, event_ids) SELECT $77, ($78::uuid[])[1], $78::uuid[] WHERE cardinality($78::uuid[]) > 0),
w8 AS (INSERT INTO outbox (site_id, id, type, comment_id, decision_id, payload, send_after, created_at)
   SELECT $79, m.* FROM unnest($80::uuid[], $81::text[], $82::uuid[], $83::uuid[], $84::jsonb[], $85::timestamptz[], $86::timestamptz[])
     AS m (id, type, comment_id, decision_id, payload, send_after, created_at)
   WHERE EXISTS (SELECT FROM webhook_endpoint e WHERE e.site_id = $79 AND e.is_enabled AND m.type = ANY (e.types))
     OR (m.type IN ('comment.decided', 'comment.status_changed', 'decision.reversed')
       AND EXISTS (SELECT FROM connection c WHERE c.site_id = $79 AND c.is_enabled AND c.settings->'callbackHosts' <> '[]')))
SELECT 1

-- invitation_by_token
SELECT i.id, i.email, i.role, i.sections, i.invited_by AS "invitedBy", b.name AS "inviterName", i.created_at AS "createdAt", i.expires_at AS "expiresAt", i.site_id AS "siteId", s.slug AS "siteSlug", s.name AS "siteName", EXISTS (SELECT FROM person p WHERE lower(p.email) = lower(i.email)) AS "hasAccount"
   FROM invitation i JOIN site s ON s.id = i.site_id JOIN person b ON b.id = i.invited_by WHERE i.token_hash = $1 AND i.expires_at > $2 AND b.disabled_at IS NULL AND (b.is_owner OR EXISTS (SELECT FROM membership m WHERE m.site_id = i.site_id AND m.person_id = b.id AND m.role = 'admin'))

-- invitation_count
SELECT count(*)::int AS count FROM invitation WHERE site_id = $1

-- invitation_list
SELECT i.id, i.email, i.role, i.sections, i.invited_by AS "invitedBy", b.name AS "inviterName", i.created_at AS "createdAt", i.expires_at AS "expiresAt" FROM invitation i JOIN person b ON b.id = i.invited_by WHERE i.site_id = $1 AND i.id < $2 AND i.expires_at > $3 AND b.disabled_at IS NULL AND (b.is_owner OR EXISTS (SELECT FROM membership m WHERE m.site_id = i.site_id AND m.person_id = b.id AND m.role = 'admin')) ORDER BY i.id DESC LIMIT $4

-- invitation_put
INSERT INTO invitation (site_id, id, email, role, sections, token_hash, invited_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (site_id, lower(email)) DO UPDATE SET id = excluded.id, email = excluded.email, role = excluded.role, sections = excluded.sections, token_hash = excluded.token_hash,
     invited_by = excluded.invited_by, created_at = excluded.created_at, expires_at = excluded.expires_at

-- invitation_remove
DELETE FROM invitation WHERE site_id = $1 AND id = $2 RETURNING role

-- invitation_remove_expired
DELETE FROM invitation WHERE site_id = $1 AND expires_at <= $2

-- invitation_remove_for
DELETE FROM invitation WHERE site_id = $1 AND lower(email) = lower($2)

-- judged_hourly_add
INSERT INTO judged_hourly AS t (site_id, hour, version, event, evaluated, passed, us_sum) SELECT $1, * FROM unnest($2::timestamptz[], $3::integer[], $4::text[], $5::integer[], $6::integer[], $7::bigint[])
   ON CONFLICT (site_id, hour, version, event) DO UPDATE SET evaluated = t.evaluated + excluded.evaluated, passed = t.passed + excluded.passed, us_sum = t.us_sum + excluded.us_sum

-- judged_hourly_expire
DELETE FROM judged_hourly WHERE hour < $1

-- label_add
INSERT INTO label AS l (site_id, id, entity, subject, name, note, added_by, comment_id, created_at, expires_at)
   SELECT $1, a.* FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::timestamptz[], $10::timestamptz[]) AS a
   ON CONFLICT (site_id, entity, subject, name) DO UPDATE SET
     expires_at = CASE WHEN l.expires_at IS NULL OR EXCLUDED.expires_at IS NULL THEN NULL ELSE greatest(l.expires_at, EXCLUDED.expires_at) END,
     added_by = CASE WHEN l.expires_at <= EXCLUDED.created_at THEN EXCLUDED.added_by ELSE l.added_by END,
     comment_id = CASE WHEN l.expires_at <= EXCLUDED.created_at THEN EXCLUDED.comment_id ELSE l.comment_id END,
     created_at = CASE WHEN l.expires_at <= EXCLUDED.created_at THEN EXCLUDED.created_at ELSE l.created_at END,
     note = COALESCE(EXCLUDED.note, l.note)
   RETURNING id, entity, subject, name, note, added_by, comment_id, created_at, expires_at, (xmax = 0) AS is_new

-- label_expire
DELETE FROM label WHERE ctid IN (SELECT ctid FROM label WHERE expires_at <= $1 ORDER BY expires_at LIMIT 5000)

-- label_list
SELECT id, entity, subject, name, note, added_by, comment_id, created_at, expires_at FROM label WHERE site_id = $1 AND ($2::text IS NULL OR entity = $2) AND ($3::text IS NULL OR subject = $3) AND ($4::text IS NULL OR name = $4)
     AND (expires_at IS NULL OR expires_at > $5) AND ($6::uuid IS NULL OR id < $6)
   ORDER BY id DESC LIMIT $7

-- label_of
SELECT l.entity, l.subject, l.name FROM unnest($2::text[], $3::text[]) AS w (entity, subject)
   JOIN label l ON l.site_id = $1 AND l.entity = w.entity AND l.subject = w.subject AND (l.expires_at IS NULL OR l.expires_at > $4)

-- label_remove
DELETE FROM label WHERE site_id = $1 AND id = $2 RETURNING id, entity, subject, name, note, added_by, comment_id, created_at, expires_at

-- law_circumstances
SELECT CASE WHEN c.id IS NULL THEN NULL ELSE json_build_object('id', c.id, 'externalId', c.external_id, 'articleId', c.article_id, 'authorId', c.author_id, 'parentId', c.parent_id, 'status', c.status, 'version', c.version) END AS comment,
     c.created_at AS content_at, e.verdict ->> 'policy' AS judged_policy, d.reason_code AS decided_policy, i.rule AS item_rule, d.reversed_by IS NOT NULL AS is_reversed,
     EXISTS (SELECT FROM report p WHERE p.site_id = $1 AND p.comment_id = c.id AND p.created_at <= $5::timestamptz) AS is_reported,
     (SELECT max(n.is_trusted::integer) FROM law_notice n WHERE n.site_id = $1 AND n.comment_id = c.id AND n.position IS NOT NULL AND (n.outcome IS NULL OR n.decision_id = $4::uuid)) AS noticed
   FROM (SELECT 1) one
   LEFT JOIN comment c ON c.site_id = $1 AND c.id = $2::uuid
   LEFT JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = coalesce($3::integer, c.revision)
   LEFT JOIN evaluation e ON e.site_id = $1 AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
   LEFT JOIN decision d ON d.site_id = $1 AND d.id = $4::uuid
   LEFT JOIN review_item i ON i.site_id = $1 AND i.id = d.item_id

-- law_end
UPDATE law_statement SET ended_at = $3, ended_by = $4 WHERE site_id = $1 AND comment_id = $2 AND restriction = 'removal' AND ended_at IS NULL

-- law_end_of_decision
UPDATE law_statement SET ended_at = $3 WHERE site_id = $1 AND comment_id = $2 AND restriction = 'removal' AND ended_at IS NULL AND decision_id = $4

-- law_find
SELECT s.id, s.position::text AS position, s.restriction, s.comment_id, s.decision_id, s.policy, s.ground, s.source, s.is_detected_automatically, s.is_decided_automatically, s.content_at, s.restricted_at, s.until, s.ended_at FROM law_statement s WHERE s.site_id = $1 AND s.id = $2

-- law_in_force
SELECT FROM law_statement WHERE site_id = $1 AND comment_id = $2 AND restriction = 'removal' AND ended_at IS NULL

-- law_notice_add
INSERT INTO law_notice (site_id, id, comment_id, revision, category, explanation, lang, notifier, email_hash, is_trusted, is_forwarded, reference_hash, received_at, earlier_email_hashes)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)

-- law_notice_any
SELECT FROM law_notice WHERE site_id = $1 LIMIT 1

-- law_notice_by_reference
SELECT n.id, n.comment_id, n.revision, n.category, n.explanation, n.lang, n.notifier, n.is_trusted, n.is_forwarded, n.received_at, n.outcome, n.decided_at, n.is_decided_automatically FROM law_notice n WHERE n.site_id = $1 AND n.reference_hash = $2

-- law_notice_decide
UPDATE law_notice n SET outcome = $3, decided_at = $4, decision_id = $5, is_decided_automatically = $6
   FROM comment c WHERE n.site_id = $1 AND n.comment_id = $2 AND n.position IS NOT NULL AND n.outcome IS NULL AND c.site_id = $1 AND c.id = n.comment_id
   RETURNING n.id, n.comment_id, n.revision, n.category, n.explanation, n.lang, n.notifier, n.is_trusted, n.is_forwarded, n.received_at, n.outcome, n.decided_at, n.is_decided_automatically, json_build_object('id', c.id, 'externalId', c.external_id, 'articleId', c.article_id, 'authorId', c.author_id, 'parentId', c.parent_id, 'status', c.status, 'version', c.version) AS comment

-- law_notice_find
SELECT n.id, n.comment_id, n.revision, n.category, n.explanation, n.lang, n.notifier, n.is_trusted, n.is_forwarded, n.received_at, n.outcome, n.decided_at, n.is_decided_automatically FROM law_notice n WHERE n.site_id = $1 AND n.id = $2

-- law_notice_forget
UPDATE law_notice SET notifier = NULL, email_hash = NULL, earlier_email_hashes = '{}', explanation = NULL, reference_hash = NULL WHERE site_id = $1 AND (email_hash = ANY ($2::bytea[]) OR earlier_email_hashes && $2::bytea[])

-- law_notice_page
SELECT n.id, n.comment_id, n.revision, n.category, n.explanation, n.lang, n.notifier, n.is_trusted, n.is_forwarded, n.received_at, n.outcome, n.decided_at, n.is_decided_automatically FROM law_notice n WHERE n.site_id = $1 AND n.id < $2 ORDER BY n.id DESC LIMIT $3

-- law_notice_page_decided
SELECT n.id, n.comment_id, n.revision, n.category, n.explanation, n.lang, n.notifier, n.is_trusted, n.is_forwarded, n.received_at, n.outcome, n.decided_at, n.is_decided_automatically FROM law_notice n WHERE n.site_id = $1 AND n.id < $2 AND n.outcome IS NOT NULL ORDER BY n.id DESC LIMIT $3

-- law_notice_page_open
SELECT n.id, n.comment_id, n.revision, n.category, n.explanation, n.lang, n.notifier, n.is_trusted, n.is_forwarded, n.received_at, n.outcome, n.decided_at, n.is_decided_automatically FROM law_notice n WHERE n.site_id = $1 AND n.id < $2 AND n.outcome IS NULL ORDER BY n.id DESC LIMIT $3

-- law_notice_place
UPDATE law_notice SET position = $3 WHERE site_id = $1 AND id = $2

-- law_notice_reopen
UPDATE law_notice SET outcome = NULL, decided_at = NULL, decision_id = NULL, is_decided_automatically = NULL WHERE site_id = $1 AND comment_id = $2 AND decision_id = $3

-- law_of_author
SELECT o.id, o.position::text AS position, o.restriction, o.comment_id, o.decision_id, o.policy, o.ground, o.source, o.is_detected_automatically, o.is_decided_automatically, o.content_at, o.restricted_at, o.until, o.ended_at FROM (
     SELECT s.* FROM comment c JOIN law_statement s ON s.site_id = c.site_id AND s.comment_id = c.id AND s.restriction = 'removal' WHERE c.site_id = $1 AND c.author_id = $2
     UNION ALL
     SELECT s.* FROM event e JOIN law_statement s ON s.site_id = e.site_id AND s.id = e.id
     WHERE e.site_id = $1 AND e.payload ?| '{authorId,subject}' AND coalesce(e.payload ->> 'authorId', e.payload ->> 'subject') = $2 AND e.type = 'author.standing_changed') o
   WHERE o.position < $3::bigint ORDER BY o.position DESC LIMIT $4

-- law_of_comment
SELECT s.id, s.position::text AS position, s.restriction, s.comment_id, s.decision_id, s.policy, s.ground, s.source, s.is_detected_automatically, s.is_decided_automatically, s.content_at, s.restricted_at, s.until, s.ended_at FROM law_statement s WHERE s.site_id = $1 AND s.comment_id = $2 AND s.restriction = 'removal' ORDER BY s.position DESC LIMIT 1

-- law_page
SELECT s.id, s.position::text AS position, s.restriction, s.comment_id, s.decision_id, s.policy, s.ground, s.source, s.is_detected_automatically, s.is_decided_automatically, s.content_at, s.restricted_at, s.until, s.ended_at FROM law_statement s WHERE s.site_id = $1 AND s.position > $2::bigint AND ($4::text IS NULL OR s.restriction = $4) AND ($5::text IS NULL OR s.source = $5) AND ($6::boolean IS NULL OR (s.ended_at IS NULL) = $6) ORDER BY s.position LIMIT $3

-- law_page_back
SELECT s.id, s.position::text AS position, s.restriction, s.comment_id, s.decision_id, s.policy, s.ground, s.source, s.is_detected_automatically, s.is_decided_automatically, s.content_at, s.restricted_at, s.until, s.ended_at FROM law_statement s WHERE s.site_id = $1 AND s.position < $2::bigint AND ($4::text IS NULL OR s.restriction = $4) AND ($5::text IS NULL OR s.source = $5) AND ($6::boolean IS NULL OR (s.ended_at IS NULL) = $6) ORDER BY s.position DESC LIMIT $3

-- law_reopen
UPDATE law_statement SET ended_at = NULL, ended_by = NULL WHERE site_id = $1 AND comment_id = $2 AND ended_by = $3

-- law_report_appeals
SELECT count(*) FILTER (WHERE created_at >= $2 AND created_at < $3)::integer AS lodged,
     count(*) FILTER (WHERE state = 'upheld' AND resolved_at >= $2 AND resolved_at < $3)::integer AS upheld,
     count(*) FILTER (WHERE state = 'dismissed' AND resolved_at >= $2 AND resolved_at < $3)::integer AS dismissed,
     percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM resolved_at - created_at)) FILTER (WHERE state IN ('upheld', 'dismissed') AND resolved_at >= $2 AND resolved_at < $3) AS median
   FROM appeal WHERE site_id = $1

-- law_report_deciders
SELECT count(DISTINCT decided_by)::integer AS n FROM decision WHERE site_id = $1 AND created_at >= $2 AND created_at < $3

-- law_report_notices
WITH received AS (
     SELECT category, count(*)::integer AS n, count(*) FILTER (WHERE is_trusted)::integer AS trusted
     FROM law_notice WHERE site_id = $1 AND received_at >= $2 AND received_at < $3 GROUP BY category
   ), decided AS (
     SELECT category, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - received_at)) AS median,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - received_at)) FILTER (WHERE is_trusted) AS trusted
     FROM law_notice WHERE site_id = $1 AND decided_at >= $2 AND decided_at < $3 AND outcome <> 'gone' GROUP BY category
   ), acted AS (
     SELECT coalesce(n.category, 'NOT_SPECIFIED_NOTICE') AS category, count(*)::integer AS n, count(*) FILTER (WHERE s.source = 'trusted_flagger')::integer AS trusted
     FROM law_statement s
     LEFT JOIN LATERAL (SELECT o.category FROM law_notice o WHERE o.site_id = $1 AND o.comment_id = s.comment_id
       AND (o.decision_id = s.decision_id OR (s.decision_id IS NULL AND o.decided_at = s.restricted_at)) ORDER BY o.id LIMIT 1) n ON true
     WHERE s.site_id = $1 AND s.restricted_at >= $2 AND s.restricted_at < $3 AND s.source IN ('article_16', 'trusted_flagger') GROUP BY 1
   )
   SELECT category, coalesce(r.n, 0) AS received, coalesce(r.trusted, 0) AS received_trusted, d.median, d.trusted AS median_trusted, coalesce(a.n, 0) AS actions, coalesce(a.trusted, 0) AS actions_trusted
   FROM received r FULL JOIN decided d USING (category) FULL JOIN acted a USING (category)

-- law_report_statements
SELECT policy, restriction, source, is_detected_automatically, is_decided_automatically, count(*)::integer AS n, count(ended_by)::integer AS ended
   FROM law_statement WHERE site_id = $1 AND restricted_at >= $2 AND restricted_at < $3 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5

-- law_state
INSERT INTO law_statement (site_id, id, position, restriction, comment_id, decision_id, policy, ground, source, is_detected_automatically, is_decided_automatically, content_at, restricted_at, until)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING

-- law_switch_read
SELECT is_on FROM law_switch WHERE site_id = $1

-- law_switch_turn
INSERT INTO law_switch (site_id, is_on) VALUES ($1, $2) ON CONFLICT (site_id) DO UPDATE SET is_on = excluded.is_on

-- learned_decision_count
SELECT count(*) FILTER (WHERE action = 'approve')::integer AS good, count(*) FILTER (WHERE action = 'reject')::integer AS bad,
     coalesce(sum(w.weight) FILTER (WHERE action = 'approve'), 0) AS good_weight, coalesce(sum(w.weight) FILTER (WHERE action = 'reject'), 0) AS bad_weight
   FROM learned_decision l CROSS JOIN LATERAL (SELECT power(2::double precision, extract(epoch FROM l.decided_at - $3::timestamptz)::double precision / $4::double precision) AS weight) w
   WHERE l.site_id = $1 AND l.category = $2

-- learned_decision_find
SELECT comment_id, decision_id, revision, action, reason_code, decided_at, author_id, domains, category FROM learned_decision WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- learned_decision_forget
DELETE FROM learned_decision WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- learned_decision_in_force
SELECT c.id AS comment_id, d.id AS decision_id, d.revision, d.action, d.reason_code, d.created_at AS decided_at, c.author_id, r.body, r.format
   FROM comment c
   CROSS JOIN LATERAL (SELECT e.id, e.revision, e.action, e.reason_code, e.created_at FROM decision e
     WHERE e.site_id = $1 AND e.comment_id = c.id AND e.reversed_by IS NULL ORDER BY e.created_at DESC, e.id DESC LIMIT 1) d
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = d.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])

-- learned_decision_keep
INSERT INTO learned_decision (site_id, comment_id, decision_id, revision, action, reason_code, decided_at, author_id, domains, category)
   SELECT $1, l.comment_id, l.decision_id, l.revision, l.action, l.reason_code, l.decided_at, l.author_id, ARRAY (SELECT jsonb_array_elements_text(l.domains)), l.category
   FROM unnest($2::uuid[], $3::uuid[], $4::integer[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::jsonb[], $10::text[])
     AS l (comment_id, decision_id, revision, action, reason_code, decided_at, author_id, domains, category)

-- learned_decision_latest
SELECT l.action, r.body, r.format FROM (
     (SELECT comment_id, revision, action FROM learned_decision WHERE site_id = $1 AND category = $2 AND action = 'approve' ORDER BY decided_at DESC LIMIT $3)
     UNION ALL
     (SELECT comment_id, revision, action FROM learned_decision WHERE site_id = $1 AND category = $2 AND action = 'reject' ORDER BY decided_at DESC LIMIT $3)) l
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = l.comment_id AND r.revision = l.revision
   ORDER BY l.comment_id

-- learned_decision_sites
SELECT s.id FROM site s WHERE EXISTS (SELECT FROM learned_decision l WHERE l.site_id = s.id AND l.category = $1)

-- learned_decision_texts
SELECT comment_id, revision, body, format FROM comment_revision WHERE site_id = $1 AND (comment_id, revision) IN (SELECT * FROM unnest($2::uuid[], $3::integer[]))

-- membership_add
INSERT INTO membership (site_id, person_id, role, created_at, sections) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site_id, person_id) DO NOTHING

-- membership_among
SELECT person_id AS id FROM membership WHERE site_id = $1 AND person_id = ANY ($2::uuid[])

-- membership_find
SELECT p.id, p.email, p.name, m.role, m.sections, m.created_at AS "createdAt",
  EXISTS (SELECT FROM second_factor f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor" FROM membership m JOIN person p ON p.id = m.person_id WHERE m.site_id = $1 AND m.person_id = $2

-- membership_list
SELECT p.id, p.email, p.name, m.role, m.sections, m.created_at AS "createdAt",
  EXISTS (SELECT FROM second_factor f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor" FROM membership m JOIN person p ON p.id = m.person_id WHERE m.site_id = $1 AND m.person_id > $2 ORDER BY m.person_id LIMIT $3

-- membership_lock
SELECT p.id, p.email, p.name, m.role, m.sections, m.created_at AS "createdAt",
  EXISTS (SELECT FROM second_factor f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor" FROM membership m JOIN person p ON p.id = m.person_id WHERE m.site_id = $1 AND m.person_id = $2 FOR UPDATE OF m

-- membership_lock_admins
SELECT person_id AS id FROM membership WHERE site_id = $1 AND role = 'admin' ORDER BY person_id FOR UPDATE

-- membership_remove
DELETE FROM membership WHERE site_id = $1 AND person_id = $2

-- membership_set
UPDATE membership SET role = $3, sections = $4 WHERE site_id = $1 AND person_id = $2

-- near_duplicate_add
INSERT INTO near_duplicate (site_id, comment_id, cluster, bands, created_at)
   SELECT $1, s.comment_id, s.cluster, s.bands::integer[], s.created_at FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[]) AS s (comment_id, cluster, bands, created_at)
   ON CONFLICT DO NOTHING

-- near_duplicate_expire
DELETE FROM near_duplicate_default WHERE ctid IN (SELECT ctid FROM near_duplicate_default WHERE created_at < $1 LIMIT 5000)

-- near_duplicate_find
SELECT (q.n - 1)::integer AS n, d.comment_id, d.cluster, d.created_at, c.author_id, c.ip_hash, c.article_id, c.status, c.revision
   FROM unnest($2::text[]) WITH ORDINALITY AS q (bands, n)
   CROSS JOIN LATERAL (
     SELECT s.comment_id, s.cluster, s.created_at FROM near_duplicate s
     WHERE s.site_id = $1 AND s.created_at >= $3 AND s.bands && q.bands::integer[] ORDER BY s.comment_id DESC LIMIT $4) d
   JOIN comment c ON c.site_id = $1 AND c.id = d.comment_id
   WHERE c.status <> 'withdrawn'

-- near_duplicate_texts
SELECT c.id AS comment_id, c.revision, r.body, r.format, q.body AS parent_body
   FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   LEFT JOIN comment p ON p.site_id = c.site_id AND p.id = c.parent_id
   LEFT JOIN comment_revision q ON q.site_id = p.site_id AND q.comment_id = p.id AND q.revision = p.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])

-- outbox_add
INSERT INTO outbox (site_id, id, type, comment_id, decision_id, payload, send_after, created_at)
   SELECT $1, m.* FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::jsonb[], $7::timestamptz[], $8::timestamptz[])
     AS m (id, type, comment_id, decision_id, payload, send_after, created_at)
   WHERE EXISTS (SELECT FROM webhook_endpoint e WHERE e.site_id = $1 AND e.is_enabled AND m.type = ANY (e.types))
     OR (m.type IN ('comment.decided', 'comment.status_changed', 'decision.reversed')
       AND EXISTS (SELECT FROM connection c WHERE c.site_id = $1 AND c.is_enabled AND c.settings->'callbackHosts' <> '[]'))

-- outbox_comment_texts
SELECT c.id, r.body FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])

-- outbox_due_sites
SELECT site_id, min(send_after) AS oldest
   FROM (SELECT site_id, send_after FROM outbox WHERE send_after <= $1 ORDER BY send_after LIMIT $2) due
   GROUP BY site_id ORDER BY 2

-- outbox_take_due
DELETE FROM outbox o
   USING (SELECT id FROM outbox WHERE site_id = $1 AND send_after <= $2 ORDER BY send_after, id LIMIT $3 FOR UPDATE SKIP LOCKED) due
   WHERE o.site_id = $1 AND o.id = due.id
   RETURNING o.id, o.type, o.comment_id, o.payload, o.created_at

-- outbox_withdraw_statements
DELETE FROM outbox WHERE site_id = $1 AND decision_id = $2 AND type IN ('statement.created', 'notice.decided')

-- outcome_decided_at
SELECT id, created_at FROM decision WHERE site_id = $1 AND id = ANY ($2::uuid[])

-- outcome_keys
SELECT c.id, e.facts -> 'context' -> 'outcomes' AS outcomes
   FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   JOIN evaluation e ON e.site_id = r.site_id AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[]) AND e.facts -> 'context' -> 'outcomes' IS NOT NULL

-- partition_existing
SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass

-- password_reset_by_token
SELECT r.person_id AS "personId", r.made_by AS "madeBy", r.expires_at AS "expiresAt" FROM password_reset r JOIN person p ON p.id = r.person_id AND p.disabled_at IS NULL
   WHERE r.token_hash = $1 AND r.expires_at > $2

-- password_reset_put
INSERT INTO password_reset (person_id, token_hash, made_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (person_id) DO UPDATE SET token_hash = excluded.token_hash, made_by = excluded.made_by, created_at = excluded.created_at, expires_at = excluded.expires_at

-- password_reset_remove
DELETE FROM password_reset WHERE person_id = $1

-- password_reset_take
DELETE FROM password_reset WHERE person_id = $1 AND token_hash = $2

-- person_all_sites
SELECT s.slug, s.name, 'admin' AS role, coalesce(m.sections, '{}') AS sections, s.settings->'desk' AS desk
   FROM site s LEFT JOIN membership m ON m.site_id = s.id AND m.person_id = $1 ORDER BY s.slug LIMIT $2

-- person_by_email
SELECT id, email, name, is_owner AS "isOwner" FROM person WHERE lower(email) = lower($1)

-- person_by_id
SELECT id, email, name, is_owner AS "isOwner" FROM person WHERE id = $1

-- person_enabled_by_email
SELECT id, email, name, is_owner AS "isOwner" FROM person WHERE lower(email) = lower($1) AND disabled_at IS NULL

-- person_has_owner
SELECT 1 FROM person WHERE is_owner LIMIT 1

-- person_has_right_over
SELECT FROM person p, person one WHERE p.id = $1 AND p.disabled_at IS NULL AND one.id = $2 AND one.id <> p.id AND (p.is_owner OR (
     NOT one.is_owner AND EXISTS (SELECT FROM membership w WHERE w.person_id = one.id) AND NOT EXISTS (
       SELECT FROM membership w WHERE w.person_id = one.id
       AND (w.role = 'admin' OR NOT EXISTS (SELECT FROM membership a WHERE a.site_id = w.site_id AND a.person_id = p.id AND a.role = 'admin')))))

-- person_insert
INSERT INTO person (id, email, name, password_hash, is_owner, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (lower(email)) DO NOTHING

-- person_make_owner
UPDATE person SET is_owner = true WHERE id = $1

-- person_owner_email
SELECT email FROM person WHERE is_owner AND disabled_at IS NULL ORDER BY lower(email) = lower($1) DESC, id LIMIT 1

-- person_owner_lock
SELECT pg_advisory_xact_lock($1)

-- person_password
SELECT password_hash AS "passwordHash" FROM person WHERE id = $1

-- person_second_step
SELECT id, email, name, is_owner AS "isOwner", password_hash AS "passwordHash" FROM person WHERE id = $1 AND disabled_at IS NULL

-- person_set_name
UPDATE person SET name = $2 WHERE id = $1

-- person_set_password
UPDATE person SET password_hash = $2 WHERE id = $1

-- person_sign_in
SELECT id, email, name, is_owner AS "isOwner", password_hash AS "passwordHash" FROM person WHERE lower(email) = lower($1) AND disabled_at IS NULL

-- person_sites
SELECT s.slug, s.name, m.role, m.sections, s.settings->'desk' AS desk FROM membership m JOIN site s ON s.id = m.site_id WHERE m.person_id = $1 ORDER BY s.slug

-- personal_appeals
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM appeal t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.created_at, t.id

-- personal_author
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM author t WHERE t.site_id = $1 AND t.id = $2 ORDER BY t.id

-- personal_author_events
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM event t WHERE t.site_id = $1 AND t.payload ?| '{authorId,subject}' AND coalesce(t.payload ->> 'authorId', t.payload ->> 'subject') = $2 ORDER BY t.id

-- personal_author_labels
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM label t WHERE t.site_id = $1 AND t.entity = 'author' AND t.subject = $2 ORDER BY t.id

-- personal_author_notes
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM author_note t WHERE t.site_id = $1 AND t.author_id = $2 ORDER BY t.id

-- personal_backtest_changes
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM backtest_change t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.backtest_id, t.kind, t.place

-- personal_bulk_operations
SELECT to_jsonb(t) - '{site_id,taken_by,taken_until}'::text[] AS row FROM bulk_operation t WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.bulk_operation_id FROM decision d WHERE d.site_id = $1 AND d.comment_id = ANY ($2::uuid[]) AND d.bulk_operation_id IS NOT NULL)) ORDER BY t.id

-- personal_comment_events
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM event t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.id

-- personal_comment_ids
SELECT id FROM comment WHERE site_id = $1 AND author_id = $2 AND id > $3 ORDER BY id LIMIT $4

-- personal_comment_labels
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM label t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.id

-- personal_comments
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM comment t WHERE t.site_id = $1 AND t.id = ANY ($2::uuid[]) ORDER BY t.id

-- personal_decisions
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM decision t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.created_at, t.id

-- personal_deliveries
WITH stretch AS MATERIALIZED (SELECT * FROM webhook_delivery WHERE site_id = $1 AND id > $3 ORDER BY id LIMIT $4)
   SELECT (SELECT max(id::text) FROM stretch) AS last,
     coalesce((SELECT jsonb_agg(to_jsonb(s) - 'site_id' ORDER BY s.id) FROM stretch s WHERE strpos(s.payload, to_json($2::text)::text) > 0 AND coalesce(s.payload::jsonb #>> '{data,comment,authorId}', s.payload::jsonb #>> '{data,author,id}') = $2), '[]') AS rows

-- personal_evaluations
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM (SELECT v.* FROM (
  SELECT r.judged_at, r.evaluation_id AS id FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = ANY ($2::uuid[])
  UNION
  SELECT s.judged_at, s.evaluation_id FROM review_signal s WHERE s.site_id = $1 AND s.item_id = ANY (ARRAY (SELECT i.id FROM review_item i WHERE i.site_id = $1 AND i.comment_id = ANY ($2::uuid[]))) AND s.evaluation_id IS NOT NULL AND s.judged_at IS NOT NULL
  UNION
  SELECT e.created_at, (e.payload ->> 'evaluationId')::uuid FROM event e WHERE e.site_id = $1 AND e.comment_id = ANY ($2::uuid[]) AND e.payload ? 'evaluationId') n CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = n.judged_at AND id = n.id OFFSET 0) v) t WHERE t.site_id = $1 ORDER BY t.judged_at, t.id

-- personal_idempotency_keys
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM idempotency_key t WHERE t.site_id = $1 AND t.actor = 'reader:' || $2::text ORDER BY t.operation, t.key

-- personal_import_problems
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM (SELECT i.site_id, i.id, p.problem FROM import_run i, jsonb_array_elements(i.problems) AS p (problem) WHERE i.site_id = $1 AND strpos(p.problem::text, $2) > 0) t WHERE t.site_id = $1 ORDER BY t.id

-- personal_imports
SELECT to_jsonb(t) - '{site_id,taken_by,taken_until}'::text[] AS row FROM import_run t WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT (e.payload ->> 'run')::uuid FROM event e WHERE e.site_id = $1 AND e.comment_id = ANY ($2::uuid[]) AND e.type = 'comment.imported')) ORDER BY t.id

-- personal_is_known
SELECT EXISTS (SELECT FROM author WHERE site_id = $1 AND id = $2) OR EXISTS (SELECT FROM report WHERE site_id = $1 AND reporter = 'author:' || $2::text)
     OR EXISTS (SELECT FROM label WHERE site_id = $1 AND entity = 'author' AND subject = $2) AS known

-- personal_lessons
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM learned_decision t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.comment_id

-- personal_messages
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM outbox t WHERE t.site_id = $1 AND coalesce(t.payload #>> '{comment,authorId}', t.payload #>> '{author,id}') = $2 ORDER BY t.id

-- personal_mutes
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM reporter_mute t WHERE t.site_id = $1 AND t.reporter = 'author:' || $2::text ORDER BY t.reporter

-- personal_near_duplicates
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM (SELECT d.* FROM comment_revision r JOIN near_duplicate d ON d.site_id = $1 AND d.created_at = r.created_at AND d.comment_id = r.comment_id WHERE r.site_id = $1 AND r.comment_id = ANY ($2::uuid[])) t WHERE t.site_id = $1 ORDER BY t.created_at, t.comment_id

-- personal_notices_made
SELECT to_jsonb(t) - '{site_id,notifier,email_hash,earlier_email_hashes,reference_hash}'::text[] AS row FROM law_notice t WHERE t.site_id = $1 AND (t.email_hash = (SELECT a.email_hash FROM author a WHERE a.site_id = $1 AND a.id = $2) OR t.earlier_email_hashes @> ARRAY [(SELECT a.email_hash FROM author a WHERE a.site_id = $1 AND a.id = $2)]) ORDER BY t.id

-- personal_notices_received
SELECT to_jsonb(t) - '{site_id,notifier,email_hash,earlier_email_hashes,reference_hash}'::text[] AS row FROM law_notice t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.id

-- personal_reports_made
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM report t WHERE t.site_id = $1 AND t.reporter = 'author:' || $2::text ORDER BY t.id

-- personal_reports_received
SELECT to_jsonb(t) - '{site_id,reporter}'::text[] AS row FROM report t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.created_at, t.id

-- personal_review_items
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM review_item t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.id

-- personal_review_notes
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM review_note t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.id

-- personal_review_tags
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM review_tag t WHERE t.site_id = $1 AND t.item_id = ANY (ARRAY (SELECT i.id FROM review_item i WHERE i.site_id = $1 AND i.comment_id = ANY ($2::uuid[]))) ORDER BY t.item_id, t.tag

-- personal_revisions
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM comment_revision t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.comment_id, t.revision

-- personal_search_words
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM comment_words t WHERE t.site_id = $1 AND t.comment_id = ANY ($2::uuid[]) ORDER BY t.comment_id

-- personal_standing
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM reputation t WHERE t.site_id = $1 AND t.entity = 'author' AND t.name = $2 ORDER BY t.name

-- personal_suggested_scores
SELECT to_jsonb(t) - '{site_id}'::text[] AS row FROM suggested_score t WHERE t.site_id = $1 AND md5(t.body) = ANY (ARRAY (SELECT md5(r.body) FROM comment_revision r WHERE r.site_id = $1 AND r.comment_id = ANY ($2::uuid[]))) ORDER BY t.id

-- personal_token_find
SELECT t.id, t.expires_at AS "expiresAt", p.id AS "personId", p.name, p.is_owner AS "isOwner",
  coalesce((SELECT jsonb_object_agg(m.site_id, m.role) FROM membership m WHERE m.person_id = p.id), '{}') AS roles
   FROM personal_token t JOIN person p ON p.id = t.person_id AND p.disabled_at IS NULL WHERE t.secret_hash = $1

-- personal_token_insert
INSERT INTO personal_token (person_id, id, name, secret_hash, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)

-- personal_token_list
SELECT id, name, expires_at AS "expiresAt", last_used_at AS "lastUsedAt", created_at AS "createdAt" FROM personal_token WHERE person_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3

-- personal_token_remove
DELETE FROM personal_token WHERE person_id = $1 AND id = $2

-- personal_token_touch
UPDATE personal_token SET last_used_at = $2 WHERE id = $1

-- policy_add
INSERT INTO policy (site_id, id, title, titles, description, is_spam, is_active, position, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING

-- policy_find
SELECT id, title, titles, description, is_spam, is_active, position FROM policy WHERE site_id = $1 AND id = $2

-- policy_in_use
SELECT FROM policy WHERE site_id = $1 AND id = $2 AND is_active

-- policy_list
SELECT id, title, titles, description, is_spam, is_active, position FROM policy WHERE site_id = $1 ORDER BY position, id

-- policy_lock
SELECT id, title, titles, description, is_spam, is_active, position FROM policy WHERE site_id = $1 ORDER BY id FOR UPDATE

-- policy_named
SELECT FROM decision WHERE site_id = $1 AND reason_code = $2 LIMIT 1

-- policy_place
UPDATE policy p SET position = n.position FROM unnest($2::text[], $3::integer[]) AS n (id, position)
   WHERE p.site_id = $1 AND p.id = n.id AND p.position <> n.position

-- policy_remove
DELETE FROM policy WHERE site_id = $1 AND id = $2

-- policy_save
UPDATE policy SET title = $3, titles = $4, description = $5, is_spam = $6, is_active = $7 WHERE site_id = $1 AND id = $2

-- policy_seed
INSERT INTO policy (site_id, id, title, titles, is_spam, position, created_at)
   SELECT $1, p.*, $7 FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::boolean[], $6::integer[]) AS p (id, title, titles, is_spam, position) ON CONFLICT DO NOTHING

-- published_count
SELECT count(*)::integer AS total FROM comment WHERE site_id = $1 AND article_id = $2 AND status = 'published'

-- published_news
WITH fresh AS MATERIALIZED (
     (SELECT p.event_id AS id FROM event_position p WHERE p.site_id = $1 AND p.position > $2 ORDER BY p.position LIMIT 1001)
     UNION ALL
     (SELECT unnest(w.event_ids) AS id FROM (SELECT event_ids FROM event_waiting WHERE site_id = $1 ORDER BY id LIMIT 1001) w LIMIT 1001))
   SELECT (SELECT p.position FROM event_position p WHERE p.site_id = $1 ORDER BY p.position DESC LIMIT 1)::text AS last,
     (SELECT count(*) FROM fresh)::integer AS lines,
     coalesce(bool_or(e.comment_id IS NULL), false) AS whole,
     coalesce(array_agg(DISTINCT c.article_id) FILTER (WHERE c.article_id IS NOT NULL), '{}') AS articles
   FROM fresh f
   CROSS JOIN LATERAL (SELECT l.type, l.comment_id FROM event l WHERE l.site_id = $1 AND l.id = f.id LIMIT 1) e
   LEFT JOIN LATERAL (SELECT a.article_id FROM comment a WHERE a.site_id = $1 AND a.id = e.comment_id LIMIT 1) c ON true
   WHERE e.type NOT LIKE 'item.%'

-- published_news_last
SELECT position::text AS last FROM event_position WHERE site_id = $1 ORDER BY position DESC LIMIT 1

-- published_replies
WITH RECURSIVE thread AS (
     SELECT c.site_id, c.id, 1 AS level FROM comment c WHERE c.site_id = $1 AND c.parent_id = ANY ($2::uuid[])
     UNION ALL
     SELECT c.site_id, c.id, t.level + 1 FROM thread t JOIN comment c ON c.site_id = $1 AND c.parent_id = t.id WHERE t.level < 100)
   SELECT c.id, c.parent_id, c.status, c.author_name, c.author_kind, r.body, r.format, c.revision, c.created_at, r.created_at AS revised_at, t.level FROM (SELECT * FROM thread LIMIT 1000) t JOIN comment c ON c.site_id = $1 AND c.id = t.id JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision ORDER BY c.id

-- published_reply_counts
WITH RECURSIVE thread AS (
     SELECT c.parent_id AS root, c.id, c.status FROM comment c WHERE c.site_id = $1 AND c.parent_id = ANY ($2::uuid[])
     UNION ALL
     SELECT t.root, c.id, c.status FROM thread t JOIN comment c ON c.site_id = $1 AND c.parent_id = t.id)
   SELECT root AS id, count(*) FILTER (WHERE status = 'published')::integer AS replies FROM thread GROUP BY root

-- published_top_newest
SELECT c.id, c.parent_id, c.status, c.author_name, c.author_kind, r.body, r.format, c.revision, c.created_at, r.created_at AS revised_at FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision WHERE c.site_id = $1 AND c.article_id = $2 AND c.parent_id IS NULL AND (c.status = 'published' OR EXISTS (
  WITH RECURSIVE under AS (
    SELECT p.id, p.status FROM comment p WHERE p.site_id = c.site_id AND p.parent_id = c.id
    UNION ALL
    SELECT p.id, p.status FROM under u JOIN comment p ON p.site_id = $1 AND p.parent_id = u.id WHERE u.status <> 'published')
  SELECT FROM under WHERE status = 'published')) AND ($3::uuid IS NULL OR c.id < $3) ORDER BY c.id DESC LIMIT $4

-- published_top_oldest
SELECT c.id, c.parent_id, c.status, c.author_name, c.author_kind, r.body, r.format, c.revision, c.created_at, r.created_at AS revised_at FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision WHERE c.site_id = $1 AND c.article_id = $2 AND c.parent_id IS NULL AND (c.status = 'published' OR EXISTS (
  WITH RECURSIVE under AS (
    SELECT p.id, p.status FROM comment p WHERE p.site_id = c.site_id AND p.parent_id = c.id
    UNION ALL
    SELECT p.id, p.status FROM under u JOIN comment p ON p.site_id = $1 AND p.parent_id = u.id WHERE u.status <> 'published')
  SELECT FROM under WHERE status = 'published')) AND ($3::uuid IS NULL OR c.id > $3) ORDER BY c.id LIMIT $4

-- published_under_newest
SELECT c.id, c.parent_id, c.status, c.author_name, c.author_kind, r.body, r.format, c.revision, c.created_at, r.created_at AS revised_at FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision WHERE c.site_id = $1 AND c.article_id = $2 AND c.parent_id = $5 AND (c.status = 'published' OR EXISTS (
  WITH RECURSIVE under AS (
    SELECT p.id, p.status FROM comment p WHERE p.site_id = c.site_id AND p.parent_id = c.id
    UNION ALL
    SELECT p.id, p.status FROM under u JOIN comment p ON p.site_id = $1 AND p.parent_id = u.id WHERE u.status <> 'published')
  SELECT FROM under WHERE status = 'published')) AND ($3::uuid IS NULL OR c.id < $3) ORDER BY c.id DESC LIMIT $4

-- published_under_oldest
SELECT c.id, c.parent_id, c.status, c.author_name, c.author_kind, r.body, r.format, c.revision, c.created_at, r.created_at AS revised_at FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision WHERE c.site_id = $1 AND c.article_id = $2 AND c.parent_id = $5 AND (c.status = 'published' OR EXISTS (
  WITH RECURSIVE under AS (
    SELECT p.id, p.status FROM comment p WHERE p.site_id = c.site_id AND p.parent_id = c.id
    UNION ALL
    SELECT p.id, p.status FROM under u JOIN comment p ON p.site_id = $1 AND p.parent_id = u.id WHERE u.status <> 'published')
  SELECT FROM under WHERE status = 'published')) AND ($3::uuid IS NULL OR c.id > $3) ORDER BY c.id LIMIT $4

-- queue_arrange
UPDATE queue q SET position = n.position FROM unnest($2::text[]) WITH ORDINALITY AS n (id, position) WHERE q.site_id = $1 AND q.id = n.id AND q.position <> n.position

-- queue_exists
SELECT FROM queue WHERE site_id = $1 AND id = $2 AND removed_at IS NULL

-- queue_has_waiting
SELECT EXISTS (SELECT FROM waiting_item w WHERE w.site_id = $1 AND w.queue_id = $2) AS has_waiting

-- queue_insert
INSERT INTO queue AS q (site_id, id, name, position, sla_minutes, conditions, members, hidden_actions, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (site_id, id) DO UPDATE SET name = excluded.name, position = excluded.position, sla_minutes = excluded.sla_minutes, conditions = excluded.conditions,
     members = excluded.members, hidden_actions = excluded.hidden_actions, created_at = excluded.created_at, removed_at = NULL, moved_to = NULL
   WHERE q.removed_at IS NOT NULL RETURNING id

-- queue_list
WITH waiting AS MATERIALIZED (
     SELECT w.queue_id, count(*) FILTER (WHERE (w.snoozed_until IS NULL OR w.snoozed_until <= $3)) AS open, count(*) FILTER (WHERE (w.snoozed_until IS NULL OR w.snoozed_until <= $3) AND w.due_at < $3) AS overdue,
       min(w.opened_at) FILTER (WHERE (w.snoozed_until IS NULL OR w.snoozed_until <= $3)) AS oldest_at, count(*) FILTER (WHERE NOT (w.snoozed_until IS NULL OR w.snoozed_until <= $3)) AS snoozed
     FROM waiting_item w WHERE w.site_id = $1 GROUP BY w.queue_id
   ), held AS MATERIALIZED (
     SELECT w.queue_id, count(*) FILTER (WHERE (w.snoozed_until IS NULL OR w.snoozed_until <= $3)) AS held, count(*) FILTER (WHERE w.claimed_by = $2) AS mine
     FROM review_item w WHERE w.site_id = $1 AND w.claimed AND w.claim_expires_at > $3 GROUP BY w.queue_id
   ), counted AS (
     SELECT CASE WHEN r.removed_at IS NULL THEN r.id ELSE r.moved_to END AS queue_id, sum(w.open) AS open, sum(w.overdue) AS overdue, min(w.oldest_at) AS oldest_at,
       sum(w.snoozed) AS snoozed, sum(h.held) AS held, sum(h.mine) AS mine
     FROM queue r LEFT JOIN waiting w ON w.queue_id = r.id LEFT JOIN held h ON h.queue_id = r.id WHERE r.site_id = $1 GROUP BY 1
   )
   SELECT q.id, q.name, q.position, q.sla_minutes, q.conditions, q.members, q.hidden_actions, coalesce(c.open, 0)::integer AS open,
     greatest(coalesce(c.open, 0) - coalesce(c.held, 0), 0)::integer AS unclaimed, coalesce(c.overdue, 0)::integer AS overdue, c.oldest_at,
     coalesce(c.snoozed, 0)::integer AS snoozed, coalesce(c.mine, 0)::integer AS mine
   FROM queue q LEFT JOIN counted c ON c.queue_id = q.id
   WHERE q.site_id = $1 AND q.removed_at IS NULL ORDER BY q.position, q.id

-- queue_lock_all
SELECT id, name, position, sla_minutes, conditions, members, hidden_actions FROM queue WHERE site_id = $1 AND removed_at IS NULL ORDER BY id FOR NO KEY UPDATE

-- queue_remove
UPDATE queue SET removed_at = coalesce(removed_at, $4), moved_to = $3 WHERE site_id = $1 AND (id = $2 OR (moved_to = $2 AND removed_at IS NOT NULL))

-- queue_restrictions
SELECT id, members, hidden_actions FROM queue WHERE site_id = $1 AND (members <> '{}' OR hidden_actions <> '{}') ORDER BY id

-- queue_seed
INSERT INTO queue (site_id, id, name, position, sla_minutes, created_at)
   SELECT $1, q.*, $6 FROM unnest($2::text[], $3::text[], $4::integer[], $5::integer[]) AS q (id, name, position, sla_minutes) ON CONFLICT DO NOTHING

-- queue_strayed
SELECT q.site_id, q.id, q.moved_to FROM queue q
   WHERE q.removed_at IS NOT NULL AND EXISTS (SELECT FROM waiting_item w WHERE w.site_id = q.site_id AND w.queue_id = q.id) ORDER BY q.removed_at LIMIT 100

-- queue_update
UPDATE queue SET name = $3, sla_minutes = $4, conditions = $5, members = $6, hidden_actions = $7 WHERE site_id = $1 AND id = $2

-- recovery_code_add
INSERT INTO recovery_code (person_id, code_hash) SELECT $1, unnest($2::bytea[])

-- recovery_code_forget
DELETE FROM recovery_code WHERE person_id = $1

-- recovery_code_spend
UPDATE recovery_code SET used_at = $3 WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL

-- report_add
WITH added AS (
     INSERT INTO report (site_id, id, comment_id, revision, reporter, reporter_kind, reason, note, weight, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (site_id, comment_id, reporter) DO NOTHING RETURNING id, reason, created_at)
   SELECT id, reason, created_at, true AS is_new FROM added
   UNION ALL
   SELECT id, reason, created_at, false FROM report WHERE site_id = $1 AND comment_id = $3 AND reporter = $5 AND NOT EXISTS (SELECT FROM added)

-- report_list
SELECT r.id, r.revision, r.reporter, r.reporter_kind, r.reason, r.note, r.weight, r.created_at, m.muted_at, o.outcome,
     CASE WHEN r.reporter LIKE 'author:%' THEN (SELECT a.name FROM author a WHERE a.site_id = $1 AND a.id = substr(r.reporter, 8))
          WHEN r.reporter LIKE 'person:%' THEN (SELECT p.name FROM person p WHERE p.id::text = substr(r.reporter, 8)) END AS reporter_name
   FROM report r
   LEFT JOIN reporter_mute m ON m.site_id = $1 AND m.reporter = r.reporter
  LEFT JOIN LATERAL (SELECT CASE d.action WHEN 'reject' THEN 'upheld' ELSE 'dismissed' END AS outcome FROM decision d
    WHERE d.site_id = $1 AND d.comment_id = r.comment_id AND d.reversed_by IS NULL AND d.revision = r.revision AND d.created_at >= r.created_at
    ORDER BY d.created_at DESC, d.id DESC LIMIT 1) o ON true
   WHERE r.site_id = $1 AND r.comment_id = $2 AND r.id > $3
   ORDER BY r.id LIMIT $4

-- report_sum
SELECT r.reporter_kind, r.reason, count(*)::integer AS count, sum(r.weight)::integer AS weight
   FROM report r
   WHERE r.site_id = $1 AND r.comment_id = $2 AND r.revision = $3
     AND NOT EXISTS (SELECT FROM reporter_mute m WHERE m.site_id = $1 AND m.reporter = r.reporter)
   GROUP BY r.reporter_kind, r.reason

-- report_waiting_again
INSERT INTO report_waiting (site_id, comment_id, report_id, attempts, due_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site_id, comment_id) DO NOTHING

-- report_waiting_await
INSERT INTO report_waiting (site_id, comment_id, report_id, due_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (site_id, comment_id) DO UPDATE SET report_id = excluded.report_id, attempts = 0, due_at = excluded.due_at

-- report_waiting_done
DELETE FROM report_waiting WHERE site_id = $1 AND comment_id = $2 AND report_id = $3

-- report_waiting_due
SELECT w.site_id, s.slug, w.comment_id, w.report_id, w.attempts FROM report_waiting w JOIN site s ON s.id = w.site_id WHERE w.due_at <= $1 ORDER BY w.due_at LIMIT 100

-- reporter_count
SELECT count(*)::integer AS reports, max(created_at) AS last_at FROM report WHERE site_id = $1 AND reporter = $2

-- reporter_known_as
SELECT w.name FROM unnest($3::text[]) WITH ORDINALITY AS w (name, place)
   CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM reporter_mute m WHERE m.site_id = $1 AND m.reporter = w.name) AS is_muted, EXISTS (SELECT FROM report r WHERE r.site_id = $1 AND r.comment_id = $2 AND r.reporter = w.name) AS has_reported) k
   WHERE k.is_muted OR k.has_reported ORDER BY k.is_muted DESC, w.place LIMIT 1

-- reporter_mute
INSERT INTO reporter_mute (site_id, reporter, note, muted_by, muted_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site_id, reporter) DO NOTHING

-- reporter_mute_of
SELECT m.muted_at, m.muted_by, p.name AS muted_by_name, m.note FROM reporter_mute m LEFT JOIN person p ON p.id = m.muted_by WHERE m.site_id = $1 AND m.reporter = $2

-- reporter_record
SELECT count(*) FILTER (WHERE o.outcome = 'upheld')::integer AS upheld, count(*) FILTER (WHERE o.outcome = 'dismissed')::integer AS dismissed
   FROM (SELECT s.comment_id, s.revision, s.created_at FROM report s WHERE s.site_id = $1 AND s.reporter = $2 ORDER BY s.id DESC LIMIT $3) r
  LEFT JOIN LATERAL (SELECT CASE d.action WHEN 'reject' THEN 'upheld' ELSE 'dismissed' END AS outcome FROM decision d
    WHERE d.site_id = $1 AND d.comment_id = r.comment_id AND d.reversed_by IS NULL AND d.revision = r.revision AND d.created_at >= r.created_at
    ORDER BY d.created_at DESC, d.id DESC LIMIT 1) o ON true

-- reporter_unmute
DELETE FROM reporter_mute WHERE site_id = $1 AND reporter = $2

-- reputation_add
INSERT INTO reputation AS r (site_id, entity, name, good, bad, decided)
   SELECT $1, a.* FROM unnest($2::text[], $3::text[], $4::double precision[], $5::double precision[], $6::integer[]) AS a
   ON CONFLICT (site_id, entity, name) DO UPDATE SET good = greatest(0, r.good + EXCLUDED.good), bad = greatest(0, r.bad + EXCLUDED.bad), decided = r.decided + EXCLUDED.decided

-- reputation_find
SELECT entity, name, good, bad, decided FROM reputation WHERE site_id = $1 AND entity = $2 AND name = ANY ($3::text[])

-- reputation_forget
DELETE FROM reputation WHERE site_id = $1 AND entity = $2 AND name = ANY ($3::text[]) AND decided <= 0

-- restore_foreign_keys
SELECT c.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
   FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
   WHERE k.contype = 'f' AND k.conparentid = 0 AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname, k.conname

-- restore_indexes
SELECT x.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
   FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
   WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND NOT c.relispartition AND c.relname <> 'migrations'
     AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) ORDER BY x.relname

-- restore_relations
SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE (n.oid = current_schema()::regnamespace OR n.nspname = 'pgboss') AND c.relkind IN ('r', 'p', 'v', 'm') ORDER BY c.relname

-- retention_address_labels
WITH due AS MATERIALIZED (SELECT id FROM label WHERE site_id = $1 AND id > $2::text::uuid AND id < $3::uuid ORDER BY id LIMIT $4),
   gone AS (DELETE FROM label t WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d)) AND (t.entity IN ('ip', 'device')) RETURNING 1)
   SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed

-- retention_appeal_messages
WITH due AS MATERIALIZED (SELECT id FROM appeal WHERE site_id = $1 AND id > $2::text::uuid AND id < $3::uuid ORDER BY id LIMIT $4),
   gone AS (UPDATE appeal t SET message = NULL WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d)) AND (t.message IS NOT NULL AND t.state <> 'open') RETURNING 1)
   SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed

-- retention_author_emails
WITH due AS MATERIALIZED (SELECT id, email_hash FROM author WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $4),
       gone AS (UPDATE author t SET email_hash = NULL WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d WHERE d.email_hash IS NOT NULL
         AND NOT EXISTS (SELECT FROM comment c WHERE c.site_id = $1 AND c.author_id = d.id AND c.id >= $3::uuid))) RETURNING 1)
       SELECT (SELECT d.id FROM due d ORDER BY d.id DESC LIMIT 1) AS last, (SELECT count(*) FROM gone)::integer AS changed

-- retention_author_notes
WITH due AS MATERIALIZED (SELECT id FROM author_note WHERE site_id = $1 AND id > $2::text::uuid AND id < $3::uuid ORDER BY id LIMIT $4),
   gone AS (DELETE FROM author_note t WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d)) AND (true) RETURNING 1)
   SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed

-- retention_begin
INSERT INTO retention_mark (site_id, name, mark, imports_until) VALUES ($1, $2, $3, '-infinity') ON CONFLICT DO NOTHING

-- retention_comment_addresses
WITH due AS MATERIALIZED (SELECT id FROM comment WHERE site_id = $1 AND id > $2::text::uuid AND id < $3::uuid ORDER BY id LIMIT $4),
   gone AS (UPDATE comment t SET ip_hash = NULL, device_hash = NULL WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d)) AND (t.ip_hash IS NOT NULL OR t.device_hash IS NOT NULL) RETURNING 1)
   SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed

-- retention_decision_notes
WITH due AS MATERIALIZED (SELECT id FROM decision WHERE site_id = $1 AND id > $2::text::uuid AND id < $3::uuid ORDER BY id LIMIT $4),
   gone AS (UPDATE decision t SET note = NULL, message = NULL WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d)) AND (t.note IS NOT NULL OR t.message IS NOT NULL) RETURNING 1)
   SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed

-- retention_due_facts
SELECT v.judged_at::text AS at, v.id, v.facts -> 'erased' IS NOT NULL AS is_erased FROM evaluation v
   WHERE v.site_id = $1 AND (v.judged_at, v.id) > ($2::text::timestamptz, $3::uuid) AND v.judged_at >= $2::text::timestamptz AND v.judged_at <= $4 ORDER BY v.judged_at, v.id LIMIT $5

-- retention_due_texts
SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.status IN ('rejected', 'withdrawn') AND c.erased_at IS NULL AND c.status_changed_at <= $2
     AND NOT EXISTS (SELECT 1 FROM appeal a WHERE a.site_id = c.site_id AND a.comment_id = c.id AND a.state = 'open')
   ORDER BY c.status_changed_at LIMIT $3

-- retention_import_problems
WITH due AS MATERIALIZED (SELECT id FROM import_run WHERE site_id = $1 AND id > $2::text::uuid AND id < $3::uuid ORDER BY id LIMIT $4),
   gone AS (UPDATE import_run t SET problems = '[]' WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d)) AND (t.problems <> '[]' AND t.ended_at IS NOT NULL) RETURNING 1)
   SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed

-- retention_move
UPDATE retention_mark SET mark = $3, imports_until = coalesce($4::text::timestamptz, imports_until) WHERE site_id = $1 AND name = $2

-- retention_notices
WITH due AS MATERIALIZED (SELECT id FROM law_notice WHERE site_id = $1 AND id > $2::text::uuid ORDER BY id LIMIT $4),
       gone AS (UPDATE law_notice t SET notifier = NULL, email_hash = NULL, earlier_email_hashes = '{}', explanation = NULL, reference_hash = NULL WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d))
         AND t.decided_at <= $3 AND (t.notifier IS NOT NULL OR t.explanation IS NOT NULL OR t.reference_hash IS NOT NULL) RETURNING 1)
       SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed

-- retention_report_notes
WITH due AS MATERIALIZED (SELECT id FROM report WHERE site_id = $1 AND id > $2::text::uuid AND id < $3::uuid ORDER BY id LIMIT $4),
   gone AS (UPDATE report t SET note = NULL WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d)) AND (t.note IS NOT NULL) RETURNING 1)
   SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed

-- retention_reporter_addresses
WITH due AS MATERIALIZED (SELECT id FROM report WHERE site_id = $1 AND id > $2::text::uuid AND id < $3::uuid ORDER BY id LIMIT $4),
   gone AS (UPDATE report t SET reporter = 'address:expired:' || t.id WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d)) AND (t.reporter LIKE 'address:%' AND t.reporter NOT LIKE 'address:expired:%') RETURNING 1)
   SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed

-- retention_review_notes
WITH due AS MATERIALIZED (SELECT id FROM review_note WHERE site_id = $1 AND id > $2::text::uuid AND id < $3::uuid ORDER BY id LIMIT $4),
   gone AS (DELETE FROM review_note t WHERE t.site_id = $1 AND t.id = ANY (ARRAY (SELECT d.id FROM due d)) AND (true) RETURNING 1)
   SELECT (SELECT max(d.id::text) FROM due d) AS last, (SELECT count(*) FROM gone)::integer AS changed

-- retention_take
SELECT m.mark, i.until::text AS until, coalesce(i.until > m.imports_until, false) AS is_outdated
   FROM retention_mark m CROSS JOIN LATERAL (SELECT max(r.ended_at) AS until FROM import_run r WHERE r.site_id = $1) i WHERE m.site_id = $1 AND m.name = $2 FOR UPDATE OF m SKIP LOCKED

-- review_item_escalate
WITH item AS (
     UPDATE review_item SET escalated_at = coalesce(escalated_at, $3), priority = greatest(priority, $4), snoozed_until = NULL, claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL,
       version = version + CASE WHEN escalated_at IS NULL THEN 1 ELSE 0 END
     WHERE site_id = $1 AND id = $2 AND state = 'open' RETURNING *
   ), followed AS (
  UPDATE waiting_item w SET kind = i.kind, queue_id = i.queue_id, priority = i.priority, due_at = i.due_at, escalated_at = i.escalated_at, snoozed_until = i.snoozed_until, lang = i.lang, policy = i.policy, rules = i.rules, score = i.score, reports = i.reports FROM item i WHERE w.site_id = $1 AND w.item_id = i.id)
   SELECT i.id, i.comment_id, i.version, i.queue_id, i.priority, i.due_at, i.escalated_at, i.snoozed_until FROM item i

-- review_item_find
SELECT i.id, i.comment_id, i.state, i.queue_id, i.version, i.content_revision, i.priority, i.claimed, i.claim_id, i.claimed_by, i.claim_expires_at,
  (SELECT p.name FROM person p WHERE p.id = i.claimed_by) AS claimed_by_name FROM review_item i WHERE i.site_id = $1 AND i.id = $2

-- review_item_join
WITH item AS (
     UPDATE review_item o SET priority = greatest(o.priority, r.priority), kind = CASE WHEN r.kind = 'appeal' THEN r.kind ELSE o.kind END, version = o.version + 1
     FROM review_item r WHERE o.site_id = $1 AND o.id = $2 AND r.site_id = $1 AND r.id = $3 RETURNING o.*
   ), followed AS (
  UPDATE waiting_item w SET kind = i.kind, queue_id = i.queue_id, priority = i.priority, due_at = i.due_at, escalated_at = i.escalated_at, snoozed_until = i.snoozed_until, lang = i.lang, policy = i.policy, rules = i.rules, score = i.score, reports = i.reports FROM item i WHERE w.site_id = $1 AND w.item_id = i.id)
   SELECT version FROM item

-- review_item_lock
SELECT i.id, i.comment_id, i.state, i.queue_id, i.version, i.content_revision, i.priority, i.claimed, i.claim_id, i.claimed_by, i.claim_expires_at,
  (SELECT p.name FROM person p WHERE p.id = i.claimed_by) AS claimed_by_name FROM review_item i WHERE i.site_id = $1 AND i.id = $2 FOR NO KEY UPDATE

-- review_item_lock_open
SELECT i.id, i.comment_id, i.state, i.queue_id, i.version, i.content_revision, i.priority, i.claimed, i.claim_id, i.claimed_by, i.claim_expires_at,
  (SELECT p.name FROM person p WHERE p.id = i.claimed_by) AS claimed_by_name FROM review_item i WHERE i.site_id = $1 AND i.comment_id = $2 AND i.state = 'open' FOR NO KEY UPDATE

-- review_item_make_resolved
INSERT INTO review_item (site_id, id, comment_id, article_id, author_id, state, queue_id, priority, reason, content_revision, opened_at, resolved_at)
   VALUES ($1, $2, $3, $4, $5, 'resolved', 'default', 0, $6, $7, $8, $8)

-- review_item_move
WITH item AS (
     UPDATE review_item i SET queue_id = $3, version = version + 1, claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL,
       due_at = i.opened_at + (SELECT q.sla_minutes FROM queue q WHERE q.site_id = $1 AND q.id = $3) * interval '1 minute'
     WHERE i.site_id = $1 AND i.id = $2 AND i.state = 'open' RETURNING i.*
   ), followed AS (
  UPDATE waiting_item w SET kind = i.kind, queue_id = i.queue_id, priority = i.priority, due_at = i.due_at, escalated_at = i.escalated_at, snoozed_until = i.snoozed_until, lang = i.lang, policy = i.policy, rules = i.rules, score = i.score, reports = i.reports FROM item i WHERE w.site_id = $1 AND w.item_id = i.id)
   SELECT i.id, i.comment_id, i.version, i.queue_id, i.priority, i.due_at, i.escalated_at, i.snoozed_until FROM item i

-- review_item_move_portion
WITH picked AS (
     SELECT i.id FROM review_item i
     WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT w.item_id FROM waiting_item w WHERE w.site_id = $1 AND w.queue_id = $2 LIMIT $4)) AND i.state = 'open' AND i.queue_id = $2
     ORDER BY i.id FOR NO KEY UPDATE
   ), item AS (
     UPDATE review_item i SET queue_id = $3, version = version + 1,
       due_at = i.opened_at + (SELECT q.sla_minutes FROM queue q WHERE q.site_id = $1 AND q.id = $3) * interval '1 minute'
     WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT p.id FROM picked p)) RETURNING i.*
   ), followed AS (
  UPDATE waiting_item w SET kind = i.kind, queue_id = i.queue_id, priority = i.priority, due_at = i.due_at, escalated_at = i.escalated_at, snoozed_until = i.snoozed_until, lang = i.lang, policy = i.policy, rules = i.rules, score = i.score, reports = i.reports FROM item i WHERE w.site_id = $1 AND w.item_id = i.id)
   SELECT i.id, i.comment_id, i.version, i.queue_id, i.priority, i.due_at, i.escalated_at, i.snoozed_until FROM item i

-- review_item_move_revision
WITH item AS (
     UPDATE review_item SET content_revision = $3, version = version + 1, snoozed_until = NULL
     WHERE site_id = $1 AND comment_id = $2 AND state = 'open' RETURNING *
   ), listed AS (
  INSERT INTO waiting_item (site_id, item_id, comment_id, kind, queue_id, priority, opened_at, due_at, escalated_at, snoozed_until, article_id, author_id, author_kind, section, lang, policy, rules, score, reports, words)
  SELECT i.site_id, i.id, i.comment_id, i.kind, i.queue_id, i.priority, i.opened_at, i.due_at, i.escalated_at, i.snoozed_until, i.article_id, i.author_id, i.author_kind, i.section, i.lang, i.policy, i.rules, i.score, i.reports, array_to_tsvector($4::text[]) FROM item i
  ON CONFLICT (site_id, item_id) DO UPDATE SET kind = excluded.kind, queue_id = excluded.queue_id, priority = excluded.priority, due_at = excluded.due_at, escalated_at = excluded.escalated_at, snoozed_until = excluded.snoozed_until, lang = excluded.lang, policy = excluded.policy, rules = excluded.rules, score = excluded.score, reports = excluded.reports, words = excluded.words)
   SELECT i.id, i.version FROM item i

-- review_item_open_many
INSERT INTO review_item (site_id, state, id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at, kind, author_kind, section, lang, score, rules, reports)
   SELECT $1, 'open', i.id, i.comment_id, i.article_id, i.author_id, coalesce(d.id, n.id, 'default'), i.priority, i.reason, i.rule, i.policy, i.content_revision, i.opened_at, coalesce(i.due_at, i.opened_at + CASE WHEN d.id IS NULL THEN n.sla_minutes ELSE d.sla_minutes END * interval '1 minute'), i.kind, i.author_kind, i.section, i.lang, i.score, i.rules, i.reports
   FROM (SELECT u.*, u.fired::text[] AS rules, 0 AS reports FROM
     unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::text[], $9::text[], $10::text[], $11::integer[], $12::timestamptz[], $13::timestamptz[],
       $14::text[], $15::text[], $16::text[], $17::text[], $18::integer[], $19::text[], $20::boolean[])
       AS u (id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at, kind, author_kind, section, lang, score, fired, is_placed)) i
  LEFT JOIN LATERAL (
    SELECT c.id FROM queue c
    WHERE c.site_id = $1 AND NOT i.is_placed AND c.removed_at IS NULL AND c.conditions <> '{}'
      AND (NOT c.conditions ? 'rules' OR coalesce(c.conditions -> 'rules' ?| i.rules, false)) AND (NOT c.conditions ? 'policies' OR coalesce(c.conditions -> 'policies' ? i.policy, false)) AND (NOT c.conditions ? 'sections' OR coalesce(c.conditions -> 'sections' ? i.section, false)) AND (NOT c.conditions ? 'langs' OR coalesce(c.conditions -> 'langs' ? i.lang, false))
      AND ((i.kind = 'comment' AND NOT c.conditions ? 'kinds') OR coalesce(c.conditions -> 'kinds' ? i.kind, false)) AND (NOT c.conditions ? 'authorKinds' OR coalesce(c.conditions -> 'authorKinds' ? i.author_kind, false))
      AND (NOT c.conditions ? 'minScore' OR coalesce(i.score >= (c.conditions ->> 'minScore')::numeric * 100, false)) AND (NOT c.conditions ? 'reported' OR coalesce((c.conditions ->> 'reported')::boolean = (i.reports > 0), false))
    ORDER BY c.position, c.id LIMIT 1) m ON true
  LEFT JOIN queue n ON n.site_id = $1 AND n.id = coalesce(m.id, i.queue_id)
  LEFT JOIN queue d ON d.site_id = $1 AND d.id = coalesce(n.moved_to, 'default') AND (n.id IS NULL OR n.removed_at IS NOT NULL)
   RETURNING *

-- review_item_open_or_join
WITH item AS (
     INSERT INTO review_item AS item (site_id, state, id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at, kind, author_kind, section, lang, score, rules, reports)
     SELECT $1, 'open', i.id, i.comment_id, i.article_id, i.author_id, coalesce(d.id, n.id, 'default'), i.priority, i.reason, i.rule, i.policy, i.content_revision, i.opened_at, coalesce(i.due_at, i.opened_at + CASE WHEN d.id IS NULL THEN n.sla_minutes ELSE d.sla_minutes END * interval '1 minute'), i.kind, i.author_kind, i.section, i.lang, i.score, i.rules, i.reports
     FROM (VALUES ($2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::integer, $8::text, $9::text, $10::text, $11::integer, $12::timestamptz, $13::timestamptz,
       $15::text, $16::text, $17::text, $18::text, $19::integer, $20::text::text[], $21::boolean, $22::integer))
       AS i (id, comment_id, article_id, author_id, queue_id, priority, reason, rule, policy, content_revision, opened_at, due_at, kind, author_kind, section, lang, score, rules, is_placed, reports)
  LEFT JOIN LATERAL (
    SELECT c.id FROM queue c
    WHERE c.site_id = $1 AND NOT i.is_placed AND c.removed_at IS NULL AND c.conditions <> '{}'
      AND (NOT c.conditions ? 'rules' OR coalesce(c.conditions -> 'rules' ?| i.rules, false)) AND (NOT c.conditions ? 'policies' OR coalesce(c.conditions -> 'policies' ? i.policy, false)) AND (NOT c.conditions ? 'sections' OR coalesce(c.conditions -> 'sections' ? i.section, false)) AND (NOT c.conditions ? 'langs' OR coalesce(c.conditions -> 'langs' ? i.lang, false))
      AND ((i.kind = 'comment' AND NOT c.conditions ? 'kinds') OR coalesce(c.conditions -> 'kinds' ? i.kind, false)) AND (NOT c.conditions ? 'authorKinds' OR coalesce(c.conditions -> 'authorKinds' ? i.author_kind, false))
      AND (NOT c.conditions ? 'minScore' OR coalesce(i.score >= (c.conditions ->> 'minScore')::numeric * 100, false)) AND (NOT c.conditions ? 'reported' OR coalesce((c.conditions ->> 'reported')::boolean = (i.reports > 0), false))
    ORDER BY c.position, c.id LIMIT 1) m ON true
  LEFT JOIN queue n ON n.site_id = $1 AND n.id = coalesce(m.id, i.queue_id)
  LEFT JOIN queue d ON d.site_id = $1 AND d.id = coalesce(n.moved_to, 'default') AND (n.id IS NULL OR n.removed_at IS NOT NULL)
     ON CONFLICT (site_id, comment_id) WHERE state = 'open' DO UPDATE SET
       priority = greatest(item.priority, excluded.priority),
       queue_id = CASE WHEN (excluded.kind = 'appeal' OR (item.kind = 'comment' AND excluded.priority > item.priority)) THEN excluded.queue_id ELSE item.queue_id END,
       reason = CASE WHEN (excluded.kind = 'appeal' OR (item.kind = 'comment' AND excluded.priority > item.priority)) THEN excluded.reason ELSE item.reason END,
       rule = CASE WHEN (excluded.kind = 'appeal' OR (item.kind = 'comment' AND excluded.priority > item.priority)) THEN excluded.rule ELSE item.rule END,
       policy = CASE WHEN (excluded.kind = 'appeal' OR (item.kind = 'comment' AND excluded.priority > item.priority)) THEN excluded.policy ELSE item.policy END,
       kind = CASE WHEN excluded.kind = 'appeal' THEN excluded.kind ELSE item.kind END,
       lang = excluded.lang,
       score = excluded.score,
       rules = excluded.rules,
       reports = item.reports + excluded.reports,
       due_at = least(item.due_at, excluded.due_at),
       content_revision = greatest(item.content_revision, excluded.content_revision),
       snoozed_until = CASE WHEN $14 OR (excluded.kind = 'appeal' OR (item.kind = 'comment' AND excluded.priority > item.priority)) THEN NULL ELSE item.snoozed_until END,
       version = item.version + CASE WHEN $14 THEN 1 ELSE 0 END
     RETURNING *
   ), listed AS (
  INSERT INTO waiting_item (site_id, item_id, comment_id, kind, queue_id, priority, opened_at, due_at, escalated_at, snoozed_until, article_id, author_id, author_kind, section, lang, policy, rules, score, reports, words)
  SELECT i.site_id, i.id, i.comment_id, i.kind, i.queue_id, i.priority, i.opened_at, i.due_at, i.escalated_at, i.snoozed_until, i.article_id, i.author_id, i.author_kind, i.section, i.lang, i.policy, i.rules, i.score, i.reports, array_to_tsvector($23::text[]) FROM item i
  ON CONFLICT (site_id, item_id) DO UPDATE SET kind = excluded.kind, queue_id = excluded.queue_id, priority = excluded.priority, due_at = excluded.due_at, escalated_at = excluded.escalated_at, snoozed_until = excluded.snoozed_until, lang = excluded.lang, policy = excluded.policy, rules = excluded.rules, score = excluded.score, reports = excluded.reports, words = excluded.words)
   SELECT i.id, i.version, i.id = $2::uuid AS opened FROM item i

-- review_item_reopen
WITH item AS (UPDATE review_item SET state = 'open', resolved_at = NULL, version = version + 1 WHERE site_id = $1 AND id = $2 RETURNING *),
     listed AS (
  INSERT INTO waiting_item (site_id, item_id, comment_id, kind, queue_id, priority, opened_at, due_at, escalated_at, snoozed_until, article_id, author_id, author_kind, section, lang, policy, rules, score, reports, words)
  SELECT i.site_id, i.id, i.comment_id, i.kind, i.queue_id, i.priority, i.opened_at, i.due_at, i.escalated_at, i.snoozed_until, i.article_id, i.author_id, i.author_kind, i.section, i.lang, i.policy, i.rules, i.score, i.reports, array_to_tsvector($3::text[]) FROM item i
  ON CONFLICT (site_id, item_id) DO UPDATE SET kind = excluded.kind, queue_id = excluded.queue_id, priority = excluded.priority, due_at = excluded.due_at, escalated_at = excluded.escalated_at, snoozed_until = excluded.snoozed_until, lang = excluded.lang, policy = excluded.policy, rules = excluded.rules, score = excluded.score, reports = excluded.reports, words = excluded.words)
   SELECT version FROM item

-- review_item_resolve
WITH gone AS (DELETE FROM waiting_item WHERE site_id = $1 AND item_id = $2)
   UPDATE review_item SET state = 'resolved', resolved_at = $3, version = version + 1, snoozed_until = NULL, claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL WHERE site_id = $1 AND id = $2

-- review_item_resolve_of
WITH item AS (
     UPDATE review_item SET state = 'resolved', resolved_at = $3, version = version + 1, snoozed_until = NULL,
       claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL
     WHERE site_id = $1 AND comment_id = $2 AND state = 'open' RETURNING id
   ), gone AS (DELETE FROM waiting_item w USING item i WHERE w.site_id = $1 AND w.item_id = i.id)
   SELECT i.id FROM item i

-- review_item_retell
WITH item AS (
     UPDATE review_item i SET rule = $3, reason = $4, policy = $5, priority = $6, version = version + 1, score = $8, rules = $9::text[],
       queue_id = coalesce((SELECT q.id FROM queue q WHERE q.site_id = $1 AND q.id = $7 AND q.removed_at IS NULL), 'default')
     WHERE i.site_id = $1 AND i.id = $2 RETURNING i.*
   ), followed AS (
  UPDATE waiting_item w SET kind = i.kind, queue_id = i.queue_id, priority = i.priority, due_at = i.due_at, escalated_at = i.escalated_at, snoozed_until = i.snoozed_until, lang = i.lang, policy = i.policy, rules = i.rules, score = i.score, reports = i.reports FROM item i WHERE w.site_id = $1 AND w.item_id = i.id)
   SELECT id FROM item

-- review_item_snooze
WITH item AS (UPDATE review_item SET snoozed_until = $3, claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL WHERE site_id = $1 AND id = $2 AND state = 'open' RETURNING *), followed AS (
  UPDATE waiting_item w SET kind = i.kind, queue_id = i.queue_id, priority = i.priority, due_at = i.due_at, escalated_at = i.escalated_at, snoozed_until = i.snoozed_until, lang = i.lang, policy = i.policy, rules = i.rules, score = i.score, reports = i.reports FROM item i WHERE w.site_id = $1 AND w.item_id = i.id)
   SELECT i.id, i.comment_id, i.version, i.queue_id, i.priority, i.due_at, i.escalated_at, i.snoozed_until FROM item i

-- review_item_text_of
SELECT r.body, r.format FROM review_item i
   JOIN comment c ON c.site_id = i.site_id AND c.id = i.comment_id
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   WHERE i.site_id = $1 AND i.id = $2

-- review_item_time_portion
WITH picked AS (
     SELECT i.id FROM review_item i
     WHERE i.site_id = $1 AND i.state = 'open' AND i.queue_id = $2
       AND i.id = ANY (ARRAY (SELECT w.item_id FROM waiting_item w WHERE w.site_id = $1 AND w.queue_id = $2 AND w.due_at IS DISTINCT FROM w.opened_at + $3::integer * interval '1 minute' LIMIT $4))
     ORDER BY i.id FOR NO KEY UPDATE
   ), item AS (
     UPDATE review_item i SET due_at = i.opened_at + $3::integer * interval '1 minute' WHERE i.site_id = $1 AND i.id = ANY (ARRAY (SELECT p.id FROM picked p)) RETURNING i.*
   ), followed AS (
  UPDATE waiting_item w SET kind = i.kind, queue_id = i.queue_id, priority = i.priority, due_at = i.due_at, escalated_at = i.escalated_at, snoozed_until = i.snoozed_until, lang = i.lang, policy = i.policy, rules = i.rules, score = i.score, reports = i.reports FROM item i WHERE w.site_id = $1 AND w.item_id = i.id)
   SELECT i.id FROM item i

-- review_item_traits_of
SELECT c.author_kind, a.section, coalesce(e.facts -> 'fields' ->> 'lang.code', a.lang) AS lang, e.verdict, r.body, r.format
   FROM comment c
   JOIN article a ON a.site_id = c.site_id AND a.id = c.article_id
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   LEFT JOIN evaluation e ON e.site_id = r.site_id AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
   WHERE c.site_id = $1 AND c.id = $2

-- review_item_wake
WITH rested AS (
     SELECT site_id, id FROM review_item WHERE state = 'open' AND snoozed_until <= $1 ORDER BY snoozed_until LIMIT $2 FOR UPDATE SKIP LOCKED
   ), item AS (
     UPDATE review_item i SET snoozed_until = NULL FROM rested r WHERE i.site_id = r.site_id AND i.id = r.id RETURNING i.site_id, i.id, i.comment_id
   ), followed AS (UPDATE waiting_item w SET snoozed_until = NULL FROM item i WHERE w.site_id = i.site_id AND w.item_id = i.id)
   SELECT site_id, id, comment_id FROM item

-- review_item_wake_site
WITH rested AS (
     SELECT id FROM review_item WHERE site_id = $3 AND state = 'open' AND snoozed_until <= $1 ORDER BY snoozed_until LIMIT $2 FOR UPDATE SKIP LOCKED
   ), item AS (
     UPDATE review_item i SET snoozed_until = NULL FROM rested r WHERE i.site_id = $3 AND i.id = r.id RETURNING i.site_id, i.id, i.comment_id
   ), followed AS (UPDATE waiting_item w SET snoozed_until = NULL FROM item i WHERE w.site_id = $3 AND w.item_id = i.id)
   SELECT site_id, id, comment_id FROM item

-- review_note_add
INSERT INTO review_note (site_id, id, comment_id, item_id, text, written_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- review_note_count
SELECT count(*)::integer AS n FROM review_note WHERE site_id = $1 AND comment_id = $2

-- review_note_of_comment
SELECT n.id, n.item_id, n.text, n.written_by, p.name AS written_by_name, n.created_at FROM review_note n LEFT JOIN person p ON p.id = n.written_by
   WHERE n.site_id = $1 AND n.comment_id = $2 ORDER BY n.id LIMIT $3

-- review_page_items
SELECT i.id, i.kind, i.version, i.state, i.queue_id, i.priority, i.reason, i.rule, i.policy, i.opened_at, i.due_at, i.escalated_at, i.skips, i.snoozed_until, i.resolved_at,
     i.claim_id, i.claimed_by, i.claim_expires_at, h.name AS claimed_by_name,
     c.id AS comment_id, c.external_id, c.author_id, c.author_name, c.author_kind, c.status, c.version AS comment_version, c.revision, c.created_at,
     r.title, r.body, r.format, r.created_at AS revised_at,
     a.id AS article_id, a.title AS article_title, a.url AS article_url, a.section AS article_section,
     w.name AS record_name, w.kind AS record_kind, w.approved, w.rejected, w.submitted, w.registered_at,
     c.parent_id, pc.author_name AS parent_author_name, pc.status AS parent_status, pr.body AS parent_body, pr.format AS parent_format,
     e.verdict,
     (SELECT count(*)::integer FROM report q WHERE q.site_id = c.site_id AND q.comment_id = c.id) AS report_count,
     CASE WHEN k.cluster IS NULL THEN 0 ELSE (SELECT greatest(count(DISTINCT s.comment_id)::integer - 1, 0) FROM (SELECT o.comment_id FROM near_duplicate o WHERE o.site_id = $1 AND o.cluster = k.cluster LIMIT 1000) s) END AS near_copies,
     (SELECT o.decided_by FROM appeal o WHERE o.site_id = i.site_id AND o.comment_id = i.comment_id AND o.state = 'open') AS appealed_decider
   FROM unnest($2::uuid[]) AS wanted (id)
   CROSS JOIN LATERAL (SELECT * FROM review_item WHERE site_id = $1 AND id = wanted.id LIMIT 1) i
   CROSS JOIN LATERAL (SELECT * FROM comment WHERE site_id = $1 AND id = i.comment_id LIMIT 1) c
   CROSS JOIN LATERAL (SELECT * FROM comment_revision WHERE site_id = $1 AND comment_id = c.id AND revision = c.revision LIMIT 1) r
   CROSS JOIN LATERAL (SELECT * FROM article WHERE site_id = $1 AND id = c.article_id LIMIT 1) a
   LEFT JOIN LATERAL (SELECT * FROM author WHERE site_id = $1 AND id = c.author_id LIMIT 1) w ON true
   LEFT JOIN LATERAL (SELECT * FROM comment WHERE site_id = $1 AND id = c.parent_id LIMIT 1) pc ON true
   LEFT JOIN LATERAL (SELECT * FROM comment_revision WHERE site_id = $1 AND comment_id = pc.id AND revision = pc.revision LIMIT 1) pr ON true
   LEFT JOIN LATERAL (SELECT v.verdict FROM evaluation v WHERE v.site_id = $1 AND v.judged_at = r.judged_at AND v.id = r.evaluation_id LIMIT 1) e ON true
   LEFT JOIN LATERAL (SELECT d.cluster FROM near_duplicate d WHERE d.site_id = $1 AND d.created_at = r.judged_at AND d.comment_id = c.id LIMIT 1) k ON true
   LEFT JOIN LATERAL (SELECT name FROM person WHERE id = i.claimed_by LIMIT 1) h ON true

-- review_page_judged
SELECT e.judged_at, e.event, e.rule_set_version, e.engine_version, e.took_us
   FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   JOIN evaluation e ON e.site_id = r.site_id AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
   WHERE c.site_id = $1 AND c.id = $2

-- review_page_signals
SELECT s.id, s.item_id, s.kind, s.created_at, r.reason AS report_reason, r.note AS report_note, r.reporter_kind,
     a.id AS appeal_id, a.message AS appeal_message, a.state AS appeal_state, a.decision_id AS appeal_decision_id,
     n.id AS notice_id, n.category AS notice_category, n.explanation AS notice_explanation, n.is_trusted AS notice_is_trusted, n.outcome AS notice_outcome
   FROM review_signal s LEFT JOIN report r ON r.site_id = s.site_id AND r.id = s.report_id
   LEFT JOIN appeal a ON a.site_id = s.site_id AND a.id = s.appeal_id
   LEFT JOIN law_notice n ON n.site_id = s.site_id AND n.id = s.notice_id
   WHERE s.site_id = $1 AND s.item_id = ANY ($2::uuid[]) ORDER BY s.id

-- review_page_status_of
SELECT status FROM comment WHERE site_id = $1 AND id = $2

-- review_signal_add
INSERT INTO review_signal (site_id, id, item_id, kind, evaluation_id, judged_at, report_id, created_at)
   SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::timestamptz[], $7::uuid[], $8::timestamptz[])

-- review_signal_add_written
INSERT INTO review_signal (site_id, id, item_id, kind, appeal_id, notice_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- review_signal_copy
INSERT INTO review_signal (site_id, id, item_id, kind, evaluation_id, judged_at, report_id, appeal_id, notice_id, created_at)
   SELECT $1, ($4::uuid[])[n], $3, kind, evaluation_id, judged_at, report_id, appeal_id, notice_id, created_at
   FROM (SELECT s.*, row_number() OVER (ORDER BY s.id) AS n FROM review_signal s WHERE s.site_id = $1 AND s.item_id = $2) s
   WHERE n <= cardinality($4::uuid[])

-- review_signal_count
SELECT count(*)::integer AS n FROM review_signal WHERE site_id = $1 AND item_id = $2

-- review_tag_expire
DELETE FROM review_tag WHERE ctid IN (SELECT ctid FROM review_tag WHERE expires_at <= $1 LIMIT 1000)

-- review_tag_of_items
SELECT item_id, tag, expires_at FROM review_tag WHERE site_id = $1 AND item_id = ANY ($2::uuid[]) AND (expires_at IS NULL OR expires_at > $3) ORDER BY item_id, tag

-- review_tag_put
INSERT INTO review_tag (site_id, item_id, tag, added_by, added_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (site_id, item_id, tag) DO UPDATE SET expires_at = excluded.expires_at, added_by = excluded.added_by, added_at = excluded.added_at

-- review_tag_remove
DELETE FROM review_tag WHERE site_id = $1 AND item_id = $2 AND tag = $3

-- review_thread_around
WITH this AS MATERIALIZED (SELECT c.id, c.parent_id, c.article_id FROM comment c WHERE c.site_id = $1 AND c.id = $2), near AS MATERIALIZED (
     SELECT n.id, n.place FROM this t CROSS JOIN LATERAL (
       (SELECT s.id, 'earlier' AS place FROM comment s WHERE s.site_id = $1 AND t.parent_id IS NOT NULL AND s.parent_id = t.parent_id AND s.id < t.id AND s.status <> 'withdrawn' ORDER BY s.id DESC LIMIT 3)
       UNION ALL (SELECT s.id, 'earlier' AS place FROM comment s WHERE s.site_id = $1 AND t.parent_id IS NULL AND s.parent_id IS NULL AND s.article_id = t.article_id AND s.id < t.id AND s.status <> 'withdrawn' ORDER BY s.id DESC LIMIT 3)
       UNION ALL (SELECT s.id, 'reply' AS place FROM comment s WHERE s.site_id = $1 AND s.parent_id = t.id AND s.status <> 'withdrawn' ORDER BY s.id ASC LIMIT 5)
       UNION ALL (SELECT s.id, 'later' AS place FROM comment s WHERE s.site_id = $1 AND t.parent_id IS NOT NULL AND s.parent_id = t.parent_id AND s.id > t.id AND s.status <> 'withdrawn' ORDER BY s.id ASC LIMIT 5)
       UNION ALL (SELECT s.id, 'later' AS place FROM comment s WHERE s.site_id = $1 AND t.parent_id IS NULL AND s.parent_id IS NULL AND s.article_id = t.article_id AND s.id > t.id AND s.status <> 'withdrawn' ORDER BY s.id ASC LIMIT 5)) n
     ORDER BY array_position(ARRAY['earlier', 'reply', 'later'], n.place), CASE WHEN n.place = 'earlier' THEN NULL ELSE n.id END LIMIT 5
   )
   SELECT c.id, n.place, coalesce(c.author_name, a.name) AS author_name, c.status, c.created_at, r.body, r.format
   FROM near n
   JOIN comment c ON c.site_id = $1 AND c.id = n.id
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   LEFT JOIN author a ON a.site_id = c.site_id AND a.id = c.author_id
   ORDER BY array_position(ARRAY['earlier', 'reply', 'later'], n.place), c.id

-- revision_insert
INSERT INTO comment_revision (site_id, comment_id, revision, title, body, format, evaluation_id, judged_at, created_at)
   SELECT $1, * FROM unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::timestamptz[], $9::timestamptz[])

-- revision_rejudge
UPDATE comment_revision SET evaluation_id = $4, judged_at = $5 WHERE site_id = $1 AND comment_id = $2 AND revision = $3

-- rule_brake_end
UPDATE rule_brake SET until = $2 WHERE site_id = $1 AND released_at IS NULL AND (rule, kind, cause) IN (SELECT * FROM unnest($3::text[], $4::text[], $5::text[]))

-- rule_brake_lately
SELECT rule, kind, cause, since, until, released_at, released_by, evidence FROM rule_brake WHERE site_id = $1 AND (since >= $2 OR (released_at IS NULL AND until IS NULL)) ORDER BY since DESC, rule LIMIT $3

-- rule_brake_on
SELECT rule, kind, cause, since, until, released_at, released_by, evidence FROM rule_brake WHERE site_id = $1 AND released_at IS NULL AND (until IS NULL OR until > $2) ORDER BY since, rule

-- rule_brake_on_sites
SELECT site_id, rule, kind FROM rule_brake WHERE site_id = ANY ($1::uuid[]) AND released_at IS NULL AND (until IS NULL OR until > $2) AND kind <> 'rate' ORDER BY rule

-- rule_brake_put_on
INSERT INTO rule_brake (site_id, rule, kind, cause, since, until, evidence) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::jsonb[])
   ON CONFLICT DO NOTHING RETURNING rule, kind, cause, since, until, released_at, released_by, evidence

-- rule_brake_release
UPDATE rule_brake SET released_at = $2, released_by = $4 WHERE site_id = $1 AND released_at IS NULL AND (until IS NULL OR until > $2) AND rule = $3 RETURNING rule, kind, cause, since, until, released_at, released_by, evidence

-- rule_brake_released
SELECT rule, max(released_at) AS at FROM rule_brake WHERE site_id = $1 AND kind = 'degraded' AND released_at IS NOT NULL AND released_at >= $2 GROUP BY rule

-- rule_daily_add
INSERT INTO rule_daily AS t (site_id, day, rule, version, hits, only_hits, rejects, pending, confirmed, overturned, weight_confirmed, weight_overturned, weight_squared, errors, us_sum, last_hit) SELECT $1, * FROM unnest($2::date[], $3::text[], $4::integer[], $5::integer[], $6::integer[], $7::integer[], $8::integer[], $9::integer[], $10::integer[], $11::float8[], $12::float8[], $13::float8[], $14::integer[], $15::bigint[], $16::timestamptz[])
   ON CONFLICT (site_id, day, rule, version) DO UPDATE SET hits = t.hits + excluded.hits, only_hits = t.only_hits + excluded.only_hits, rejects = t.rejects + excluded.rejects, pending = t.pending + excluded.pending, confirmed = t.confirmed + excluded.confirmed, overturned = t.overturned + excluded.overturned, weight_confirmed = t.weight_confirmed + excluded.weight_confirmed, weight_overturned = t.weight_overturned + excluded.weight_overturned, weight_squared = t.weight_squared + excluded.weight_squared, errors = t.errors + excluded.errors, us_sum = t.us_sum + excluded.us_sum, last_hit = greatest(t.last_hit, excluded.last_hit)

-- rule_draft_clear
UPDATE rule_draft SET version = version + 1, yaml = NULL, document = NULL, lists = '{}', based_on = NULL, starter = NULL, updated_by = $2, updated_at = $3 WHERE site_id = $1

-- rule_draft_find
SELECT d.version, d.yaml, d.document, d.lists, d.based_on, d.starter, d.updated_by, p.name AS updated_by_name, d.updated_at FROM rule_draft d LEFT JOIN person p ON p.id = d.updated_by WHERE d.site_id = $1

-- rule_draft_lock
SELECT d.version, d.yaml, d.document, d.lists, d.based_on, d.starter, d.updated_by, p.name AS updated_by_name, d.updated_at FROM rule_draft d LEFT JOIN person p ON p.id = d.updated_by WHERE d.site_id = $1 FOR UPDATE OF d

-- rule_draft_open
INSERT INTO rule_draft (site_id, version, updated_at) VALUES ($1, 1, $2) ON CONFLICT (site_id) DO NOTHING

-- rule_draft_write
UPDATE rule_draft SET version = version + 1, yaml = $2, document = $3::jsonb, lists = $4::text[], based_on = $5, starter = $6, updated_by = $7, updated_at = $8 WHERE site_id = $1

-- rule_effect_judged
SELECT c.id AS comment_id, c.external_id, c.article_id, c.author_id, c.parent_id, c.status, c.version, c.ip_hash, c.device_hash, r.body, r.format, e.rule_set_version, e.verdict
   FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   JOIN evaluation e ON e.site_id = r.site_id AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])

-- rule_effect_judged_beside
SELECT c.id AS comment_id, c.external_id, c.article_id, c.author_id, c.parent_id, c.status, c.version, c.ip_hash, c.device_hash, r.body, r.format, e.rule_set_version, e.verdict
   FROM unnest($2::uuid[], $3::timestamptz[]) AS n (id, judged_at)
   CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = n.judged_at AND id = n.id LIMIT 1) e
   JOIN comment c ON c.site_id = $1 AND c.id = e.comment_id
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = e.comment_id AND r.revision = e.revision

-- rule_effect_once
INSERT INTO rule_effect (site_id, comment_id, rule, rule_set_version, done_at) SELECT $1, e.*, $5 FROM unnest($2::uuid[], $3::text[], $4::integer[]) AS e
   ON CONFLICT DO NOTHING RETURNING comment_id, rule, rule_set_version

-- rule_effect_rules
SELECT r.rule ->> 'id' AS rule, r.rule -> 'then' AS effect FROM rule_set s CROSS JOIN LATERAL jsonb_array_elements(s.document -> 'rules') AS r (rule)
   WHERE s.site_id = $1 AND s.version = $2 AND r.rule ->> 'id' = ANY ($3::text[])

-- rule_effect_site
SELECT slug FROM site WHERE id = $1

-- rule_error_minute_add
INSERT INTO rule_error_minute AS t (site_id, minute, rule, errors) SELECT $1, * FROM unnest($2::timestamptz[], $3::text[], $4::integer[])
   ON CONFLICT (site_id, minute, rule) DO UPDATE SET errors = t.errors + excluded.errors

-- rule_error_minute_expire
DELETE FROM rule_error_minute WHERE minute < $1

-- rule_hit_add
INSERT INTO rule_hit (site_id, day, evaluation_id, rule, comment_id, revision, version, judged_at, mode, action, is_suppressed, is_only, section, entries, weight, outcome)
   SELECT $1, h.day, h.evaluation_id, h.rule, h.comment_id, h.revision, h.version, h.judged_at, h.mode, h.action, h.is_suppressed, h.is_only, h.section,
     ARRAY(SELECT jsonb_array_elements_text(h.entries)), h.weight, h.outcome
   FROM unnest($2::date[], $3::uuid[], $4::text[], $5::uuid[], $6::integer[], $7::integer[], $8::timestamptz[], $9::text[], $10::text[], $11::boolean[], $12::boolean[],
     $13::text[], $14::jsonb[], $15::float8[], $16::text[])
     AS h (day, evaluation_id, rule, comment_id, revision, version, judged_at, mode, action, is_suppressed, is_only, section, entries, weight, outcome)

-- rule_hit_judged
WITH told AS MATERIALIZED (
     SELECT e.created_at, e.comment_id, e.type <> 'comment.submitted' AS again, coalesce(100 / nullif((e.payload ->> 'auditPercent')::float8, 0), 1) AS weight
     FROM event_position p JOIN event e ON e.site_id = $1 AND e.id = p.event_id AND e.type = ANY ($4::text[])
     WHERE p.site_id = $1 AND p.position > $2 AND p.position <= $3),
   judged AS MATERIALIZED (
     SELECT v.id, v.judged_at, v.comment_id, v.revision, v.event, v.action, v.rule_set_version AS version, v.took_us, v.facts, v.verdict, s.speaks, t.weight, t.again
     FROM told t
     CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = t.created_at AND judged_at BETWEEN $5 AND $6 AND comment_id = t.comment_id OFFSET 0) v
     CROSS JOIN LATERAL (SELECT v.verdict -> 'hits' -> 0 IS NOT NULL OR v.verdict -> 'errors' -> 0 IS NOT NULL OR coalesce(v.verdict ->> 'primaryRule' = 'engine_error', false) AS speaks) s)
   SELECT id, judged_at, comment_id, revision, event, action, version, took_us, facts -> 'fields' ->> 'article.section' AS section, verdict, weight,
     again OR coalesce((SELECT true FROM review_item x WHERE x.site_id = $1 AND x.comment_id = judged.comment_id LIMIT 1), false) OR coalesce((SELECT true FROM decision x WHERE x.site_id = $1 AND x.comment_id = judged.comment_id LIMIT 1), false) AS heard, 1 AS judged, 0 AS passed
   FROM judged WHERE speaks
   UNION ALL
   SELECT NULL, date_trunc('hour', judged_at, 'UTC'), NULL, NULL, event, NULL, version, sum(took_us)::integer, NULL, NULL, NULL, NULL, count(*)::integer, (count(*) FILTER (WHERE action = 'publish'))::integer
   FROM judged WHERE NOT speaks GROUP BY 2, event, version

-- rule_hit_list
SELECT h.evaluation_id, h.comment_id, h.revision, h.version, to_char(h.judged_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS judged_at,
     h.mode, h.action, h.is_suppressed, h.is_only, h.section, h.outcome, c.status, r.title, r.body, r.format, e.verdict
   FROM (SELECT * FROM rule_hit WHERE site_id = $1 AND rule = $2 AND day >= $3 AND ($4::text IS NULL OR outcome = $4)
       AND ($5::timestamptz IS NULL OR (judged_at, evaluation_id) < ($5, $6::uuid)) ORDER BY judged_at DESC, evaluation_id DESC LIMIT $7) h
   JOIN comment c ON c.site_id = $1 AND c.id = h.comment_id
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = h.comment_id AND r.revision = h.revision
   LEFT JOIN evaluation e ON e.site_id = $1 AND e.judged_at = h.judged_at AND e.id = h.evaluation_id
   ORDER BY h.judged_at DESC, h.evaluation_id DESC

-- rule_hit_of_evaluations
SELECT to_char(day, 'YYYY-MM-DD') AS day, evaluation_id, rule, version, action, section, entries, weight, outcome
   FROM rule_hit WHERE site_id = $1 AND day = ANY ($2::date[]) AND evaluation_id = ANY ($3::uuid[])

-- rule_hit_settle
UPDATE rule_hit h SET outcome = s.outcome FROM unnest($3::date[], $4::uuid[], $5::text[], $6::text[]) AS s (day, evaluation_id, rule, outcome)
   WHERE h.site_id = $1 AND h.day = ANY ($2::date[]) AND h.day = s.day AND h.evaluation_id = s.evaluation_id AND h.rule = s.rule

-- rule_hit_standing
SELECT t.evaluation_id, t.judged_at,
     (SELECT d.action FROM decision d WHERE d.site_id = $1 AND d.comment_id = c.id AND d.revision = t.revision AND d.reversed_by IS NULL
      ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS decided,
     t.revision = c.revision AND coalesce((SELECT true FROM review_item i WHERE i.site_id = $1 AND i.comment_id = c.id AND i.state = 'open' LIMIT 1), false) AS waits
   FROM unnest($2::uuid[]) AS n (id)
   CROSS JOIN LATERAL (SELECT id, revision FROM comment WHERE site_id = $1 AND id = n.id LIMIT 1) c
   CROSS JOIN LATERAL (SELECT evaluation_id, judged_at, revision FROM comment_revision WHERE site_id = $1 AND comment_id = c.id OFFSET 0) t
   UNION ALL
   SELECT t.evaluation_id, t.judged_at,
     (SELECT d.action FROM decision d WHERE d.site_id = $1 AND d.comment_id = c.id AND d.revision = t.revision AND d.reversed_by IS NULL
      ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS decided,
     t.revision = c.revision AND coalesce((SELECT true FROM review_item i WHERE i.site_id = $1 AND i.comment_id = c.id AND i.state = 'open' LIMIT 1), false) AS waits
   FROM unnest($2::uuid[]) AS n (id)
   CROSS JOIN LATERAL (SELECT id, revision FROM comment WHERE site_id = $1 AND id = n.id LIMIT 1) c
   CROSS JOIN LATERAL (SELECT id FROM review_item WHERE site_id = $1 AND comment_id = c.id OFFSET 0) i
   CROSS JOIN LATERAL (SELECT judged_at, evaluation_id FROM review_signal WHERE site_id = $1 AND item_id = i.id AND kind = 'verdict' OFFSET 0) s
   CROSS JOIN LATERAL (SELECT v.id AS evaluation_id, v.judged_at, v.revision FROM evaluation v WHERE v.site_id = $1 AND v.judged_at = s.judged_at AND v.id = s.evaluation_id AND v.event = 'report' LIMIT 1) t

-- rule_hourly_add
INSERT INTO rule_hourly AS t (site_id, hour, rule, hits) SELECT $1, * FROM unnest($2::timestamptz[], $3::text[], $4::integer[])
   ON CONFLICT (site_id, hour, rule) DO UPDATE SET hits = t.hits + excluded.hits

-- rule_hourly_expire
DELETE FROM rule_hourly WHERE hour < $1

-- rule_list_forget
DELETE FROM rule_list l WHERE l.site_id = $1 AND l.created_at < $2
     AND NOT EXISTS (SELECT FROM rule_set r WHERE r.site_id = $1 AND l.hash = ANY (r.lists))
     AND NOT EXISTS (SELECT FROM rule_draft d WHERE d.site_id = $1 AND l.hash = ANY (d.lists))
     AND NOT EXISTS (SELECT FROM rule_starter s WHERE s.site_id = $1 AND l.hash = ANY (s.lists))

-- rule_list_keep
INSERT INTO rule_list (site_id, hash, size, entries, created_at) VALUES ($1, $2, $3, $4::jsonb, $5) ON CONFLICT (site_id, hash) DO UPDATE SET created_at = EXCLUDED.created_at

-- rule_list_known
SELECT hash, size FROM rule_list WHERE site_id = $1 AND hash = ANY ($2::text[])

-- rule_list_page
SELECT e.entry, e.place::integer AS place FROM rule_list l CROSS JOIN LATERAL jsonb_array_elements(l.entries) WITH ORDINALITY AS e (entry, place)
   WHERE l.site_id = $1 AND l.hash = $2 AND e.place > $3
     AND strpos(lower(CASE jsonb_typeof(e.entry) WHEN 'string' THEN e.entry #>> '{}' ELSE e.entry ->> 'term' END), $4) > 0
   ORDER BY e.place LIMIT $5

-- rule_list_texts
SELECT hash, entries::text AS entries FROM rule_list WHERE site_id = $1 AND hash = ANY ($2::text[])

-- rule_pace_busy
SELECT rule, hour, hits FROM rule_hourly WHERE site_id = $1 AND hour = $2 AND hits >= $3

-- rule_pace_errors
SELECT rule, minute, errors FROM rule_error_minute WHERE site_id = $1 AND minute >= $2

-- rule_pace_hours
SELECT rule, hour, hits FROM rule_hourly WHERE site_id = $1 AND hour >= $2 AND rule = ANY ($3::text[])

-- rule_pace_judged
SELECT hour, sum(evaluated)::integer AS evaluated, sum(passed)::integer AS passed FROM judged_hourly WHERE site_id = $1 AND hour >= $2 GROUP BY hour

-- rule_pace_rejects
SELECT rule, sum(rejects)::integer AS hits, 0 AS evaluated FROM rule_daily WHERE site_id = $1 AND day = $2 AND rejects > 0 GROUP BY rule

-- rule_pace_running
SELECT version FROM rule_set WHERE site_id = $1 AND is_running

-- rule_pace_since
SELECT w.rule, coalesce((SELECT sum(d.hits) FROM rule_daily d WHERE d.site_id = $1 AND d.rule = w.rule AND d.version >= w.version), 0)::integer AS hits,
     coalesce((SELECT sum(j.evaluated) FROM judged_hourly j WHERE j.site_id = $1 AND j.hour >= w.hour AND j.version >= w.version), 0)::integer AS evaluated
   FROM unnest($2::text[], $3::integer[], $4::timestamptz[]) AS w (rule, version, hour)

-- rule_set_add
INSERT INTO rule_set (site_id, version, document, hash, note, published_by, is_running, created_at, yaml, lists, rolled_back_to, starter) VALUES ($1, $2, $3, $4, $5, $6, true, $7, $8, $9, $10, $11)

-- rule_set_find
SELECT r.site_id, r.version, r.document, r.hash, r.note, r.created_at, r.yaml, r.lists, r.published_by, p.name AS published_by_name, r.is_running, r.rolled_back_to, r.starter FROM rule_set r LEFT JOIN person p ON p.id = r.published_by WHERE r.site_id = $1 AND r.version = $2

-- rule_set_list
SELECT r.version, r.hash, r.note, r.created_at, r.published_by, p.name AS published_by_name, r.is_running, r.rolled_back_to, r.starter,
  CASE jsonb_typeof(r.document -> 'rules') WHEN 'array' THEN jsonb_array_length(r.document -> 'rules') ELSE 0 END AS rule_count,
  CASE jsonb_typeof(r.document -> 'lists') WHEN 'array' THEN jsonb_array_length(r.document -> 'lists') ELSE 0 END AS list_count FROM rule_set r LEFT JOIN person p ON p.id = r.published_by WHERE r.site_id = $1 AND r.version < $2 ORDER BY r.version DESC LIMIT $3

-- rule_set_next_version
SELECT COALESCE(max(version), 0) + 1 AS version FROM rule_set WHERE site_id = $1

-- rule_set_running
SELECT site_id, version, document, hash, note, created_at FROM rule_set WHERE site_id = $1 AND is_running

-- rule_set_running_compact
SELECT r.site_id, r.version, r.document, r.hash, r.note, r.created_at, r.yaml, r.lists, r.published_by, p.name AS published_by_name, r.is_running, r.rolled_back_to, r.starter FROM rule_set r LEFT JOIN person p ON p.id = r.published_by WHERE r.site_id = $1 AND r.is_running

-- rule_set_running_versions
SELECT site_id, version FROM rule_set WHERE is_running AND site_id = ANY ($1::uuid[])

-- rule_set_stop
UPDATE rule_set SET is_running = false WHERE site_id = $1 AND is_running

-- rule_starter_find
SELECT hash, name, version, document, lists FROM rule_starter WHERE site_id = $1 AND hash = $2

-- rule_starter_keep
INSERT INTO rule_starter (site_id, hash, name, version, document, lists, created_at) VALUES ($1, $2, $3, $4, $5::jsonb, $6::text[], $7) ON CONFLICT (site_id, hash) DO NOTHING

-- rule_stats_days
SELECT rule, to_char(day, 'YYYY-MM-DD') AS day, sum(hits)::integer AS hits, sum(only_hits)::integer AS only_hits, sum(rejects)::integer AS rejects, sum(pending)::integer AS pending,
     sum(confirmed)::integer AS confirmed, sum(overturned)::integer AS overturned, sum(weight_confirmed) AS weight_confirmed,
     sum(weight_overturned) AS weight_overturned, sum(weight_squared) AS weight_squared, sum(errors)::integer AS errors, sum(us_sum)::float8 AS us_sum FROM rule_daily WHERE site_id = $1 AND day >= $2 GROUP BY rule, day ORDER BY day

-- rule_stats_entry_daily
SELECT entry AS part, sum(hits)::integer AS hits, sum(confirmed)::integer AS confirmed, sum(overturned)::integer AS overturned
   FROM entry_daily WHERE site_id = $1 AND rule = $2 AND day >= $3 GROUP BY entry ORDER BY sum(hits) DESC, entry LIMIT $4

-- rule_stats_evaluated
SELECT v.rule, sum(j.evaluated)::integer AS evaluated
   FROM (SELECT version, event, sum(evaluated) AS evaluated FROM judged_hourly WHERE site_id = $1 AND hour >= $2 GROUP BY version, event) j
   JOIN rule_version v ON v.site_id = $1 AND v.version = j.version AND j.event = ANY (v.events) AND v.mode IN ('active', 'shadow')
   GROUP BY v.rule

-- rule_stats_judged
SELECT coalesce(sum(evaluated), 0)::integer AS evaluated FROM judged_hourly WHERE site_id = $1 AND hour >= $2

-- rule_stats_last_hits
SELECT rule, max(last_hit) AS last_hit FROM rule_daily WHERE site_id = $1 AND day >= $2 AND last_hit IS NOT NULL GROUP BY rule

-- rule_stats_running
SELECT r.rule ->> 'id' AS rule, coalesce(r.rule ->> 'name', r.rule ->> 'id') AS name, r.rule ->> 'mode' AS mode, s.version
   FROM rule_set s CROSS JOIN LATERAL jsonb_array_elements(s.document -> 'rules') WITH ORDINALITY AS r (rule, place)
   WHERE s.site_id = $1 AND s.is_running ORDER BY r.place

-- rule_stats_section_daily
SELECT section AS part, sum(hits)::integer AS hits, sum(confirmed)::integer AS confirmed, sum(overturned)::integer AS overturned
   FROM section_daily WHERE site_id = $1 AND rule = $2 AND day >= $3 GROUP BY section ORDER BY sum(hits) DESC, section LIMIT $4

-- rule_stats_shadow
SELECT d.rule, '' AS day, sum(d.hits)::integer AS hits, sum(d.only_hits)::integer AS only_hits, sum(d.rejects)::integer AS rejects, sum(d.pending)::integer AS pending,
     sum(d.confirmed)::integer AS confirmed, sum(d.overturned)::integer AS overturned, sum(d.weight_confirmed) AS weight_confirmed,
     sum(d.weight_overturned) AS weight_overturned, sum(d.weight_squared) AS weight_squared, sum(d.errors)::integer AS errors, sum(d.us_sum)::float8 AS us_sum FROM unnest($2::text[], $3::integer[]) AS w (rule, version)
   JOIN rule_daily d ON d.site_id = $1 AND d.rule = w.rule AND d.version >= w.version
   JOIN rule_version v ON v.site_id = $1 AND v.rule = d.rule AND v.version = d.version AND v.mode = 'shadow'
   GROUP BY d.rule

-- rule_stats_since
SELECT v.rule, v.mode, v.action, v.daily_maximum, c.version AS content_version, c.created_at AS content_since, m.version AS mode_version, m.created_at AS mode_since
   FROM rule_version v
   CROSS JOIN LATERAL (SELECT p.version, p.created_at FROM rule_version p WHERE p.site_id = $1 AND p.rule = v.rule AND p.version >
     coalesce((SELECT max(q.version) FROM rule_version q WHERE q.site_id = $1 AND q.rule = v.rule AND q.version < v.version AND q.content <> v.content), 0)
     ORDER BY p.version LIMIT 1) c
   CROSS JOIN LATERAL (SELECT p.version, p.created_at FROM rule_version p WHERE p.site_id = $1 AND p.rule = v.rule AND p.version >
     coalesce((SELECT max(q.version) FROM rule_version q WHERE q.site_id = $1 AND q.rule = v.rule AND q.version < v.version AND (q.content <> v.content OR q.mode <> v.mode)), 0)
     ORDER BY p.version LIMIT 1) m
   WHERE v.site_id = $1 AND v.version = $2

-- rule_undo_hits
SELECT judged_at::text AS at, evaluation_id AS id FROM rule_hit
   WHERE site_id = $1 AND rule = $2 AND day >= ($3::timestamptz AT TIME ZONE 'UTC')::date AND judged_at >= $3 AND mode = 'active' AND NOT is_suppressed
     AND ($4::text IS NULL OR (judged_at, evaluation_id) < ($4::text::timestamptz, $5::uuid))
   ORDER BY judged_at DESC, evaluation_id DESC LIMIT $6

-- rule_undo_standing
SELECT e.judged_at::text AS at, e.id, e.comment_id, e.revision::text AS revision, e.action, e.rule_set_version::text AS rule_set_version, e.engine_version, e.facts::text AS facts, e.verdict::text AS verdict,
     nullif(r.body, '') AS body, r.format, r.title, c.author_name, nullif(p.body, '') AS parent_body, c.version, i.id AS item_id, i.version AS item_version
   FROM unnest($2::text[], $3::uuid[]) AS h (at, id)
   JOIN evaluation e ON e.site_id = $1 AND e.judged_at = h.at::timestamptz AND e.id = h.id
   JOIN comment c ON c.site_id = $1 AND c.id = e.comment_id
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = c.id AND r.revision = c.revision AND r.evaluation_id = e.id
   LEFT JOIN review_item i ON i.site_id = $1 AND i.comment_id = c.id AND i.state = 'open'
   LEFT JOIN comment_revision p ON p.site_id = $1 AND p.comment_id = (e.facts #>> '{context,parent,id}')::uuid AND p.revision = (e.facts #>> '{context,parent,revision}')::integer
   WHERE c.status = CASE e.action WHEN 'hold' THEN 'held' WHEN 'reject' THEN 'rejected' WHEN 'flag' THEN 'published' END
     AND (e.action <> 'flag' OR i.id IS NOT NULL) AND (i.id IS NULL OR (i.kind = 'comment' AND i.reports = 0))
     AND NOT EXISTS (SELECT FROM decision d WHERE d.site_id = $1 AND d.comment_id = c.id AND d.revision = c.revision AND d.reversed_by IS NULL)
   ORDER BY e.judged_at DESC, e.id DESC

-- rule_version_known
SELECT DISTINCT version FROM rule_version WHERE site_id = $1 AND version = ANY ($2::integer[])

-- rule_version_register
WITH lists AS MATERIALIZED (
     SELECT s.version, to_jsonb(l.list ->> 'id')::text AS named, md5(l.list::text) AS hash
     FROM rule_set s CROSS JOIN LATERAL jsonb_array_elements(coalesce(s.document -> 'lists', '[]')) AS l (list)
     WHERE s.site_id = $1 AND s.version = ANY ($2::integer[]))
   INSERT INTO rule_version (site_id, rule, version, name, mode, action, events, daily_maximum, content, created_at)
   SELECT $1, r.rule ->> 'id', s.version, coalesce(r.rule ->> 'name', r.rule ->> 'id'), r.rule ->> 'mode', coalesce(r.rule -> 'then' ->> 'action', 'none'),
     CASE WHEN r.rule ? 'on' THEN ARRAY(SELECT jsonb_array_elements_text(r.rule -> 'on')) ELSE '{create,edit}' END, (r.rule ->> 'max_actions_per_day')::integer,
     md5((r.rule - '{name,description,mode,reason,policy,examples}'::text[])::text
       || coalesce((SELECT string_agg(l.hash, '' ORDER BY l.hash) FROM lists l WHERE l.version = s.version AND strpos(r.rule::text, l.named) > 0), '')), s.created_at
   FROM rule_set s CROSS JOIN LATERAL jsonb_array_elements(s.document -> 'rules') AS r (rule)
   WHERE s.site_id = $1 AND s.version = ANY ($2::integer[])
   ON CONFLICT DO NOTHING

-- sealed_find_connections
SELECT t.ctid::text AS place, t.sealed AS sealed, NULL::text AS "siteId", (SELECT c.dialect FROM connection c WHERE c.site_id = t.site_id AND c.id = t.connection_id)::text AS dialect FROM connection_secret t WHERE t.ctid > $2::text::tid AND t.sealed IS NOT NULL AND substring(t.sealed FROM 1 FOR length($1::bytea)) <> $1::bytea ORDER BY t.ctid LIMIT $3 FOR UPDATE

-- sealed_find_keys
SELECT t.ctid::text AS place, t.sealed AS sealed, NULL::text AS "siteId", NULL::text AS dialect FROM service_key t WHERE t.ctid > $2::text::tid AND t.sealed IS NOT NULL AND substring(t.sealed FROM 1 FOR length($1::bytea)) <> $1::bytea ORDER BY t.ctid LIMIT $3 FOR UPDATE

-- sealed_find_notices
SELECT t.ctid::text AS place, t.notifier AS sealed, t.site_id::text AS "siteId", NULL::text AS dialect FROM law_notice t WHERE t.ctid > $2::text::tid AND t.notifier IS NOT NULL AND substring(t.notifier FROM 1 FOR length($1::bytea)) <> $1::bytea ORDER BY t.ctid LIMIT $3 FOR UPDATE

-- sealed_find_previous_webhooks
SELECT t.ctid::text AS place, t.previous_secret AS sealed, NULL::text AS "siteId", NULL::text AS dialect FROM webhook_endpoint t WHERE t.ctid > $2::text::tid AND t.previous_secret IS NOT NULL AND substring(t.previous_secret FROM 1 FOR length($1::bytea)) <> $1::bytea ORDER BY t.ctid LIMIT $3 FOR UPDATE

-- sealed_find_second_factors
SELECT t.ctid::text AS place, t.secret AS sealed, NULL::text AS "siteId", NULL::text AS dialect FROM second_factor t WHERE t.ctid > $2::text::tid AND t.secret IS NOT NULL AND substring(t.secret FROM 1 FOR length($1::bytea)) <> $1::bytea ORDER BY t.ctid LIMIT $3 FOR UPDATE

-- sealed_find_sites
SELECT t.ctid::text AS place, t.sso_secret AS sealed, NULL::text AS "siteId", NULL::text AS dialect FROM site t WHERE t.ctid > $2::text::tid AND t.sso_secret IS NOT NULL AND substring(t.sso_secret FROM 1 FOR length($1::bytea)) <> $1::bytea ORDER BY t.ctid LIMIT $3 FOR UPDATE

-- sealed_find_toxicity
SELECT t.ctid::text AS place, t.sealed_key AS sealed, NULL::text AS "siteId", NULL::text AS dialect FROM toxicity_setting t WHERE t.ctid > $2::text::tid AND t.sealed_key IS NOT NULL AND substring(t.sealed_key FROM 1 FOR length($1::bytea)) <> $1::bytea ORDER BY t.ctid LIMIT $3 FOR UPDATE

-- sealed_find_webhooks
SELECT t.ctid::text AS place, t.secret AS sealed, NULL::text AS "siteId", NULL::text AS dialect FROM webhook_endpoint t WHERE t.ctid > $2::text::tid AND t.secret IS NOT NULL AND substring(t.secret FROM 1 FOR length($1::bytea)) <> $1::bytea ORDER BY t.ctid LIMIT $3 FOR UPDATE

-- sealed_write_connections
UPDATE connection_secret t SET sealed = $2, lookup = $3 WHERE t.ctid = $1::text::tid

-- sealed_write_keys
UPDATE service_key t SET sealed = $2 WHERE t.ctid = $1::text::tid

-- sealed_write_notices
UPDATE law_notice t SET notifier = $2, email_hash = $3, earlier_email_hashes = $4 WHERE t.ctid = $1::text::tid

-- sealed_write_previous_webhooks
UPDATE webhook_endpoint t SET previous_secret = $2 WHERE t.ctid = $1::text::tid

-- sealed_write_second_factors
UPDATE second_factor t SET secret = $2 WHERE t.ctid = $1::text::tid

-- sealed_write_sites
UPDATE site t SET sso_secret = $2 WHERE t.ctid = $1::text::tid

-- sealed_write_toxicity
UPDATE toxicity_setting t SET sealed_key = $2 WHERE t.ctid = $1::text::tid

-- sealed_write_webhooks
UPDATE webhook_endpoint t SET secret = $2 WHERE t.ctid = $1::text::tid

-- second_factor_begin
INSERT INTO second_factor (person_id, secret, created_at) VALUES ($1, $2, $3)
   ON CONFLICT (person_id) DO UPDATE SET secret = EXCLUDED.secret, created_at = EXCLUDED.created_at WHERE second_factor.confirmed_at IS NULL

-- second_factor_confirm
UPDATE second_factor SET confirmed_at = $2 WHERE person_id = $1 AND confirmed_at IS NULL

-- second_factor_find
SELECT secret, confirmed_at AS "confirmedAt", (SELECT count(*)::int FROM recovery_code c WHERE c.person_id = f.person_id AND c.used_at IS NULL) AS "codesLeft"
   FROM second_factor f WHERE person_id = $1

-- second_factor_remove
DELETE FROM second_factor WHERE person_id = $1

-- second_factor_spend_step
UPDATE second_factor SET last_step = $2 WHERE person_id = $1 AND last_step < $2

-- section_daily_add
INSERT INTO section_daily AS t (site_id, rule, day, section, hits, confirmed, overturned) SELECT $1, * FROM unnest($2::text[], $3::date[], $4::text[], $5::integer[], $6::integer[], $7::integer[])
   ON CONFLICT (site_id, rule, day, section) DO UPDATE SET hits = t.hits + excluded.hits, confirmed = t.confirmed + excluded.confirmed, overturned = t.overturned + excluded.overturned

-- service_key_add
INSERT INTO service_key (purpose, secret_id, sealed, made_at) VALUES ($1, $2, $3, now()) ON CONFLICT DO NOTHING

-- service_key_all
SELECT purpose, secret_id, encode(sealed, 'base64') AS sealed FROM service_key ORDER BY made_at DESC, purpose, secret_id

-- service_key_end
UPDATE service_key SET ended_at = CASE WHEN secret_id = $2 THEN NULL ELSE COALESCE(ended_at, now()) END WHERE purpose = $1

-- service_key_expire
DELETE FROM service_key WHERE purpose = $1 AND ended_at <= $2

-- service_key_is_used
SELECT FROM site LIMIT 1

-- service_key_remove
DELETE FROM service_key WHERE purpose = $1 AND secret_id = $2

-- session_find
SELECT p.id AS "personId", p.name, p.is_owner AS "isOwner",
  coalesce((SELECT jsonb_object_agg(m.site_id, m.role) FROM membership m WHERE m.person_id = p.id), '{}') AS roles, s.id, s.csrf_token AS "csrfToken", s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt"
   FROM session s JOIN person p ON p.id = s.person_id AND p.disabled_at IS NULL WHERE s.token_hash = $1

-- session_insert
INSERT INTO session (token_hash, person_id, csrf_token, created_at, last_seen_at, expires_at, id, user_agent, signed_in_by) VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8)

-- session_list
SELECT id, user_agent AS "userAgent", signed_in_by AS "signedInBy", created_at AS "createdAt", last_seen_at AS "lastSeenAt", expires_at AS "expiresAt"
   FROM session WHERE person_id = $1 AND expires_at > $2 AND last_seen_at > $3 AND id < $4 ORDER BY id DESC LIMIT $5

-- session_remove
DELETE FROM session WHERE token_hash = $1

-- session_remove_all
DELETE FROM session WHERE person_id = $1

-- session_remove_ended
DELETE FROM session WHERE person_id = $1 AND (expires_at < $2 OR last_seen_at < $3)

-- session_remove_one
DELETE FROM session WHERE person_id = $1 AND id = $2

-- session_remove_others
DELETE FROM session WHERE person_id = $1 AND token_hash <> $2

-- session_touch
UPDATE session SET last_seen_at = $2 WHERE token_hash = $1

-- signal_feedback_add
INSERT INTO signal_feedback (site_id, decision_id, signal_id, verdict)
   SELECT $1, $2, f.signal_id, f.verdict FROM unnest($4::uuid[], $5::text[]) AS f (signal_id, verdict)
   JOIN review_signal s ON s.site_id = $1 AND s.id = f.signal_id AND s.item_id = $3

-- signal_model_data
SELECT data FROM signal_model WHERE site_id = $1 AND name = $2 AND version = $3

-- signal_model_forget
DELETE FROM signal_model WHERE site_id = $1 AND name = $2 AND version <= $3

-- signal_model_latest
SELECT name, version, learned_good, learned_bad, auc, is_enabled, tokens_version, created_at FROM signal_model WHERE site_id = $1 AND name = $2 ORDER BY version DESC LIMIT 1

-- signal_model_publish
INSERT INTO signal_model (site_id, name, version, learned_good, learned_bad, auc, is_enabled, tokens_version, created_at, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- site_by_id
SELECT id, slug, name, settings, sso_secret, created_at FROM site WHERE id = $1

-- site_by_slug
SELECT id, slug, name, settings, sso_secret, created_at FROM site WHERE slug = $1

-- site_insert
INSERT INTO site (id, slug, name, settings, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (slug) DO NOTHING

-- site_list
SELECT id, slug, name, settings, sso_secret, created_at FROM site WHERE slug > $1 ORDER BY slug LIMIT $2

-- site_lock
SELECT id, slug, name, settings, sso_secret, created_at FROM site WHERE id = $1 FOR UPDATE

-- site_save
UPDATE site SET name = $2, settings = $3, sso_secret = $4 WHERE id = $1

-- stats_fold_add
INSERT INTO desk_hourly AS t (site_id, dimension, hour, key, approved, rejected, undone, overturned, skipped, handling_ms) SELECT $1, * FROM unnest($2::text[], $3::timestamptz[], $4::text[], $5::integer[], $6::integer[], $7::integer[], $8::integer[], $9::integer[], $10::bigint[]) ON CONFLICT (site_id, dimension, hour, key) DO UPDATE SET approved = t.approved + excluded.approved, rejected = t.rejected + excluded.rejected, undone = t.undone + excluded.undone, overturned = t.overturned + excluded.overturned, skipped = t.skipped + excluded.skipped, handling_ms = t.handling_ms + excluded.handling_ms

-- stats_fold_add_days
INSERT INTO desk_daily AS t (site_id, dimension, day, key, approved, rejected, undone, overturned, skipped, handling_ms) SELECT $1, a.dimension, (a.hour AT TIME ZONE 'UTC')::date, a.key, sum(a.approved), sum(a.rejected), sum(a.undone), sum(a.overturned), sum(a.skipped), sum(a.handling_ms) FROM unnest($2::text[], $3::timestamptz[], $4::text[], $5::integer[], $6::integer[], $7::integer[], $8::integer[], $9::integer[], $10::bigint[]) AS a (dimension, hour, key, approved, rejected, undone, overturned, skipped, handling_ms) GROUP BY 2, 3, 4
   ON CONFLICT (site_id, dimension, day, key) DO UPDATE SET approved = t.approved + excluded.approved, rejected = t.rejected + excluded.rejected, undone = t.undone + excluded.undone, overturned = t.overturned + excluded.overturned, skipped = t.skipped + excluded.skipped, handling_ms = t.handling_ms + excluded.handling_ms

-- stats_fold_add_times
INSERT INTO desk_time_hourly AS t (site_id, dimension, kind, hour, key, bucket, count) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::smallint[], $7::integer[]) ON CONFLICT (site_id, dimension, kind, hour, key, bucket) DO UPDATE SET count = t.count + excluded.count

-- stats_fold_add_times_days
INSERT INTO desk_time_daily AS t (site_id, dimension, kind, day, key, bucket, count) SELECT $1, a.dimension, a.kind, (a.hour AT TIME ZONE 'UTC')::date, a.key, a.bucket, sum(a.count) FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::smallint[], $7::integer[]) AS a (dimension, kind, hour, key, bucket, count) GROUP BY 2, 3, 4, 5, 6
   ON CONFLICT (site_id, dimension, kind, day, key, bucket) DO UPDATE SET count = t.count + excluded.count

-- stats_fold_decisions
SELECT d.id, date_trunc('hour', d.created_at, 'UTC') AS hour, d.action, d.decided_by::text AS moderator, coalesce(i.rule, '') AS rule,
     coalesce(d.reason_code, i.policy, '') AS policy, coalesce(i.queue_id, '') AS queue, coalesce(a.section, '') AS section, f.fate,
     CASE WHEN i.opened_at < d.created_at THEN extract(epoch FROM d.created_at - i.opened_at)::integer END AS age_seconds,
     CASE WHEN d.bulk_operation_id IS NULL AND t.since >= d.created_at - make_interval(secs => 1800)
       THEN (extract(epoch FROM d.created_at - t.since) * 1000)::integer END AS handling_ms,
     k.fate AS counted_fate
   FROM unnest($2::uuid[]) AS c (comment_id)
   CROSS JOIN LATERAL (SELECT * FROM decision WHERE site_id = $1 AND comment_id = c.comment_id ORDER BY created_at LIMIT 1000) d
   LEFT JOIN LATERAL (SELECT * FROM review_item WHERE site_id = $1 AND id = d.item_id LIMIT 1) i ON true
   LEFT JOIN LATERAL (SELECT section FROM article WHERE site_id = $1 AND id = i.article_id LIMIT 1) a ON true
   LEFT JOIN LATERAL (SELECT fate FROM decision_count WHERE site_id = $1 AND decision_id = d.id LIMIT 1) k ON true
   CROSS JOIN LATERAL (SELECT CASE
     WHEN d.reversed_by = d.decided_by THEN 'undone' WHEN d.reversed_by IS NOT NULL THEN 'overturned'
     ELSE coalesce((SELECT min(CASE WHEN l.decided_by <> d.decided_by THEN 'overturned' ELSE 'undone' END) FROM decision l
       WHERE l.site_id = $1 AND l.comment_id = d.comment_id AND l.created_at >= d.created_at AND (l.created_at, l.id) > (d.created_at, d.id)
         AND l.revision = d.revision AND l.action <> d.action AND l.reversed_by IS NULL), 'stands') END AS fate) f
   LEFT JOIN LATERAL (
     SELECT greatest(e.created_at, (SELECT b.created_at FROM decision b WHERE b.site_id = $1 AND b.decided_by = d.decided_by AND b.created_at < d.created_at ORDER BY b.created_at DESC LIMIT 1)) AS since
     FROM event e WHERE e.site_id = $1 AND e.comment_id = d.comment_id AND e.type = 'item.claimed' AND e.item_id = d.item_id
       AND e.actor = 'person:' || d.decided_by::text AND e.created_at <= d.created_at ORDER BY e.id DESC LIMIT 1
   ) t ON true
   ORDER BY d.id

-- stats_fold_filed
SELECT decision_id AS id, hour, moderator, rule, policy, queue, section, action, fate, age_seconds, handling_ms FROM decision_count WHERE site_id = $1 AND decision_id = ANY ($2::uuid[])

-- stats_fold_keep
INSERT INTO decision_count (site_id, decision_id, hour, moderator, rule, policy, queue, section, action, fate, age_seconds, handling_ms)
   SELECT $1, * FROM unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::integer[], $12::integer[])
   ON CONFLICT (site_id, decision_id) DO UPDATE SET fate = excluded.fate

-- stats_fold_skips
SELECT date_trunc('hour', e.created_at, 'UTC') AS hour, substr(e.actor, 8) AS moderator, coalesce(i.rule, '') AS rule, coalesce(i.policy, '') AS policy, coalesce(i.queue_id, '') AS queue, coalesce(a.section, '') AS section, count(*)::integer AS skips
   FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT 5000) p
   CROSS JOIN LATERAL (SELECT * FROM event WHERE site_id = $1 AND id = p.event_id LIMIT 1) e
   LEFT JOIN LATERAL (SELECT rule, policy, queue_id, article_id FROM review_item WHERE site_id = $1 AND id = e.item_id LIMIT 1) i ON true
   LEFT JOIN LATERAL (SELECT section FROM article WHERE site_id = $1 AND id = i.article_id LIMIT 1) a ON true
   WHERE e.type = 'item.skipped' AND e.actor LIKE 'person:%' GROUP BY 1, 2, 3, 4, 5, 6

-- stats_fold_volume
INSERT INTO volume_hourly AS v (site_id, hour, published, held, rejected, reported, decided)
   SELECT $1, date_trunc('hour', e.created_at, 'UTC'), count(*) FILTER (WHERE e.type = 'comment.submitted' AND e.payload ->> 'status' = 'published'),
     count(*) FILTER (WHERE e.type = 'comment.submitted' AND e.payload ->> 'status' = 'held'),
     count(*) FILTER (WHERE e.type = 'comment.submitted' AND e.payload ->> 'status' = 'rejected'),
     count(*) FILTER (WHERE e.type = 'comment.reported'), count(*) FILTER (WHERE e.type = 'decision.made')
   FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT 5000) p
   CROSS JOIN LATERAL (SELECT * FROM event WHERE site_id = $1 AND id = p.event_id LIMIT 1) e
   WHERE e.type IN ('comment.submitted', 'comment.reported', 'decision.made') GROUP BY 2
   ON CONFLICT (site_id, hour) DO UPDATE SET published = v.published + excluded.published, held = v.held + excluded.held,
     rejected = v.rejected + excluded.rejected, reported = v.reported + excluded.reported, decided = v.decided + excluded.decided

-- stats_names_moderator
SELECT id::text AS key, name FROM person WHERE $1::uuid IS NOT NULL AND id::text = ANY ($2::text[])

-- stats_names_policy
SELECT id AS key, title AS name FROM policy WHERE site_id = $1 AND id = ANY ($2::text[])

-- stats_names_queue
SELECT id AS key, name FROM queue WHERE site_id = $1 AND id = ANY ($2::text[])

-- stats_names_rule
SELECT DISTINCT ON (rule) rule AS key, name FROM rule_version WHERE site_id = $1 AND rule = ANY ($2::text[]) ORDER BY rule, version DESC

-- stats_names_section
SELECT key, key AS name FROM unnest($2::text[]) AS k (key) WHERE $1::uuid IS NOT NULL

-- stats_sums
SELECT key, sum(approved)::integer AS approved, sum(rejected)::integer AS rejected, sum(undone)::integer AS undone, sum(overturned)::integer AS overturned, sum(skipped)::integer AS skipped
   FROM (SELECT key, approved, rejected, undone, overturned, skipped FROM desk_daily WHERE site_id = $1 AND dimension = $2 AND day >= (date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC') AT TIME ZONE 'UTC')::date AND day < (greatest(date_trunc('day', $4::timestamptz, 'UTC'), date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC')) AT TIME ZONE 'UTC')::date AND ($5::text IS NULL OR key = $5)
     UNION ALL SELECT key, approved, rejected, undone, overturned, skipped FROM desk_hourly WHERE site_id = $1 AND dimension = $2 AND hour >= $3 AND hour < least($4::timestamptz, date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC')) AND ($5::text IS NULL OR key = $5)
     UNION ALL SELECT key, approved, rejected, undone, overturned, skipped FROM desk_hourly WHERE site_id = $1 AND dimension = $2 AND hour >= greatest(date_trunc('day', $4::timestamptz, 'UTC'), date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC')) AND hour < $4 AND ($5::text IS NULL OR key = $5)) s GROUP BY key

-- stats_times
SELECT key, kind, bucket, sum(count)::integer AS count
   FROM (SELECT key, kind, bucket, count FROM desk_time_daily WHERE site_id = $1 AND dimension = $2 AND kind = 'age' AND day >= (date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC') AT TIME ZONE 'UTC')::date AND day < (greatest(date_trunc('day', $4::timestamptz, 'UTC'), date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC')) AT TIME ZONE 'UTC')::date AND ($5::text IS NULL OR key = $5)
     UNION ALL SELECT key, kind, bucket, count FROM desk_time_hourly WHERE site_id = $1 AND dimension = $2 AND kind = 'age' AND hour >= $3 AND hour < least($4::timestamptz, date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC')) AND ($5::text IS NULL OR key = $5)
     UNION ALL SELECT key, kind, bucket, count FROM desk_time_hourly WHERE site_id = $1 AND dimension = $2 AND kind = 'age' AND hour >= greatest(date_trunc('day', $4::timestamptz, 'UTC'), date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC')) AND hour < $4 AND ($5::text IS NULL OR key = $5)
     UNION ALL SELECT key, kind, bucket, count FROM desk_time_daily WHERE site_id = $1 AND dimension = $2 AND kind = 'handling' AND day >= (date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC') AT TIME ZONE 'UTC')::date AND day < (greatest(date_trunc('day', $4::timestamptz, 'UTC'), date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC')) AT TIME ZONE 'UTC')::date AND ($5::text IS NULL OR key = $5)
     UNION ALL SELECT key, kind, bucket, count FROM desk_time_hourly WHERE site_id = $1 AND dimension = $2 AND kind = 'handling' AND hour >= $3 AND hour < least($4::timestamptz, date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC')) AND ($5::text IS NULL OR key = $5)
     UNION ALL SELECT key, kind, bucket, count FROM desk_time_hourly WHERE site_id = $1 AND dimension = $2 AND kind = 'handling' AND hour >= greatest(date_trunc('day', $4::timestamptz, 'UTC'), date_trunc('day', $3::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC')) AND hour < $4 AND ($5::text IS NULL OR key = $5)) s GROUP BY key, kind, bucket

-- stream_after
SELECT p.position, e.type, e.actor, n.name AS actor_name, e.comment_id, i.id AS item_id, e.decision_id, e.payload, e.created_at, i.queue_id, i.version, i.state
   FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 ORDER BY position LIMIT $3) p
   LEFT JOIN LATERAL (SELECT * FROM event WHERE site_id = $1 AND id = p.event_id LIMIT 1) e ON true
   LEFT JOIN LATERAL (
     SELECT o.id, o.queue_id, o.version, o.state FROM review_item o
     WHERE o.site_id = $1 AND o.id = CASE WHEN e.item_id IS NOT NULL OR e.type IN ('comment.submitted', 'comment.imported') THEN e.item_id
       ELSE (SELECT c.id FROM review_item c WHERE c.site_id = $1 AND c.comment_id = e.comment_id ORDER BY c.opened_at DESC LIMIT 1) END LIMIT 1
   ) i ON true
   LEFT JOIN LATERAL (SELECT name FROM person WHERE id = CASE WHEN e.actor LIKE 'person:%' THEN substr(e.actor, 8)::uuid END LIMIT 1) n ON true
   ORDER BY p.position

-- stream_last
SELECT position FROM event_position WHERE site_id = $1 ORDER BY position DESC LIMIT 1

-- stream_log_beginnings
SELECT c.id AS comment_id, left(r.body, 1000) AS beginning, r.format
   FROM comment c JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[]) AND r.body <> ''

-- stream_log_comment_of_item
SELECT comment_id FROM review_item WHERE site_id = $1 AND id = $2

-- stream_log_moment
SELECT e.created_at FROM (SELECT event_id FROM event_position WHERE site_id = $1 AND position >= $2 ORDER BY position LIMIT 1) p
   CROSS JOIN LATERAL (SELECT created_at FROM event WHERE site_id = $1 AND id = p.event_id LIMIT 1) e

-- stream_log_of_comment
SELECT e.id, p.position, e.type, e.actor, n.name AS actor_name, e.comment_id, e.item_id, e.decision_id, e.payload, e.created_at
   FROM (SELECT * FROM event WHERE site_id = $1 AND comment_id = $8 ORDER BY id LIMIT 10000) e
   CROSS JOIN LATERAL (SELECT position FROM event_position WHERE site_id = $1 AND event_id = e.id LIMIT 1) p LEFT JOIN LATERAL (SELECT name FROM person WHERE id = CASE WHEN e.actor LIKE 'person:%' THEN substr(e.actor, 8)::uuid END LIMIT 1) n ON true
   WHERE p.position > $2 AND p.position <= $3 AND ($4::text[] IS NULL OR e.type = ANY ($4)) AND ($5::text IS NULL OR e.actor = $5) AND ($6::timestamptz IS NULL OR e.created_at >= $6) AND ($7::timestamptz IS NULL OR e.created_at < $7) AND ($9::uuid IS NULL OR e.item_id = $9) ORDER BY p.position

-- stream_log_stretch
SELECT e.id, p.position, e.type, e.actor, n.name AS actor_name, e.comment_id, e.item_id, e.decision_id, e.payload, e.created_at
   FROM (SELECT position, event_id FROM event_position WHERE site_id = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT 5000) p
   CROSS JOIN LATERAL (SELECT * FROM event WHERE site_id = $1 AND id = p.event_id LIMIT 1) e LEFT JOIN LATERAL (SELECT name FROM person WHERE id = CASE WHEN e.actor LIKE 'person:%' THEN substr(e.actor, 8)::uuid END LIMIT 1) n ON true
   WHERE ($4::text[] IS NULL OR e.type = ANY ($4)) AND ($5::text IS NULL OR e.actor = $5) AND ($6::timestamptz IS NULL OR e.created_at >= $6) AND ($7::timestamptz IS NULL OR e.created_at < $7) ORDER BY p.position

-- suggested_score_count
SELECT count(*) FILTER (WHERE is_good)::integer AS good, count(*) FILTER (WHERE NOT is_good)::integer AS bad,
     coalesce(sum(w.weight) FILTER (WHERE is_good), 0) AS good_weight, coalesce(sum(w.weight) FILTER (WHERE NOT is_good), 0) AS bad_weight
   FROM suggested_score s CROSS JOIN LATERAL (SELECT power(2::double precision, extract(epoch FROM s.suggested_at - $3::timestamptz)::double precision / $4::double precision) AS weight) w
   WHERE s.site_id = $1 AND s.category = $2 AND s.is_learned AND NOT s.is_replaced

-- suggested_score_due
SELECT id, body, category, is_good, is_learned, suggested_at FROM suggested_score WHERE site_id = $1 AND is_learned = is_replaced ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED

-- suggested_score_due_sites
SELECT s.id FROM site s WHERE EXISTS (SELECT FROM suggested_score g WHERE g.site_id = s.id AND g.is_learned = g.is_replaced)

-- suggested_score_expire
DELETE FROM suggested_score WHERE ctid IN (SELECT ctid FROM suggested_score WHERE suggested_at <= $1 ORDER BY suggested_at LIMIT 5000)

-- suggested_score_forget
DELETE FROM suggested_score WHERE site_id = $1 AND id = ANY ($2::uuid[])

-- suggested_score_forget_replaced
DELETE FROM suggested_score WHERE site_id = $1 AND subject = $2 AND is_replaced AND (category IS NULL OR NOT is_learned)

-- suggested_score_keep
INSERT INTO suggested_score (site_id, id, connection_id, subject, label, value, body, category, is_good, is_learned, suggested_at)
   SELECT $1, s.id, s.connection_id, s.subject, s.label, s.value, s.body, s.category, s.is_good, s.category IS NULL, s.suggested_at
   FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::real[], $7::text[], $8::text[], $9::boolean[], $10::timestamptz[]) AS s (id, connection_id, subject, label, value, body, category, is_good, suggested_at)
   ON CONFLICT (site_id, subject, label) WHERE NOT is_replaced DO NOTHING

-- suggested_score_latest
(SELECT body, is_good FROM suggested_score WHERE site_id = $1 AND category = $2 AND is_learned AND NOT is_replaced AND is_good ORDER BY suggested_at DESC LIMIT $3)
   UNION ALL
   (SELECT body, is_good FROM suggested_score WHERE site_id = $1 AND category = $2 AND is_learned AND NOT is_replaced AND NOT is_good ORDER BY suggested_at DESC LIMIT $3)

-- suggested_score_learned
UPDATE suggested_score SET is_learned = true WHERE site_id = $1 AND id = ANY ($2::uuid[])

-- suggested_score_of_label
SELECT body, value FROM suggested_score WHERE site_id = $1 AND label = $2 AND NOT is_replaced ORDER BY suggested_at DESC LIMIT $3

-- suggested_score_replace
UPDATE suggested_score SET is_replaced = true WHERE site_id = $1 AND subject = $2 AND label = ANY ($3::text[]) AND NOT is_replaced

-- suggested_score_taught_sites
SELECT s.id FROM site s WHERE EXISTS (SELECT FROM suggested_score g WHERE g.site_id = s.id AND g.category = $1 AND g.is_learned AND NOT g.is_replaced)

-- surge_begin
INSERT INTO surge (site_id, article_id, kind, since, comments, withheld, usual) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (site_id, article_id, kind) DO NOTHING

-- surge_end
DELETE FROM surge WHERE site_id = $1 AND article_id = $2 AND kind = $3

-- surge_follow
UPDATE surge SET comments = $4, withheld = $5 WHERE site_id = $1 AND article_id = $2 AND kind = $3

-- surge_of_articles
SELECT article_id, kind, since, comments, withheld, usual FROM surge WHERE site_id = $1 AND article_id = ANY ($2::text[])

-- surge_on
SELECT article_id, kind, since, comments, withheld, usual FROM surge WHERE site_id = $1

-- surge_sites
SELECT DISTINCT site_id AS id FROM surge

-- template_add
INSERT INTO message_template (site_id, id, name, policy_id, lang, body, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (site_id, name, lang) DO NOTHING

-- template_count
SELECT count(*)::integer AS n FROM message_template WHERE site_id = $1

-- template_find
SELECT id, name, policy_id, lang, body, created_at, updated_at FROM message_template WHERE site_id = $1 AND id = $2

-- template_forget_policy
UPDATE message_template SET policy_id = NULL WHERE site_id = $1 AND policy_id = $2

-- template_list
SELECT id, name, policy_id, lang, body, created_at, updated_at FROM message_template WHERE site_id = $1 AND ($2::text IS NULL OR lang = $2) AND ($3::text IS NULL OR policy_id = $3) ORDER BY name, lang, id

-- template_lock
SELECT id, name, policy_id, lang, body, created_at, updated_at FROM message_template WHERE site_id = $1 AND id = $2 FOR UPDATE

-- template_named
SELECT id FROM message_template WHERE site_id = $1 AND name = $2 AND lang = $3

-- template_remove
DELETE FROM message_template WHERE site_id = $1 AND id = $2 RETURNING id, name, policy_id, lang, body, created_at, updated_at

-- template_save
UPDATE message_template SET name = $3, policy_id = $4, lang = $5, body = $6, updated_at = $7 WHERE site_id = $1 AND id = $2

-- token_count_add
INSERT INTO token_count AS t (site_id, category, token_hash, good, bad)
   SELECT $1, $2, a.* FROM unnest($3::bigint[], $4::double precision[], $5::double precision[]) AS a
   ON CONFLICT (site_id, category, token_hash) DO UPDATE SET good = greatest(0, t.good + EXCLUDED.good), bad = greatest(0, t.bad + EXCLUDED.bad)

-- token_count_fade
DELETE FROM token_count WHERE site_id = $1 AND category = $2 AND good + bad <= $3

-- token_count_page
SELECT token_hash, good, bad FROM token_count WHERE site_id = $1 AND category = $2 AND token_hash > $3 AND good + bad > $4 ORDER BY token_hash LIMIT $5

-- toxicity_lesson_count
SELECT count(*) FILTER (WHERE action = 'approve')::integer AS good, count(*) FILTER (WHERE action = 'reject')::integer AS bad FROM learned_decision WHERE site_id = $1

-- toxicity_lesson_latest
SELECT l.action, l.reason_code, r.body, r.format FROM (
     (SELECT comment_id, revision, action, reason_code FROM learned_decision WHERE site_id = $1 AND action = 'approve' ORDER BY decided_at DESC LIMIT $2)
     UNION ALL
     (SELECT comment_id, revision, action, reason_code FROM learned_decision WHERE site_id = $1 AND action = 'reject' ORDER BY decided_at DESC LIMIT $2)) l
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = l.comment_id AND r.revision = l.revision
   ORDER BY l.comment_id

-- toxicity_lesson_sites
SELECT s.id FROM site s WHERE EXISTS (SELECT FROM learned_decision l WHERE l.site_id = s.id)

-- toxicity_setting_add
INSERT INTO toxicity_setting (site_id, version, settings, sealed_key, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING

-- toxicity_setting_latest
SELECT version, settings, sealed_key, created_at FROM toxicity_setting WHERE site_id = $1 ORDER BY version DESC LIMIT 1

-- view_count
SELECT count(*)::integer AS n FROM review_view WHERE site_id = $1 AND owner_id = $2

-- view_find
SELECT v.id, v.name, v.filter, v.sort, v.is_shared, v.owner_id, (SELECT p.name FROM person p WHERE p.id = v.owner_id) AS owner_name FROM review_view v WHERE v.site_id = $1 AND v.id = $2

-- view_insert
INSERT INTO review_view (site_id, id, name, filter, sort, is_shared, owner_id, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)

-- view_lock
SELECT v.id, v.name, v.filter, v.sort, v.is_shared, v.owner_id, (SELECT p.name FROM person p WHERE p.id = v.owner_id) AS owner_name FROM review_view v WHERE v.site_id = $1 AND v.id = $2 FOR UPDATE OF v

-- view_remove
DELETE FROM review_view WHERE site_id = $1 AND id = $2

-- view_seen_by
SELECT v.id, v.name, v.filter, v.sort, v.is_shared, v.owner_id, (SELECT p.name FROM person p WHERE p.id = v.owner_id) AS owner_name FROM review_view v WHERE v.site_id = $1 AND v.owner_id = $2
   UNION ALL SELECT v.id, v.name, v.filter, v.sort, v.is_shared, v.owner_id, (SELECT p.name FROM person p WHERE p.id = v.owner_id) AS owner_name FROM review_view v WHERE v.site_id = $1 AND v.is_shared AND v.owner_id IS DISTINCT FROM $2 ORDER BY is_shared, name, id

-- view_update
UPDATE review_view SET name = $3, filter = $4, sort = $5, is_shared = $6, updated_at = $7 WHERE site_id = $1 AND id = $2

-- vocabulary_find
SELECT version, words, created_at FROM vocabulary WHERE site_id = $1 AND version = $2

-- vocabulary_latest
SELECT version, words, created_at FROM vocabulary WHERE site_id = $1 ORDER BY version DESC LIMIT 1

-- vocabulary_latest_version
SELECT version FROM vocabulary WHERE site_id = $1 ORDER BY version DESC LIMIT 1

-- vocabulary_publish
INSERT INTO vocabulary (site_id, version, words, created_at) VALUES ($1, $2, $3, $4)

-- webhook_attempt_add
INSERT INTO webhook_attempt (site_id, delivery_id, attempt, status, error, took_ms, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- webhook_attempt_of
SELECT delivery_id, attempt, status, error, took_ms, created_at FROM webhook_attempt WHERE site_id = $1 AND delivery_id = ANY ($2::uuid[]) ORDER BY delivery_id, attempt

-- webhook_delivery_add
INSERT INTO webhook_delivery (site_id, id, endpoint_id, message_id, type, payload, status, created_at)
   SELECT $1, d.id, d.endpoint_id, d.message_id, d.type, d.payload, 'pending', $7
   FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[]) AS d (id, endpoint_id, message_id, type, payload)

-- webhook_delivery_find
SELECT id, endpoint_id, message_id, type, payload, status, attempts, created_at, delivered_at, last_error FROM webhook_delivery WHERE site_id = $1 AND id = $2

-- webhook_delivery_give_up
UPDATE webhook_delivery SET status = 'failed', last_error = $3 WHERE site_id = $1 AND id = $2 AND status = 'pending'

-- webhook_delivery_page
SELECT id, endpoint_id, message_id, type, payload, status, attempts, created_at, delivered_at, last_error
   FROM webhook_delivery WHERE site_id = $1 AND endpoint_id = $2 AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4

-- webhook_delivery_prune
DELETE FROM webhook_delivery d
   USING (SELECT id FROM webhook_delivery WHERE site_id = $1 AND id < $2 AND status <> 'pending' ORDER BY id LIMIT $3) old
   WHERE d.site_id = $1 AND d.id = old.id

-- webhook_delivery_record
UPDATE webhook_delivery SET attempts = $3, status = $4, last_status = $5, last_error = $6, delivered_at = $7
   WHERE site_id = $1 AND id = $2 AND status = 'pending' AND attempts = $3 - 1

-- webhook_endpoint_add
INSERT INTO webhook_endpoint (site_id, id, url, types, include_text, secret, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id, url, types, include_text, secret, previous_secret, previous_secret_until, is_enabled, disabled_reason, failing_since, created_at

-- webhook_endpoint_change
UPDATE webhook_endpoint SET
     url = COALESCE($3, url),
     types = COALESCE($4, types),
     include_text = COALESCE($5, include_text),
     is_enabled = COALESCE($6, is_enabled),
     disabled_reason = CASE WHEN $6 THEN NULL WHEN NOT $6 THEN COALESCE(disabled_reason, $7) ELSE disabled_reason END,
     failing_since = CASE WHEN $6 OR $3 IS NOT NULL THEN NULL ELSE failing_since END
   WHERE site_id = $1 AND id = $2
   RETURNING id, url, types, include_text, secret, previous_secret, previous_secret_until, is_enabled, disabled_reason, failing_since, created_at

-- webhook_endpoint_count
SELECT count(*)::integer AS endpoints FROM webhook_endpoint WHERE site_id = $1

-- webhook_endpoint_disable
UPDATE webhook_endpoint SET is_enabled = false, disabled_reason = $3 WHERE site_id = $1 AND id = $2 AND is_enabled

-- webhook_endpoint_find
SELECT id, url, types, include_text, secret, previous_secret, previous_secret_until, is_enabled, disabled_reason, failing_since, created_at FROM webhook_endpoint WHERE site_id = $1 AND id = $2

-- webhook_endpoint_list
SELECT id, url, types, include_text, secret, previous_secret, previous_secret_until, is_enabled, disabled_reason, failing_since, created_at FROM webhook_endpoint WHERE site_id = $1 ORDER BY id

-- webhook_endpoint_lock
SELECT id, url, types, include_text, secret, previous_secret, previous_secret_until, is_enabled, disabled_reason, failing_since, created_at FROM webhook_endpoint WHERE site_id = $1 AND id = $2 FOR UPDATE

-- webhook_endpoint_mark_failing
UPDATE webhook_endpoint SET failing_since = $3 WHERE site_id = $1 AND id = $2 AND failing_since IS NULL

-- webhook_endpoint_mark_working
UPDATE webhook_endpoint SET failing_since = NULL WHERE site_id = $1 AND id = $2 AND failing_since IS NOT NULL

-- webhook_endpoint_remove
DELETE FROM webhook_endpoint WHERE site_id = $1 AND id = $2

-- webhook_endpoint_rotate
UPDATE webhook_endpoint SET previous_secret = secret, previous_secret_until = $4, secret = $3
   WHERE site_id = $1 AND id = $2
   RETURNING id, url, types, include_text, secret, previous_secret, previous_secret_until, is_enabled, disabled_reason, failing_since, created_at

-- word_count_add
INSERT INTO word_count AS t (site_id, word, approved, rejected) SELECT $1, c.word, greatest(c.approved, 0), greatest(c.rejected, 0) FROM unnest($2::text[], $3::integer[], $4::integer[]) AS c (word, approved, rejected)
   ON CONFLICT (site_id, word) DO UPDATE SET approved = greatest(t.approved + excluded.approved, 0), rejected = greatest(t.rejected + excluded.rejected, 0)

-- word_count_ordinary
SELECT word FROM word_count WHERE site_id = $1 AND approved >= $2 AND rejected * $3 <= approved ORDER BY approved DESC, word LIMIT $4

-- word_count_prune
DELETE FROM word_count WHERE site_id = $1 AND word IN (SELECT word FROM word_count WHERE site_id = $1 ORDER BY approved + rejected DESC, word OFFSET $2)

-- word_count_subtract
UPDATE word_count t SET approved = greatest(t.approved + c.approved, 0), rejected = greatest(t.rejected + c.rejected, 0)
   FROM unnest($2::text[], $3::integer[], $4::integer[]) AS c (word, approved, rejected) WHERE t.site_id = $1 AND t.word = c.word

-- word_lesson_find
SELECT comment_id, revision, action FROM word_lesson WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- word_lesson_forget
DELETE FROM word_lesson WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])

-- word_lesson_keep
INSERT INTO word_lesson (site_id, comment_id, revision, action) SELECT $1, * FROM unnest($2::uuid[], $3::integer[], $4::text[])

-- young_tables
SELECT format('%I.%I', t.schemaname, t.relname) AS name FROM pg_stat_user_tables t JOIN pg_class c ON c.oid = t.relid
   WHERE t.schemaname = current_schema() AND c.reltuples < 1 AND pg_has_role(c.relowner, 'USAGE') AND t.n_live_tup >= 50 ORDER BY t.n_live_tup DESC LIMIT 10
