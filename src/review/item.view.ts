import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { APPEAL_STATES, AUTHOR_KINDS, COMMENT_STATUSES, ITEM_KINDS, ITEM_STATES, TEXT_FORMATS } from '../domain/statuses';
import type { DecisionRow } from '../store/decision.store';
import type { ReviewPageRow, SignalRow } from '../store/review-page.store';
import type { TagRow } from '../store/review-tag.store';
import { allowedActions, ITEM_ACTIONS } from './allowed-actions';
import { PastDecisionView, toPastDecisionView } from './decision.view';
import type { DeskLook } from './desk-call';
import { holdOf } from './lease';
import { PersonRefView } from './person.view';
import { NOTICE_CATEGORIES, NOTICE_OUTCOMES } from '../domain/notices';
import type { Plain } from '../platform/http/plain';
import { TagView } from './workflow/workflow.dto';
import { ItemVerdictView, textsOf, toVerdictView } from './verdict.view';

const nullable = { type: String, nullable: true } as const;
const nullableTime = { type: String, format: 'date-time', nullable: true } as const;

export class ItemClaimView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: PersonRefView }) holder!: PersonRefView;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  @ApiProperty() mine!: boolean;
}

export class ItemArticleView {
  @ApiProperty() id!: string;
  @ApiProperty(nullable) title!: string | null;
  @ApiProperty(nullable) url!: string | null;
  @ApiProperty(nullable) section!: string | null;
}

export class ItemAuthorView {
  @ApiProperty({ ...nullable, description: 'Null for an anonymous reader.' }) id!: string | null;
  @ApiProperty(nullable) name!: string | null;
  @ApiProperty({ enum: AUTHOR_KINDS }) kind!: string;
  @ApiProperty() approved!: number;
  @ApiProperty() rejected!: number;
  @ApiProperty() submitted!: number;
  @ApiProperty(nullableTime) registeredAt!: string | null;
}

export class ItemParentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty(nullable) authorName!: string | null;
  @ApiProperty() body!: string;
  @ApiProperty({ description: 'Safe to show.' }) html!: string;
}

export class ItemCommentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty(nullable) externalId!: string | null;
  @ApiProperty({ description: 'The original, as the reader sent it.' }) body!: string;
  @ApiProperty({ enum: TEXT_FORMATS }) format!: string;
  @ApiProperty({ description: 'Safe to show.' }) html!: string;
  @ApiProperty(nullable) title!: string | null;
  @ApiProperty({ enum: COMMENT_STATUSES }) status!: string;
  @ApiProperty() version!: number;
  @ApiProperty() revision!: number;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty(nullableTime) editedAt!: string | null;
  @ApiProperty({ type: ItemParentView, nullable: true }) parent!: ItemParentView | null;
  @ApiProperty({ type: ItemArticleView }) article!: ItemArticleView;
  @ApiProperty({ type: ItemAuthorView }) author!: ItemAuthorView;
}

export class SignalReportView {
  @ApiProperty() reason!: string;
  @ApiProperty(nullable) note!: string | null;
  @ApiProperty({ enum: ['anonymous', 'registered'] }) reporterKind!: string;
}

export class SignalAppealView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ ...nullable, description: 'What the author says.' }) message!: string | null;
  @ApiProperty({ enum: APPEAL_STATES }) state!: string;
  @ApiProperty({ ...nullable, format: 'uuid', description: 'The decision it is against; null: rules rejected the text by themselves.' }) decisionId!: string | null;
}

/** Not who gave it: a decision does not need that. */
export class SignalNoticeView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: NOTICE_CATEGORIES }) category!: string;
  @ApiProperty({ ...nullable, description: 'Why the comment would be illegal; null once erased.' }) explanation!: string | null;
  @ApiProperty({ description: 'From a trusted flagger.' }) isTrusted!: boolean;
  @ApiProperty({ type: String, enum: NOTICE_OUTCOMES, nullable: true, description: 'Null: it waits for a decision.' }) outcome!: string | null;
}

export class ItemSignalView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['verdict', 'report', 'edit', 'appeal', 'notice'] }) kind!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiPropertyOptional({ type: SignalReportView }) report?: SignalReportView;
  @ApiPropertyOptional({ type: SignalAppealView }) appeal?: SignalAppealView;
  @ApiPropertyOptional({ type: SignalNoticeView, description: 'A notice of illegal content (Digital Services Act, article 16).' }) notice?: SignalNoticeView;
}

