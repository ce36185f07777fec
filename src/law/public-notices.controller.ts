import { Body, Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentSite, Public } from '../access/access.decorator';
import type { Site } from '../domain/actor';
import type { Plain } from '../platform/http/plain';
import { ApiProblems } from '../platform/http/problem.dto';
import { AnswerNotifier } from './answer-notifier';
import { AskNoticeDto, GiveNoticeDto } from './notice.dto';
import { NoticeAnswerView, NoticeReceiptView } from './notice.view';
import { TakeNotice } from './take-notice';

@ApiTags('Law')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site')
export class PublicNoticesController {
  constructor(
    private readonly notices: TakeNotice,
    private readonly answer: AnswerNotifier,
  ) {}

  @Public()
  @Post('notices')
  @ApiOperation({ summary: 'Give notice of illegal content', description: 'Digital Services Act, article 16. Anybody may; the answer confirms the receipt and names the reference with which the notifier asks for the outcome.' })
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: NoticeReceiptView })
  @ApiProblems('not_possible')
  give(@CurrentSite() site: Site, @Body() dto: GiveNoticeDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Plain<NoticeReceiptView>> {
    return this.notices.give(site, dto, { request, reply });
  }

  /** By POST, so that the reference stands in no address that somebody logs. */
  @Public()
  @Post('notices::status')
  @HttpCode(200)
  @ApiOperation({ summary: 'What became of a notice', description: 'For the notifier, who knows the reference.' })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: NoticeAnswerView })
  @ApiProblems()
  status(@CurrentSite() site: Site, @Body() { reference }: AskNoticeDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Plain<NoticeAnswerView>> {
    return this.answer.execute(site, reference, { request, reply });
  }
}
