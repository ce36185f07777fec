import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import { type Call, CurrentCall } from '../../access/call';
import type { Site } from '../../domain/actor';
import { type Page, uuidParam } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { type DeskLook, Looking } from '../desk-call';
import { ListTemplates } from './list-templates';
import { RemoveTemplate } from './remove-template';
import { RenderTemplate } from './render-template';
import { SaveTemplate } from './save-template';
import { AddTemplateDto, ChangeTemplateDto, ListTemplatesQuery, RenderedView, RenderTemplateDto, TemplateListView, TemplateView } from './template.dto';

@ApiTags('Message templates')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/message-templates')
export class TemplatesController {
  constructor(
    private readonly listTemplates: ListTemplates,
    private readonly save: SaveTemplate,
    private readonly removeTemplate: RemoveTemplate,
    private readonly renderTemplate: RenderTemplate,
  ) {}

  @Get()
  @Access('review.read')
  @ApiOperation({ summary: 'What authors can be written, by name' })
  @ApiOkResponse({ type: TemplateListView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Query() query: ListTemplatesQuery): Promise<Page<Plain<TemplateView>>> {
    return this.listTemplates.execute(site, query);
  }

  @Post()
  @Access('policies.manage')
  @ApiOperation({ summary: 'Add a message template' })
  @ApiCreatedResponse({ type: TemplateView })
  @ApiProblems('already_exists', 'not_possible')
  add(@CurrentCall() call: Call, @CurrentSite() site: Site, @Body() body: AddTemplateDto): Promise<Plain<TemplateView>> {
    return this.save.add(call, site, body);
  }

  @Patch(':id')
  @Access('policies.manage')
  @ApiOperation({ summary: 'Change a message template' })
  @ApiOkResponse({ type: TemplateView })
  @ApiProblems('already_exists')
  change(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string, @Body() body: ChangeTemplateDto): Promise<Plain<TemplateView>> {
    return this.save.change(call, site, uuidParam(id), body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('policies.manage')
  @ApiOperation({ summary: 'Remove a message template' })
  @ApiNoContentResponse()
  @ApiProblems()
  remove(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string): Promise<void> {
    return this.removeTemplate.execute(call, site, uuidParam(id));
  }

  @Post(':id/render')
  @HttpCode(200)
  @Access('review.read')
  @ApiOperation({ summary: 'The text for one review item', description: 'Nothing is sent or stored. What the item cannot fill in stays as it is and is named.' })
  @ApiOkResponse({ type: RenderedView })
  @ApiProblems()
  render(@Looking() look: DeskLook, @Param('id') id: string, @Body() body: RenderTemplateDto): Promise<Plain<RenderedView>> {
    return this.renderTemplate.execute(look, uuidParam(id), body);
  }
}
