import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsNumber, IsObject, IsOptional, IsTimeZone, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { type CalmSettings, CLAIM_MODES, type ClaimMode, type SiteSettings } from '../../domain/actor';
import { IsLeftOutOr } from '../../platform/http/validators';
import type { StoredSite } from '../../store/site.store';
import { TextField } from '../text-field';
import { LawSettingsDto, LawSettingsView, mergeLaw, toLawView } from './law.dto';
import { mergeReaderSettings, ReaderSettingsDto, ReaderSettingsView, toReaderSettingsView } from './readers.dto';
import { mergeRetention, RetentionSettingsDto, RetentionSettingsView, toRetentionView } from './retention.dto';
import type { Plain } from '../../platform/http/plain';

/** As browsers send it: in lower case, and without the port that goes without saying. */
const ORIGIN = /^(?!https:.*:443$|http:.*:80$)https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

const CLAIMS = { enum: CLAIM_MODES, description: 'off: claims bind nobody. optional: nobody decides what a colleague holds. required: nobody decides what they have not claimed; bulk operations and those with `review.override` may.' } as const;
const HOLD_AT = { type: Number, minimum: 0.1, maximum: 1_000, nullable: true, example: 3, description: 'Sum of report weights that holds a published comment until a moderator has looked; null: reports alone never do. A reader without a record weighs 1.' };

export class ReportSettingsDto {
  @ApiPropertyOptional(HOLD_AT)
  @Max(1_000)
  @Min(0.1)
  @IsNumber({ maxDecimalPlaces: 2 })
  @IsOptional()
  holdAtWeight?: number | null;
}

export class ReportSettingsView {
  @ApiProperty(HOLD_AT) holdAtWeight!: number | null;
}

const MOST_BEFORE_A_BREAK = 500;
const CALM = {
  blur: { description: 'Slurs and threats are blurred until they are pointed at.' },
  grey: { description: 'No colours.' },
  breakAfter: { type: 'integer', minimum: 0, maximum: MOST_BEFORE_A_BREAK, description: 'A break is suggested after so many hard comments; 0: never.' },
} as const;

export class CalmSettingsDto {
  @ApiPropertyOptional(CALM.blur)
  @IsBoolean()
  @IsLeftOutOr()
  blur?: boolean;

  @ApiPropertyOptional(CALM.grey)
  @IsBoolean()
  @IsLeftOutOr()
  grey?: boolean;

  @ApiPropertyOptional(CALM.breakAfter)
  @Max(MOST_BEFORE_A_BREAK)
  @Min(0)
  @IsInt()
  @IsLeftOutOr()
  breakAfter?: number;
}

export class CalmSettingsView {
  @ApiProperty(CALM.blur) blur!: boolean;
  @ApiProperty(CALM.grey) grey!: boolean;
  @ApiProperty(CALM.breakAfter) breakAfter!: number;
}

/** Property by property: rows of an older release may hold more, or less. */
export function toCalmView({ blur, grey, breakAfter }: CalmSettings): Plain<CalmSettingsView> {
  return { blur, grey, breakAfter };
}

