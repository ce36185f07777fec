import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator';
import { PageQuery } from '../../access/page-query';
import { type Page, uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Acting, type DeskCall, type DeskLook, Looking } from '../desk-call';
import { BulkResultsQuery, StartBulkDto } from './bulk.dto';
import { BulkDryRunView, BulkOperationListView, type BulkOperationShown, BulkOperationView, BulkResultListView, type BulkResultView, BulkStartedView } from './bulk.view';
import { CancelBulk } from './cancel-bulk';
import { ReverseBulk } from './reverse-bulk';
import { SendBulkAnswer } from './send-bulk-answer';
import { ShowBulk } from './show-bulk';
import { type BulkAnswer, StartBulk } from './start-bulk';

@ApiTags('Review')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/review/bulk-operations')
export class BulkController {
  constructor(
    private readonly start: StartBulk,
    private readonly show: ShowBulk,
    private readonly cancel: CancelBulk,
    private readonly reverse: ReverseBulk,
  ) {}

  @Post()
  @HttpCode(202)
  @Access('review.bulk')
  @ApiOperation({ summary: 'One decision on many open items', description: 'A worker decides each by itself; what has changed since, or is held by somebody else, is skipped. With `dryRun` nothing is decided, and the list is frozen.' })
  @ApiAcceptedResponse({ type: BulkStartedView })
  @ApiOkResponse({ type: BulkDryRunView, description: 'Of a dry run.' })
  @ApiProblems('count_differs', 'not_possible', 'reason_required')
  @UseInterceptors(SendBulkAnswer)
  begin(@Body() body: StartBulkDto, @Acting() call: DeskCall): Promise<BulkAnswer> {
    return this.start.execute(body, call);
  }

  @Get()
  @Access('review.read')
  @ApiOperation({ summary: 'Bulk operations, newest first' })
  @ApiOkResponse({ type: BulkOperationListView })
  @ApiProblems()
  list(@Query() query: PageQuery, @Looking() look: DeskLook): Promise<Page<BulkOperationShown>> {
    return this.show.list(query, look);
  }

  @Get(':id')
  @Access('review.read')
  @ApiOperation({ summary: 'How far a bulk operation is' })
  @ApiOkResponse({ type: BulkOperationView })
  @ApiProblems()
  one(@Param('id') id: string, @Looking() look: DeskLook): Promise<BulkOperationShown> {
    return this.show.one(uuidParam(id), look);
  }

  @Get(':id/results')
  @Access('review.read')
  @ApiOperation({ summary: 'What became of each item' })
  @ApiOkResponse({ type: BulkResultListView })
  @ApiProblems()
  results(@Param('id') id: string, @Query() query: BulkResultsQuery, @Looking() look: DeskLook): Promise<Page<BulkResultView>> {
    return this.show.results(uuidParam(id), query, look);
  }

  @Post(':id/reversal')
  @HttpCode(202)
  @Access('review.bulk')
  @ApiOperation({ summary: 'Take back what an operation did', description: 'Stops it if it is still under way. Only what nothing has happened to since is taken back; the rest is skipped.' })
  @ApiAcceptedResponse({ type: BulkStartedView })
  @ApiProblems('not_possible')
  takeBack(@Param('id') id: string, @Acting() call: DeskCall): Promise<Plain<BulkStartedView>> {
    return this.reverse.execute(uuidParam(id), call);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('review.bulk')
  @ApiOperation({ summary: 'Stop an operation; what it did stays' })
  @ApiNoContentResponse()
  @ApiProblems('not_possible')
  end(@Param('id') id: string, @Acting() call: DeskCall): Promise<void> {
    return this.cancel.execute(uuidParam(id), call);
  }
}
