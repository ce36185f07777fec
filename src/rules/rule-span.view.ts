import { ApiProperty } from '@nestjs/swagger';
import { quote, type Span } from '../evaluate/explanation';
import type { Plain } from '../platform/http/plain';

/** A passage that a rule matched, wherever the rules show one. */
export class RuleSpanView {
  @ApiProperty({ example: 'body' }) field!: string;
  @ApiProperty({ description: 'UTF-16 units of the text as submitted; half-open.' }) start!: number;
  @ApiProperty() end!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Null for a text that is not in this answer.' }) quote!: string | null;
  @ApiProperty({ example: 'shorteners:bit.ly' }) entry!: string;
  @ApiProperty({ type: [String], example: ['leet'], description: 'Which normalisations made it match.' }) via!: readonly string[];
}

export interface ShownTexts {
  readonly body: string | null;
  readonly title: string | null;
  readonly authorName?: string | null;
}

/** Quotes are cut from the text as it is now, so that an erased text takes its quotes with it. */
export function ruleSpanViews(spans: readonly Span[], { body, title, authorName = null }: ShownTexts): Plain<RuleSpanView>[] {
  const texts = { ...(body === null ? {} : { body }), ...(title === null ? {} : { title }), ...(authorName === null ? {} : { authorName }) };
  return spans.map((span) => ({ field: span.field, start: span.start, end: span.end, quote: quote(texts, span), entry: span.entry, via: span.via }));
}
