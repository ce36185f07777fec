import { Injectable } from '@nestjs/common';
import type { DialectCall } from '../../../access/connections/dialect-call';
import type { Sender } from '../../prepare-submission';
import { type AkismetFields, textOf } from './akismet-fields';
import { callbackProblem } from './callback-problem';
import { type AkismetVerdict, CheckAkismetComment } from './check-akismet-comment';

/** WordPress asks again after twice this time, unless it is called back before. */
const RECHECK_SECONDS = 1_800;

export interface AkismetAnswer {
  readonly body: 'true' | 'false' | 'invalid';
  readonly headers: Readonly<Record<string, string>>;
}

/** `comment-check` in the protocol's words: a comment that waits for a moderator is `false` with a time to ask again. */
@Injectable()
export class AnswerAkismetCheck {
  constructor(private readonly check: CheckAkismetComment) {}

  async execute(fields: AkismetFields, sender: Sender, call: DialectCall): Promise<AkismetAnswer> {
    call.operation = 'comment-check';
    const blog = textOf(fields, 'blog', 2_000);
    if (blog === null) {
      call.tell('invalid');
      call.note('There was no blog field, which the protocol demands.');
      return { body: 'invalid', headers: { 'x-akismet-debug-help': 'Empty "blog" value' } };
    }
    const problem = callbackProblem(textOf(fields, 'callback', 1_000), call.connection.settings.callbackHosts);
    if (problem !== null) call.note(problem);
    const verdict = await this.check.execute(fields, { ...sender, idempotencyKey: null, isForeign: true }, call);
    const answer = answerTo(verdict, call.connection.settings.heldAs);
    call.tell(`${answer.body} (${verdict.status})`);
    call.count(callerOf(blog), answer.body === 'true' ? 'spam' : 'ham');
    return answer;
  }
}

function answerTo({ status, guid, isDiscarded }: AkismetVerdict, heldAs: 'ham' | 'spam'): AkismetAnswer {
  const headers = { 'x-akismet-guid': guid };
  switch (status) {
    case 'published':
      return { body: 'false', headers };
    case 'held':
      return heldAs === 'spam' ? { body: 'true', headers } : { body: 'false', headers: { ...headers, 'x-akismet-recheck-after': String(RECHECK_SECONDS) } };
    case 'rejected':
    case 'withdrawn':
      return { body: 'true', headers: isDiscarded ? { ...headers, 'x-akismet-pro-tip': 'discard' } : headers };
  }
}

/** The blog without what tells nothing: `news.example/blog`. */
export function callerOf(blog: string): string {
  return blog.trim().replace(/^https?:\/\//i, '').replace(/\/+$/, '').toLowerCase();
}
