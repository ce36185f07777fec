import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { SiteId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type QueueRestriction, QueueStore } from '../../store/queue.store';
import type { DeskLook } from '../desk-call';

/** What was read of a site's queues is used so long: a person taken off a queue sees it no longer than this, in other processes too. */
const FRESH_MS = 1_000;
/** One per site at work; a bound against sites without number. */
const MOST = 1_000;

interface Known {
  readonly restrictions: Promise<QueueRestriction[]>;
  readonly since: number;
}

/** Who may see which queue, and what may not be done there. Whoever manages queues sees them all. */
@Injectable()
export class QueueAccess {
  private readonly known = new Map<SiteId, Known>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queues: QueueStore,
  ) {}

  /** Queues whose items this caller may not see: they are not there for them. */
  async closedTo({ site, personId, permissions }: Pick<DeskLook, 'site' | 'personId' | 'permissions'>): Promise<string[]> {
    if (permissions.has('queues.manage')) return [];
    return (await this.restrictions(site.id)).filter(({ members }) => members.length > 0 && (personId === null || !members.includes(personId))).map(({ id }) => id);
  }

  async isClosed(look: Pick<DeskLook, 'site' | 'personId' | 'permissions'>, queueId: string): Promise<boolean> {
    return (await this.closedTo(look)).includes(queueId);
  }

  /** `not_found` for an item in a queue that this caller may not see. */
  async demandSight(look: Pick<DeskLook, 'site' | 'personId' | 'permissions'>, queueId: string): Promise<void> {
    if (await this.isClosed(look, queueId)) throw problem('not_found');
  }

  /** `forbidden` for an action that the queue hides, from everybody: who needs it moves the item first. */
  async demandAction(look: Pick<DeskLook, 'site' | 'personId' | 'permissions'>, queueId: string, action: string): Promise<void> {
    await this.demandSight(look, queueId);
    if ((await this.hiddenIn(look.site.id)).get(queueId)?.has(action)) throw problem('forbidden', `The queue ${queueId} does not allow to ${action}. Move the item to another queue first.`);
  }

  /** Hidden actions by queue; queues that hide nothing are left out. */
  async hiddenIn(siteId: SiteId): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    return new Map((await this.restrictions(siteId)).filter(({ hidden_actions }) => hidden_actions.length > 0).map(({ id, hidden_actions }) => [id, new Set(hidden_actions)]));
  }

  /** Queues of the site were changed here: what was known of them is out of date. */
  changed(siteId: SiteId): void {
    this.known.delete(siteId);
  }

  private restrictions(siteId: SiteId): Promise<QueueRestriction[]> {
    const now = performance.now();
    const known = this.known.get(siteId);
    if (known && now - known.since < FRESH_MS) return known.restrictions;
    const restrictions = this.queues.restrictions(this.unitOfWork.reads, siteId);
    if (this.known.size >= MOST) this.known.clear();
    this.known.set(siteId, { restrictions, since: now });
    restrictions.catch(() => this.known.delete(siteId));
    return restrictions;
  }
}
