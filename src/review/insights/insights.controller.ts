import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator';
import { ApiProblems } from '../../platform/http/problem.dto';
import { type DeskLook, Looking } from '../desk-call';
import { DecisionTimesListView, InsightQuery, LoadListView, QueueAgesListView, SeriesQuery, VolumeListView } from './insight.dto';
import { ShowInsights } from './show-insights';
import { ShowQueueAges } from './show-queue-ages';

@ApiTags('Insights')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/insights')
export class InsightsController {
  constructor(
    private readonly show: ShowInsights,
    private readonly queueAges: ShowQueueAges,
  ) {}

  @Get('volume')
  @Access('review.read')
  @ApiOperation({ summary: 'What came in and what was decided, over time' })
  @ApiOkResponse({ type: VolumeListView })
  @ApiProblems()
  volume(@Query() query: SeriesQuery, @Looking() look: DeskLook): ReturnType<ShowInsights['volume']> {
    return this.show.volume(query, look);
  }

  @Get('decision-times')
  @Access('review.read')
  @ApiOperation({ summary: 'How long what was decided had waited, over time' })
  @ApiOkResponse({ type: DecisionTimesListView })
  @ApiProblems()
  decisionTimes(@Query() query: SeriesQuery, @Looking() look: DeskLook): ReturnType<ShowInsights['decisionTimes']> {
    return this.show.decisionTimes(query, look);
  }

  @Get('queues')
  @Access('review.read')
  @ApiOperation({ summary: 'How old what waits is, in each queue, now' })
  @ApiOkResponse({ type: QueueAgesListView })
  @ApiProblems()
  queues(@Looking() look: DeskLook): ReturnType<ShowQueueAges['execute']> {
    return this.queueAges.execute(look);
  }

  @Get('load')
  @Access('review.read')
  @ApiOperation({ summary: 'How much each person decided on each day', description: 'By name, without any ranking. Who may not read the log (`audit.read`) sees only themselves.' })
  @ApiOkResponse({ type: LoadListView })
  @ApiProblems()
  load(@Query() query: InsightQuery, @Looking() look: DeskLook): ReturnType<ShowInsights['load']> {
    return this.show.load(query, look);
  }
}
