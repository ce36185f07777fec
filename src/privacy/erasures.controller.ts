import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../access/access.decorator';
import { PageQuery } from '../access/page-query';
import type { Site } from '../domain/actor';
import { type Page, uuidParam } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { ApiProblems } from '../platform/http/problem.dto';
import { ErasureListView, ErasureView, QuotationListView, type QuotationView } from './erasure.view';
import { ShowErasures } from './show-erasures';

@ApiTags('Personal data')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/erasures')
export class ErasuresController {
  constructor(private readonly show: ShowErasures) {}

  @Get()
  @Access('privacy.manage')
  @ApiOperation({ summary: 'Erasures, newest first' })
  @ApiOkResponse({ type: ErasureListView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Query() query: PageQuery): Promise<Page<Plain<ErasureView>>> {
    return this.show.list(site, query);
  }

  @Get(':id')
  @Access('privacy.manage')
  @ApiOperation({ summary: 'An erasure with its progress' })
  @ApiOkResponse({ type: ErasureView })
  @ApiProblems()
  one(@CurrentSite() site: Site, @Param('id') id: string): Promise<Plain<ErasureView>> {
    return this.show.one(site, uuidParam(id));
  }

  @Get(':id/quotations')
  @Access('privacy.manage')
  @ApiOperation({ summary: 'Comments of others that quote or name the erased author', description: 'Answers to the erased comments. They stay as they are until a person decides.' })
  @ApiOkResponse({ type: QuotationListView })
  @ApiProblems()
  quotations(@CurrentSite() site: Site, @Param('id') id: string, @Query() query: PageQuery): Promise<Page<Plain<QuotationView>>> {
    return this.show.quotations(site, uuidParam(id), query);
  }
}
