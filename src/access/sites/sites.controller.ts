import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Site } from '../../domain/actor';
import type { Page } from '../../platform/http/pages';
import { ApiProblems } from '../../platform/http/problem.dto';
import { Access, CurrentSite, OwnerOnly } from '../access.decorator';
import { type Call, CurrentCall } from '../call';
import { PageQuery } from '../page-query';
import type { Plain } from '../../platform/http/plain';
import { ChangeSettings } from './change-settings';
import { CreateSite } from './create-site';
import { ListSites } from './list-sites';
import { ChangeSettingsDto, SettingsView } from './settings.dto';
import { ShowSettings } from './show-settings';
import { CreateSiteDto, SitePageView, SiteView, toSiteView } from './site.dto';

@ApiTags('Sites')
@Controller('v1/sites')
export class SitesController {
  constructor(
    private readonly sites: ListSites,
    private readonly createSite: CreateSite,
    private readonly settings: ShowSettings,
    private readonly changeSettings: ChangeSettings,
  ) {}

  @OwnerOnly()
  @Get()
  @ApiOperation({ summary: 'All sites, by slug' })
  @ApiOkResponse({ type: SitePageView })
  @ApiProblems()
  list(@Query() query: PageQuery): Promise<Page<Plain<SiteView>>> {
    return this.sites.execute(query);
  }

  @OwnerOnly()
  @Post()
  @ApiOperation({ summary: 'Make a site with its first rule set, queues and policies' })
  @ApiCreatedResponse({ type: SiteView })
  @ApiProblems('already_exists')
  async create(@CurrentCall() call: Call, @Body() body: CreateSiteDto): Promise<Plain<SiteView>> {
    return toSiteView(await this.createSite.execute(call, body));
  }

  @Access('settings.read')
  @Get(':site/settings')
  @ApiOperation({ summary: 'Settings of the site' })
  @ApiParam({ name: 'site' })
  @ApiOkResponse({ type: SettingsView })
  @ApiProblems()
  show(@CurrentSite() site: Site): Promise<Plain<SettingsView>> {
    return this.settings.execute(site);
  }

  @Access('settings.manage')
  @Patch(':site/settings')
  @ApiOperation({ summary: 'Change the settings that are named; the others stay' })
  @ApiParam({ name: 'site' })
  @ApiOkResponse({ type: SettingsView })
  @ApiProblems()
  change(@CurrentCall() call: Call, @CurrentSite() site: Site, @Body() body: ChangeSettingsDto): Promise<Plain<SettingsView>> {
    return this.changeSettings.execute(call, site, body);
  }
}
