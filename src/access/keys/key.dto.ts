import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { type Scope, SCOPES } from '../../domain/permissions';
import type { ApiKey } from '../../store/api-key.store';
import { TextField } from '../text-field';
import { IsInstant } from '../../platform/http/validators';
import type { Plain } from '../../platform/http/plain';

export class CreateKeyDto {
  @TextField({ max: 200, example: 'CMS production' })
  name!: string;

  @ApiProperty({ enum: SCOPES, isArray: true, example: ['comments:write'] })
  @IsIn(SCOPES, { each: true })
  @ArrayUnique()
  @ArrayMaxSize(SCOPES.length)
  @ArrayMinSize(1)
  @IsArray()
  scopes!: Scope[];

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @IsInstant()
  @IsOptional()
  expiresAt?: string | null;
}

export class KeyView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: SCOPES, isArray: true }) scopes!: Scope[];
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute.' }) lastUsedAt!: string | null;
}

export class NewKeyView extends KeyView {
  @ApiProperty({ example: 'weir_sk_…', description: 'Shown this once.' }) secret!: string;
}

export class KeyPageView {
  @ApiProperty({ type: [KeyView] }) items!: KeyView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function toKeyView({ id, name, scopes, createdAt, expiresAt, revokedAt, lastUsedAt }: Omit<ApiKey, 'siteId'>): Plain<KeyView> {
  return { id, name, scopes: [...scopes], createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null, lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
