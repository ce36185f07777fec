import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import { problem } from '../../domain/errors';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { EventStore } from '../../store/event.store';
import { type NamedView, ViewStore } from '../../store/view.store';
import type { DeskCall } from '../desk-call';
import { filterOf, sortOf } from '../item-filters';
import { askedIn, mayUse, SavedViews, storable } from './saved-views';
import { type ChangeViewDto, toViewView, type ViewView } from './view.dto';

@Injectable()
export class ChangeView {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly views: ViewStore,
    private readonly saved: SavedViews,
    private readonly events: EventStore,
  ) {}

  /** One's own; what colleagues share needs review.override. */
  async execute(call: Call, look: DeskCall, { id, dto }: { readonly id: string; readonly dto: ChangeViewDto }): Promise<Plain<ViewView>> {
    const after = await this.unitOfWork.run(async (tx) => {
      const before = await this.owned(tx, look, id);
      const changed = merged(before, dto, look);
      await this.views.update(tx, look.site.id, changed, look.now);
      await this.events.append(tx, look.site.id, [changeLine(call, 'view.changed', { viewId: id, isShared: changed.isShared }, look.now)]);
      return changed;
    });
    return toViewView(after, await this.saved.count(look, after));
  }

  async remove(call: Call, look: DeskCall, id: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const { isShared } = await this.owned(tx, look, id);
      await this.views.remove(tx, look.site.id, id);
      await this.events.append(tx, look.site.id, [changeLine(call, 'view.removed', { viewId: id, isShared }, look.now)]);
    });
  }

  private async owned(tx: Tx, { site, personId, permissions }: DeskCall, id: string): Promise<NamedView> {
    const view = await this.views.lock(tx, site.id, id);
    if (view === null || !mayUse(view, personId)) throw problem('not_found');
    if (view.ownerId !== personId && !permissions.has('review.override')) throw problem('forbidden', 'Changing what a colleague shares needs the permission review.override.');
    return view;
  }
}

function merged(before: NamedView, { name, filter, sort, isShared }: ChangeViewDto, look: DeskCall): NamedView {
  if (isShared === true && !look.permissions.has('review.decide')) throw problem('forbidden', 'Sharing a view needs the permission review.decide.');
  const { state } = filterOf(filter ?? askedIn(before.filter), look, (member) => `/filter/${member}`);
  // What is kept of before may not suit the new filter; what is asked for must.
  const kept = state === 'resolved' && before.sort === 'priority' ? undefined : before.sort;
  return { ...before, name: name ?? before.name, filter: filter === undefined ? before.filter : storable(filter), sort: sortOf(state, sort ?? kept, '/sort'), isShared: isShared ?? before.isShared };
}
