import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ReviewListStore } from '../../store/review-list.store';
import { type NamedView, ViewStore } from '../../store/view.store';
import type { DeskLook } from '../desk-call';
import { type AskedFilter, FILTER_MEMBERS } from '../item-filter.dto';
import { ItemFilters } from '../item-filters';

/** Saved views as this caller may use them. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly views: ViewStore,
    private readonly list: ReviewListStore,
    private readonly filters: ItemFilters,
  ) {}

  /** `not_found` also for what a colleague keeps to themselves. */
  async find(look: DeskLook, id: string): Promise<NamedView> {
    const view = await this.seek(look, id);
    if (view === null) throw problem('not_found');
    return view;
  }

  async seek({ site, personId }: DeskLook, id: string): Promise<NamedView | null> {
    const view = await this.views.find(this.unitOfWork.reads, site.id, id);
    return view !== null && mayUse(view, personId) ? view : null;
  }

  /** How many items the view shows this caller; null where only decided ones are meant. */
  async count(look: DeskLook, { filter }: Pick<NamedView, 'filter'>): Promise<number | null> {
    const asked = askedIn(filter);
    if (asked.state === 'resolved' || (asked.claimed === 'me' && look.personId === null)) return null;
    return this.list.count(this.unitOfWork.reads, look.site.id, await this.filters.of(asked, look, (member) => `/filter/${member}`));
  }
}

export function mayUse({ isShared, ownerId }: Pick<NamedView, 'isShared' | 'ownerId'>, personId: DeskLook['personId']): boolean {
  return isShared || ownerId === personId;
}

/** What a stored filter asks for; only members that are known are kept when one is stored. */
export function askedIn(filter: NamedView['filter']): AskedFilter {
  return filter;
}

/** The members that were given, as plain JSON. */
export function storable(filter: AskedFilter): Record<string, unknown> {
  return Object.fromEntries(FILTER_MEMBERS.flatMap((member) => (filter[member] === undefined ? [] : [[member, filter[member]]])));
}
