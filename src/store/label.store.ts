import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export const LABELLED_ENTITIES = ['author', 'ip', 'domain', 'article', 'device'] as const;
export type LabelledEntity = (typeof LABELLED_ENTITIES)[number];

/** A label on something, and who put it there. */
export interface NewLabel {
  readonly id: string;
  readonly entity: LabelledEntity;
  /** The site's own id of an author or article, a domain, the keyed hash of an address or device as base64url. */
  readonly subject: string;
  readonly name: string;
  readonly note: string | null;
  /** `rule:…`, `person:…` or `key:…`. */
  readonly addedBy: string;
  readonly commentId: CommentId | null;
  readonly createdAt: Date;
  /** Null: for ever. */
  readonly expiresAt: Date | null;
}

export interface LabelRow {
  readonly id: string;
  readonly entity: LabelledEntity;
  readonly subject: string;
  readonly name: string;
  readonly note: string | null;
  readonly added_by: string;
  readonly comment_id: CommentId | null;
  readonly created_at: Date;
  readonly expires_at: Date | null;
}

export interface LabelFilter {
  readonly entity: LabelledEntity | null;
  readonly subject: string | null;
  readonly name: string | null;
  readonly now: Date;
  /** Id of the last label seen. */
  readonly after: string | null;
  readonly limit: number;
}

const COLUMNS = 'id, entity, subject, name, note, added_by, comment_id, created_at, expires_at';

/**
 * The same label again lives as long as the longer of the two; one that has ended begins anew. The id and who put it there first
 * stay while it lives.
 */
const ADD = statement(
  'label_add',
  `INSERT INTO label AS l (site_id, ${COLUMNS})
   SELECT $1, a.* FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::timestamptz[], $10::timestamptz[]) AS a
   ON CONFLICT (site_id, entity, subject, name) DO UPDATE SET
     expires_at = CASE WHEN l.expires_at IS NULL OR EXCLUDED.expires_at IS NULL THEN NULL ELSE greatest(l.expires_at, EXCLUDED.expires_at) END,
     added_by = CASE WHEN l.expires_at <= EXCLUDED.created_at THEN EXCLUDED.added_by ELSE l.added_by END,
     comment_id = CASE WHEN l.expires_at <= EXCLUDED.created_at THEN EXCLUDED.comment_id ELSE l.comment_id END,
     created_at = CASE WHEN l.expires_at <= EXCLUDED.created_at THEN EXCLUDED.created_at ELSE l.created_at END,
     note = COALESCE(EXCLUDED.note, l.note)
   RETURNING ${COLUMNS}, (xmax = 0) AS is_new`,
);

/** label_subject_key. */
const OF = statement(
  'label_of',
  `SELECT l.entity, l.subject, l.name FROM unnest($2::text[], $3::text[]) AS w (entity, subject)
   JOIN label l ON l.site_id = $1 AND l.entity = w.entity AND l.subject = w.subject AND (l.expires_at IS NULL OR l.expires_at > $4)`,
);

/** label_pkey, or label_subject_key for one subject. */
const LIST = statement(
  'label_list',
  `SELECT ${COLUMNS} FROM label WHERE site_id = $1 AND ($2::text IS NULL OR entity = $2) AND ($3::text IS NULL OR subject = $3) AND ($4::text IS NULL OR name = $4)
     AND (expires_at IS NULL OR expires_at > $5) AND ($6::uuid IS NULL OR id < $6)
   ORDER BY id DESC LIMIT $7`,
);
const REMOVE = statement('label_remove', `DELETE FROM label WHERE site_id = $1 AND id = $2 RETURNING ${COLUMNS}`);

/** label_expires_idx. */
const EXPIRE = statement('label_expire', 'DELETE FROM label WHERE ctid IN (SELECT ctid FROM label WHERE expires_at <= $1 ORDER BY expires_at LIMIT 5000)');

/** Labels with an end. */
@Injectable()
export class LabelStore {
  /** Puts labels on, or moves the end of those that are there. Each subject and name at most once per call. */
  async add(tx: Tx, siteId: SiteId, labels: readonly NewLabel[]): Promise<(LabelRow & { readonly is_new: boolean })[]> {
    if (labels.length === 0) return [];
    const sorted = [...labels].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return rows(tx, ADD, [
      siteId,
      sorted.map(({ id }) => id),
      sorted.map(({ entity }) => entity),
      sorted.map(({ subject }) => subject),
      sorted.map(({ name }) => name),
      sorted.map(({ note }) => note),
      sorted.map(({ addedBy }) => addedBy),
      sorted.map(({ commentId }) => commentId),
      sorted.map(({ createdAt }) => createdAt),
      sorted.map(({ expiresAt }) => expiresAt),
    ]);
  }

  /** The labels in force on these things. */
  of(on: Queryable, siteId: SiteId, things: readonly Pick<NewLabel, 'entity' | 'subject'>[], now: Date): Promise<Pick<LabelRow, 'entity' | 'subject' | 'name'>[]> {
    return things.length === 0 ? Promise.resolve([]) : rows(on, OF, [siteId, things.map(({ entity }) => entity), things.map(({ subject }) => subject), now]);
  }

  /** Labels in force, newest first. */
  list(on: Queryable, siteId: SiteId, { entity, subject, name, now, after, limit }: LabelFilter): Promise<LabelRow[]> {
    return rows<LabelRow>(on, LIST, [siteId, entity, subject, name, now, after, limit]);
  }

  async remove(tx: Tx, siteId: SiteId, id: string): Promise<LabelRow | null> {
    return (await rows<LabelRow>(tx, REMOVE, [siteId, id]))[0] ?? null;
  }

  /** Deletes a portion of what has ended, on all sites; returns how many rows went. */
  expire(tx: Tx, now: Date): Promise<number> {
    return changed(tx, EXPIRE, [now]);
  }
}

function keyOf({ entity, subject, name }: NewLabel): string {
  return `${entity} ${subject} ${name}`;
}
