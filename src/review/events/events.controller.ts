import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiParam, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../access/access.decorator';
import { ApiProblems } from '../../platform/http/problem.dto';
import { type DeskLook, Looking } from '../desk-call';
import { EventAnswers } from './event-answers';
import { EventQuery } from './event-query.dto';
import { EventListView } from './event.view';

const text = { schema: { type: 'string' } } as const;

@ApiTags('Review')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site')
export class EventsController {
  constructor(private readonly events: EventAnswers) {}

  @Get('review/events')
  @Access('audit.read')
  @ApiOperation({ summary: 'What happened, in an order that never changes', description: 'A page as JSON; with `Accept: application/x-ndjson` or `text/csv`, or with `format`, everything the filters let through as one file.' })
  @ApiExtraModels(EventListView)
  @ApiOkResponse({ content: { 'application/json': { schema: { $ref: getSchemaPath(EventListView) } }, 'application/x-ndjson': text, 'text/csv': text } })
  @ApiProblems()
  async list(@Query() query: EventQuery, @Looking() look: DeskLook, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.events.answer(query, look, { request, reply });
  }
}
