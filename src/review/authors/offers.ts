import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import type { CommentId } from '../../domain/ids';
import { AuthorPanelStore } from '../../store/author-panel.store';
import type { DecisionView, OfferView } from '../decision.view';
import type { DeskCall } from '../desk-call';

/** What somebody who has just rejected a comment may want to do next: reject the rest of it. */
@Injectable()
export class Offers {
  constructor(
    private readonly work: UnitOfWork,
    private readonly authors: AuthorPanelStore,
  ) {}

  async after({ site }: DeskCall, { action, commentId }: Plain<DecisionView>): Promise<Plain<OfferView> | null> {
    if (action !== 'reject') return null;
    const authorOpen = await this.authors.openOfComment(this.work.reads, site.id, commentId as CommentId);
    return authorOpen === 0 ? null : { authorOpen };
  }
}
