import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, type WeirRequest } from '../../access/access.decorator';
import { ApiProblems } from '../../platform/http/problem.dto';
import { OpenStream, StreamQuery } from './open-stream';

/** No cache keeps it, no proxy changes it or waits until it has a buffer full. */
const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' };

@ApiTags('Review')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site')
export class StreamController {
  constructor(private readonly openStream: OpenStream) {}

  @Get('review/stream')
  @Access('review.read')
  @ApiOperation({ summary: 'What happens at the desk, as it happens', description: 'Server-sent events. `id` is the position in the log; a client that comes back with it as `Last-Event-ID` gets what it missed, each event once and in order. Types and data: docs/stream-and-statistics.md.' })
  @ApiHeader({ name: 'last-event-id', required: false, description: 'The id of the last event you have. Browsers send it by themselves.' })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @ApiProblems()
  async stream(@Query() query: StreamQuery, @Req() request: WeirRequest, @Res() reply: FastifyReply): Promise<void> {
    const stream = await this.openStream.execute(request, query);
    // Fastify ends the stream with the answer, but for HEAD, which is answered without one.
    reply.raw.once('close', () => stream.destroy());
    await reply.headers(HEADERS).send(stream);
  }
}