export class ChangeSettingsDto {
  @TextField({ max: 200, isOptional: true })
  name?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 50_000, description: 'Longest accepted body, UTF-16 units.' })
  @Max(50_000)
  @Min(1)
  @IsInt()
  @IsOptional()
  bodyLimit?: number;

  @ApiPropertyOptional({ type: [String], example: ['https://news.example'], maxItems: 50, description: 'Origins whose pages may show comments and let readers write.' })
  @Matches(ORIGIN, { each: true, message: 'each of $property must be an origin as browsers send it, such as https://news.example' })
  @MaxLength(300, { each: true })
  @ArrayMaxSize(50)
  @IsArray()
  @IsOptional()
  allowedOrigins?: string[];

  @IsTimeZone()
  @TextField({ max: 64, isOptional: true, example: 'Europe/Vienna' })
  timeZone?: string;

  @ApiPropertyOptional({ type: ReportSettingsDto })
  @ValidateNested()
  @IsObject()
  @Type(() => ReportSettingsDto)
  @IsLeftOutOr()
  reports?: ReportSettingsDto;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 60, description: 'Seconds in which a decision can be taken back before the site hears of it.' })
  @Max(60)
  @Min(0)
  @IsInt()
  @IsOptional()
  undoSeconds?: number;

  @ApiPropertyOptional({ minimum: 0, maximum: 100, description: 'Share of automatic rejections that people review all the same, in per cent.' })
  @Max(100)
  @Min(0)
  @IsNumber({ maxDecimalPlaces: 2 })
  @IsOptional()
  auditSamplePercent?: number;

  @ApiPropertyOptional(CLAIMS)
  @IsIn(CLAIM_MODES)
  @IsLeftOutOr()
  claims?: ClaimMode;

  @ApiPropertyOptional({ type: CalmSettingsDto, description: 'How the desk spares the eyes of whoever has not chosen for themselves.' })
  @ValidateNested()
  @IsObject()
  @Type(() => CalmSettingsDto)
  @IsLeftOutOr()
  desk?: CalmSettingsDto;

  @ApiPropertyOptional({ type: RetentionSettingsDto, description: 'How long personal data is kept.' })
  @ValidateNested()
  @IsObject()
  @Type(() => RetentionSettingsDto)
  @IsLeftOutOr()
  retention?: RetentionSettingsDto;

  @ApiPropertyOptional({ type: LawSettingsDto })
  @ValidateNested()
  @IsObject()
  @Type(() => LawSettingsDto)
  @IsLeftOutOr()
  law?: LawSettingsDto;

  @ApiPropertyOptional({ type: ReaderSettingsDto, description: 'What readers may do with what they wrote.' })
  @ValidateNested()
  @IsObject()
  @Type(() => ReaderSettingsDto)
  @IsLeftOutOr()
  readers?: ReaderSettingsDto;

  @ApiPropertyOptional({ type: String, minLength: 32, maxLength: 512, nullable: true, writeOnly: true, description: 'The secret of the tokens that the site signs for its readers (HS256); null forgets it. Never shown again.' })
  @Matches(/^[\x21-\x7e]{32,512}$/, { message: '$property must be 32 to 512 printable ASCII characters without spaces' })
  @ValidateIf(({ ssoSecret }: ChangeSettingsDto) => ssoSecret !== null && ssoSecret !== undefined)
  ssoSecret?: string | null;
}

export class SettingsView {
  @ApiProperty() slug!: string;
  @ApiProperty() name!: string;
  @ApiProperty() bodyLimit!: number;
  @ApiProperty({ type: [String] }) allowedOrigins!: string[];
  @ApiProperty() timeZone!: string;
  @ApiProperty({ type: ReportSettingsView }) reports!: ReportSettingsView;
  @ApiProperty() undoSeconds!: number;
  @ApiProperty() auditSamplePercent!: number;
  @ApiProperty(CLAIMS) claims!: ClaimMode;
  @ApiProperty({ type: CalmSettingsView }) desk!: CalmSettingsView;
  @ApiProperty({ type: RetentionSettingsView }) retention!: RetentionSettingsView;
  @ApiProperty({ type: LawSettingsView }) law!: LawSettingsView;
  @ApiProperty({ type: ReaderSettingsView }) readers!: ReaderSettingsView;
  @ApiProperty({ description: 'Whether the site can sign tokens for its readers.' }) hasSsoSecret!: boolean;
}

export function toSettingsView({ site: { slug, name, settings }, ssoSecret }: Pick<StoredSite, 'site' | 'ssoSecret'>): Plain<SettingsView> {
  const { bodyLimit, allowedOrigins, timeZone, reports, undoSeconds, auditSamplePercent, claims, desk, retention, law, readers } = settings;
  return { slug, name, bodyLimit, allowedOrigins: [...allowedOrigins], timeZone, reports: { holdAtWeight: reports.holdAtWeight }, undoSeconds, auditSamplePercent, claims, desk: toCalmView(desk), retention: toRetentionView(retention), law: toLawView(law), readers: toReaderSettingsView(readers), hasSsoSecret: ssoSecret !== null };
}

/** The settings after a change: what the request does not name stays. */
export function mergeSettings(current: SiteSettings, change: ChangeSettingsDto): SiteSettings {
  return {
    ...current,
    bodyLimit: change.bodyLimit ?? current.bodyLimit,
    allowedOrigins: change.allowedOrigins ?? current.allowedOrigins,
    timeZone: change.timeZone ?? current.timeZone,
    reports: { holdAtWeight: change.reports?.holdAtWeight === undefined ? current.reports.holdAtWeight : change.reports.holdAtWeight },
    undoSeconds: change.undoSeconds ?? current.undoSeconds,
    auditSamplePercent: change.auditSamplePercent ?? current.auditSamplePercent,
    claims: change.claims ?? current.claims,
    desk: { blur: change.desk?.blur ?? current.desk.blur, grey: change.desk?.grey ?? current.desk.grey, breakAfter: change.desk?.breakAfter ?? current.desk.breakAfter },
    retention: mergeRetention(current.retention, change.retention),
    law: mergeLaw(current.law, change.law),
    readers: mergeReaderSettings(current.readers, change.readers),
  };
}
