import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import { type Call, CurrentCall } from '../../access/call';
import type { Site } from '../../domain/actor';
import type { Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { type DeskLook, Looking } from '../desk-call';
import { AddQueue } from './add-queue';
import { ChangeQueue } from './change-queue';
import { ListQueues } from './list-queues';
import { AddQueueDto, ChangeQueueDto, RemoveQueueQuery } from './queue.dto';
import { QueueListView, QueueSettingsView, type QueueView } from './queue.view';
import { RemoveQueue } from './remove-queue';

@ApiTags('Review')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/review/queues')
export class QueuesController {
  constructor(
    private readonly listQueues: ListQueues,
    private readonly addQueue: AddQueue,
    private readonly changeQueue: ChangeQueue,
    private readonly removeQueue: RemoveQueue,
  ) {}

  @Get()
  @Access('review.read')
  @ApiOperation({ summary: 'Queues with what waits in them, counted to the last item' })
  @ApiOkResponse({ type: QueueListView })
  @ApiProblems()
  list(@Looking() look: DeskLook): Promise<Page<Plain<QueueView>>> {
    return this.listQueues.execute(look);
  }

  @Post()
  @Access('queues.manage')
  @ApiOperation({ summary: 'Add a queue', description: 'The first queue whose conditions an item meets when it is opened takes it; else the one its rule names; else the default queue.' })
  @ApiCreatedResponse({ type: QueueSettingsView })
  @ApiProblems('already_exists', 'not_possible')
  add(@CurrentCall() call: Call, @CurrentSite() site: Site, @Body() body: AddQueueDto): Promise<Plain<QueueSettingsView>> {
    return this.addQueue.execute(call, site, body);
  }

  @Patch(':id')
  @Access('queues.manage')
  @ApiOperation({ summary: 'Rename, move or set up a queue' })
  @ApiOkResponse({ type: QueueSettingsView })
  @ApiProblems()
  change(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string, @Body() body: ChangeQueueDto): Promise<Plain<QueueSettingsView>> {
    return this.changeQueue.execute(call, site, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('queues.manage')
  @ApiOperation({ summary: 'Remove a queue; what waits in it goes to another' })
  @ApiNoContentResponse()
  @ApiProblems('not_possible')
  remove(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string, @Query() { moveTo }: RemoveQueueQuery): Promise<void> {
    return this.removeQueue.execute(call, site, { id, moveTo });
  }
}
