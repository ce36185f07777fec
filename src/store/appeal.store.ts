import { Injectable } from '@nestjs/common';
import type { AppealId, CommentId, DecisionId, ItemId, PersonId, SiteId } from '../domain/ids';
import type { AppealState } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface NewAppeal {
  readonly id: AppealId;
  readonly commentId: CommentId;
  /** The decision, or the evaluation whose verdict rejected the text by itself. One appeal for each. */
  readonly against: string;
  readonly decisionId: DecisionId | null;
  /** Who made that decision, and so must not decide again. */
  readonly decidedBy: PersonId | null;
  readonly itemId: ItemId;
  readonly revision: number;
  readonly message: string | null;
  /** `reader:…`, `key:…` or `person:…`. */
  readonly filedBy: string;
  readonly createdAt: Date;
}

export interface AppealRow {
  readonly id: AppealId;
  readonly comment_id: CommentId;
  readonly against: string;
  readonly decision_id: DecisionId | null;
  readonly decided_by: PersonId | null;
  readonly decided_by_name: string | null;
  readonly item_id: ItemId;
  readonly revision: number;
  readonly message: string | null;
  readonly filed_by: string;
  readonly state: AppealState;
  readonly resolution_id: DecisionId | null;
  readonly created_at: Date;
  readonly resolved_at: Date | null;
}

const COLUMNS = 'a.id, a.comment_id, a.against, a.decision_id, a.decided_by, p.name AS decided_by_name, a.item_id, a.revision, a.message, a.filed_by, a.state, a.resolution_id, a.created_at, a.resolved_at';
const NAMED = 'FROM appeal a LEFT JOIN person p ON p.id = a.decided_by';

/** appeal_against_key; a comment has few. */
const OF_COMMENTS = statement('appeal_of_comments', `SELECT ${COLUMNS} ${NAMED} WHERE a.site_id = $1 AND a.comment_id = ANY ($2::uuid[]) ORDER BY a.created_at, a.id`);
/** appeal_open_key. */
const OPEN_OF = statement('appeal_open_of', `SELECT ${COLUMNS} ${NAMED} WHERE a.site_id = $1 AND a.comment_id = $2 AND a.state = 'open'`);

const FILE = statement(
  'appeal_file',
  `INSERT INTO appeal (site_id, id, comment_id, against, decision_id, decided_by, item_id, revision, message, filed_by, state, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11)`,
);
const RESOLVE = statement('appeal_resolve', `UPDATE appeal SET state = $3, resolution_id = $4, resolved_at = $5 WHERE site_id = $1 AND id = $2`);
const REOPEN = statement('appeal_reopen', `UPDATE appeal SET state = 'open', resolution_id = NULL, resolved_at = NULL WHERE site_id = $1 AND id = $2`);

/** By primary key: what judged the text as it is now. */
const EVALUATION_OF = statement('appeal_evaluation_of', 'SELECT evaluation_id FROM comment_revision WHERE site_id = $1 AND comment_id = $2 AND revision = $3');

/** Never offered to this person, as what they skipped is not for an hour. */
const KEEP_FROM = statement(
  'appeal_keep_from',
  `INSERT INTO review_skip (site_id, item_id, person_id, until) VALUES ($1, $2, $3, '9999-12-31T00:00:00Z')
   ON CONFLICT (site_id, item_id, person_id) DO UPDATE SET until = excluded.until`,
);

/** Authors' complaints about decisions. Written under the comment's lock, which every decision on it takes, too. */
@Injectable()
export class AppealStore {
  /** All appeals of these comments, oldest first. */
  ofComments(on: Queryable, siteId: SiteId, commentIds: readonly CommentId[]): Promise<AppealRow[]> {
    return commentIds.length === 0 ? Promise.resolve([]) : rows<AppealRow>(on, OF_COMMENTS, [siteId, commentIds]);
  }

  /** The one nobody has decided yet; a comment has one at most. */
  async openOf(on: Queryable, siteId: SiteId, commentId: CommentId): Promise<AppealRow | null> {
    return (await rows<AppealRow>(on, OPEN_OF, [siteId, commentId]))[0] ?? null;
  }

  async file(tx: Tx, siteId: SiteId, appeal: NewAppeal): Promise<void> {
    const { id, commentId, against, decisionId, decidedBy, itemId, revision, message, filedBy, createdAt } = appeal;
    await changed(tx, FILE, [siteId, id, commentId, against, decisionId, decidedBy, itemId, revision, message, filedBy, createdAt]);
  }

  async resolve(tx: Tx, siteId: SiteId, id: AppealId, as: { readonly state: Exclude<AppealState, 'open'>; readonly resolutionId: DecisionId | null; readonly now: Date }): Promise<void> {
    await changed(tx, RESOLVE, [siteId, id, as.state, as.resolutionId, as.now]);
  }

  async reopen(tx: Tx, siteId: SiteId, id: AppealId): Promise<void> {
    await changed(tx, REOPEN, [siteId, id]);
  }

  /** The evaluation of a revision; null for a comment that is not there. */
  async evaluationOf(on: Queryable, siteId: SiteId, commentId: CommentId, revision: number): Promise<string | null> {
    return (await rows<{ evaluation_id: string }>(on, EVALUATION_OF, [siteId, commentId, revision]))[0]?.evaluation_id ?? null;
  }

  /** Whoever asks for the next item is not given this one. */
  async keepFrom(tx: Tx, siteId: SiteId, itemId: ItemId, personId: PersonId): Promise<void> {
    await changed(tx, KEEP_FROM, [siteId, itemId, personId]);
  }
}
