import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Site } from '../../domain/actor';
import { type Page, uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Access, CurrentSite } from '../access.decorator';
import { type Call, CurrentCall } from '../call';
import { PageQuery } from '../page-query';
import { AddConnection } from './add-connection';
import { ChangeConnectionSecret } from './change-connection-secret';
import { ChangeConnection } from './change-connection';
import { AddConnectionDto, ChangeConnectionDto, ChangeConnectionSecretDto, ConnectionCallsView, ConnectionPageView, ConnectionTestView, ConnectionView, NewConnectionView } from './connection.dto';
import { ListConnectionCalls } from './list-connection-calls';
import { ListConnections } from './list-connections';
import { RemoveConnection } from './remove-connection';
import { TestConnection } from './test-connection';

@ApiTags('Connections')
@ApiParam({ name: 'site' })
@Controller('v1/sites/:site/connections')
export class ConnectionsController {
  constructor(
    private readonly connections: ListConnections,
    private readonly add: AddConnection,
    private readonly change: ChangeConnection,
    private readonly changeSecret: ChangeConnectionSecret,
    private readonly remove: RemoveConnection,
    private readonly lastCalls: ListConnectionCalls,
    private readonly test: TestConnection,
  ) {}

  @Access('keys.manage')
  @Get()
  @ApiOperation({ summary: "Connections of software that speaks another filter's protocol, newest first, without their secrets" })
  @ApiOkResponse({ type: ConnectionPageView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Query() query: PageQuery): Promise<Page<Plain<ConnectionView>>> {
    return this.connections.execute(site, query);
  }

  @Access('keys.manage')
  @Post()
  @ApiOperation({ summary: 'Make a connection; its secret is shown this once' })
  @ApiCreatedResponse({ type: NewConnectionView })
  @ApiProblems('not_possible')
  create(@CurrentCall() call: Call, @CurrentSite() site: Site, @Body() body: AddConnectionDto): Promise<Plain<NewConnectionView>> {
    return this.add.execute(call, site, body);
  }

  @Access('keys.manage')
  @Patch(':id')
  @ApiOperation({ summary: 'Rename a connection, change its settings, switch it off or on' })
  @ApiOkResponse({ type: ConnectionView })
  @ApiProblems('not_possible')
  alter(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string, @Body() body: ChangeConnectionDto): Promise<Plain<ConnectionView>> {
    return this.change.execute(call, site, uuidParam(id), body);
  }

  @Access('keys.manage')
  @Delete(':id')
  @ApiOperation({ summary: 'End a connection at once and for good' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems()
  end(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string): Promise<void> {
    return this.remove.execute(call, site, uuidParam(id));
  }

  @Access('keys.manage')
  @Post(':id/secret')
  @ApiOperation({ summary: 'Give a connection its next secret', description: 'Shown this once. The secrets before it count for `keepPreviousHours` more.' })
  @ApiCreatedResponse({ type: NewConnectionView })
  @ApiProblems('not_possible')
  rotate(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string, @Body() body: ChangeConnectionSecretDto): Promise<Plain<NewConnectionView>> {
    return this.changeSecret.execute(call, site, uuidParam(id), body);
  }

  @Access('keys.manage')
  @Get(':id/calls')
  @ApiOperation({ summary: 'The last calls of a connection', description: 'For setting one up: never a text, an address or a secret. A process that is killed forgets its last second.' })
  @ApiOkResponse({ type: ConnectionCallsView })
  @ApiProblems()
  calls(@CurrentSite() site: Site, @Param('id') id: string): Promise<Plain<ConnectionCallsView>> {
    return this.lastCalls.execute(site, uuidParam(id));
  }

  @Access('keys.manage')
  @Post(':id/test')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go through what a connection needs, and show its last calls', description: 'Changes nothing.' })
  @ApiOkResponse({ type: ConnectionTestView })
  @ApiProblems()
  tryOut(@CurrentSite() site: Site, @Param('id') id: string): Promise<Plain<ConnectionTestView>> {
    return this.test.execute(site, uuidParam(id));
  }
}
