import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Dialect } from '../../../access/access.decorator';
import { CurrentDialectCall, type DialectCall } from '../../../access/connections/dialect-call';
import { ModerateTexts, type Moderation } from './moderate-texts';
import { OPENAI } from './openai-protocol';

/** OpenAI's moderation endpoint, for software that was built on it. */
@ApiExcludeController()
@Controller('v1/moderations')
export class OpenAiController {
  constructor(private readonly moderating: ModerateTexts) {}

  @Dialect(OPENAI)
  @Post()
  @HttpCode(200)
  moderate(@CurrentDialectCall() call: DialectCall, @Body() body: unknown): Promise<Moderation> {
    return this.moderating.execute(call, body);
  }
}