/** A comment that waits for a person, with everything that person reads before deciding. */
export class ReviewItemView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ITEM_KINDS }) kind!: string;
  @ApiProperty({ description: 'Send it as If-Match with a decision.' }) version!: number;
  @ApiProperty({ enum: ITEM_STATES }) state!: string;
  @ApiProperty() queueId!: string;
  @ApiProperty({ description: 'Higher is worse.' }) priority!: number;
  @ApiProperty({ example: 'Link to an unknown domain from a new author' }) reason!: string;
  @ApiProperty({ ...nullable, example: 'spam-links' }) rule!: string | null;
  @ApiProperty({ ...nullable, example: 'spam.links' }) policy!: string | null;
  @ApiProperty({ format: 'date-time' }) openedAt!: string;
  @ApiProperty(nullableTime) dueAt!: string | null;
  @ApiProperty({ description: 'Past its time limit and not decided.' }) isOverdue!: boolean;
  @ApiProperty() escalated!: boolean;
  @ApiProperty({ ...nullableTime, description: 'Put off until then.' }) snoozedUntil!: string | null;
  @ApiProperty({ description: 'How often it was skipped, by anybody.' }) skips!: number;
  @ApiProperty({ description: 'Readers\' reports on the comment.' }) reports!: number;
  @ApiProperty({ description: 'Other comments of the last weeks that say nearly the same.' }) nearCopies!: number;
  @ApiProperty({ type: [TagView] }) tags!: TagView[];
  @ApiProperty({ type: ItemClaimView, nullable: true }) claim!: ItemClaimView | null;
  @ApiProperty({ type: ItemCommentView }) comment!: ItemCommentView;
  @ApiProperty({ type: ItemVerdictView, nullable: true, description: 'On the text as it is now; null once it has been dropped by retention.' }) verdict!: ItemVerdictView | null;
  @ApiProperty({ type: [ItemSignalView] }) signals!: ItemSignalView[];
  @ApiProperty({ type: [PastDecisionView], description: 'All decisions on this comment, oldest first.' }) decisions!: PastDecisionView[];
  @ApiProperty({ enum: ITEM_ACTIONS, isArray: true }) allowedActions!: string[];
}

export interface ItemEvidence {
  readonly signals: readonly SignalRow[];
  readonly decisions: readonly DecisionRow[];
  readonly tags: readonly TagRow[];
  /** What its queue hides. */
  readonly hidden: ReadonlySet<string>;
}

export function toItemView(row: ReviewPageRow, { signals, decisions, tags, hidden }: ItemEvidence, look: DeskLook): Plain<ReviewItemView> {
  const hold = holdOf({ ...row, claimed: row.claim_id !== null }, look.personId, look.now);
  return {
    id: row.id,
    kind: row.kind,
    version: row.version,
    state: row.state,
    queueId: row.queue_id,
    priority: row.priority,
    reason: row.reason,
    rule: row.rule,
    policy: row.policy,
    openedAt: row.opened_at.toISOString(),
    dueAt: time(row.due_at),
    isOverdue: row.state === 'open' && row.due_at !== null && row.due_at < look.now,
    escalated: row.escalated_at !== null,
    snoozedUntil: row.snoozed_until !== null && row.snoozed_until > look.now ? row.snoozed_until.toISOString() : null,
    skips: row.skips,
    reports: row.report_count,
    nearCopies: row.near_copies,
    tags: tags.map(({ tag, expires_at }) => ({ tag, expiresAt: time(expires_at) })),
    claim: hold === 'free' ? null : toClaimView(row, hold === 'mine'),
    comment: toCommentView(row),
    verdict: row.verdict && toVerdictView(row.verdict, textsOf(row)),
    signals: signals.map(toSignalView),
    decisions: decisions.map(toPastDecisionView),
    allowedActions: allowedActions({ state: row.state, status: row.status, hold, permissions: look.permissions, claimsBind: look.site.settings.claims !== 'off', isOwnAppeal: row.appealed_decider !== null && row.appealed_decider === look.personId, hidden }),
  };
}

function toClaimView(row: ReviewPageRow, mine: boolean): Plain<ItemClaimView> | null {
  if (row.claim_id === null || row.claimed_by === null || row.claim_expires_at === null) return null;
  return { id: row.claim_id, holder: { id: row.claimed_by, name: row.claimed_by_name }, expiresAt: row.claim_expires_at.toISOString(), mine };
}

function toCommentView(row: ReviewPageRow): Plain<ItemCommentView> {
  return {
    id: row.comment_id,
    externalId: row.external_id,
    body: row.body,
    format: row.format,
    html: row.html,
    title: row.title,
    status: row.status,
    version: row.comment_version,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    editedAt: row.revision > 1 ? row.revised_at.toISOString() : null,
    parent: row.parent_id && { id: row.parent_id, authorName: row.parent_author_name, body: row.parent_body ?? '', html: row.parent_html ?? '' },
    article: { id: row.article_id, title: row.article_title, url: row.article_url, section: row.article_section },
    author: {
      id: row.author_id,
      name: row.author_name ?? row.record_name,
      kind: row.record_kind ?? row.author_kind,
      approved: row.approved ?? 0,
      rejected: row.rejected ?? 0,
      submitted: row.submitted ?? 0,
      registeredAt: time(row.registered_at),
    },
  };
}

function toSignalView(row: SignalRow): Plain<ItemSignalView> {
  const { id, kind, created_at, report_reason, report_note, reporter_kind, appeal_id, appeal_message, appeal_state, appeal_decision_id } = row;
  const report = report_reason === null ? {} : { report: { reason: report_reason, note: report_note, reporterKind: reporter_kind ?? 'anonymous' } };
  const appeal = appeal_id === null ? {} : { appeal: { id: appeal_id, message: appeal_message, state: appeal_state ?? 'open', decisionId: appeal_decision_id } };
  return { id, kind, createdAt: created_at.toISOString(), ...report, ...appeal, ...noticeOf(row) };
}

function noticeOf({ notice_id: id, notice_category: category, notice_explanation: explanation, notice_is_trusted: isTrusted, notice_outcome: outcome }: SignalRow): Pick<Plain<ItemSignalView>, 'notice'> {
  return id === null || category === null ? {} : { notice: { id, category, explanation, isTrusted: isTrusted === true, outcome } };
}

function time(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
