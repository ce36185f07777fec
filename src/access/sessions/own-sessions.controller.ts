import { Controller, Delete, Get, HttpCode, Param, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { PersonId } from '../../domain/ids';
import { type Page, uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { AnyPerson } from '../access.decorator';
import { type Call, CurrentCall } from '../call';
import { CurrentPersonId, CurrentSession } from '../current-person';
import type { BrowserSession } from '../guard/credential';
import { PageQuery } from '../page-query';
import { EndSessions } from './end-sessions';
import { ListSessions, OwnSessionPageView, type OwnSessionView } from './list-sessions';
import { SessionCookie } from './session-cookie';

@ApiTags('Me')
@Controller('v1/me/sessions')
export class OwnSessionsController {
  constructor(
    private readonly sessions: ListSessions,
    private readonly endSessions: EndSessions,
    private readonly cookie: SessionCookie,
  ) {}

  @AnyPerson()
  @Get()
  @ApiOperation({ summary: 'Where the caller is signed in, newest first' })
  @ApiOkResponse({ type: OwnSessionPageView })
  @ApiProblems()
  list(@CurrentPersonId() id: PersonId, @CurrentSession() session: BrowserSession, @Query() query: PageQuery): Promise<Page<Plain<OwnSessionView>>> {
    return this.sessions.execute(id, session.id, query);
  }

  /** Signs out everywhere, here too. */
  @AnyPerson()
  @Delete()
  @ApiOperation({ summary: 'Sign out everywhere' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems()
  async endAll(@CurrentCall() call: Call, @CurrentPersonId() id: PersonId, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.endSessions.execute(call, id, null);
    this.cookie.clear(reply);
  }

  @AnyPerson()
  @Delete(':id')
  @ApiOperation({ summary: 'End one of the own sessions' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems()
  end(@CurrentCall() call: Call, @CurrentPersonId() personId: PersonId, @Param('id') id: string): Promise<void> {
    return this.endSessions.execute(call, personId, uuidParam(id));
  }
}
