import { Injectable } from '@nestjs/common';
import type { ClaimId, CommentId, ItemId, PersonId, SiteId } from '../domain/ids';
import { changed, rows, statement, type Statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import * as sql from './claim.sql';
import { type ItemSort, waitingConditions } from './review-filter';
import { type Filtered, ITEM_ORDER } from './review-list.store';

/** A lease to be taken: who, under which id, from when to when. */
export interface NewClaim {
  readonly id: ClaimId;
  readonly personId: PersonId;
  readonly from: Date;
  readonly until: Date;
}

export interface ClaimedItem {
  readonly id: ItemId;
  readonly comment_id: CommentId;
  readonly priority: number;
  readonly opened_at: Date;
  readonly claim_id: ClaimId;
}

/** A rank in a queue: items before it were all claimed a moment ago. */
export interface ScanFloor {
  readonly priority: number;
  readonly openedAt: Date;
  readonly id: ItemId;
}

export interface FreedItem {
  readonly site_id: SiteId;
  readonly id: ItemId;
  readonly comment_id: CommentId;
  readonly claim_id: ClaimId;
}

export interface SkippedItem {
  readonly version: number;
  readonly skips: number;
  readonly escalated_at: Date | null;
}

export interface NextWanted {
  /** Null: of any queue, but those. */
  readonly queueId: string | null;
  readonly closedQueues: readonly string[];
  /** Set only to spare a scan that has become slow. */
  readonly floor: ScanFloor | null;
}

/** The places in a line, first come, first served; a claim of several items has as many. */
export interface LineOfClaims {
  readonly places: readonly Pick<NewClaim, 'id' | 'personId'>[];
  readonly from: Date;
  readonly until: Date;
}

export interface FilteredWanted {
  readonly filtered: Filtered;
  readonly sort: ItemSort;
  readonly count: number;
}

/** Names stay unique when a process holds more than one store, as tests do. */
let written = 0;

const byAge = (a: ClaimedItem, b: ClaimedItem): number => a.opened_at.getTime() - b.opened_at.getTime() || (a.id < b.id ? -1 : 1);

/** What a statement returns has no order. */
const BY: Readonly<Record<ItemSort, (a: ClaimedItem, b: ClaimedItem) => number>> = {
  priority: (a, b) => b.priority - a.priority || byAge(a, b),
  oldest: byAge,
  newest: (a, b) => byAge(b, a),
};

/** Leases on review items. They are for politeness: what keeps two people from deciding one item is its version. */
@Injectable()
export class ClaimStore {
  /** One statement per combination of filters. */
  private readonly statements = new Map<string, Statement>();

  /** Deals the next items, worst first, that nobody holds and nobody in the line has just skipped, one to each place; never waits for another claim. */
  async takeNext(tx: Tx, siteId: SiteId, { places, from, until }: LineOfClaims, { queueId, closedQueues, floor }: NextWanted): Promise<ClaimedItem[]> {
    const asked = [siteId, places.map(({ id }) => id), places.map(({ personId }) => personId), from, until, places.length, queueId ?? closedQueues];
    const taken =
      floor === null
        ? await rows<ClaimedItem>(tx, queueId === null ? sql.CLAIM_NEXT : sql.CLAIM_NEXT_OF_QUEUE, asked)
        : await rows<ClaimedItem>(tx, queueId === null ? sql.CLAIM_NEXT_BELOW : sql.CLAIM_NEXT_OF_QUEUE_BELOW, [...asked, floor.priority, floor.openedAt, floor.id]);
    return taken.sort(BY.priority);
  }

  /** One person's claim of what a filter names, in the order asked for. */
  async takeFiltered(tx: Tx, siteId: SiteId, claim: NewClaim, { filtered: { filter, look }, sort, count }: FilteredWanted): Promise<ClaimedItem[]> {
    const params: unknown[] = [siteId, claim.id, claim.personId, claim.from, claim.until, count];
    const conditions = waitingConditions(filter, look, (value) => `$${String(params.push(value))}`).join(' AND ');
    const taken = await rows<ClaimedItem>(tx, this.named(sql.nextOf(conditions, ITEM_ORDER[sort]('w', 'item_id'))), params);
    return taken.sort(BY[sort]);
  }

  private named(text: string): Statement {
    const known = this.statements.get(text) ?? statement(`claim_filtered_${String(written++)}`, text);
    this.statements.set(text, known);
    return known;
  }

  /** Takes one open item unless somebody else's lease still runs; `takeover` takes it even then. Null: not to be had. */
  async takeOne(tx: Tx, siteId: SiteId, claim: NewClaim, { itemId, takeover }: { readonly itemId: ItemId; readonly takeover: boolean }): Promise<CommentId | null> {
    const [taken] = await rows<{ comment_id: CommentId }>(tx, sql.CLAIM_ONE, [siteId, claim.id, claim.personId, claim.from, claim.until, itemId, takeover]);
    return taken?.comment_id ?? null;
  }

  /** Extends what is left of a claim, at most to `maxSeconds` after it began; empty when nothing of it is left. */
  renew(tx: Tx, siteId: SiteId, claim: NewClaim, maxSeconds: number): Promise<{ id: ItemId; claim_expires_at: Date }[]> {
    return rows(tx, sql.RENEW, [siteId, claim.id, claim.personId, claim.from, claim.until, maxSeconds]);
  }

  release(tx: Tx, siteId: SiteId, claimId: ClaimId, personId: PersonId): Promise<{ id: ItemId; comment_id: CommentId }[]> {
    return rows(tx, sql.RELEASE, [siteId, claimId, personId]);
  }

  /** Frees up to `limit` items of all sites whose lease has ended. */
  sweep(tx: Tx, now: Date, limit: number): Promise<FreedItem[]> {
    return rows(tx, sql.SWEEP, [now, limit]);
  }

  sweepSite(tx: Tx, siteId: SiteId, now: Date, limit: number): Promise<FreedItem[]> {
    return rows(tx, sql.SWEEP_SITE, [now, limit, siteId]);
  }

  /** Frees the item and counts the skip; from `escalateAt` skips on it is escalated, to at least `priority`. Null: not open. */
  async skip(tx: Tx, siteId: SiteId, itemId: ItemId, { now, escalateAt, priority }: { readonly now: Date; readonly escalateAt: number; readonly priority: number }): Promise<SkippedItem | null> {
    return (await rows<SkippedItem>(tx, sql.SKIP, [siteId, itemId, now, escalateAt, priority]))[0] ?? null;
  }

  /** `takeNext` does not offer the item to this person before `until`. */
  async hide(tx: Tx, siteId: SiteId, itemId: ItemId, { personId, until }: { readonly personId: PersonId; readonly until: Date }): Promise<void> {
    await changed(tx, sql.HIDE, [siteId, itemId, personId, until]);
  }

  /** Deletes a portion of the skips that hide nothing any more. */
  forgetSkips(tx: Tx, now: Date): Promise<number> {
    return changed(tx, sql.FORGET_SKIPS, [now]);
  }
}
