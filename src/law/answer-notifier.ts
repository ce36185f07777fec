import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressGroup, RateLimits } from '../access/rate-limits';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import { tokenHash } from '../platform/crypto/secrets';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Plain } from '../platform/http/plain';
import { LawNoticeStore } from '../store/law-notice.store';
import { noticeAnswerView, type NoticeAnswerView } from './notice.view';

/** Nobody guesses a reference of 32 random bytes; this spares the database whoever tries. */
const POLICY = { name: 'notice-status', quota: 300, seconds: 3_600 };

/** Tells a notifier what became of a notice, for the reference that only the notifier has. */
@Injectable()
export class AnswerNotifier {
  constructor(
    private readonly work: UnitOfWork,
    private readonly limits: RateLimits,
    private readonly notices: LawNoticeStore,
  ) {}

  async execute(site: Site, reference: string, { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply }): Promise<Plain<NoticeAnswerView>> {
    await this.limits.take(reply, [{ policy: POLICY, parts: [site.id, addressGroup(request.ip)] }]);
    const row = await this.notices.byReference(this.work.reads, site.id, tokenHash(reference));
    if (row === null) throw problem('not_found');
    return noticeAnswerView(row, site.settings.law.contact);
  }
}
