import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { problem } from '../domain/errors';
import type { CommentId, ItemId } from '../domain/ids';
import { COMMENT_STATUSES } from '../domain/statuses';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Plain } from '../platform/http/plain';
import { ReviewNoteStore } from '../store/review-note.store';
import { ReviewThreadStore, THREAD_PLACES, type ThreadRow } from '../store/review-thread.store';
import type { DeskLook } from './desk-call';
import { ItemPages } from './item-pages';
import { ReviewItemView } from './item.view';
import { QueueAccess } from './queues/queue-access';
import { MOST_NOTES, NoteView, toNoteView } from './workflow/workflow.dto';

/** A comment near the one that is looked at. */
export class ThreadCommentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: THREAD_PLACES, description: '`earlier` and `later` stand beside it, `reply` answers it.' }) place!: string;
  @ApiProperty({ type: String, nullable: true }) authorName!: string | null;
  @ApiProperty({ enum: COMMENT_STATUSES }) status!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ description: 'Safe to show.' }) html!: string;
}

/** An item with everything that is said around it. */
export class ReviewItemPageView extends ReviewItemView {
  @ApiProperty({ type: [NoteView], description: 'On the comment, oldest first, those of its earlier items included.' }) notes!: NoteView[];
  @ApiProperty({ type: [ThreadCommentView], maxItems: 5, description: 'Around it on its page, whatever their status.' }) thread!: ThreadCommentView[];
}

@Injectable()
export class ReadItem {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pages: ItemPages,
    private readonly notes: ReviewNoteStore,
    private readonly threads: ReviewThreadStore,
    private readonly access: QueueAccess,
  ) {}

  /** Everything a moderator reads before deciding; `not_found` when the site has no such item, or its queue is closed to them. */
  async execute(id: ItemId, look: DeskLook): Promise<Plain<ReviewItemPageView>> {
    const [item] = await this.pages.show(look, [id]);
    if (item === undefined) throw problem('not_found');
    await this.access.demandSight(this.unitOfWork.reads, look, item.queueId);
    const commentId = item.comment.id as CommentId;
    const [notes, thread] = await Promise.all([
      this.notes.ofComment(this.unitOfWork.reads, look.site.id, commentId, MOST_NOTES),
      this.threads.around(this.unitOfWork.reads, look.site.id, commentId),
    ]);
    return { ...item, notes: notes.map(toNoteView), thread: thread.map(toThreadView) };
  }
}

function toThreadView({ id, place, author_name, status, created_at, body, html }: ThreadRow): Plain<ThreadCommentView> {
  return { id, place, authorName: author_name, status, createdAt: created_at.toISOString(), body, html };
}
