import { Injectable } from '@nestjs/common';
import type { SiteId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { InsightStore, type QueueAgeRow } from '../../store/insight.store';
import type { DeskLook } from '../desk-call';
import { QueueAccess } from '../queues/queue-access';
import type { QueueAgesListView, QueueAgesView } from './insight.dto';

const HOUR = 3_600;
/** Where one class of age ends and the next begins, in seconds: a quarter of an hour to a week. */
export const AGE_CLASSES = [900, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR, 72 * HOUR, 168 * HOUR] as const;
/** It counts everything that waits: a wall of screens asks once, not each for itself. */
const FRESH_MS = 2_000;
const MOST_SITES = 1_000;

interface Known {
  readonly rows: Promise<QueueAgeRow[]>;
  readonly at: Date;
}

/** How old what waits is, in each queue. */
@Injectable()
export class ShowQueueAges {
  private readonly known = new Map<SiteId, Known>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly insights: InsightStore,
    private readonly access: QueueAccess,
  ) {}

  /** Counted to the last item, at most two seconds ago. Queues that this caller may not see are left out. */
  async execute(look: DeskLook): Promise<Plain<QueueAgesListView>> {
    const { rows, at } = this.counted(look.site.id, look.now);
    const [queues, closed] = await Promise.all([rows, this.access.closedTo(look)]);
    return { items: queues.filter(({ queue_id: id }) => !closed.includes(id)).map((row) => toView(row, at)) };
  }

  private counted(siteId: SiteId, now: Date): Known {
    const known = this.known.get(siteId);
    if (known && now.getTime() - known.at.getTime() < FRESH_MS) return known;
    const fresh = { rows: this.insights.queues(this.work.reads, siteId, now, AGE_CLASSES), at: now };
    if (this.known.size >= MOST_SITES) this.known.clear();
    this.known.set(siteId, fresh);
    fresh.rows.catch(() => this.known.delete(siteId));
    return fresh;
  }
}

function toView({ queue_id: queueId, name, overdue, oldest_at: oldest, counts }: QueueAgeRow, at: Date): Plain<QueueAgesView> {
  return {
    queueId,
    name,
    open: counts.reduce((sum, count) => sum + count, 0),
    overdue,
    oldestSeconds: oldest && Math.max(0, Math.floor((at.getTime() - oldest.getTime()) / 1_000)),
    ages: counts.map((count, index) => ({ upToSeconds: AGE_CLASSES[index] ?? null, count })),
  };
}
