import { Body, Controller, Header, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../../domain/actor';
import { ApiProblems } from '../../platform/http/problem.dto';
import { CurrentSite, Public } from '../access.decorator';
import type { Plain } from '../../platform/http/plain';
import { OpenReaderSession } from './open-reader-session';
import { OpenReaderSessionDto, ReaderSessionView } from './reader-session.dto';

@ApiTags('Readers')
@ApiParam({ name: 'site' })
@Controller('v1/sites/:site/reader-sessions')
export class ReaderSessionsController {
  constructor(private readonly openReaderSession: OpenReaderSession) {}

  /** A token for a reader without an account, for pages of the site's allowed origins. */
  @Public()
  @Post()
  @ApiOperation({ summary: 'Let a reader without an account write: a token for a page of the site' })
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: ReaderSessionView })
  @ApiProblems('origin_not_allowed')
  open(@CurrentSite() site: Site, @Body() body: OpenReaderSessionDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Plain<ReaderSessionView>> {
    return this.openReaderSession.execute(site, body, { request, reply });
  }
}
