import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator';
import { ApiProblems } from '../platform/http/problem.dto';
import { type DeskLook, Looking } from './desk-call';
import { ListQueues } from './queues/list-queues';
import { QueueListView } from './queues/queue.view';

@ApiTags('Review')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site')
export class DeskController {
  constructor(private readonly listQueues: ListQueues) {}

  @Get('review/queues')
  @Access('review.read')
  @ApiOperation({ summary: 'Queues with what waits in them' })
  @ApiOkResponse({ type: QueueListView })
  @ApiProblems()
  queues(@Looking() look: DeskLook): ReturnType<ListQueues['execute']> {
    return this.listQueues.execute(look);
  }
}
