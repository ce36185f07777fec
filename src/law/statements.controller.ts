import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../access/access.decorator';
import { PageQuery } from '../access/page-query';
import type { Site } from '../domain/actor';
import type { Page } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { ApiProblems } from '../platform/http/problem.dto';
import { ListStatements } from './list-statements';
import { StatementListView, type StatementView, TransparencyBatchView } from './statement.view';

@ApiTags('Law')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/law/statements')
export class StatementsController {
  constructor(private readonly statements: ListStatements) {}

  @Get()
  @Access('audit.read')
  @ApiOperation({ summary: 'Statements of reasons, oldest first' })
  @ApiOkResponse({ type: StatementListView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Query() query: PageQuery): Promise<Page<Plain<StatementView>>> {
    return this.statements.list(site, query);
  }

  @Get('transparency-database')
  @Access('audit.read')
  @ApiOperation({ summary: "Statements of reasons in the Transparency Database's form", description: 'Up to a hundred, oldest first; without personal data.' })
  @ApiOkResponse({ type: TransparencyBatchView })
  @ApiProblems()
  batch(@CurrentSite() site: Site, @Query() query: PageQuery): Promise<Plain<TransparencyBatchView>> {
    return this.statements.batch(site, query);
  }
}
