import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressGroup, RateLimits } from '../access/rate-limits';
import { type Actor, actorKey, type Site } from '../domain/actor';
import type { CommentPayload } from '../domain/events';
import { invalidField, problem } from '../domain/errors';
import type { CommentId, ItemId, NoticeId } from '../domain/ids';
import { noticeLanguage, receiptText } from '../domain/notices';
import { priorityOf } from '../domain/priority';
import { STATEMENT_LANGUAGES } from '../domain/statement-of-reasons';
import { newToken, tokenHash } from '../platform/crypto/secrets';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { acceptedLanguages } from '../platform/http/accept-language';
import type { Plain } from '../platform/http/plain';
import { newId } from '../platform/ids';
import { CommentStatusStore, type LockedComment } from '../store/comment-status.store';
import { EventStore } from '../store/event.store';
import { LawNoticeStore, type NewLawNotice } from '../store/law-notice.store';
import { OutboxStore } from '../store/outbox.store';
import { ReviewItemStore } from '../store/review-item.store';
import type { ForwardNoticeDto, GiveNoticeDto } from './notice.dto';
import type { NoticeReceiptView } from './notice.view';
import { NotifierSeal } from './notifier';

/** Far more than anybody means in an hour who reads what they give notice of. */
const POLICY = { name: 'notice', quota: 20, seconds: 3_600 };
/** Where notices wait, unless the site has queues that ask for them. */
const QUEUE = 'reported';

interface Taking {
  readonly site: Site;
  /** Null: somebody without a credential. */
  readonly actor: Actor | null;
  readonly request: FastifyRequest;
}

/**
 * A notice of illegal content (article 16): confirmed at once, and before a moderator's eyes until somebody has decided. It opens a review item or joins the
 * open one, whose version moves, so that nobody decides without having read it. The comment stays as it is meanwhile.
 */
@Injectable()
export class TakeNotice {
  constructor(
    private readonly work: UnitOfWork,
    private readonly limits: RateLimits,
    private readonly seal: NotifierSeal,
    private readonly comments: CommentStatusStore,
    private readonly notices: LawNoticeStore,
    private readonly items: ReviewItemStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** From anybody; limited per address. */
  async give(site: Site, dto: GiveNoticeDto, { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply }): Promise<Plain<NoticeReceiptView>> {
    demandSwitch(site);
    await this.limits.take(reply, [{ policy: POLICY, parts: [site.id, addressGroup(request.ip)] }]);
    return this.take(dto, { site, actor: null, request });
  }

  /** From the site's server, for somebody who wrote to the site. */
  forward(dto: ForwardNoticeDto, taking: Taking): Promise<Plain<NoticeReceiptView>> {
    demandSwitch(taking.site);
    return this.take(dto, taking);
  }

  private async take(dto: ForwardNoticeDto, taking: Taking): Promise<Plain<NoticeReceiptView>> {
    const { site, actor, request } = taking;
    const notifier = { name: dto.name ?? null, email: dto.email ?? null };
    if (dto.isChildSexualAbuse !== true) for (const field of ['name', 'email'] as const) if (notifier[field] === null) throw invalidField(`/${field}`, 'Must be given, unless the notice is about sexual abuse of children.');
    const reference = newToken('weir_notice_');
    const notice: NewLawNotice = {
      id: newId<NoticeId>(),
      commentId: dto.commentId.toLowerCase() as CommentId,
      revision: 0,
      category: dto.category,
      explanation: dto.explanation,
      lang: noticeLanguage(dto.lang === undefined ? acceptedLanguages(request.headers['accept-language']) : [dto.lang]),
      notifier: this.seal.seal(notifier),
      emailHash: notifier.email === null ? null : this.seal.hashOf(site.id, notifier.email),
      earlierEmailHashes: notifier.email === null ? [] : this.seal.earlierHashesOf(site.id, notifier.email),
      isTrusted: dto.isTrustedFlagger === true,
      isForwarded: actor !== null,
      referenceHash: tokenHash(reference),
      receivedAt: new Date(),
    };
    await this.work.run(async (tx) => {
      const comment = await this.comments.lock(tx, site.id, notice.commentId);
      // What is not up cannot be seen by anybody who would give notice of it.
      if (comment?.status !== 'published') throw problem('not_found');
      await this.keep(tx, comment, { ...notice, revision: comment.revision }, taking);
    });
    return { id: notice.id, reference, receivedAt: notice.receivedAt.toISOString(), text: receiptText(notice.lang) };
  }

  private async keep(tx: Tx, comment: LockedComment, notice: NewLawNotice, { site, actor, request }: Taking): Promise<void> {
    const now = notice.receivedAt;
    const joined = await this.items.openOrJoin(
      tx,
      site.id,
      { id: newId<ItemId>(), commentId: comment.id, articleId: comment.article_id, authorId: comment.author_id, queueId: QUEUE, priority: priorityOf(notice.isTrusted ? 'urgent' : 'high', 0), reason: 'Notice of illegal content', rule: null, policy: null, contentRevision: comment.revision, openedAt: now, dueAt: null },
      { id: newId(), itemId: newId<ItemId>(), kind: 'notice', evaluationId: null, judgedAt: null, reportId: null, noticeId: notice.id, createdAt: now },
    );
    await this.notices.add(tx, site.id, notice);
    const { status, version } = comment;
    await this.events.append(tx, site.id, [
      { id: newId(), type: 'notice.received', actor: actor === null ? 'system' : actorKey(actor), commentId: comment.id, itemId: joined.id, decisionId: null, payload: { status, version, noticeId: notice.id, category: notice.category }, requestId: request.id, createdAt: now },
    ]);
    const texts = Object.fromEntries(STATEMENT_LANGUAGES.map((language) => [language, receiptText(language)])) as unknown;
    await this.outbox.add(tx, site.id, [
      { id: newId(), type: 'notice.received', commentId: comment.id, decisionId: null, payload: { site: site.slug, comment: payloadOf(comment), notice: { id: notice.id, category: notice.category, lang: notice.lang, receivedAt: now.toISOString(), texts } }, sendAfter: now, createdAt: now },
    ]);
  }
}

function demandSwitch({ settings }: Site): void {
  if (!settings.law.notices) throw problem('not_possible', 'This site takes no notices here.');
}

function payloadOf({ id, external_id: externalId, article_id: articleId, author_id: authorId, parent_id: parentId, status, version }: LockedComment): CommentPayload {
  return { id, externalId, articleId, authorId, parentId, status, version };
}
