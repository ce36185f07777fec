import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import { type NoticeOutcome, outcomeText } from '../domain/notices';
import type { SiteId } from '../domain/ids';
import { STATEMENT_LANGUAGES } from '../domain/statement-of-reasons';
import type { Tx } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import type { EventRow } from '../store/event-log.store';
import { type DecidedNotice, LawNoticeStore } from '../store/law-notice.store';
import { OutboxStore } from '../store/outbox.store';
import { SiteStore } from '../store/site.store';
import { BEHIND_MS } from './tell-author';

interface Deciding {
  readonly outcome: NoticeOutcome;
  readonly isAutomatic: boolean;
}

/**
 * What a line of the log means for notices of its comment: that one came, that those which wait are answered, or that the answer is taken back. The log's
 * order says which decision answers which notice, whatever the clocks of several processes said (ADR 0058).
 */
@Injectable()
export class FollowNotices {
  constructor(
    private readonly notices: LawNoticeStore,
    private readonly sites: SiteStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** Whether the site has notices at all: else no line need be read. */
  hasAny(tx: Tx, siteId: SiteId): Promise<boolean> {
    return this.notices.hasAny(tx, siteId);
  }

  async read(tx: Tx, siteId: SiteId, event: EventRow): Promise<void> {
    const { type, comment_id: commentId, decision_id: decisionId, position, payload, created_at: at } = event;
    if (commentId === null) return;
    if (type === 'notice.received') return this.notices.place(tx, siteId, String(payload['noticeId']), position);
    if (type === 'decision.reversed') return decisionId === null ? undefined : this.notices.reopen(tx, siteId, commentId, decisionId);
    const deciding = decidingOf(event);
    if (deciding === null) return;
    const decided = await this.notices.decide(tx, siteId, commentId, { ...deciding, at, decisionId: type === 'decision.made' ? decisionId : null });
    const site = decided.length === 0 ? null : ((await this.sites.byId(tx, siteId))?.site ?? null);
    if (site !== null) await this.tell(tx, site, event, decided);
  }

  private async tell(tx: Tx, site: Site, { type, decision_id: decisionId, payload, created_at: createdAt }: EventRow, decided: readonly DecidedNotice[]): Promise<void> {
    const isUndoable = type === 'decision.made';
    const sendAfter = new Date(createdAt.getTime() + (isUndoable ? site.settings.undoSeconds * 1_000 + BEHIND_MS : 0));
    const { status, version } = payload;
    const now = { ...(typeof status === 'string' ? { status } : {}), ...(typeof version === 'number' ? { version } : {}) };
    await this.outbox.add(tx, site.id, decided.map((notice) => ({
      id: newId(), type: 'notice.decided', commentId: notice.comment_id, decisionId: isUndoable ? decisionId : null, sendAfter, createdAt,
      payload: { site: site.slug, comment: { ...notice.comment, ...now }, notice: decidedPayload(site, notice) },
    })));
  }
}

/** Null for a line after which notices wait as before: a hold, an edit that a rule let pass. */
function decidingOf({ type, payload }: EventRow): Deciding | null {
  const isRejected = payload['status'] === 'rejected';
  if (type === 'decision.made') return { outcome: isRejected ? 'removed' : 'kept', isAutomatic: false };
  if (type === 'comment.edited' || type === 'comment.judged_again') return isRejected ? { outcome: 'removed', isAutomatic: true } : null;
  return type === 'comment.withdrawn' || type === 'comment.erased' ? { outcome: 'gone', isAutomatic: false } : null;
}

function decidedPayload(site: Site, { id, category, lang, received_at: receivedAt, outcome, decided_at: decidedAt, is_decided_automatically: isAutomatic }: DecidedNotice): Record<string, unknown> {
  const decided = outcome === null ? null : { outcome, isAutomatic: isAutomatic === true };
  const texts = STATEMENT_LANGUAGES.map((language) => [language, outcomeText(decided, site.settings.law.contact, language)]);
  return { id, category, lang, receivedAt: receivedAt.toISOString(), outcome, decidedAt: decidedAt?.toISOString() ?? null, isDecidedAutomatically: isAutomatic === true, texts: Object.fromEntries(texts) as unknown };
}
