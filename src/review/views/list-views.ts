import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ViewStore } from '../../store/view.store';
import type { DeskLook } from '../desk-call';
import { SavedViews } from './saved-views';
import { toViewView, type ViewView } from './view.dto';

@Injectable()
export class ListViews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly views: ViewStore,
    private readonly saved: SavedViews,
  ) {}

  /** One's own, then what colleagues share, each with what it shows now. */
  async execute(look: DeskLook): Promise<Page<Plain<ViewView>>> {
    const views = await this.views.seenBy(this.unitOfWork.reads, look.site.id, look.personId);
    const items: Plain<ViewView>[] = [];
    // One after the other: a long list of views must not take every connection of the process.
    for (const view of views) items.push(toViewView(view, await this.saved.count(look, view)));
    return { items, nextCursor: null };
  }
}
