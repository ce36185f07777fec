import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type LineFilter, type NamedEventRow, StreamLogStore } from '../../store/stream-log.store';
import { StreamStore } from '../../store/stream.store';
import type { EventQuery } from './event-query.dto';

/** Places that are looked at in one statement. */
const STRETCH = 2_000;
/** How much later than its time a line may get its place: longer than any transaction lives. */
const LATE_MS = 600_000;

export interface Portion {
  readonly rows: readonly NamedEventRow[];
  /** The last place that was looked at, whether its line passed or not. */
  readonly upTo: number;
}

/** Reads the lines that a query asks for, a bounded stretch of the log at a time. */
@Injectable()
export class EventLines {
  constructor(
    private readonly work: UnitOfWork,
    private readonly log: StreamLogStore,
    private readonly stream: StreamStore,
  ) {}

  /** Portion by portion, in the order of the log, as far as it went when this was called; empty portions too. */
  async *read(siteId: SiteId, query: EventQuery): AsyncGenerator<Portion> {
    const end = await this.stream.last(this.work.reads, siteId);
    const filter = filterOf(query);
    if (query.comment !== undefined || query.item !== undefined) {
      yield { rows: await this.ofOne(siteId, query, filter, end), upTo: end };
      return;
    }
    let above = Math.max(query.after, filter.from === null ? 0 : await this.before(siteId, filter.from, end));
    while (above < end) {
      const upTo = Math.min(above + STRETCH, end);
      const rows = await this.log.stretch(this.work.reads, siteId, { above, upTo }, filter);
      yield { rows, upTo };
      above = upTo;
      if (filter.to !== null && (await this.isOver(siteId, above, filter.to))) return;
    }
  }

  private async ofOne(siteId: SiteId, { after, comment, item }: EventQuery, filter: LineFilter, upTo: number): Promise<NamedEventRow[]> {
    const commentId = comment ?? (await this.log.commentOfItem(this.work.reads, siteId, item ?? ''));
    return commentId === null ? [] : this.log.ofComment(this.work.reads, siteId, { above: after, upTo, commentId, itemId: item ?? null }, filter);
  }

  /**
   * A place behind which every line from `from` on is found. Places follow the times of their lines but for a moment, so halving
   * finds it in twenty steps; what came late is allowed for.
   */
  private async before(siteId: SiteId, from: Date, end: number): Promise<number> {
    const bound = from.getTime() - LATE_MS;
    let [low, high] = [0, end];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const moment = await this.log.moment(this.work.reads, siteId, middle + 1);
      if (moment === null || moment.getTime() >= bound) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Whether what follows is later than `to`, late lines allowed for. */
  private async isOver(siteId: SiteId, position: number, to: Date): Promise<boolean> {
    const moment = await this.log.moment(this.work.reads, siteId, position);
    return moment !== null && moment.getTime() > to.getTime() + LATE_MS;
  }
}

function filterOf({ type, actor, from, to }: EventQuery): LineFilter {
  return { types: type ?? null, actor: actor ?? null, from: from === undefined ? null : new Date(from), to: to === undefined ? null : new Date(to) };
}
