import { ApiProperty } from '@nestjs/swagger';
import { NOTICE_CATEGORIES, NOTICE_OUTCOMES, type NoticeCategory, type NoticeOutcome, outcomeText } from '../domain/notices';
import type { Plain } from '../platform/http/plain';
import type { LawNoticeRow } from '../store/law-notice.store';

const OUTCOME = { enum: NOTICE_OUTCOMES, type: String, nullable: true, description: '`removed`: the comment was rejected. `kept`: a person let it stand. `gone`: it was withdrawn or erased before. Null: nobody has decided.' } as const;
const DECIDED_AT = { type: String, format: 'date-time', nullable: true } as const;

/** The confirmation of receipt. */
export class NoticeReceiptView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'weir_notice_…', description: 'With it the notifier asks what became of the notice. Shown this once.' }) reference!: string;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
  @ApiProperty({ description: 'For the notifier, in a language of `Accept-Language`.' }) text!: string;
}

/** What the notifier hears. */
export class NoticeAnswerView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
  @ApiProperty(OUTCOME) outcome!: NoticeOutcome | null;
  @ApiProperty(DECIDED_AT) decidedAt!: string | null;
  @ApiProperty({ description: 'Whether automatic means decided.' }) isDecidedAutomatically!: boolean;
  @ApiProperty({ description: 'The outcome in whole sentences, with how to object.' }) text!: string;
}

/** What the site sees. Who gave the notice is a question of its own. */
export class NoticeView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) commentId!: string;
  @ApiProperty({ enum: NOTICE_CATEGORIES }) category!: NoticeCategory;
  @ApiProperty({ type: String, nullable: true, description: 'Null once erased, or when its time is over.' }) explanation!: string | null;
  @ApiProperty({ description: 'The language of answers to the notifier.' }) lang!: string;
  @ApiProperty({ description: 'From a trusted flagger.' }) isTrustedFlagger!: boolean;
  @ApiProperty({ description: "The site's server handed it on." }) isForwarded!: boolean;
  @ApiProperty({ description: 'Whether `GET …/notifier` knows somebody to answer.' }) hasNotifier!: boolean;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
  @ApiProperty(OUTCOME) outcome!: NoticeOutcome | null;
  @ApiProperty(DECIDED_AT) decidedAt!: string | null;
  @ApiProperty() isDecidedAutomatically!: boolean;
}

export class NoticeListView {
  @ApiProperty({ type: [NoticeView] }) items!: NoticeView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class NotifierView {
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty() lang!: string;
}

export class NotifierErasedView {
  @ApiProperty({ description: 'Of how many notices name, address and explanation are gone.' }) notices!: number;
}

export function noticeView(row: LawNoticeRow): Plain<NoticeView> {
  return {
    id: row.id,
    commentId: row.comment_id,
    category: row.category,
    explanation: row.explanation,
    lang: row.lang,
    isTrustedFlagger: row.is_trusted,
    isForwarded: row.is_forwarded,
    hasNotifier: row.notifier !== null,
    receivedAt: row.received_at.toISOString(),
    outcome: row.outcome,
    decidedAt: row.decided_at?.toISOString() ?? null,
    isDecidedAutomatically: row.is_decided_automatically === true,
  };
}

export function noticeAnswerView(row: LawNoticeRow, contact: string | null): Plain<NoticeAnswerView> {
  const { id, receivedAt, outcome, decidedAt, isDecidedAutomatically } = noticeView(row);
  return { id, receivedAt, outcome, decidedAt, isDecidedAutomatically, text: outcomeText(outcome === null ? null : { outcome, isAutomatic: isDecidedAutomatically }, contact, row.lang) };
}
