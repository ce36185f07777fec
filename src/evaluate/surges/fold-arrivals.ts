import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import { ArrivalStore } from '../../store/arrival.store';
import { type Folded, FoldLog } from '../fold-log';
import { HISTORY_MS } from './surge-test';

const CURSOR = 'arrivals';
/** Lines of the log per site and transaction. */
const PORTION = 2_000;

/** Sums from the log when comments came and how many of them were withheld, for each article and the whole site. */
@Injectable()
export class FoldArrivals {
  constructor(
    private readonly log: FoldLog,
    private readonly arrivals: ArrivalStore,
  ) {}

  /** One portion for each site that is behind; `heard` is told under which articles comments came ('' is the site). */
  runOnce(now: Date, heard: (siteId: SiteId, articleIds: readonly string[]) => void): Promise<Folded> {
    return this.log.runOnce(CURSOR, async (tx, siteId, after) => {
      const next = await this.arrivals.next(tx, siteId, after, PORTION);
      if (next) heard(siteId, await this.arrivals.fold(tx, siteId, { after, last: next.last }, new Date(now.getTime() - HISTORY_MS)));
      return next;
    });
  }
}
