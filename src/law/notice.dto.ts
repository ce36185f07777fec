import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsBoolean, IsIn, IsOptional, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { TextField } from '../access/text-field';
import { NOTICE_CATEGORIES, type NoticeCategory } from '../domain/notices';
import { IsEmailAddress, IsLeftOutOr, IsPlainText } from '../platform/http/validators';

/** What article 16(2) asks of a notice. */
export class GiveNoticeDto {
  @ApiProperty({ format: 'uuid', description: 'The comment that the notice is about: its exact place.' }) @IsUUID() commentId!: string;
  @ApiProperty({ enum: NOTICE_CATEGORIES }) @IsIn(NOTICE_CATEGORIES) category!: NoticeCategory;
  @ApiProperty({ minLength: 10, maxLength: 5_000, description: 'Why this would be illegal.' }) @IsPlainText() @Length(10, 5_000) explanation!: string;
  @TextField({ max: 200, isOptional: true, description: 'Of the notifier; may be left out only where `isChildSexualAbuse`.' }) name?: string;
  @ApiPropertyOptional({ format: 'email', maxLength: 320, description: 'Of the notifier; may be left out only where `isChildSexualAbuse`. Kept encrypted.' }) @IsOptional() @IsEmailAddress() @MaxLength(320) email?: string;
  @ApiProperty({ enum: [true], type: Boolean, description: 'That the notifier believes in good faith that what the notice says is accurate and complete.' }) @Equals(true, { message: '$property must be true: the law asks for this statement' }) isGoodFaith!: boolean;
  @ApiPropertyOptional({ default: false, description: 'The notice is about sexual abuse of children: it may be given without a name.' }) @IsBoolean() @IsLeftOutOr() isChildSexualAbuse?: boolean;
}

/** A notice that the site's server got in another way. */
export class ForwardNoticeDto extends GiveNoticeDto {
  @ApiPropertyOptional({ default: false, description: 'It came from a trusted flagger (article 22): it goes before others.' }) @IsBoolean() @IsLeftOutOr() isTrustedFlagger?: boolean;
  @ApiPropertyOptional({ maxLength: 35, example: 'de', description: 'In which language the notifier is answered; `Accept-Language` by default.' }) @Matches(/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,3}$/) @MaxLength(35) @IsLeftOutOr() lang?: string;
}

export class AskNoticeDto {
  @TextField({ max: 100, description: 'As the confirmation of receipt named it.' }) reference!: string;
}

export class EraseNotifierDto {
  @ApiProperty({ format: 'email', maxLength: 320 }) @IsEmailAddress() @MaxLength(320) email!: string;
}
