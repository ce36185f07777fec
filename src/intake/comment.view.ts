import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Actor, Site } from '../domain/actor';
import { APPEAL_STATES, type AppealState, AUTHOR_KINDS, type AuthorKind, type BodyFormat, COMMENT_STATUSES, type CommentStatus, DECISION_ACTIONS, type DecisionAction, TEXT_FORMATS } from '../domain/statuses';
import { type Hit, quote, type Verdict } from '../evaluate/explanation';
import { displayHtml } from '../platform/text/display-html';
import type { Plain } from '../platform/http/plain';
import type { CommentRow } from '../store/comment.store';
import type { Afterwards } from './author-notice';
import { editSecondsLeft } from './edit-window';
import { readerMessage } from './reader-messages';

export class SpanView {
  @ApiProperty({ example: 'body' }) field!: string;
  @ApiProperty({ description: 'UTF-16 units of the text as submitted; half-open.' }) start!: number;
  @ApiProperty() end!: number;
  @ApiProperty({ type: String, nullable: true, example: 'https://bit.ly/3xYz' }) quote!: string | null;
  @ApiProperty({ example: 'shorteners:bit.ly' }) entry!: string;
  @ApiProperty({ type: [String], example: ['fold'] }) via!: readonly string[];
}

export class HitView {
  @ApiProperty({ example: 'spam-links' }) rule!: string;
  @ApiProperty({ enum: ['active', 'shadow'] }) mode!: string;
  @ApiProperty({ enum: ['none', 'flag', 'hold', 'reject', 'allow'] }) action!: string;
  @ApiProperty() reason!: string;
  @ApiProperty() policy!: string;
  @ApiProperty({ description: 'Points.' }) score!: number;
  @ApiProperty({ type: [SpanView] }) spans!: SpanView[];
  @ApiPropertyOptional({ description: 'The rule that dropped the effect of this one.' }) suppressedBy?: string;
}

export class VerdictView {
  @ApiProperty({ enum: ['publish', 'flag', 'hold', 'reject'] }) action!: string;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: String, nullable: true }) primaryRule!: string | null;
  @ApiProperty({ type: String, nullable: true }) policy!: string | null;
  @ApiProperty({ description: 'Points, with up to two decimals.' }) score!: number;
  @ApiProperty({ description: "The site's rule set version that judged." }) ruleSet!: number;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the canonical rule set.' }) ruleSetHash!: string | null;
  @ApiProperty({ description: 'Microseconds.' }) tookUs!: number;
  @ApiProperty({ type: [HitView] }) hits!: HitView[];
}

export class CommentArticleView {
  @ApiProperty() id!: string;
}

export class CommentAuthorView {
  @ApiProperty({ type: String, nullable: true }) id!: string | null;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ enum: AUTHOR_KINDS }) kind!: AuthorKind;
}

export class CommentAppealView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: APPEAL_STATES }) state!: AppealState;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) resolvedAt!: string | null;
}

/** What article 17 of the Digital Services Act asks to tell an author whose comment is rejected. */
export class CommentStatementView {
  @ApiProperty({ format: 'uuid', description: 'As in `GET …/law/statements`.' }) id!: string;
  @ApiProperty({ description: 'In whole sentences: what, how far and how long, on what ground, found how, decided by whom.' }) text!: string;
  @ApiProperty({ description: 'How to object.' }) redress!: string;
  @ApiProperty() isDecidedAutomatically!: boolean;
  @ApiProperty({ format: 'date-time' }) restrictedAt!: string;
}

/** Who decided stays at the desk. */
export class CommentDecisionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: DECISION_ACTIONS }) action!: DecisionAction;
  @ApiProperty({ type: String, nullable: true, example: 'spam' }) reasonCode!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'To the author.' }) message!: string | null;
  @ApiProperty({ format: 'date-time' }) decidedAt!: string;
}

export class CommentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, nullable: true }) externalId!: string | null;
  @ApiProperty({ enum: COMMENT_STATUSES }) status!: CommentStatus;
  @ApiProperty() version!: number;
  @ApiProperty() revision!: number;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) editedAt!: string | null;
  @ApiProperty({ type: CommentArticleView }) article!: CommentArticleView;
  @ApiProperty({ type: CommentAuthorView }) author!: CommentAuthorView;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) parentId!: string | null;
  @ApiProperty({ type: String, nullable: true }) title!: string | null;
  @ApiProperty({ description: 'As submitted.' }) body!: string;
  @ApiProperty({ enum: TEXT_FORMATS }) format!: BodyFormat;
  @ApiPropertyOptional({ description: 'For display: sanitised HTML. Only where a comment is read, not where it is submitted.' }) html?: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) metadata!: Record<string, unknown>;
  @ApiPropertyOptional({ type: VerdictView, description: "Not for readers: they get `message` instead." }) verdict?: VerdictView;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'For readers: what became of the comment, in a sentence.' }) message?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'For readers: which policy it was.' }) policy?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true, example: 'Advertising', description: "For readers, where a comment is read: the policy's title in the language they accept." }) policyTitle?: string | null;
  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'For readers: how many seconds they have left to change their comment by `PATCH`; 0: they cannot.' }) editSecondsLeft?: number;
  @ApiPropertyOptional({ description: 'For readers, where a comment is read: whether `POST …/appeals` is open to its author.' }) canAppeal?: boolean;
  @ApiPropertyOptional({ type: CommentAppealView, nullable: true, description: 'Where a comment is read: the last appeal of its author.' }) appeal?: CommentAppealView | null;
  @ApiPropertyOptional({ type: CommentStatementView, nullable: true, description: 'Where a rejected comment is read, on sites that state reasons: the statement, in a language of `Accept-Language`. It comes about a second after the rejection.' }) statement?: CommentStatementView | null;
  @ApiPropertyOptional({ type: CommentDecisionView, nullable: true, description: 'Where a comment is read, not for readers: what people decided on the text as it is; null: nobody has.' }) decision?: CommentDecisionView | null;
}

