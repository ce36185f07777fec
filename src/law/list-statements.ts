import { Injectable } from '@nestjs/common';
import { type PageQuery, textAfter } from '../access/page-query';
import type { Site } from '../domain/actor';
import { invalidField } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type Page, page } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { type LawStatementRow, LawStatementStore } from '../store/law-statement.store';
import { statementView, type StatementView, type TransparencyBatchView } from './statement.view';
import { transparencyStatement } from './transparency-statement';

/** Statements of reasons in the order of the log: what is stated later always comes later, so a cursor misses nothing. */
@Injectable()
export class ListStatements {
  constructor(
    private readonly work: UnitOfWork,
    private readonly statements: LawStatementStore,
  ) {}

  list(site: Site, query: PageQuery): Promise<Page<Plain<StatementView>>> {
    return this.page(site, query, statementView);
  }

  /** For the Transparency Database. */
  async batch(site: Site, query: PageQuery): Promise<Plain<TransparencyBatchView>> {
    const { items, nextCursor } = await this.page(site, query, transparencyStatement);
    return { statements: [...items], nextCursor };
  }

  private async page<View>(site: Site, query: PageQuery, view: (row: LawStatementRow) => View): Promise<Page<View>> {
    const after = textAfter(query, '0');
    if (!/^\d{1,18}$/.test(after)) throw invalidField('?cursor', 'This is not a cursor of this list.');
    return page(await this.statements.page(this.work.reads, site.id, after, query.limit + 1), query.limit, view, ({ position }) => [position]);
  }
}
