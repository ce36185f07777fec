import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import { type Call, CurrentCall } from '../../access/call';
import { PageQuery } from '../../access/page-query';
import type { Site } from '../../domain/actor';
import { type Page, uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { BacktestChangeListView, type BacktestChangeView } from './backtest-change.view';
import { BacktestChangesQuery, StartBacktestDto } from './backtest.dto';
import { BacktestListView, BacktestView } from './backtest.view';
import { CancelBacktest } from './cancel-backtest';
import { ShowBacktests } from './show-backtests';
import { StartBacktest } from './start-backtest';

@ApiTags('Rules')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/rule-set/backtests')
export class BacktestsController {
  constructor(
    private readonly start: StartBacktest,
    private readonly show: ShowBacktests,
    private readonly cancel: CancelBacktest,
  ) {}

  @Post()
  @HttpCode(202)
  @Access('rules.publish')
  @ApiOperation({ summary: 'Try rules on the past', description: 'Judges stored comments again with the draft or a version, and says what would have become of them. One at a time on a site.' })
  @ApiAcceptedResponse({ type: BacktestView })
  @ApiProblems('not_possible')
  begin(@CurrentSite() site: Site, @CurrentCall() call: Call, @Body() dto: StartBacktestDto): Promise<Plain<BacktestView>> {
    return this.start.execute(site, call, dto);
  }

  @Get()
  @Access('rules.read')
  @ApiOperation({ summary: 'Backtests, newest first' })
  @ApiOkResponse({ type: BacktestListView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Query() query: PageQuery): Promise<Page<Plain<BacktestView>>> {
    return this.show.list(site, query);
  }

  @Get(':id')
  @Access('rules.read')
  @ApiOperation({ summary: 'A backtest with its progress and result' })
  @ApiOkResponse({ type: BacktestView })
  @ApiProblems()
  one(@CurrentSite() site: Site, @Param('id') id: string): Promise<Plain<BacktestView>> {
    return this.show.one(site, uuidParam(id));
  }

  @Get(':id/changes')
  @Access('rules.read')
  @ApiOperation({ summary: 'Comments whose verdict a backtest changed, newest first', description: 'At most 10,000 of each kind, and those of the latest 20 backtests; the result says how many there were.' })
  @ApiOkResponse({ type: BacktestChangeListView })
  @ApiProblems()
  changes(@CurrentSite() site: Site, @Param('id') id: string, @Query() query: BacktestChangesQuery): Promise<Page<Plain<BacktestChangeView>>> {
    return this.show.changes(site, uuidParam(id), query);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('rules.publish')
  @ApiOperation({ summary: 'Cancel a backtest' })
  @ApiNoContentResponse()
  @ApiProblems('not_possible')
  async end(@CurrentSite() site: Site, @Param('id') id: string): Promise<void> {
    await this.cancel.execute(site, uuidParam(id));
  }
}
