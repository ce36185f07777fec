import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator';
import { ApiProblems } from '../platform/http/problem.dto';
import { type DeskLook, Looking } from './desk-call';
import { EventListView, ListEvents, ListEventsQuery } from './list-events';
import { ListQueues, QueueListView } from './list-queues';

@ApiTags('Review')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site')
export class DeskController {
  constructor(
    private readonly listQueues: ListQueues,
    private readonly listEvents: ListEvents,
  ) {}

  @Get('review/queues')
  @Access('review.read')
  @ApiOperation({ summary: 'Queues with what waits in them' })
  @ApiOkResponse({ type: QueueListView })
  @ApiProblems()
  queues(@Looking() look: DeskLook): ReturnType<ListQueues['execute']> {
    return this.listQueues.execute(look);
  }

  @Get('review/events')
  @Access('audit.read')
  @ApiOperation({ summary: 'What happened, in an order that never changes' })
  @ApiOkResponse({ type: EventListView })
  @ApiProblems()
  events(@Query() query: ListEventsQuery, @Looking() look: DeskLook): ReturnType<ListEvents['execute']> {
    return this.listEvents.execute(query, look);
  }
}
