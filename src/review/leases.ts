import { Injectable } from '@nestjs/common';
import type { EventType, NewEvent } from '../domain/events';
import type { ClaimId, CommentId, ItemId, PersonId, SiteId } from '../domain/ids';
import type { Tx } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import { type ClaimedItem, ClaimStore, type FilteredWanted, type FreedItem, type NewClaim, type NextWanted, type SkippedItem } from '../store/claim.store';
import { EventStore } from '../store/event.store';
import type { DeskCall } from './desk-call';
import { leaseEnd } from './lease';

/** Per transaction: small, so that nobody waits for it. */
const SWEEP_PORTION = 500;

type Handled = readonly { readonly id: ItemId; readonly comment_id: CommentId }[];

/** A place in the line for the next items. All of a line begin at the same moment. */
export interface Place {
  readonly claim: NewClaim;
  readonly call: Pick<DeskCall, 'personId' | 'requestId'>;
}

interface LogLine {
  readonly type: Extract<EventType, 'item.claimed' | 'item.released' | 'item.skipped'>;
  /** Null: the service itself, when a lease ended. */
  readonly by: Pick<DeskCall, 'personId' | 'requestId'> | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly now: Date;
}

/** Takes and ends leases, each with its line in the log. */
@Injectable()
export class Leases {
  constructor(
    private readonly claims: ClaimStore,
    private readonly events: EventStore,
  ) {}

  /** One item for each place in line, as far as there are items; returns what was dealt, worst first. Their events, made when the items have been seen and so later than those of the items, are sent with the COMMIT. */
  async takeNext(tx: Tx, siteId: SiteId, places: readonly Place[], wanted: NextWanted): Promise<ClaimedItem[]> {
    const [first] = places;
    if (!first) return [];
    const { from, until } = first.claim;
    const taken = await this.claims.takeNext(tx, siteId, { places: places.map(({ claim }) => claim), from, until }, wanted);
    const placeOf = new Map(places.map((place) => [place.claim.id, place]));
    const events = taken.flatMap((item) => {
      const place = placeOf.get(item.claim_id);
      return place ? [eventOf(item, { type: 'item.claimed', by: place.call, payload: payloadOf(place.claim), now: from })] : [];
    });
    this.events.appendLast(tx, siteId, events);
    return taken;
  }

  /** The same for what a filter names. */
  async takeFiltered(tx: Tx, call: DeskCall, claim: NewClaim, wanted: FilteredWanted): Promise<ClaimedItem[]> {
    const taken = await this.claims.takeFiltered(tx, call.site.id, claim, wanted);
    await this.log(tx, call.site.id, taken, { type: 'item.claimed', by: call, payload: payloadOf(claim), now: call.now });
    return taken;
  }

  /** False: not open, or somebody else's. */
  async takeOne(tx: Tx, call: DeskCall, claim: NewClaim, { itemId, takeover }: { readonly itemId: ItemId; readonly takeover: boolean }): Promise<boolean> {
    const commentId = await this.claims.takeOne(tx, call.site.id, claim, { itemId, takeover });
    if (commentId === null) return false;
    await this.log(tx, call.site.id, [{ id: itemId, comment_id: commentId }], { type: 'item.claimed', by: call, payload: { ...payloadOf(claim), ...(takeover ? { takeover } : {}) }, now: call.now });
    return true;
  }

  async release(tx: Tx, call: DeskCall, claimId: ClaimId): Promise<void> {
    const released = await this.claims.release(tx, call.site.id, claimId, call.personId);
    await this.log(tx, call.site.id, released, { type: 'item.released', by: call, payload: { claimId }, now: call.now });
  }

  /** The caller holds the item's lock and knows it to be open. */
  async skip(tx: Tx, call: DeskCall, item: Handled[number], by: { readonly escalateAt: number; readonly priority: number; readonly hiddenUntil: Date }): Promise<SkippedItem> {
    const siteId = call.site.id;
    const skipped = await this.claims.skip(tx, siteId, item.id, { now: call.now, escalateAt: by.escalateAt, priority: by.priority });
    if (skipped === null) throw new Error('The item was locked open and is not');
    await this.claims.hide(tx, siteId, item.id, { personId: call.personId, until: by.hiddenUntil });
    await this.log(tx, siteId, [item], { type: 'item.skipped', by: call, payload: { skips: skipped.skips, escalated: skipped.escalated_at !== null }, now: call.now });
    return skipped;
  }

  /** Frees a portion of the items of all sites whose lease has ended, and forgets skips that hide nothing any more; returns how many were freed. */
  async sweep(tx: Tx, now: Date): Promise<number> {
    const freed = await this.claims.sweep(tx, now, SWEEP_PORTION);
    for (const siteId of new Set(freed.map(({ site_id }) => site_id))) await this.logEnded(tx, siteId, freed.filter(({ site_id }) => site_id === siteId), now);
    await this.claims.forgetSkips(tx, now);
    return freed.length;
  }

  /** The same for one site, for somebody who waits for work. */
  async sweepSite(tx: Tx, siteId: SiteId, now: Date): Promise<number> {
    const freed = await this.claims.sweepSite(tx, siteId, now, SWEEP_PORTION);
    await this.logEnded(tx, siteId, freed, now);
    return freed.length;
  }

  private async logEnded(tx: Tx, siteId: SiteId, freed: readonly FreedItem[], now: Date): Promise<void> {
    await this.log(tx, siteId, freed, { type: 'item.released', by: null, payload: { reason: 'lease_ended' }, now });
  }

  private async log(tx: Tx, siteId: SiteId, items: Handled, { type, by, payload, now }: LogLine): Promise<void> {
    const events = items.map((item) => eventOf(item, { type, by, payload, now }));
    await this.events.append(tx, siteId, events);
  }
}

function eventOf({ id, comment_id }: Handled[number], { type, by, payload, now }: LogLine): NewEvent {
  const actor = by === null ? 'system' : `person:${by.personId}`;
  return { id: newId<string>(), type, actor, commentId: comment_id, itemId: id, decisionId: null, payload, requestId: by?.requestId ?? null, createdAt: now };
}

/** A lease that begins now. */
export function newClaim(personId: PersonId, now: Date): NewClaim {
  return { id: newId<ClaimId>(), personId, from: now, until: leaseEnd(now) };
}

function payloadOf({ id, until }: NewClaim): Record<string, unknown> {
  return { claimId: id, expiresAt: until.toISOString() };
}
