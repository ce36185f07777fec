import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PageQuery, textAfter } from '../access/page-query';
import type { Site } from '../domain/actor';
import { invalidField } from '../domain/errors';
import { LAW_RESTRICTIONS, LAW_SOURCES, type LawRestriction, type LawSource } from '../domain/statement-of-reasons';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { type Page, page } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { IsLeftOutOr } from '../platform/http/validators';
import { LawStatementStore } from '../store/law-statement.store';
import { statementView, type StatementView, type TransparencyBatchView } from './statement.view';
import { transparencyStatement } from './transparency-statement';

const ORDERS = ['oldest', 'newest'] as const;
const STATES = ['in_force', 'ended'] as const;
/** What the Transparency Database takes at once. */
const MOST_IN_A_BATCH = 100;
/** Below and above every place there can be in a log. */
const ENDS = { oldest: '0', newest: '999999999999999999' } as const;

export class ListStatementsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ORDERS, default: 'oldest' }) @IsIn(ORDERS) @IsLeftOutOr() order?: (typeof ORDERS)[number];
  @ApiPropertyOptional({ enum: LAW_RESTRICTIONS }) @IsIn(LAW_RESTRICTIONS) @IsLeftOutOr() restriction?: LawRestriction;
  @ApiPropertyOptional({ enum: LAW_SOURCES }) @IsIn(LAW_SOURCES) @IsLeftOutOr() source?: LawSource;
  @ApiPropertyOptional({ enum: STATES, description: '`ended`: the comment is no longer rejected.' }) @IsIn(STATES) @IsLeftOutOr() state?: (typeof STATES)[number];
}

/** Statements of reasons in the order of the log: what is stated later always comes later, so a cursor misses nothing. */
@Injectable()
export class ListStatements {
  constructor(
    private readonly work: UnitOfWork,
    private readonly statements: LawStatementStore,
  ) {}

  async list(site: Site, query: ListStatementsQuery): Promise<Page<Plain<StatementView>>> {
    const { order = 'oldest', restriction, source, state } = query;
    const portion = { from: placeIn(query, ENDS[order]), limit: query.limit + 1, isBack: order === 'newest' };
    const rows = await this.statements.page(this.work.reads, site.id, portion, { restriction: restriction ?? null, source: source ?? null, isInForce: state === undefined ? null : state === 'in_force' });
    return page(rows, query.limit, statementView, ({ position }) => [position]);
  }

  /** For the Transparency Database. */
  async batch(site: Site, query: PageQuery): Promise<Plain<TransparencyBatchView>> {
    const rows = await this.statements.page(this.work.reads, site.id, { from: placeIn(query, ENDS.oldest), limit: query.limit + 1 });
    const { items, nextCursor } = page(rows, query.limit, transparencyStatement, ({ position }) => [position]);
    return { statements: [...items], nextCursor };
  }

  /** Every batch, each on a line of its own. */
  batches(site: Site): Readable {
    return Readable.from(this.lines(site));
  }

  private async *lines(site: Site): AsyncGenerator<string> {
    for (let from: string = ENDS.oldest; ; ) {
      const rows = await this.statements.page(this.work.reads, site.id, { from, limit: MOST_IN_A_BATCH });
      const last = rows.at(-1);
      if (last === undefined) return;
      yield `${JSON.stringify({ statements: rows.map(transparencyStatement) })}\n`;
      from = last.position;
    }
  }
}

function placeIn(query: PageQuery, start: string): string {
  const place = textAfter(query, start);
  if (!/^\d{1,18}$/.test(place)) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return place;
}
