import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Site } from '../../domain/actor';
import { type Page, uuidParam } from '../../platform/http/pages';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Access, CurrentSite } from '../access.decorator';
import { type Call, CurrentCall } from '../call';
import { PageQuery } from '../page-query';
import type { Plain } from '../../platform/http/plain';
import { CreateKey } from './create-key';
import { CreateKeyDto, KeyPageView, type KeyView, NewKeyView } from './key.dto';
import { ListKeys } from './list-keys';
import { RevokeKey } from './revoke-key';

@ApiTags('Keys')
@ApiParam({ name: 'site' })
@Controller('v1/sites/:site/keys')
export class KeysController {
  constructor(
    private readonly keys: ListKeys,
    private readonly createKey: CreateKey,
    private readonly revokeKey: RevokeKey,
  ) {}

  @Access('keys.manage')
  @Get()
  @ApiOperation({ summary: 'Keys of the site, newest first, without their secrets' })
  @ApiOkResponse({ type: KeyPageView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Query() query: PageQuery): Promise<Page<Plain<KeyView>>> {
    return this.keys.execute(site, query);
  }

  @Access('keys.manage')
  @Post()
  @ApiOperation({ summary: 'Make a key; its secret is shown this once' })
  @ApiCreatedResponse({ type: NewKeyView })
  @ApiProblems()
  create(@CurrentCall() call: Call, @CurrentSite() site: Site, @Body() body: CreateKeyDto): Promise<Plain<NewKeyView>> {
    return this.createKey.execute(call, site, body);
  }

  @Access('keys.manage')
  @Delete(':id')
  @ApiOperation({ summary: 'Revoke a key at once' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems()
  revoke(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string): Promise<void> {
    return this.revokeKey.execute(call, site, uuidParam(id));
  }
}
