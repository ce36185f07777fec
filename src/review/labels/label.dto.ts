import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsUUID, Matches, Max, Min } from 'class-validator';
import { IsInstant, IsLeftOutOr } from '../../platform/http/validators';
import { LABELLED_ENTITIES, type LabelledEntity, type LabelRow } from '../../store/label.store';
import type { Plain } from '../../platform/http/plain';
import { Text } from '../texts';

/** As rules write it. */
const LABEL = /^[a-z0-9][a-z0-9-]{1,62}$/;
const DURATION = /^[0-9]{1,6}[smhdw]$/;
const LONGEST_SUBJECT = 255;

export class AddLabelDto {
  @ApiProperty({ enum: LABELLED_ENTITIES }) @IsIn(LABELLED_ENTITIES) entity!: LabelledEntity;
  @ApiPropertyOptional({ maxLength: LONGEST_SUBJECT, example: 'u-7', description: "The site's own id of an author or article, or a domain. Not for an address or device: nobody here knows those." })
  @IsLeftOutOr() @Text(LONGEST_SUBJECT) subject?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'Instead of `subject`: whatever of that kind stands behind this comment.' }) @IsLeftOutOr() @IsUUID() commentId?: string;
  @ApiProperty({ example: 'watched', pattern: LABEL.source }) @Matches(LABEL) label!: string;
  @ApiPropertyOptional({ example: '7d', pattern: DURATION.source, description: 'How long it lasts; for ever without `ttl` and `expiresAt`.' }) @IsLeftOutOr() @Matches(DURATION) ttl?: string;
  @ApiPropertyOptional({ format: 'date-time' }) @IsLeftOutOr() @IsInstant() expiresAt?: string;
  @ApiPropertyOptional({ maxLength: 500 }) @IsLeftOutOr() @Text(500) note?: string;
}

export class ListLabelsQuery {
  @ApiPropertyOptional({ enum: LABELLED_ENTITIES }) @IsLeftOutOr() @IsIn(LABELLED_ENTITIES) entity?: LabelledEntity;
  @ApiPropertyOptional({ maxLength: LONGEST_SUBJECT }) @IsLeftOutOr() @Text(LONGEST_SUBJECT) subject?: string;
  @ApiPropertyOptional({ maxLength: 63 }) @IsLeftOutOr() @Text(63) label?: string;
  @ApiPropertyOptional({ maxLength: 300 }) @IsLeftOutOr() @Text(300) cursor?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 }) @IsLeftOutOr() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit = 50;
}

export class LabelView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: LABELLED_ENTITIES }) entity!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null for an address or device.' }) subject!: string | null;
  @ApiProperty({ example: 'watched' }) label!: string;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty({ example: 'rule:flood', description: '`rule:…` or `person:…`.' }) addedBy!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The comment because of which it was put on.' }) commentId!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt!: string | null;
}

export class LabelListView {
  @ApiProperty({ type: [LabelView] }) items!: LabelView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function labelView(row: LabelRow): Plain<LabelView> {
  const { id, entity, subject, name, note, added_by: addedBy, comment_id: commentId, created_at: createdAt, expires_at: expiresAt } = row;
  return { id, entity, subject: isSecret(entity) ? null : subject, label: name, note, addedBy, commentId, createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null };
}

/** What is kept as a hash and shown to nobody. */
export function isSecret(entity: LabelledEntity): boolean {
  return entity === 'ip' || entity === 'device';
}
