import { Body, Controller, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../access/access.decorator';
import { type Call, CurrentCall } from '../access/call';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { uuidParam } from '../platform/http/pages';
import { ApiProblems } from '../platform/http/problem.dto';
import { ChangeWebhook } from './change-webhook';
import { DeliveryView } from './delivery.dto';
import { RemoveWebhook } from './remove-webhook';
import { RotateSecret } from './rotate-secret';
import { TestWebhook } from './test-webhook';
import { ChangeWebhookDto, WebhookView, WebhookWithSecretView } from './webhook.dto';

@ApiTags('Webhooks')
@ApiParam({ name: 'site' })
@Controller('v1/sites/:site/webhooks/:id')
export class WebhookController {
  constructor(
    private readonly changeWebhook: ChangeWebhook,
    private readonly removeWebhook: RemoveWebhook,
    private readonly rotateSecret: RotateSecret,
    private readonly testWebhook: TestWebhook,
  ) {}

  @Access('webhooks.manage')
  @Patch()
  @ApiOperation({ summary: 'Change an endpoint, or switch it off and on' })
  @ApiOkResponse({ type: WebhookView })
  @ApiProblems()
  change(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string, @Body() body: ChangeWebhookDto): Promise<Plain<WebhookView>> {
    return this.changeWebhook.execute(call, site, uuidParam(id), body);
  }

  @Access('webhooks.manage')
  @Delete()
  @ApiOperation({ summary: 'Remove an endpoint with its deliveries' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiProblems()
  remove(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string): Promise<void> {
    return this.removeWebhook.execute(call, site, uuidParam(id));
  }

  @Access('webhooks.manage')
  @Post('rotate')
  @ApiOperation({ summary: 'New signing secret; the old one signs as well for a while' })
  @ApiCreatedResponse({ type: WebhookWithSecretView })
  @ApiProblems()
  rotate(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string): Promise<Plain<WebhookWithSecretView>> {
    return this.rotateSecret.execute(call, site, uuidParam(id));
  }

  @Access('webhooks.manage')
  @Post('test')
  @ApiOperation({ summary: 'Send a test message now' })
  @ApiCreatedResponse({ type: DeliveryView })
  @ApiProblems('not_possible')
  test(@CurrentSite() site: Site, @Param('id') id: string): Promise<Plain<DeliveryView>> {
    return this.testWebhook.execute(site, uuidParam(id));
  }
}
