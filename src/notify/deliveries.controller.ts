import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../access/access.decorator';
import { PageQuery } from '../access/page-query';
import type { Plain } from '../platform/http/plain';
import type { Site } from '../domain/actor';
import { type Page, uuidParam } from '../platform/http/pages';
import { ApiProblems } from '../platform/http/problem.dto';
import { DeliveryPageView, DeliveryView } from './delivery.dto';
import { ListDeliveries } from './list-deliveries';
import { ReplayDelivery } from './replay-delivery';

@ApiTags('Webhooks')
@ApiParam({ name: 'site' })
@Controller('v1/sites/:site/webhooks')
export class DeliveriesController {
  constructor(
    private readonly listDeliveries: ListDeliveries,
    private readonly replayDelivery: ReplayDelivery,
  ) {}

  @Access('webhooks.manage')
  @Get(':id/deliveries')
  @ApiOperation({ summary: 'Deliveries to an endpoint, newest first, with every attempt' })
  @ApiOkResponse({ type: DeliveryPageView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Param('id') id: string, @Query() query: PageQuery): Promise<Page<Plain<DeliveryView>>> {
    return this.listDeliveries.execute(site, uuidParam(id), query);
  }

  @Access('webhooks.manage')
  @Post('deliveries/:id/replay')
  @ApiOperation({ summary: 'Send a delivery again' })
  @ApiCreatedResponse({ type: DeliveryView })
  @ApiProblems('not_possible')
  replay(@CurrentSite() site: Site, @Param('id') id: string): Promise<Plain<DeliveryView>> {
    return this.replayDelivery.execute(site, uuidParam(id));
  }
}
