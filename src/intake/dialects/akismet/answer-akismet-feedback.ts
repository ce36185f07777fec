import { Injectable } from '@nestjs/common';
import type { DialectCall } from '../../../access/connections/dialect-call';
import type { Sender } from '../../prepare-submission';
import { type AkismetFields, textOf } from './akismet-fields';
import { callerOf } from './answer-akismet-check';
import { TakeAkismetFeedback } from './take-akismet-feedback';

/** Clients compare the sentence. */
const THANKS = 'Thanks for making the web a better place.';

/** `submit-spam` and `submit-ham` in the protocol's words: it thanks, whatever came of it. */
@Injectable()
export class AnswerAkismetFeedback {
  constructor(private readonly take: TakeAkismetFeedback) {}

  async execute(fields: AkismetFields, kind: 'spam' | 'ham', sender: Sender, call: DialectCall): Promise<string> {
    call.operation = `submit-${kind}`;
    const outcome = await this.take.execute(fields, kind === 'spam', { ...sender, idempotencyKey: null, isForeign: true }, call);
    call.tell(outcome);
    if (outcome !== 'test') call.count(callerOf(textOf(fields, 'blog', 2_000) ?? ''), kind === 'spam' ? 'missedSpam' : 'falsePositives');
    return THANKS;
  }
}
