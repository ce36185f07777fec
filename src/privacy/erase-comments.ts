import { Injectable } from '@nestjs/common';
import type { NewEvent, NewMessage } from '../domain/events';
import type { AuthorId, CommentId, SiteId } from '../domain/ids';
import { ForgetLessons } from '../evaluate/forget-lessons';
import type { Tx } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { type DoomedComment, type Erased, ErasingStore } from '../store/erasing.store';
import { EventStore } from '../store/event.store';
import { OutboxStore } from '../store/outbox.store';

/** Whose doing it is, and what the site is called in messages. */
export interface ErasedFor extends Erased {
  readonly siteSlug: string;
  readonly actor: string;
  readonly requestId: string | null;
}

/**
 * Takes texts, names, facts, notes and messages out of a few comments and all that hangs on them. The comments stay as withdrawn ones, so that replies,
 * counts and the log keep their ground; what waits for a moderator ends. A comment that was erased before is left alone.
 */
@Injectable()
export class EraseComments {
  constructor(
    private readonly lessons: ForgetLessons,
    private readonly erasing: ErasingStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** The caller has called `ForgetLessons.hold` and holds the author's lock. Returns how many were erased, and the imports that had brought them. */
  async execute(tx: Tx, siteId: SiteId, ids: readonly CommentId[], erased: ErasedFor): Promise<{ readonly comments: number; readonly importRuns: readonly string[] }> {
    const doomed = await this.erasing.lockComments(tx, siteId, ids);
    const items = await this.erasing.resolveItems(tx, siteId, ids, erased.now);
    await this.lessons.execute(tx, siteId, ids);
    const importRuns = await this.erasing.eraseComments(tx, siteId, ids, erased);
    const fresh = doomed.filter((comment) => !comment.is_erased);
    await this.events.append(tx, siteId, fresh.map((comment) => lineOf(comment, items.get(comment.id) ?? null, erased)));
    await this.outbox.add(tx, siteId, fresh.filter(({ status }) => status !== 'withdrawn').map((comment) => messageOf(comment, erased)));
    return { comments: fresh.length, importRuns };
  }
}

function lineOf({ id, version }: DoomedComment, itemId: string | null, { actor, requestId, now }: ErasedFor): NewEvent {
  return { id: newId(), type: 'comment.erased', actor, commentId: id, itemId, decisionId: null, payload: { status: 'withdrawn', version: version + 1 }, requestId, createdAt: now };
}

function messageOf({ id, external_id: externalId, article_id: articleId, author_id: own, parent_id: parentId, version }: DoomedComment, { siteSlug, tombstone, now }: ErasedFor): NewMessage {
  const authorId: AuthorId | null = tombstone ?? own;
  return {
    id: newId(),
    type: 'comment.withdrawn',
    commentId: id,
    decisionId: null,
    payload: { site: siteSlug, comment: { id, externalId, articleId, authorId, parentId, status: 'withdrawn', version: version + 1 }, erased: true },
    sendAfter: now,
    createdAt: now,
  };
}
