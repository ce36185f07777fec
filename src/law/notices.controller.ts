import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access, CurrentActor, CurrentSite } from '../access/access.decorator';
import { type Call, CurrentCall } from '../access/call';
import type { Actor, Site } from '../domain/actor';
import { type Page, uuidParam } from '../platform/http/pages';
import type { Plain } from '../platform/http/plain';
import { ApiProblems } from '../platform/http/problem.dto';
import { EraseNotifier } from './erase-notifier';
import { ListNotices, ListNoticesQuery } from './list-notices';
import { EraseNotifierDto, ForwardNoticeDto } from './notice.dto';
import { NoticeListView, NoticeReceiptView, NoticeView, NotifierErasedView, NotifierView } from './notice.view';
import { ReadNotifier } from './read-notifier';
import { TakeNotice } from './take-notice';

@ApiTags('Law')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/law')
export class NoticesController {
  constructor(
    private readonly take: TakeNotice,
    private readonly notices: ListNotices,
    private readonly notifier: ReadNotifier,
    private readonly erase: EraseNotifier,
  ) {}

  @Post('notices')
  @Access('reports.write')
  @ApiOperation({ summary: 'Hand on a notice that reached the site in another way', description: "For the site's server: by mail, by its own form, from a trusted flagger." })
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: NoticeReceiptView })
  @ApiProblems('not_possible')
  forward(@CurrentSite() site: Site, @CurrentActor() actor: Actor, @Body() dto: ForwardNoticeDto, @Req() request: FastifyRequest): Promise<Plain<NoticeReceiptView>> {
    return this.take.forward(dto, { site, actor, request });
  }

  @Get('notices')
  @Access('audit.read')
  @ApiOperation({ summary: 'Notices of illegal content, newest first' })
  @ApiOkResponse({ type: NoticeListView })
  @ApiProblems()
  list(@CurrentSite() site: Site, @Query() query: ListNoticesQuery): Promise<Page<Plain<NoticeView>>> {
    return this.notices.execute(site, query);
  }

  @Get('notices/:id')
  @Access('audit.read')
  @ApiOperation({ summary: 'One notice of illegal content' })
  @ApiOkResponse({ type: NoticeView })
  @ApiProblems()
  one(@CurrentSite() site: Site, @Param('id') id: string): Promise<Plain<NoticeView>> {
    return this.notices.one(site, uuidParam(id));
  }

  @Get('notices/:id/notifier')
  @Access('privacy.manage')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Who gave a notice', description: 'To answer them. The log says who asked.' })
  @ApiOkResponse({ type: NotifierView })
  @ApiProblems('gone')
  who(@CurrentSite() site: Site, @CurrentCall() call: Call, @Param('id') id: string): Promise<Plain<NotifierView>> {
    return this.notifier.execute(site, call, uuidParam(id));
  }

  @Post('notices::erase-notifier')
  @HttpCode(200)
  @Access('privacy.manage')
  @ApiOperation({ summary: 'Forget who gave notices from an address', description: 'Name, address, explanation and reference go; that there were notices and what was decided stays.' })
  @ApiOkResponse({ type: NotifierErasedView })
  @ApiProblems()
  forget(@CurrentSite() site: Site, @CurrentCall() call: Call, @Body() { email }: EraseNotifierDto): Promise<Plain<NotifierErasedView>> {
    return this.erase.execute(site, call, email);
  }
}
