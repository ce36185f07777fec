import { Injectable } from '@nestjs/common';
import type { ItemId, SiteId } from '../domain/ids';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { DecisionStore } from '../store/decision.store';
import { ReviewPageStore } from '../store/review-page.store';
import type { DeskLook } from './desk-call';
import { type ReviewItemView, toItemView } from './item.view';
import type { Plain } from '../platform/http/plain';

/** What one person sees of items that were read. */
type Shown = (look: DeskLook, ids: readonly ItemId[]) => Plain<ReviewItemView>[];

/** Review items as the desk shows them, in three statements whatever their number. */
@Injectable()
export class ItemPages {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pages: ReviewPageStore,
    private readonly decisions: DecisionStore,
  ) {}

  /** In the order of the ids; ids that are not there are left out. */
  async show(look: DeskLook, ids: readonly ItemId[]): Promise<Plain<ReviewItemView>[]> {
    return (await this.read(look.site.id, ids))(look, ids);
  }

  /** Reads once what several people are shown, each some of it and each with what they may do. */
  async read(siteId: SiteId, all: readonly ItemId[]): Promise<Shown> {
    if (all.length === 0) return () => [];
    const on = this.unitOfWork.reads;
    const [rows, signals] = await Promise.all([this.pages.pages(on, siteId, all), this.pages.signals(on, siteId, all)]);
    const decisions = await this.decisions.ofComments(on, siteId, rows.map(({ comment_id }) => comment_id));
    const signalsOf = grouped(signals, ({ item_id }) => item_id);
    const decisionsOf = grouped(decisions, ({ comment_id }) => comment_id);
    const rowOf = new Map(rows.map((row) => [row.id, row]));
    return (look, ids) => ids.flatMap((id) => {
      const row = rowOf.get(id);
      return row ? [toItemView(row, { signals: signalsOf.get(id) ?? [], decisions: decisionsOf.get(row.comment_id) ?? [] }, look)] : [];
    });
  }
}

function grouped<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
