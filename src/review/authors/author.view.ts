import { ApiProperty } from '@nestjs/swagger';
import { AUTHOR_KINDS, AUTHOR_STANDINGS, COMMENT_STATUSES, DECISION_ACTIONS } from '../../domain/statuses';
import type { Plain } from '../../platform/http/plain';
import { displayHtml } from '../../platform/text/display-html';
import type { AuthorComment, AuthorDecision, AuthorNote, AuthorSums, ListedAuthor } from '../../store/author-panel.store';
import type { LabelRow } from '../../store/label.store';
import { labelView, LabelView } from '../labels/label.dto';
import { PersonRefView } from '../person.view';

const nullable = { type: String, nullable: true } as const;
const nullableTime = { type: String, format: 'date-time', nullable: true } as const;

export class StandingView {
  @ApiProperty({ enum: AUTHOR_STANDINGS }) kind!: string;
  @ApiProperty({ ...nullableTime, description: 'Null: until somebody ends it.' }) until!: string | null;
  @ApiProperty({ type: PersonRefView }) by!: PersonRefView;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty(nullable) note!: string | null;
}

export class AuthorRecordView {
  @ApiProperty() submitted!: number;
  @ApiProperty() approved!: number;
  @ApiProperty() rejected!: number;
}

export class ListedAuthorView {
  @ApiProperty({ description: 'The site\'s own id.' }) id!: string;
  @ApiProperty(nullable) name!: string | null;
  @ApiProperty({ enum: AUTHOR_KINDS }) kind!: string;
  @ApiProperty(nullableTime) registeredAt!: string | null;
  @ApiProperty({ format: 'date-time' }) firstSeenAt!: string;
  @ApiProperty({ type: AuthorRecordView }) record!: AuthorRecordView;
  @ApiProperty({ type: StandingView, nullable: true, description: 'What moderators made of them, while it lasts.' }) standing!: StandingView | null;
}

export class AuthorListView {
  @ApiProperty({ type: [ListedAuthorView] }) items!: ListedAuthorView[];
  @ApiProperty(nullable) nextCursor!: string | null;
}

export class FullRecordView extends AuthorRecordView {
  @ApiProperty({ description: 'How many of their comments somebody reported, of the latest 10,000.' }) reported!: number;
}

export class AuthorNoteView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: PersonRefView }) by!: PersonRefView;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class AuthorCommentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'The original, as the reader sent it.' }) body!: string;
  @ApiProperty({ description: 'Safe to show.' }) html!: string;
  @ApiProperty({ enum: COMMENT_STATUSES }) status!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty() articleId!: string;
  @ApiProperty(nullable) articleTitle!: string | null;
  @ApiProperty(nullable) articleUrl!: string | null;
}

export class AuthorDecisionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty({ enum: DECISION_ACTIONS }) action!: string;
  @ApiProperty(nullable) reasonCode!: string | null;
  @ApiProperty({ type: PersonRefView }) decidedBy!: PersonRefView;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ description: 'Taken back by an undo.' }) reversed!: boolean;
}

/** Everything the desk knows of an author. */
export class AuthorView extends ListedAuthorView {
  @ApiProperty({ type: FullRecordView }) declare record: FullRecordView;
  @ApiProperty({ type: [LabelView], description: 'In force, newest first.' }) labels!: LabelView[];
  @ApiProperty({ type: [AuthorNoteView], description: 'The latest hundred, newest first.' }) notes!: AuthorNoteView[];
  @ApiProperty({ type: [AuthorCommentView], description: 'The latest ten.' }) comments!: AuthorCommentView[];
  @ApiProperty({ type: [AuthorDecisionView], description: 'The latest ten on their latest comments.' }) decisions!: AuthorDecisionView[];
  @ApiProperty({ description: 'How many of their comments wait for a person.' }) openItems!: number;
}

export interface AuthorParts {
  readonly sums: AuthorSums;
  readonly labels: readonly LabelRow[];
  readonly notes: readonly AuthorNote[];
  readonly comments: readonly AuthorComment[];
  readonly decisions: readonly AuthorDecision[];
}

export function listedAuthorView(row: ListedAuthor, now: Date): Plain<ListedAuthorView> {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    registeredAt: row.registered_at?.toISOString() ?? null,
    firstSeenAt: row.created_at.toISOString(),
    record: { submitted: row.submitted, approved: row.approved, rejected: row.rejected },
    standing: standingView(row, now),
  };
}

/** Null for a standing that has ended. */
export function standingView({ standing: kind, standing_until: until, standing_by: by, standing_by_name: name, standing_at: at, standing_note: note }: ListedAuthor, now: Date): Plain<StandingView> | null {
  if (kind === null || by === null || at === null || (until !== null && until <= now)) return null;
  return { kind, until: until?.toISOString() ?? null, by: { id: by, name }, at: at.toISOString(), note };
}

export function authorView(row: ListedAuthor, { sums, labels, notes, comments, decisions }: AuthorParts, now: Date): Plain<AuthorView> {
  const listed = listedAuthorView(row, now);
  return {
    ...listed,
    record: { ...listed.record, reported: sums.reported },
    labels: labels.map(labelView),
    notes: notes.map(noteView),
    comments: comments.map(commentView),
    decisions: decisions.map(decisionView),
    openItems: sums.open_items,
  };
}

export function noteView({ id, text, written_by: by, written_by_name: name, created_at: at }: AuthorNote): Plain<AuthorNoteView> {
  return { id, text, by: { id: by, name }, createdAt: at.toISOString() };
}

function commentView({ id, body, format, status, created_at: at, article_id: articleId, article_title: articleTitle, article_url: articleUrl }: AuthorComment): Plain<AuthorCommentView> {
  return { id, body, html: displayHtml(body, format), status, createdAt: at.toISOString(), articleId, articleTitle, articleUrl };
}

function decisionView({ id, comment_id: commentId, action, reason_code: reasonCode, decided_by: by, decided_by_name: name, created_at: at, is_reversed: reversed }: AuthorDecision): Plain<AuthorDecisionView> {
  return { id, commentId, action, reasonCode, decidedBy: { id: by, name }, createdAt: at.toISOString(), reversed };
}
