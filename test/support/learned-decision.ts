import { randomUUID } from 'node:crypto';
import type { Site } from '../../src/domain/actor';

/** Whatever can ask the database. */
interface Asks {
  query(sql: string, params: unknown[]): Promise<unknown>;
}

/** A decision as the worker has learned it: rejected for a reason, or approved where there is none. */
export async function learned(database: Asks, site: Pick<Site, 'id'>, { body, reason }: { readonly body: string; readonly reason: string | null }): Promise<void> {
  await database.query(
    `WITH c AS (INSERT INTO comment (site_id, id, article_id, author_kind, status, fingerprint, created_at, status_changed_at) VALUES ($1, $2, 'harbour', 'anonymous', 'published', '', now(), now())),
       r AS (INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at) VALUES ($1, $2, 1, $3, 'text', $2, now(), now()))
     INSERT INTO learned_decision (site_id, comment_id, decision_id, revision, action, reason_code, decided_at, author_id, domains, category) VALUES ($1, $2, $2, 1, $4, $5, now(), NULL, '{}', NULL)`,
    [site.id, randomUUID(), body, reason === null ? 'approve' : 'reject', reason],
  );
}
