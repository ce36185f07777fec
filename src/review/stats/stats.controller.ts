import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator';
import { ApiProblems } from '../../platform/http/problem.dto';
import { type DeskLook, Looking } from '../desk-call';
import { ShowStats, DeskStatsQuery, StatsView } from './show-stats';

@ApiTags('Insights')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site')
export class StatsController {
  constructor(private readonly showStats: ShowStats) {}

  @Get('review/stats')
  @Access('review.read')
  @ApiOperation({ summary: 'What was decided, by moderator, rule, policy, queue or section', description: 'Counts are exact and about a second old. Of moderators, who may not read the log (`audit.read`) sees only themselves.' })
  @ApiOkResponse({ type: StatsView })
  @ApiProblems()
  stats(@Query() query: DeskStatsQuery, @Looking() look: DeskLook): ReturnType<ShowStats['execute']> {
    return this.showStats.execute(query, look);
  }
}
