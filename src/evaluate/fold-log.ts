import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { EventLogStore, type EventRow } from '../store/event-log.store';
import { FoldCursorStore } from '../store/fold-cursor.store';

export interface Folding {
  /** The name of the cursor: who reads. */
  readonly name: string;
  /** Lines of the log per site and transaction. */
  readonly portion: number;
  /** Does what follows from these lines, in the transaction in which the cursor moves behind them. */
  readonly fold: (tx: Tx, siteId: SiteId, events: readonly EventRow[]) => Promise<void>;
}

/** Reads the log for those who learn from it or act on it: each line once, in order, whatever breaks. */
@Injectable()
export class FoldLog {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cursors: FoldCursorStore,
    private readonly log: EventLogStore,
  ) {}

  /** One portion for each site that is behind; returns how many lines were folded. */
  async runOnce(folding: Folding): Promise<number> {
    let folded = 0;
    for (const siteId of await this.cursors.sitesBehind(this.work.reads, folding.name)) folded += await this.work.run((tx) => this.portion(tx, siteId, folding));
    return folded;
  }

  private async portion(tx: Tx, siteId: SiteId, { name, portion, fold }: Folding): Promise<number> {
    const position = await this.cursors.lock(tx, siteId, name);
    if (position === null) return 0;
    const events = await this.log.after(tx, siteId, position, portion);
    const last = events.at(-1);
    if (!last) return 0;
    await fold(tx, siteId, events);
    await this.cursors.move(tx, siteId, name, Number(last.position));
    return events.length;
  }
}
