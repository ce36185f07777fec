import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../domain/ids';
import type { CommentStatus } from '../domain/statuses';
import { type Queryable, rows, statement } from '../platform/database/statement';

/** A comment whose sender wants to be called back, and what it is now. */
export interface AwaitedComment {
  readonly id: CommentId;
  readonly status: CommentStatus;
  /** What the dialect wrote down of the sender when the comment came. */
  readonly sent: { readonly connection?: unknown; readonly callback?: unknown; readonly postId?: unknown; readonly parent?: unknown };
}

/** By primary key. */
const AWAITED = statement(
  'callback_awaited',
  `SELECT id, status, metadata->'akismet' AS sent FROM comment WHERE site_id = $1 AND id = ANY ($2::uuid[]) AND metadata->'akismet'->>'callback' IS NOT NULL`,
);

/** Who waits to be told what a moderator decided. */
@Injectable()
export class CallbackStore {
  async awaited(on: Queryable, siteId: SiteId, commentIds: readonly string[]): Promise<AwaitedComment[]> {
    return commentIds.length === 0 ? [] : rows(on, AWAITED, [siteId, commentIds]);
  }
}
