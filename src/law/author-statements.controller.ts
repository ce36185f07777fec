import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator';
import { PageQuery } from '../access/page-query';
import type { AuthorId } from '../domain/ids';
import { type Page, textParam } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { ApiProblems } from '../platform/http/problem.dto';
import { AuthorStatementListView, type AuthorStatementView } from './author-statement.view';
import { ListAuthorStatements } from './list-author-statements';
import { CurrentReading, type Reading } from './reading.decorator';

const LONGEST_ID = 255;

@ApiTags('Law')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/authors')
export class AuthorStatementsController {
  constructor(private readonly statements: ListAuthorStatements) {}

  @Get(':id/statements')
  @Access('comments.read', { readers: true })
  @ApiOperation({ summary: "An author's statements of reasons, latest first", description: "For readers: their own. The site's server shows or sends them to the author." })
  @ApiOkResponse({ type: AuthorStatementListView })
  @ApiProblems()
  list(@Param('id') id: string, @Query() query: PageQuery, @CurrentReading() reading: Reading): Promise<Page<Plain<AuthorStatementView>>> {
    return this.statements.execute(textParam<AuthorId>(id, LONGEST_ID), query, reading);
  }
}
