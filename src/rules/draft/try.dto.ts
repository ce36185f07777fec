import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsObject, MaxLength, ValidateNested } from 'class-validator';
import { TEXT_FORMATS, type BodyFormat } from '../../domain/statuses';
import { IsLeftOutOr, IsPlainText } from '../../platform/http/validators';
import { RuleSpanView } from '../rule-span.view';
import { RuleSetSourceDto } from './draft.dto';

const MOST_TRIED = 100;
const LONGEST_BODY = 50_000;

export class TriedCommentDto {
  @ApiProperty({ maxLength: LONGEST_BODY }) @IsPlainText() @MaxLength(LONGEST_BODY) body!: string;
  @ApiPropertyOptional({ enum: TEXT_FORMATS, default: 'text' }) @IsLeftOutOr() @IsIn(TEXT_FORMATS) format?: BodyFormat;
  @ApiPropertyOptional({ maxLength: 500 }) @IsLeftOutOr() @IsPlainText() @MaxLength(500) title?: string;
  @ApiPropertyOptional({ enum: ['create', 'edit', 'report', 'rescan'], default: 'create' }) @IsLeftOutOr() @IsIn(['create', 'edit', 'report', 'rescan']) event?: 'create' | 'edit' | 'report' | 'rescan';
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { approved: 0, account_age: '2h' }, description: "Facts of the author, as conditions name them without `author.`." })
  @IsLeftOutOr() @IsObject() author?: Record<string, unknown>;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { 'article.section': 'politics', rate: 7 }, description: 'Further facts, as conditions name and write them; `rate` and `duplicate` are what every counter shows.' })
  @IsLeftOutOr() @IsObject() fields?: Record<string, unknown>;
}

export class TryRuleSetDto extends RuleSetSourceDto {
  @ApiProperty({ type: [TriedCommentDto], minItems: 1, maxItems: MOST_TRIED })
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_TRIED) @ValidateNested({ each: true }) @Type(() => TriedCommentDto) comments!: TriedCommentDto[];
  @ApiPropertyOptional({ enum: ['draft', 'running'], default: 'draft', description: 'Which rules, unless they are sent along.' })
  @IsLeftOutOr() @IsIn(['draft', 'running']) against?: 'draft' | 'running';
}

export class TriedFactView {
  @ApiProperty({ example: 'author.approved' }) field!: string;
  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'array', items: { type: 'string' } }] }) value!: number | string | boolean | readonly string[];
  @ApiProperty({ example: 'lt 5' }) op!: string;
}

export class TriedHitView {
  @ApiProperty() rule!: string;
  @ApiProperty({ enum: ['active', 'shadow'] }) mode!: string;
  @ApiProperty({ enum: ['none', 'flag', 'hold', 'reject', 'allow'] }) action!: string;
  @ApiProperty() reason!: string;
  @ApiProperty() policy!: string;
  @ApiProperty({ description: 'Points.' }) score!: number;
  @ApiProperty({ type: [RuleSpanView] }) spans!: readonly RuleSpanView[];
  @ApiProperty({ type: [TriedFactView] }) facts!: readonly TriedFactView[];
  @ApiPropertyOptional() suppressedBy?: string;
}

export class TriedErrorView {
  @ApiProperty() rule!: string;
  @ApiProperty() detail!: string;
}

export class TriedVerdictView {
  @ApiProperty({ enum: ['publish', 'flag', 'hold', 'reject'] }) action!: string;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: String, nullable: true }) primaryRule!: string | null;
  @ApiProperty({ type: String, nullable: true }) policy!: string | null;
  @ApiProperty({ description: 'Points.' }) score!: number;
  @ApiProperty({ description: 'Microseconds.' }) tookUs!: number;
  @ApiProperty({ type: [TriedHitView] }) hits!: readonly TriedHitView[];
  @ApiProperty({ type: [TriedErrorView], description: 'Rules whose condition could not be decided.' }) errors!: readonly TriedErrorView[];
}

export class TriedView {
  @ApiProperty({ type: TriedVerdictView }) verdict!: TriedVerdictView;
}

export class TryRuleSetView {
  @ApiProperty({ type: [TriedView], description: 'In the order of the comments.' }) items!: readonly TriedView[];
  @ApiProperty({ description: 'Microseconds for all of them, without compiling.' }) tookUs!: number;
}
