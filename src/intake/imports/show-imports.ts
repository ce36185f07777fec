import { Injectable } from '@nestjs/common';
import { idAfter, LAST_ID, type PageQuery } from '../../access/page-query';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { ImportRunId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type Page, page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ImportRunStore } from '../../store/import-run.store';
import { type ImportRunView, importRunView } from './import.view';

/** Imports with their progress and what was wrong with rows, newest first. */
@Injectable()
export class ShowImports {
  constructor(
    private readonly work: UnitOfWork,
    private readonly runs: ImportRunStore,
  ) {}

  async one(site: Site, id: ImportRunId): Promise<Plain<ImportRunView>> {
    const row = await this.runs.find(this.work.reads, site.id, id);
    if (!row) throw problem('not_found');
    return importRunView(row);
  }

  async list(site: Site, query: PageQuery): Promise<Page<Plain<ImportRunView>>> {
    const found = await this.runs.page(this.work.reads, site.id, idAfter(query, LAST_ID), query.limit + 1);
    return page(found, query.limit, importRunView, ({ id }) => [id]);
  }
}
