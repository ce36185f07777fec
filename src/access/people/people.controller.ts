import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Site } from '../../domain/actor';
import { type Page, uuidParam } from '../../platform/http/pages';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Access, CurrentSite } from '../access.decorator';
import { type Call, CurrentCall } from '../call';
import { PageQuery } from '../page-query';
import type { Plain } from '../../platform/http/plain';
import { AddPerson } from './add-person';
import { ChangeMember } from './change-member';
import { ListPeople } from './list-people';
import { AddPersonDto, ChangeMemberDto, MemberPageView, MemberView, NewMemberView } from './member.dto';
import { SignOutPerson } from '../sessions/sign-out-person';
import { RemovePerson } from './remove-person';

@ApiTags('People')
@ApiParam({ name: 'site' })
@Controller('v1/sites/:site/people')
export class PeopleController {
  constructor(
    private readonly people: ListPeople,
    private readonly addPerson: AddPerson,
    private readonly changeMember: ChangeMember,
    private readonly removePerson: RemovePerson,
    private readonly signOutPerson: SignOutPerson,
  ) {}

  @Access('people.manage')
  @Get()
  @ApiOperation({ summary: 'People of the site with their roles' })
  @ApiOkResponse({ type: MemberPageView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Query() query: PageQuery): Promise<Page<Plain<MemberView>>> {
    return this.people.execute(site, query);
  }

  @Access('people.manage')
  @Post()
  @ApiOperation({ summary: 'Open an account for a person, with a role on the site' })
  @ApiCreatedResponse({ type: NewMemberView })
  @ApiProblems('already_exists', 'not_possible')
  add(@CurrentCall() call: Call, @CurrentSite() site: Site, @Body() body: AddPersonDto): Promise<Plain<NewMemberView>> {
    return this.addPerson.execute(call, site, body);
  }

  @Access('people.manage')
  @Patch(':id')
  @ApiOperation({ summary: 'Change the role or the sections of a person' })
  @ApiOkResponse({ type: MemberView })
  @ApiProblems('not_possible')
  change(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string, @Body() body: ChangeMemberDto): Promise<Plain<MemberView>> {
    return this.changeMember.execute(call, site, uuidParam(id), body);
  }

  @Access('people.manage')
  @Delete(':id')
  @ApiOperation({ summary: 'Take a person off the site' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems('not_possible')
  remove(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string): Promise<void> {
    return this.removePerson.execute(call, site, uuidParam(id));
  }

  /** Ends every session of a person who works on the site, wherever they are signed in. */
  @Access('people.manage')
  @Delete(':id/sessions')
  @ApiOperation({ summary: 'Sign a person out of every browser' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems()
  signOut(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string): Promise<void> {
    return this.signOutPerson.execute(call, site, uuidParam(id));
  }
}
