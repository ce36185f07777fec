import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import type { PersonalToken } from '../../store/personal-token.store';
import { TextField } from '../text-field';
import { IsInstant } from '../../platform/http/validators';
import type { Plain } from '../../platform/http/plain';

export class CreateTokenDto {
  @TextField({ max: 200, example: 'nightly export' })
  name!: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @IsInstant()
  @IsOptional()
  expiresAt?: string | null;
}

export class TokenView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute.' }) lastUsedAt!: string | null;
}

export class NewTokenView extends TokenView {
  @ApiProperty({ example: 'weir_pat_…', description: 'Shown this once.' }) secret!: string;
}

export class TokenPageView {
  @ApiProperty({ type: [TokenView] }) items!: TokenView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function toTokenView({ id, name, createdAt, expiresAt, lastUsedAt }: PersonalToken): Plain<TokenView> {
  return { id, name, createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null, lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
