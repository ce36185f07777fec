import { Injectable } from '@nestjs/common';
import { idAfter, LAST_ID, type PageQuery } from '../../access/page-query';
import type { Site } from '../../domain/actor';
import { invalidField, problem } from '../../domain/errors';
import type { BacktestId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { decodeCursor, type Page, page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { BacktestStore } from '../../store/backtest.store';
import { type BacktestChangeView, backtestChangeView } from './backtest-change.view';
import type { BacktestChangesQuery } from './backtest.dto';
import { type BacktestView, backtestView } from './backtest.view';

/** Backtests with their progress and results, newest first, and the comments on which the verdict changed. */
@Injectable()
export class ShowBacktests {
  constructor(
    private readonly work: UnitOfWork,
    private readonly backtests: BacktestStore,
  ) {}

  async one(site: Site, id: BacktestId): Promise<Plain<BacktestView>> {
    const row = await this.backtests.find(this.work.reads, site.id, id);
    if (!row) throw problem('not_found');
    return backtestView(row);
  }

  async list(site: Site, query: PageQuery): Promise<Page<Plain<BacktestView>>> {
    const found = await this.backtests.page(this.work.reads, site.id, idAfter(query, LAST_ID), query.limit + 1);
    return page(found, query.limit, backtestView, ({ id }) => [id]);
  }

  /** Newest comment first. */
  async changes(site: Site, id: BacktestId, { kind, cursor, limit }: BacktestChangesQuery): Promise<Page<Plain<BacktestChangeView>>> {
    const after = cursor === undefined ? 0 : placeOf(cursor);
    await this.one(site, id);
    const found = await this.backtests.changes(this.work.reads, site.id, id, { kind, after, limit: limit + 1 });
    return page(found, limit, backtestChangeView, ({ place }) => [place]);
  }
}

function placeOf(cursor: string): number {
  const [place] = decodeCursor(cursor, 1);
  if (typeof place !== 'number' || !Number.isInteger(place) || Math.abs(place) > 2_147_483_647) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return place;
}
