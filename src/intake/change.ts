import type { NewEvent, NewMessage } from '../domain/events';
import type { CommentStatus } from '../domain/statuses';
import type { Site } from '../domain/actor';
import { newId } from '../platform/ids';
import type { LockedComment } from '../store/comment-status.store';

/** One change of a stored comment, for the log and for the site. */
export interface Change {
  readonly site: Site;
  readonly comment: LockedComment;
  readonly status: CommentStatus;
  readonly version: number;
  readonly actor: string;
  readonly requestId: string | null;
  readonly now: Date;
}

/** A line of the log about this change. */
export function eventOf(change: Change, type: NewEvent['type'], more: { itemId?: string | null; payload?: Record<string, unknown> } = {}): NewEvent {
  return {
    id: newId(),
    type,
    actor: change.actor,
    commentId: change.comment.id,
    itemId: more.itemId ?? null,
    decisionId: null,
    payload: { status: change.status, version: change.version, ...more.payload },
    requestId: change.requestId,
    createdAt: change.now,
  };
}

/** A message to the site about this change. */
export function messageOf(change: Change, type: NewMessage['type'], more: Record<string, unknown> = {}): NewMessage {
  const { comment } = change;
  return {
    id: newId(),
    type,
    commentId: comment.id,
    decisionId: null,
    payload: {
      site: change.site.slug,
      comment: { id: comment.id, externalId: comment.external_id, articleId: comment.article_id, authorId: comment.author_id, parentId: comment.parent_id, status: change.status, version: change.version },
      ...more,
    },
    sendAfter: change.now,
    createdAt: change.now,
  };
}
