import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../access/access.decorator';
import { type Call, CurrentCall } from '../access/call';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { type Page, uuidParam } from '../platform/http/pages';
import { ApiProblems } from '../platform/http/problem.dto';
import { AddWebhook } from './add-webhook';
import { ListWebhooks } from './list-webhooks';
import { ShowWebhook } from './show-webhook';
import { AddWebhookDto, WebhookListView, WebhookView, WebhookWithSecretView } from './webhook.dto';

@ApiTags('Webhooks')
@ApiParam({ name: 'site' })
@Controller('v1/sites/:site/webhooks')
export class WebhooksController {
  constructor(
    private readonly listWebhooks: ListWebhooks,
    private readonly addWebhook: AddWebhook,
    private readonly showWebhook: ShowWebhook,
  ) {}

  @Access('webhooks.manage')
  @Get()
  @ApiOperation({ summary: 'Webhook endpoints of the site' })
  @ApiOkResponse({ type: WebhookListView })
  @ApiProblems()
  list(@CurrentSite() site: Site): Promise<Page<Plain<WebhookView>>> {
    return this.listWebhooks.execute(site);
  }

  @Access('webhooks.manage')
  @Post()
  @ApiOperation({ summary: 'Add an endpoint; its signing secret is shown this once' })
  @ApiCreatedResponse({ type: WebhookWithSecretView })
  @ApiProblems('not_possible')
  add(@CurrentCall() call: Call, @CurrentSite() site: Site, @Body() body: AddWebhookDto): Promise<Plain<WebhookWithSecretView>> {
    return this.addWebhook.execute(call, site, body);
  }

  @Access('webhooks.manage')
  @Get(':id')
  @ApiOperation({ summary: 'One endpoint' })
  @ApiOkResponse({ type: WebhookView })
  @ApiProblems()
  show(@CurrentSite() site: Site, @Param('id') id: string): Promise<Plain<WebhookView>> {
    return this.showWebhook.execute(site, uuidParam(id));
  }
}