/** Who looks, where. */
export interface Looker {
  readonly site: Site;
  readonly actor: Actor;
  /** That they want to read, best first. */
  readonly languages?: readonly string[];
}

/** What this caller may see of a comment: sites and people the verdict with its hits, readers a sentence in their language and the policy. */
export function commentView(row: CommentRow, { site, actor, languages }: Looker): Plain<CommentView> {
  const common: Plain<CommentView> = {
    id: row.id,
    externalId: row.external_id,
    status: row.status,
    version: row.version,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    editedAt: row.revision > 1 ? row.revised_at.toISOString() : null,
    article: { id: row.article_id },
    author: { id: row.author_id, name: row.author_name, kind: row.author_kind },
    parentId: row.parent_id,
    title: row.title,
    body: row.body,
    format: row.format,
    metadata: row.metadata ?? {},
  };
  if (actor.kind !== 'reader') return { ...common, verdict: verdictView(row.verdict, row) };
  const shown = row.status === 'held' || row.status === 'rejected';
  return { ...common, message: (shown ? row.verdict.authorMessage : null) ?? readerMessage(row.status, languages), policy: shown ? row.verdict.policy : null, editSecondsLeft: editSecondsLeft(site, row, new Date()) };
}

/** {@link commentView} with the text made safe for a page. */
export function readView(row: CommentRow, looker: Looker): Plain<CommentView> {
  return { ...commentView(row, looker), html: displayHtml(row.body, row.format) };
}

/** {@link readView} with what became of the comment afterwards: sites and people see the decision, readers what they are told of it. */
export function wholeView(row: CommentRow, looker: Looker, afterwards: Afterwards): Plain<CommentView> {
  const view = { ...readView(row, looker), appeal: afterwards.appeal && appealOf(afterwards.appeal), statement: afterwards.statement && statementOf(afterwards.statement) };
  return looker.actor.kind === 'reader' ? { ...view, ...noticeOf(row, afterwards) } : { ...view, decision: afterwards.decision && decisionOf(afterwards.decision) };
}

/** What a moderator wrote to the author stands before every other sentence; a rule's own only where no decision took its place. */
function noticeOf({ verdict, status }: CommentRow, { decision, policy, policyTitle, canAppeal, languages }: Afterwards): Pick<Plain<CommentView>, 'message' | 'policy' | 'policyTitle' | 'canAppeal'> {
  const own = decision === null && (status === 'held' || status === 'rejected') ? verdict.authorMessage : (decision?.message ?? null);
  return { message: own ?? readerMessage(status, languages), policy, policyTitle, canAppeal };
}

function appealOf({ id, state, created_at: createdAt, resolved_at: resolvedAt }: NonNullable<Afterwards['appeal']>): Plain<CommentAppealView> {
  return { id, state, createdAt: createdAt.toISOString(), resolvedAt: resolvedAt?.toISOString() ?? null };
}

function statementOf({ restrictedAt, ...statement }: NonNullable<Afterwards['statement']>): Plain<CommentStatementView> {
  return { ...statement, restrictedAt: restrictedAt.toISOString() };
}

function decisionOf({ id, action, reason_code: reasonCode, message, created_at: decidedAt }: NonNullable<Afterwards['decision']>): Plain<CommentDecisionView> {
  return { id, action, reasonCode, message, decidedAt: decidedAt.toISOString() };
}

export interface JudgedBy {
  readonly title: string | null;
  readonly body: string;
  readonly author_name: string | null;
  readonly rule_set_version: number;
  readonly rule_set_hash: string | null;
  readonly took_us: number;
}

/** Quotes are cut from the texts now, so that an erased text takes its quotes with it. */
export function verdictView(verdict: Verdict, judged: JudgedBy): Plain<VerdictView> {
  return {
    action: verdict.action,
    reason: verdict.reason,
    primaryRule: verdict.primaryRule,
    policy: verdict.policy,
    score: verdict.score.total / 100,
    ruleSet: judged.rule_set_version,
    ruleSetHash: judged.rule_set_hash,
    tookUs: judged.took_us,
    hits: verdict.hits.map((hit) => hitView(hit, judged)),
  };
}

function hitView(hit: Hit, { title, body, author_name: authorName }: JudgedBy): Plain<HitView> {
  const texts = { body, ...(title === null ? {} : { title }), ...(authorName === null ? {} : { authorName }) };
  return {
    rule: hit.rule,
    mode: hit.mode,
    action: hit.action,
    reason: hit.reason,
    policy: hit.policy,
    score: hit.score / 100,
    spans: hit.spans.map((span) => ({ field: span.field, start: span.start, end: span.end, quote: quote(texts, span), entry: span.entry, via: span.via })),
    ...(hit.suppressedBy === undefined ? {} : { suppressedBy: hit.suppressedBy }),
  };
}

export class CommentListView {
  @ApiProperty({ type: [CommentView] }) items!: CommentView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
