import { Injectable } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIP, IsIn, IsOptional, Length, MaxLength } from 'class-validator';
import { actorKey } from '../domain/actor';
import { invalidField, problem } from '../domain/errors';
import type { CommentId, ItemId, ReportId } from '../domain/ids';
import { priorityOf } from '../domain/priority';
import { reportWeight } from '../domain/report-weight';
import { transition } from '../domain/transitions';
import { Secrets } from '../platform/crypto/secrets';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work';
import { IsPlainText } from '../platform/http/validators';
import { newId } from '../platform/ids';
import { CommentStatusStore, type LockedComment } from '../store/comment-status.store';
import { DecisionStore } from '../store/decision.store';
import { EventStore } from '../store/event.store';
import { OutboxStore } from '../store/outbox.store';
import { type NewReport, ONE_REPORT, ReportStore } from '../store/report.store';
import { ReportWaitingStore } from '../store/report-waiting.store';
import { ReporterStore } from '../store/reporter.store';
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

type Reporter = Pick<NewReport, 'reporter' | 'reporterKind'>;

/** With the names that an address had under earlier keys. */
type NamedReporter = Reporter & { readonly earlier: readonly string[] };

/**
 * A reader's complaint: opens a review item or joins the open one, also after a moderator approved the comment. Enough
 * weight holds a published comment until somebody has looked, unless a moderator approved this very text. Somebody who is
 * muted gets the same answer as everybody, and nothing follows from it.
 */
