import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Plain } from '../platform/http/plain';
import { type LawStatementRow, LawStatementStore } from '../store/law-statement.store';
import { statementView, type StatementView } from './statement.view';
import { transparencyStatement, type TransparencyStatement } from './transparency-statement';

/** One statement of reasons, by the id that is also its `puid`. */
@Injectable()
export class ShowStatement {
  constructor(
    private readonly work: UnitOfWork,
    private readonly statements: LawStatementStore,
  ) {}

  async execute(site: Site, id: string): Promise<Plain<StatementView>> {
    return statementView(await this.find(site, id));
  }

  async forTransparencyDatabase(site: Site, id: string): Promise<TransparencyStatement> {
    return transparencyStatement(await this.find(site, id));
  }

  private async find({ id: siteId }: Site, id: string): Promise<LawStatementRow> {
    const row = await this.statements.find(this.work.reads, siteId, id);
    if (row === null) throw problem('not_found');
    return row;
  }
}
