import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { SiteId } from '../../domain/ids';
import type { Queryable } from '../../platform/database/statement';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import { type QueueRestriction, QueueStore } from '../../store/queue.store';
import type { DeskLook } from '../desk-call';

/** What was read of a site's queues is used so long: a person taken off a queue sees it no longer than this, in other processes too. */
const FRESH_MS = 1_000;
/** One per site at work; a bound against sites without number. */
const MOST = 1_000;

interface Known {
  readonly restrictions: readonly QueueRestriction[];
  readonly since: number;
}

type Eyes = Pick<DeskLook, 'site' | 'personId' | 'permissions'>;

/**
 * Who may see which queue, and what may not be done there. Whoever manages queues sees them all. Who asks in a transaction hands it
 * in: waiting for a second connection while holding one is how a pool stands still.
 */
@Injectable()
export class QueueAccess {
  private readonly known = new Map<SiteId, Known>();
  private readonly changes = new Map<SiteId, number>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queues: QueueStore,
  ) {}

  /** Queues whose items this caller may not see: they are not there for them. */
  async closedTo({ site, personId, permissions }: Eyes, on: Queryable = this.unitOfWork.reads): Promise<string[]> {
    if (permissions.has('queues.manage')) return [];
    return (await this.restrictions(on, site.id)).filter(({ members }) => members.length > 0 && (personId === null || !members.includes(personId))).map(({ id }) => id);
  }

  /** `not_found` for an item in a queue that this caller may not see. */
  async demandSight(on: Queryable, look: Eyes, queueId: string): Promise<void> {
    if ((await this.closedTo(look, on)).includes(queueId)) throw problem('not_found');
  }

  /** `forbidden` for an action that the queue hides, from everybody: who needs it moves the item first. */
  async demandAction(tx: Tx, look: Eyes, { queueId, action }: { readonly queueId: string; readonly action: string }): Promise<void> {
    await this.demandSight(tx, look, queueId);
    if ((await this.hiddenIn(look.site.id, tx)).get(queueId)?.has(action)) throw problem('forbidden', `The queue ${queueId} does not allow to ${action}. Move the item to another queue first.`);
  }

  /** Hidden actions by queue; queues that hide nothing are left out. */
  async hiddenIn(siteId: SiteId, on: Queryable = this.unitOfWork.reads): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    return new Map((await this.restrictions(on, siteId)).filter(({ hidden_actions }) => hidden_actions.length > 0).map(({ id, hidden_actions }) => [id, new Set(hidden_actions)]));
  }

  /** Queues of the site were changed here: what was known of them is out of date. */
  changed(siteId: SiteId): void {
    this.known.delete(siteId);
    if (this.changes.size >= MOST) this.changes.clear();
    this.changes.set(siteId, (this.changes.get(siteId) ?? 0) + 1);
  }

  private async restrictions(on: Queryable, siteId: SiteId): Promise<readonly QueueRestriction[]> {
    const now = performance.now();
    const known = this.known.get(siteId);
    if (known && now - known.since < FRESH_MS) return known.restrictions;
    const change = this.changes.get(siteId);
    const restrictions = await this.queues.restrictions(on, siteId);
    // What was read before a change made here must not outlive it.
    if (this.changes.get(siteId) !== change) return restrictions;
    if (this.known.size >= MOST) this.known.clear();
    this.known.set(siteId, { restrictions, since: now });
    return restrictions;
  }
}
