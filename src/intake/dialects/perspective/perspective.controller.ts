import { Body, Controller, Get, Header, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentSite, Dialect, Public } from '../../../access/access.decorator';
import { CurrentDialectCall, type DialectCall } from '../../../access/connections/dialect-call';
import type { Site } from '../../../domain/actor';
import { AnalyzeComment } from './analyze-comment';
import { DescribeApi } from './describe-api';
import { JSON_TYPE, PERSPECTIVE } from './perspective-protocol';
import { SuggestScore } from './suggest-score';

/** Google's Perspective API, for software that was built on it. Bodies are read by the dialect itself, which words each refusal as Google does. */
@ApiExcludeController()
@Controller()
export class PerspectiveController {
  constructor(
    private readonly analyzing: AnalyzeComment,
    private readonly suggesting: SuggestScore,
    private readonly describing: DescribeApi,
  ) {}

  @Dialect(PERSPECTIVE)
  @Post('v1alpha1/comments::analyze')
  @HttpCode(200)
  @Header('content-type', JSON_TYPE)
  analyze(@CurrentDialectCall() call: DialectCall, @Body() body: unknown): Promise<string> {
    return this.analyzing.execute(call, body);
  }

  @Dialect(PERSPECTIVE)
  @Post('v1alpha1/comments::suggestscore')
  @HttpCode(200)
  @Header('content-type', JSON_TYPE)
  suggest(@CurrentSite() site: Site, @CurrentDialectCall() call: DialectCall, @Body() body: unknown): Promise<string> {
    return this.suggesting.execute(site, call, body);
  }

  @Public()
  @Get('$discovery/rest')
  describe(@Req() request: FastifyRequest, @Query('version') version: string | undefined, @Res() reply: FastifyReply): void {
    this.describing.execute(request, version, reply);
  }
}
