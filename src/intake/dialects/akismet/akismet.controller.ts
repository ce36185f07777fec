import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Dialect } from '../../../access/access.decorator';
import { CurrentDialectCall, type DialectCall } from '../../../access/connections/dialect-call';
import { Public } from '../../../platform/http/access-rule';
import type { Sender } from '../../prepare-submission';
import { CurrentSender } from '../../sender.decorator';
import { AnswerAkismetCheck } from './answer-akismet-check';
import { AnswerAkismetFeedback } from './answer-akismet-feedback';
import { fieldsOf } from './akismet-fields';
import { AKISMET } from './akismet-protocol';
import { AkismetUsage } from './akismet-usage';

/** Akismet's API, for its clients: texts with 200, whatever is said. */
@ApiExcludeController()
@Controller()
export class AkismetController {
  constructor(
    private readonly check: AnswerAkismetCheck,
    private readonly feedback: AnswerAkismetFeedback,
    private readonly usage: AkismetUsage,
  ) {}

  /** Whether there is anybody. */
  @Public()
  @Get('1.1/test')
  reachable(): string {
    return 'connected';
  }

  @Dialect(AKISMET)
  @HttpCode(200)
  @Post('1.1/verify-key')
  verify(@CurrentDialectCall() call: DialectCall): string {
    call.operation = 'verify-key';
    call.tell('valid');
    return 'valid';
  }

  @Dialect(AKISMET)
  @HttpCode(200)
  @Post('1.1/comment-check')
  async checkOne(@Req() request: FastifyRequest, @CurrentSender() sender: Sender, @CurrentDialectCall() call: DialectCall, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { body, headers } = await this.check.execute(fieldsOf(request), sender, call);
    void reply.headers(headers);
    return body;
  }

  @Dialect(AKISMET)
  @HttpCode(200)
  @Post('1.1/submit-spam')
  spam(@Req() request: FastifyRequest, @CurrentSender() sender: Sender, @CurrentDialectCall() call: DialectCall): Promise<string> {
    return this.feedback.execute(fieldsOf(request), 'spam', sender, call);
  }

  @Dialect(AKISMET)
  @HttpCode(200)
  @Post('1.1/submit-ham')
  ham(@Req() request: FastifyRequest, @CurrentSender() sender: Sender, @CurrentDialectCall() call: DialectCall): Promise<string> {
    return this.feedback.execute(fieldsOf(request), 'ham', sender, call);
  }

  /** The plugin says good-bye; the connection stays until somebody removes it here. */
  @Dialect(AKISMET)
  @HttpCode(200)
  @Post('1.1/deactivate')
  deactivate(@CurrentDialectCall() call: DialectCall): string {
    call.operation = 'deactivate';
    call.tell('deactivated');
    return 'deactivated';
  }

  /** What WordPress shows beside the key. */
  @Dialect(AKISMET)
  @HttpCode(200)
  @Post('1.1/get-subscription')
  subscription(@CurrentDialectCall() call: DialectCall): Record<string, unknown> {
    call.operation = 'get-subscription';
    call.tell('active');
    return { account_id: 0, user_id: 0, account_name: 'Weir', account_type: 'weir', status: 'active', limit_reached: false, next_billing_date: false };
  }

  @Dialect(AKISMET)
  @HttpCode(200)
  @Get('1.2/usage-limit')
  limit(@Req() request: FastifyRequest, @CurrentDialectCall() call: DialectCall): Promise<Record<string, unknown>> {
    call.operation = 'usage-limit';
    return this.usage.limit(call.connection, fieldsOf(request));
  }

  @Dialect(AKISMET)
  @HttpCode(200)
  @Post('1.2/usage-limit')
  limitAsked(@Req() request: FastifyRequest, @CurrentDialectCall() call: DialectCall): Promise<Record<string, unknown>> {
    return this.limit(request, call);
  }

  @Dialect(AKISMET)
  @HttpCode(200)
  @Get('1.2/key-sites')
  sites(@Req() request: FastifyRequest, @CurrentDialectCall() call: DialectCall): Promise<Record<string, unknown> | string> {
    call.operation = 'key-sites';
    return this.usage.sites(call.connection, fieldsOf(request));
  }
}
