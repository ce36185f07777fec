import { Injectable } from '@nestjs/common';
import type { EventType } from '../../domain/events';
import type { CommentId, SiteId } from '../../domain/ids';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { FoldCursorStore } from '../../store/fold-cursor.store';
import { type FiledDecision, StatsFoldStore } from '../../store/stats-fold.store';
import { DeskTally } from './desk-tally';

const CURSOR = 'desk';
/** Lines of the log per site and transaction. */
const PORTION = 1_000;
/** After these, decisions on a comment are more, or mean something else. */
const DECIDED: readonly EventType[] = ['decision.made', 'decision.reversed'];

/**
 * Sums up by hour what comes in and what people decide, from the log: what came in and was skipped is counted line by line; for decisions the
 * log only says which comments to look at, and each is counted as it is now. So an undo, or somebody else's opposite decision, corrects
 * the sums of the hour in which the decision was made.
 */
@Injectable()
export class FoldDesk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cursors: FoldCursorStore,
    private readonly store: StatsFoldStore,
  ) {}

  /** One portion for each site that is behind; returns how many lines were read. Any number of workers may try. */
  async runOnce(): Promise<number> {
    let lines = 0;
    for (const siteId of await this.cursors.sitesBehind(this.work.reads, CURSOR)) lines += await this.work.run((tx) => this.portion(tx, siteId));
    return lines;
  }

  private async portion(tx: Tx, siteId: SiteId): Promise<number> {
    const after = await this.cursors.lock(tx, siteId, CURSOR);
    if (after === null) return 0;
    const { last, lines, said } = await this.cursors.portion(tx, siteId, { after, limit: PORTION, judged: [], said: DECIDED });
    if (last === null) return 0;
    const tally = new DeskTally();
    await this.store.volume(tx, siteId, after, Number(last));
    for (const skips of await this.store.skips(tx, siteId, after, Number(last))) tally.skipped(skips);
    await this.decisions(tx, siteId, tally, said);
    await this.store.add(tx, siteId, tally.additions());
    await this.store.addTimes(tx, siteId, tally.times());
    await this.cursors.move(tx, siteId, CURSOR, Number(last));
    return lines;
  }

  private async decisions(tx: Tx, siteId: SiteId, tally: DeskTally, comments: readonly CommentId[]): Promise<void> {
    if (comments.length === 0) return;
    const found = (await this.store.decisions(tx, siteId, comments)).filter(({ fate, counted_fate: counted }) => fate !== counted);
    const known = new Map((await this.store.filed(tx, siteId, found.map(({ id }) => id))).map((one) => [one.id, one]));
    const kept: FiledDecision[] = found.map((decision) => {
      const before = known.get(decision.id);
      if (before === undefined) tally.decided(decision);
      else tally.turned(before, decision.fate);
      return before === undefined ? decision : { ...before, fate: decision.fate };
    });
    await this.store.keep(tx, siteId, kept);
  }
}
