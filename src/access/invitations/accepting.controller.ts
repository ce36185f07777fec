import { Body, Controller, Header, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { AnyPerson, Public } from '../access.decorator';
import { type BrowserCall, FromBrowser } from '../current-person';
import { LinkLimits } from '../links/link-limits';
import { LinkTokenDto } from '../links/link.dto';
import { PersonView } from '../people/person.dto';
import { ShowMe } from '../people/show-me';
import { browserOf } from '../sessions/session.controller';
import { SessionCookie } from '../sessions/session-cookie';
import { SessionView } from '../sessions/session.dto';
import { AcceptInvitation } from './accept-invitation';
import { OpenAccountDto, OpenInvitationView } from './invitation.dto';
import { OpenAccount } from './open-account';
import { ShowInvitation } from './show-invitation';

/** For those who were invited. Tokens come in bodies: an address is written down in many places. */
@ApiTags('Invitations')
@Controller('v1')
export class AcceptingController {
  constructor(
    private readonly invitation: ShowInvitation,
    private readonly openAccount: OpenAccount,
    private readonly accept: AcceptInvitation,
    private readonly me: ShowMe,
    private readonly cookie: SessionCookie,
  ) {}

  @Public()
  @Post('invitations/look')
  @ApiOperation({ summary: 'What an invitation offers' })
  @HttpCode(200)
  @UseGuards(LinkLimits)
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: OpenInvitationView })
  @ApiProblems('invalid_link')
  look(@Body() body: LinkTokenDto, @Req() request: FastifyRequest): Promise<Plain<OpenInvitationView>> {
    return this.invitation.execute(body, request.ip);
  }

  /** Accepts an invitation without having an account: sets the session cookie and tells the CSRF token. */
  @Public()
  @Post('invitations/account')
  @ApiOperation({ summary: 'Accept an invitation with a new account, and be signed in' })
  @UseGuards(LinkLimits)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: SessionView })
  @ApiProblems('invalid_link', 'already_exists')
  async open(@Body() body: OpenAccountDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Plain<SessionView>> {
    const { token, view } = await this.openAccount.execute(body, browserOf(request), request.id);
    this.cookie.set(reply, token);
    return view;
  }

  @AnyPerson()
  @Post('me/invitations')
  @ApiOperation({ summary: 'Accept an invitation with the own account' })
  @HttpCode(200)
  @UseGuards(LinkLimits)
  @ApiOkResponse({ type: PersonView })
  @ApiProblems('invalid_link', 'already_exists', 'not_possible')
  async join(@FromBrowser() call: BrowserCall, @Body() body: LinkTokenDto): Promise<Plain<PersonView>> {
    await this.accept.execute(call, body);
    return this.me.execute(call.actor);
  }
}
