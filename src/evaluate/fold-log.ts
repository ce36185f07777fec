import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { EventLogStore, type EventRow } from '../store/event-log.store';
import { FoldCursorStore } from '../store/fold-cursor.store';

/** What was read of one site's log. */
export interface Portion {
  /** The position of the last line. */
  readonly last: number;
  readonly lines: number;
}

/**
 * Reads the lines behind a position and does what follows from them, in the transaction in which the cursor moves behind them;
 * null when there are none.
 */
export type Fold = (tx: Tx, siteId: SiteId, after: number) => Promise<Portion | null>;

export interface Folded {
  readonly lines: number;
  /** Sites that were behind. */
  readonly sites: readonly SiteId[];
}

/** Reads the log for those who learn from it or act on it: each line once, in order, whatever breaks. */
@Injectable()
export class FoldLog {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cursors: FoldCursorStore,
    private readonly log: EventLogStore,
  ) {}

  /** One portion for each site that is behind; `name` is the cursor's: who reads. */
  async runOnce(name: string, fold: Fold): Promise<Folded> {
    const sites = await this.cursors.sitesBehind(this.work.reads, name);
    let lines = 0;
    for (const siteId of sites) lines += await this.work.run((tx) => this.portion(tx, siteId, name, fold));
    return { lines, sites };
  }

  /** A fold that reads up to `limit` lines as they are. */
  each(limit: number, act: (tx: Tx, siteId: SiteId, events: readonly EventRow[]) => Promise<void>): Fold {
    return async (tx, siteId, after) => {
      const events = await this.log.after(tx, siteId, after, limit);
      const last = events.at(-1);
      if (!last) return null;
      await act(tx, siteId, events);
      return { last: Number(last.position), lines: events.length };
    };
  }

  private async portion(tx: Tx, siteId: SiteId, name: string, fold: Fold): Promise<number> {
    const position = await this.cursors.lock(tx, siteId, name);
    const read = position === null ? null : await fold(tx, siteId, position);
    if (read === null) return 0;
    await this.cursors.move(tx, siteId, name, read.last);
    return read.lines;
  }
}
