import { Injectable } from '@nestjs/common';
import type { ItemId, SiteId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { DecisionStore } from '../store/decision.store';
import { ReviewPageStore } from '../store/review-page.store';
import type { DeskLook } from './desk-call';
import { type ReviewItemView, toItemView } from './item.view';
import type { Plain } from '../platform/http/plain';
import { ReviewTagStore } from '../store/review-tag.store';
import { QueueAccess } from './queues/queue-access';

/** What one person sees of items that were read. */
type Shown = (look: DeskLook, ids: readonly ItemId[]) => Plain<ReviewItemView>[];

/** Review items as the desk shows them, in four statements whatever their number. */
@Injectable()
export class ItemPages {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pages: ReviewPageStore,
    private readonly decisions: DecisionStore,
    private readonly tags: ReviewTagStore,
    private readonly access: QueueAccess,
  ) {}

  /** In the order of the ids; ids that are not there are left out. */
  async show(look: DeskLook, ids: readonly ItemId[]): Promise<Plain<ReviewItemView>[]> {
    return (await this.read(look.site.id, ids))(look, ids);
  }

  /** Reads once what several people are shown, each some of it and each with what they may do. */
  async read(siteId: SiteId, all: readonly ItemId[]): Promise<Shown> {
    if (all.length === 0) return () => [];
    const on = this.unitOfWork.reads;
    const reads = [this.pages.pages(on, siteId, all), this.pages.signals(on, siteId, all), this.tags.ofItems(on, siteId, all, new Date()), this.decisions.onCommentsOf(on, siteId, all), this.access.hiddenIn(siteId)] as const;
    const [rows, signals, tags, decisions, hidden] = await Promise.all(reads);
    const signalsOf = grouped(signals, ({ item_id }) => item_id);
    const decisionsOf = grouped(decisions, ({ comment_id }) => comment_id);
    const tagsOf = grouped(tags, ({ item_id }) => item_id);
    const rowOf = new Map(rows.map((row) => [row.id, row]));
    return (look, ids) => ids.flatMap((id) => {
      const row = rowOf.get(id);
      if (!row) return [];
      const evidence = { signals: signalsOf.get(id) ?? [], decisions: decisionsOf.get(row.comment_id) ?? [], tags: tagsOf.get(id) ?? [], hidden: hidden.get(row.queue_id) ?? NONE };
      return [toItemView(row, evidence, look)];
    });
  }
}

const NONE: ReadonlySet<string> = new Set();

function grouped<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
