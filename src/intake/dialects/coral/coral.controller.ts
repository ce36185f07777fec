import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Dialect } from '../../../access/access.decorator';
import { CurrentDialectCall, type DialectCall } from '../../../access/connections/dialect-call';
import type { Sender } from '../../prepare-submission';
import { CurrentSender } from '../../sender.decorator';
import type { CoralAnswer } from './coral-answer';
import { CORAL } from './coral-protocol';
import { ModerateCoralComment } from './moderate-coral-comment';

/** Coral's external moderation phase. */
@ApiExcludeController()
@Controller('coral')
export class CoralController {
  constructor(private readonly moderate: ModerateCoralComment) {}

  @Dialect(CORAL)
  @HttpCode(200)
  @Post(':connection')
  async phase(@Body() body: unknown, @CurrentSender() sender: Sender, @CurrentDialectCall() call: DialectCall, @Res({ passthrough: true }) reply: FastifyReply): Promise<CoralAnswer | undefined> {
    const answer = await this.moderate.execute(body, sender, call);
    if (answer === null) void reply.status(204);
    return answer ?? undefined;
  }
}
