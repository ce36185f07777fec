import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../domain/ids';
import { changed, rows } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import { firstIdOf } from '../platform/ids';
import { VERDICT } from './erasure.sql';
import { BEGIN, DUE_FACTS, DUE_TEXTS, type Expiring, EXPIRING, MOVE, TAKE } from './retention.sql';

export type { Expiring } from './retention.sql';

export interface Portion {
  /** What is old enough. */
  readonly before: Date;
  readonly limit: number;
}

/** Where a walk goes on, and the last import whose rows are on the way. */
interface Place {
  readonly mark: string;
  readonly until: string | null;
}

/** What became of a portion: whether there may be more, and how many rows gave something up. */
export interface Expired {
  readonly isLast: boolean;
  readonly changed: number;
}

const NOTHING: Expired = { isLast: true, changed: 0 };
const FACTS = 'facts';
const FIRST_PLACE = '-infinity 00000000-0000-0000-0000-000000000000';

/** Personal data whose time is over. Every portion moves its mark in the same transaction: what was interrupted goes on there. */
@Injectable()
export class RetentionStore {
  readonly kinds: readonly Expiring[] = EXPIRING;

  /** The next portion of one kind; nothing while another process is at it. */
  async expire(tx: Tx, siteId: SiteId, { name, start, isWhole, step, until }: Expiring, { before, limit }: Portion): Promise<Expired> {
    const place = await this.take(tx, siteId, name, start);
    if (place === null) return NOTHING;
    // Old enough to the millisecond: the first id that is too young is that of the next one.
    const bound = until === 'id' ? firstIdOf(new Date(before.getTime() + 1)) : before;
    const [row] = await rows<{ last: string | null; changed: number }>(tx, step, [siteId, place.mark, bound, limit]);
    const last = row?.last ?? null;
    await changed(tx, MOVE, [siteId, name, last ?? (isWhole ? start : place.mark), place.until]);
    return { isLast: last === null, changed: row?.changed ?? 0 };
  }

  /** The next portion of facts, with what rules saw in them. */
  async expireFacts(tx: Tx, siteId: SiteId, { before, limit }: Portion): Promise<Expired> {
    const place = await this.take(tx, siteId, FACTS, FIRST_PLACE);
    if (place === null) return NOTHING;
    const { mark } = place;
    const at = mark.slice(0, mark.lastIndexOf(' '));
    const due = await rows<{ at: string; id: string; is_erased: boolean }>(tx, DUE_FACTS, [siteId, at, mark.slice(at.length + 1), before, limit]);
    const whole = due.filter((one) => !one.is_erased);
    if (whole.length > 0) await changed(tx, VERDICT, [siteId, whole.map((one) => one.at), whole.map(({ id }) => id)]);
    const last = due.at(-1);
    await changed(tx, MOVE, [siteId, FACTS, last === undefined ? mark : `${last.at} ${last.id}`, place.until]);
    return { isLast: last === undefined, changed: whole.length };
  }

  /** Comments that have been rejected or withdrawn for so long, the longest first. */
  async dueTexts(tx: Tx, siteId: SiteId, before: Date, limit: number): Promise<CommentId[]> {
    return (await rows<{ id: CommentId }>(tx, DUE_TEXTS, [siteId, before, limit])).map(({ id }) => id);
  }

  /** Where to go on, locked until the end of the transaction; null while another process has it. */
  private async take(tx: Tx, siteId: SiteId, name: string, start: string): Promise<Place | null> {
    await changed(tx, BEGIN, [siteId, name, start]);
    const [row] = await rows<Place & { is_outdated: boolean }>(tx, TAKE, [siteId, name]);
    return row ? { mark: row.is_outdated ? start : row.mark, until: row.until } : null;
  }
}
