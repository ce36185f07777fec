import { Injectable } from '@nestjs/common';
import { invalidField } from '../domain/errors';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import type { Plain } from '../platform/http/plain';
import type { ClaimedItem, FilteredWanted, NewClaim } from '../store/claim.store';
import { type ClaimedItemsView, toClaimView } from './claim.view';
import type { DeskCall } from './desk-call';
import { ItemFilters } from './item-filters';
import { ItemPages } from './item-pages';
import { Leases, newClaim } from './leases';
import { askedIn, SavedViews } from './views/saved-views';
import { KeepItemsMoving } from './workflow/keep-items-moving';

/** Claims of what a saved view shows. */
@Injectable()
export class ClaimFromView {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly leases: Leases,
    private readonly views: SavedViews,
    private readonly filters: ItemFilters,
    private readonly pages: ItemPages,
    private readonly moving: KeepItemsMoving,
  ) {}

  /** The next items of the view, in its order; fewer or none when no more wait. */
  async next(call: DeskCall, { viewId, count }: { readonly viewId: string; readonly count: number }): Promise<Plain<ClaimedItemsView>> {
    const view = await this.views.seek(call, viewId);
    if (view === null) throw invalidField('/viewId', 'There is no such view.');
    const filtered = await this.filters.of(askedIn(view.filter), call, (member) => `/filter/${member}`);
    if (filtered.filter.state === 'resolved') throw invalidField('/viewId', 'This view shows what was decided: there is nothing to claim.');
    const claim = newClaim(call.personId, call.now);
    let taken = await this.unitOfWork.run((tx) => this.leases.takeFiltered(tx, call, claim, { filtered, sort: view.sort, count }));
    if (taken.length < count) taken = [...taken, ...(await this.unitOfWork.run((tx) => this.takeRest(tx, call, claim, { filtered, sort: view.sort, count: count - taken.length })))];
    return { claim: toClaimView(claim), items: await this.pages.show(call, taken.map(({ id }) => id)) };
  }

  /** The rest may be held by leases that have ended, or sleep though their time is over. */
  private async takeRest(tx: Tx, call: DeskCall, claim: NewClaim, wanted: FilteredWanted): Promise<ClaimedItem[]> {
    const freed = await this.leases.sweepSite(tx, call.site.id, call.now);
    const woken = await this.moving.wakeSite(tx, call.site.id, call.now);
    return freed + woken === 0 ? [] : this.leases.takeFiltered(tx, call, claim, wanted);
  }
}
