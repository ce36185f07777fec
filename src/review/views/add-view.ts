import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { newId } from '../../platform/ids';
import type { Plain } from '../../platform/http/plain';
import { EventStore } from '../../store/event.store';
import { type NamedView, ViewStore } from '../../store/view.store';
import type { DeskCall } from '../desk-call';
import { filterOf, sortOf } from '../item-filters';
import { SavedViews, storable } from './saved-views';
import { type AddViewDto, MOST_VIEWS, toViewView, type ViewView } from './view.dto';

@Injectable()
export class AddView {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly views: ViewStore,
    private readonly saved: SavedViews,
    private readonly events: EventStore,
  ) {}

  /** Keeps a filter under a name, for oneself or for all; sharing asks for review.decide. */
  async execute(call: Call, look: DeskCall, { name, filter, sort, isShared = false }: AddViewDto): Promise<Plain<ViewView>> {
    if (isShared && !look.permissions.has('review.decide')) throw problem('forbidden', 'Sharing a view needs the permission review.decide.');
    const { state } = filterOf(filter, look, (member) => `/filter/${member}`);
    const view: NamedView = { id: newId(), name, filter: storable(filter), sort: sortOf(state, sort, '/sort'), isShared, ownerId: look.personId, ownerName: look.name };
    await this.unitOfWork.run(async (tx) => {
      if ((await this.views.countOf(tx, look.site.id, look.personId)) >= MOST_VIEWS) throw problem('not_possible', `A person has at most ${String(MOST_VIEWS)} views on a site.`);
      await this.views.insert(tx, look.site.id, view, look.now);
      await this.events.append(tx, look.site.id, [changeLine(call, 'view.added', { viewId: view.id, isShared }, look.now)]);
    });
    return toViewView(view, await this.saved.count(look, view));
  }
}
