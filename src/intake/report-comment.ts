import { Injectable } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIP, IsIn, IsOptional, Length, MaxLength } from 'class-validator';
import { actorKey } from '../domain/actor';
import { invalidField, problem } from '../domain/errors';
import type { CommentId, ItemId, ReportId } from '../domain/ids';
import { priorityOf } from '../domain/priority';
import { transition } from '../domain/transitions';
import { Secrets } from '../platform/crypto/secrets';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { IsPlainText } from '../platform/http/validators';
import { newId } from '../platform/ids';
import { CommentStatusStore, type LockedComment } from '../store/comment-status.store';
import { DecisionStore } from '../store/decision.store';
import { EventStore } from '../store/event.store';
import { OutboxStore } from '../store/outbox.store';
import { type NewReport, ReportStore } from '../store/report.store';
import { ReviewItemStore } from '../store/review-item.store';
import { type Change, eventOf, messageOf } from './change';
import type { Sender } from './prepare-submission';

export const REPORT_REASONS = ['spam', 'offensive', 'off-topic', 'personal-data', 'threat', 'other'] as const;

export class ReportCommentDto {
  @ApiProperty({ enum: REPORT_REASONS }) @IsIn(REPORT_REASONS) reason!: (typeof REPORT_REASONS)[number];
  @ApiPropertyOptional({ maxLength: 1_000 }) @IsOptional() @IsPlainText() @MaxLength(1_000) note?: string;
  @ApiPropertyOptional({ minLength: 1, maxLength: 200, description: "The reporting reader's id; for the site's own servers." }) @IsOptional() @IsPlainText() @Length(1, 200) reporterId?: string;
  @ApiPropertyOptional({ description: "The reporting reader's address where there is no id; kept only as a keyed hash." }) @IsOptional() @IsIP() reporterIp?: string;
}

export class ReportView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty({ enum: REPORT_REASONS }) reason!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

/** Points of priority that one report adds. */
const REPORT_SCORE = 100;

/**
 * A reader's complaint: opens a review item or joins the open one, also after a moderator approved the comment. Enough
 * weight holds a published comment until somebody has looked, unless a moderator approved this very text.
 */
@Injectable()
export class ReportComment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly statuses: CommentStatusStore,
    private readonly reports: ReportStore,
    private readonly items: ReviewItemStore,
    private readonly decisions: DecisionStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** A second report of the same reader is the first one again. */
  async execute(id: CommentId, dto: ReportCommentDto, sender: Sender): Promise<ReportView> {
    const { site } = sender;
    const reporter = this.reporterOf(dto, sender);
    return this.work.run(async (tx) => {
      const comment = await this.statuses.lock(tx, site.id, id);
      if (!comment || (sender.actor.kind === 'reader' && comment.status !== 'published')) throw problem('not_found');
      if (!transition(comment.status, 'report')) throw problem('not_possible', `A ${comment.status} comment cannot be reported.`);
      const now = new Date();
      const report: NewReport = { id: newId<ReportId>(), commentId: id, revision: comment.revision, ...reporter, reason: dto.reason, note: dto.note ?? null, createdAt: now };
      const row = await this.reports.add(tx, site.id, report);
      if (row.is_new) await this.takeIn(tx, comment, report, sender);
      return { id: row.id, commentId: id, reason: row.reason, createdAt: row.created_at.toISOString() };
    });
  }

  private async takeIn(tx: Tx, comment: LockedComment, report: NewReport, { site, actor, requestId }: Sender): Promise<void> {
    const now = report.createdAt;
    const counts = await this.reports.weigh(tx, site.id, comment.id, comment.revision);
    const weight = counts.registered + Math.min(counts.anonymous, 1);
    const holds = comment.status === 'published' && counts.registered > 0 && weight >= site.settings.reportHoldWeight && !(await this.isApproved(tx, site.id, comment));
    const joined = await this.items.openOrJoin(
      tx,
      site.id,
      { id: newId<ItemId>(), commentId: comment.id, articleId: comment.article_id, authorId: comment.author_id, queueId: 'reported', priority: priorityOf('normal', weight * REPORT_SCORE), reason: 'Reported by readers', rule: null, policy: null, contentRevision: comment.revision, openedAt: now, dueAt: null },
      { id: newId(), itemId: newId<ItemId>(), kind: 'report', evaluationId: null, judgedAt: null, reportId: report.id, createdAt: now },
    );
    const status = holds ? 'held' : comment.status;
    const version = holds ? await this.statuses.set(tx, site.id, comment.id, { status, now }) : comment.version;
    const change: Change = { site, comment, status, version, actor: actorKey(actor), requestId, now };
    await this.events.append(tx, site.id, [
      eventOf(change, 'comment.reported', { itemId: joined.id, payload: { reportId: report.id, reason: report.reason } }),
      ...(holds ? [eventOf({ ...change, actor: 'system' }, 'comment.held', { itemId: joined.id, payload: { because: 'reports', weight } })] : []),
    ]);
    await this.outbox.add(tx, site.id, [
      messageOf(change, 'report.created', { report: { id: report.id, reason: report.reason } }),
      ...(holds ? [messageOf(change, 'comment.status_changed', { actor: 'system', because: 'reports', previousStatus: comment.status })] : []),
    ]);
  }

  /** A moderator has read this revision and let it stand: reports bring it back to the desk, but do not take it down. */
  private async isApproved(tx: Tx, siteId: Sender['site']['id'], comment: LockedComment): Promise<boolean> {
    const latest = await this.decisions.latest(tx, siteId, comment.id);
    return latest?.action === 'approve' && latest.revision === comment.revision;
  }

  private reporterOf(dto: ReportCommentDto, { site, actor, ip }: Sender): Pick<NewReport, 'reporter' | 'reporterKind'> {
    if (actor.kind === 'reader') {
      if (dto.reporterId !== undefined || dto.reporterIp !== undefined) throw invalidField(dto.reporterId === undefined ? '/reporterIp' : '/reporterId', 'A reader may not set this.');
      // An anonymous reader makes new identities at will; the address is what they have one of.
      return actor.authorKind === 'anonymous' ? this.byAddress(site.id, ip) : { reporter: `author:${actor.authorId}`, reporterKind: 'registered' };
    }
    if (dto.reporterId !== undefined) return { reporter: `author:${dto.reporterId}`, reporterKind: 'registered' };
    if (dto.reporterIp !== undefined) return this.byAddress(site.id, dto.reporterIp);
    if (actor.kind === 'person') return { reporter: actorKey(actor), reporterKind: 'registered' };
    throw invalidField('/reporterId', 'Say who reports: reporterId, or reporterIp for somebody without an account.');
  }

  private byAddress(siteId: string, ip: string): Pick<NewReport, 'reporter' | 'reporterKind'> {
    return { reporter: `address:${this.secrets.keyedHash('personal-data', siteId, ip).toString('base64url')}`, reporterKind: 'anonymous' };
  }
}
