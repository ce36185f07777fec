import { ApiProperty } from '@nestjs/swagger';
import { PROTECTED_FIELDS } from '../domain/protected-fields';
import type { ReviewPageRow, StoredVerdict } from '../store/review-page.store';
import type { Plain } from '../platform/http/plain';

type Hit = StoredVerdict['hits'][number];
type Span = Hit['spans'][number];

const VERDICT_ACTIONS = ['publish', 'flag', 'hold', 'reject'];

export class ItemSpanView {
  @ApiProperty({ example: 'body' }) field!: string;
  @ApiProperty({ description: 'UTF-16 units of the original text; half-open.' }) start!: number;
  @ApiProperty() end!: number;
  @ApiProperty({ description: 'Cut from the original; empty when that text is not kept.' }) quote!: string;
  @ApiProperty({ example: 'shorteners:bit.ly' }) entry!: string;
  @ApiProperty({ type: [String], example: ['leet'] }) via!: readonly string[];
}

export class FactSeenView {
  @ApiProperty({ example: 'author.approved' }) field!: string;
  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'array', items: { type: 'string' } }] }) value!: number | string | boolean | readonly string[];
  @ApiProperty({ example: 'lt 5' }) op!: string;
}

export class ItemHitView {
  @ApiProperty({ example: 'spam-links' }) rule!: string;
  @ApiProperty({ enum: ['active', 'shadow'] }) mode!: 'active' | 'shadow';
  @ApiProperty({ enum: ['none', 'flag', 'hold', 'reject', 'allow'] }) action!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ example: 'spam.links' }) policy!: string;
  @ApiProperty({ description: 'Points.' }) score!: number;
  @ApiProperty({ type: [ItemSpanView] }) spans!: ItemSpanView[];
  @ApiProperty({ type: [FactSeenView] }) facts!: FactSeenView[];
}

export class ItemVerdictView {
  @ApiProperty({ enum: VERDICT_ACTIONS }) action!: string;
  @ApiProperty({ description: 'Points.' }) score!: number;
  @ApiProperty({ type: [ItemHitView] }) hits!: ItemHitView[];
}

/** The texts a span can point into, as they are now. */
export type QuotedTexts = Readonly<Partial<Record<Span['field'], string | null>>>;

export function textsOf(row: ReviewPageRow): QuotedTexts {
  return { body: row.body, title: row.title, 'parent.body': row.parent_body, 'author.name': row.author_name, 'article.title': row.article_title };
}

export function toVerdictView(verdict: StoredVerdict, texts: QuotedTexts): Plain<ItemVerdictView> {
  return { action: verdict.action, score: points(verdict.score.total), hits: verdict.hits.map((hit) => toHitView(hit, texts)) };
}

export function toHitView({ rule, mode, action, reason, policy, score, spans, facts }: Hit, texts: QuotedTexts): Plain<ItemHitView> {
  return {
    rule,
    mode,
    action,
    reason,
    policy,
    score: points(score),
    spans: spans.map((span) => toSpanView(span, texts)),
    facts: facts.filter(({ field }) => !PROTECTED_FIELDS.has(field)).map(({ field, value, op }) => ({ field, value, op })),
  };
}

function toSpanView({ field, start, end, entry, via }: Span, texts: QuotedTexts): Plain<ItemSpanView> {
  return { field, start, end, quote: texts[field]?.slice(start, end) ?? '', entry, via };
}

/** Scores are hundredths inside, points outside. */
export function points(hundredths: number): number {
  return hundredths / 100;
}
