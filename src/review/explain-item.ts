import { Injectable } from '@nestjs/common';
import { problem } from '../domain/errors';
import type { ItemId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Plain } from '../platform/http/plain';
import { ReviewPageStore } from '../store/review-page.store';
import type { DeskLook } from './desk-call';
import { type ExplanationView, toExplanationView } from './explanation.view';
import { QueueAccess } from './queues/queue-access';

/** How the verdict on an item's text came about, as it was kept when it was judged; nothing is judged again. */
@Injectable()
export class ExplainItem {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pages: ReviewPageStore,
    private readonly access: QueueAccess,
  ) {}

  /** `not_found` when the site has no such item, or its queue is closed to them; `gone` once the evaluation is no longer kept. */
  async execute(id: ItemId, look: DeskLook): Promise<Plain<ExplanationView>> {
    const on = this.unitOfWork.reads;
    const [page] = await this.pages.pages(on, look.site.id, [id]);
    if (page === undefined) throw problem('not_found');
    await this.access.demandSight(on, look, page.queue_id);
    const judged = page.verdict && (await this.pages.judged(on, look.site.id, page.comment_id));
    if (!page.verdict || !judged) throw problem('gone', 'The evaluation of this text is no longer kept.');
    return toExplanationView(page, page.verdict, judged);
  }
}
