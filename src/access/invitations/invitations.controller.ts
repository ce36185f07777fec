import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Site } from '../../domain/actor';
import { type Page, uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Access, CurrentSite } from '../access.decorator';
import { type Call, CurrentCall } from '../call';
import { type BrowserCall, FromBrowser } from '../current-person';
import { PageQuery } from '../page-query';
import { InvitationPageView, type InvitationView, InvitePersonDto, NewInvitationView } from './invitation.dto';
import { InvitePerson } from './invite-person';
import { ListInvitations } from './list-invitations';
import { RevokeInvitation } from './revoke-invitation';

@ApiTags('People')
@ApiParam({ name: 'site' })
@Controller('v1/sites/:site/invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: ListInvitations,
    private readonly invitePerson: InvitePerson,
    private readonly revokeInvitation: RevokeInvitation,
  ) {}

  @Access('people.manage')
  @Get()
  @ApiOperation({ summary: 'Invitations that can still be accepted, newest first, without their links' })
  @ApiOkResponse({ type: InvitationPageView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Query() query: PageQuery): Promise<Page<Plain<InvitationView>>> {
    return this.invitations.execute(site, query);
  }

  /** Only from a browser: a script's token makes no links that let people in. */
  @Access('people.manage')
  @Post()
  @ApiOperation({ summary: 'Invite somebody by their address: the link in the answer is shown this once' })
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: NewInvitationView })
  @ApiProblems('already_exists', 'not_possible')
  invite(@FromBrowser() call: BrowserCall, @CurrentSite() site: Site, @Body() body: InvitePersonDto): Promise<Plain<NewInvitationView>> {
    return this.invitePerson.execute(call, site, body);
  }

  @Access('people.manage')
  @Delete(':id')
  @ApiOperation({ summary: 'Take an invitation back' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems()
  revoke(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string): Promise<void> {
    return this.revokeInvitation.execute(call, site, uuidParam(id));
  }
}