@Injectable()
export class ReportComment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly statuses: CommentStatusStore,
    private readonly reports: ReportStore,
    private readonly reporters: ReporterStore,
    private readonly items: ReviewItemStore,
    private readonly decisions: DecisionStore,
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
    private readonly waiting: ReportWaitingStore,
  ) {}

  /** A second report of the same reader is the first one again. */
  async execute(id: CommentId, dto: ReportCommentDto, sender: Sender): Promise<ReportView> {
    const { site } = sender;
    const named = this.reporterOf(dto, sender);
    return this.work.run(async (tx) => {
      const comment = await this.statuses.lock(tx, site.id, id);
      if (!comment || (sender.actor.kind === 'reader' && comment.status !== 'published')) throw problem('not_found');
      if (!transition(comment.status, 'report')) throw problem('not_possible', `A ${comment.status} comment cannot be reported.`);
      const reporter = await this.knownAs(tx, site.id, id, named);
      const weight = await this.weightOf(tx, site.id, reporter);
      const report: NewReport = { id: newId<ReportId>(), commentId: id, revision: comment.revision, ...reporter, reason: dto.reason, note: dto.note ?? null, weight: weight ?? 0, createdAt: new Date() };
      const row = await this.reports.add(tx, site.id, report);
      if (row.is_new) await (weight === null ? this.ignore(tx, comment, report, sender) : this.takeIn(tx, comment, report, sender));
      return { id: row.id, commentId: id, reason: row.reason, createdAt: row.created_at.toISOString() };
    });
  }

  /** Hundredths; null for somebody who is muted. An anonymous reader has no record: behind an address stand many. */
  private async weightOf(tx: Tx, siteId: Sender['site']['id'], { reporter, reporterKind }: Reporter): Promise<number | null> {
    if ((await this.reporters.muteOf(tx, siteId, reporter)) !== null) return null;
    return reporterKind === 'anonymous' ? ONE_REPORT : reportWeight(await this.reporters.record(tx, siteId, reporter));
  }

  private async ignore(tx: Tx, comment: LockedComment, report: NewReport, { site, actor, requestId }: Sender): Promise<void> {
    const change: Change = { site, comment, status: comment.status, version: comment.version, actor: actorKey(actor), requestId, now: report.createdAt };
    await this.events.append(tx, site.id, [eventOf(change, 'report.ignored', { payload: { reportId: report.id, reason: report.reason } })]);
  }

  private async takeIn(tx: Tx, comment: LockedComment, report: NewReport, { site, actor, requestId }: Sender): Promise<void> {
    const now = report.createdAt;
    await this.waiting.await(tx, site.id, report);
    const { registered, weight } = await this.reports.ofComment(tx, site.id, comment.id, comment.revision);
    const holds = comment.status === 'published' && registered > 0 && isEnough(site, weight) && !(await this.isApproved(tx, site.id, comment));
    const joined = await this.items.openOrJoin(
      tx,
      site.id,
      { id: newId<ItemId>(), commentId: comment.id, articleId: comment.article_id, authorId: comment.author_id, queueId: 'reported', priority: priorityOf('normal', weight), reason: 'Reported by readers', rule: null, policy: null, contentRevision: comment.revision, openedAt: now, dueAt: null },
      { id: newId(), itemId: newId<ItemId>(), kind: 'report', evaluationId: null, judgedAt: null, reportId: report.id, createdAt: now },
    );
    const status = holds ? 'held' : comment.status;
    const version = holds ? await this.statuses.set(tx, site.id, comment.id, { status, now }) : comment.version;
    const reported: Change = { site, comment, status: comment.status, version: comment.version, actor: actorKey(actor), requestId, now };
    const change: Change = { ...reported, status, version };
    await this.events.append(tx, site.id, [
      // Each line tells what the comment was after it: a report by itself changes nothing.
      eventOf(reported, 'comment.reported', { itemId: joined.id, payload: { reportId: report.id, reason: report.reason, weight: report.weight / 100 } }),
      ...(holds ? [eventOf({ ...change, actor: 'system' }, 'comment.held', { itemId: joined.id, payload: { because: 'reports', previousStatus: comment.status, weight: weight / 100 } })] : []),
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

  /** An address that is muted or has reported this comment under an earlier name keeps that name: nobody counts twice, or anew. */
  private async knownAs(tx: Tx, siteId: Sender['site']['id'], commentId: CommentId, { reporter, reporterKind, earlier }: NamedReporter): Promise<Reporter> {
    const known = earlier.length === 0 ? null : await this.reporters.knownAs(tx, siteId, commentId, [reporter, ...earlier]);
    return { reporter: known ?? reporter, reporterKind };
  }

  private reporterOf(dto: ReportCommentDto, { site, actor, ip }: Sender): NamedReporter {
    if (actor.kind === 'reader') {
      if (dto.reporterId !== undefined || dto.reporterIp !== undefined) throw invalidField(dto.reporterId === undefined ? '/reporterIp' : '/reporterId', 'A reader may not set this.');
      // An anonymous reader makes new identities at will; the address is what they have one of.
      return actor.authorKind === 'anonymous' ? this.byAddress(site.id, ip) : registered(`author:${actor.authorId}`);
    }
    if (dto.reporterId !== undefined) return registered(`author:${dto.reporterId}`);
    if (dto.reporterIp !== undefined) return this.byAddress(site.id, dto.reporterIp);
    if (actor.kind === 'person' || actor.kind === 'connection') return registered(actorKey(actor));
    throw invalidField('/reporterId', 'Say who reports: reporterId, or reporterIp for somebody without an account.');
  }

  private byAddress(siteId: string, ip: string): NamedReporter {
    const earlier = this.secrets.earlierHashes('personal-data', siteId, ip).map(addressName);
    return { reporter: addressName(this.secrets.keyedHash('personal-data', siteId, ip)), reporterKind: 'anonymous', earlier };
  }
}

function addressName(hash: Buffer): string {
  return `address:${hash.toString('base64url')}`;
}

function registered(reporter: string): NamedReporter {
  return { reporter, reporterKind: 'registered', earlier: [] };
}

/** Whether the reports weigh enough to hold what is published; a site may have said that none ever do. */
function isEnough({ settings }: Sender['site'], weight: number): boolean {
  const { holdAtWeight } = settings.reports;
  return holdAtWeight !== null && weight >= Math.round(holdAtWeight * 100);
}
