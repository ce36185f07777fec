import { Injectable } from '@nestjs/common';
import type { CommentId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { CommentStatusStore } from '../../store/comment-status.store';
import { ReviewListStore } from '../../store/review-list.store';
import type { DecisionView, OfferView } from '../decision.view';
import type { DeskCall } from '../desk-call';
import { ItemFilters } from '../item-filters';

/** What somebody who has just rejected a comment may want to do next: reject the rest of it. */
@Injectable()
export class Offers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentStatusStore,
    private readonly filters: ItemFilters,
    private readonly list: ReviewListStore,
  ) {}

  async after(call: DeskCall, { action, commentId }: Plain<DecisionView>): Promise<Plain<OfferView> | null> {
    if (action !== 'reject') return null;
    const author = await this.comments.authorOf(this.work.reads, call.site.id, commentId as CommentId);
    if (author === null) return null;
    const authorOpen = await this.list.count(this.work.reads, call.site.id, await this.filters.of({ author }, call, String));
    return authorOpen === 0 ? null : { authorOpen };
  }
}
