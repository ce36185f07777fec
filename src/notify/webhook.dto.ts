import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, ValidateIf } from 'class-validator';
import type { Plain } from '../platform/http/plain';
import { TextField } from '../access/text-field';
import { WEBHOOK_TYPES, type WebhookType } from '../domain/statuses';
import type { WebhookEndpoint } from '../store/webhook-endpoint.store';

const URL_LENGTH = 2_000;

/** Absent is fine, null is not: `@IsOptional` would let both through. */
const IfPresent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

export class AddWebhookDto {
  @TextField({ max: URL_LENGTH, example: 'https://news.example/hooks/weir', description: 'https, or http for a receiver in your own network.' })
  url!: string;

  @ApiPropertyOptional({ enum: WEBHOOK_TYPES, isArray: true, minItems: 1, maxItems: WEBHOOK_TYPES.length, uniqueItems: true, description: 'What it is told; everything by default.' })
  @IsIn(WEBHOOK_TYPES, { each: true })
  @ArrayUnique()
  @ArrayMaxSize(WEBHOOK_TYPES.length)
  @ArrayMinSize(1)
  @IsArray()
  @IfPresent()
  types?: WebhookType[];

  @ApiPropertyOptional({ default: false, description: 'Adds the text as `data.comment.body`.' })
  @IsBoolean()
  @IfPresent()
  includeText?: boolean;
}

export class ChangeWebhookDto {
  @TextField({ max: URL_LENGTH, isOptional: true, example: 'https://news.example/hooks/weir' })
  @IfPresent()
  url?: string;

  @ApiPropertyOptional({ enum: WEBHOOK_TYPES, isArray: true, minItems: 1, maxItems: WEBHOOK_TYPES.length, uniqueItems: true })
  @IsIn(WEBHOOK_TYPES, { each: true })
  @ArrayUnique()
  @ArrayMaxSize(WEBHOOK_TYPES.length)
  @ArrayMinSize(1)
  @IsArray()
  @IfPresent()
  types?: WebhookType[];

  @ApiPropertyOptional()
  @IsBoolean()
  @IfPresent()
  includeText?: boolean;

  @ApiPropertyOptional({ description: 'Switching it on again forgets why it was off. What happened meanwhile is not sent.' })
  @IsBoolean()
  @IfPresent()
  isEnabled?: boolean;
}

export class WebhookView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() url!: string;
  @ApiProperty({ enum: WEBHOOK_TYPES, isArray: true }) types!: WebhookType[];
  @ApiProperty() includeText!: boolean;
  @ApiProperty() isEnabled!: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'The receiver answered 410 Gone.' }) disabledReason!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Since when nothing was delivered; null while it works.' }) failingSince!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Until then the secret before the last rotation signs as well.' }) previousSecretUntil!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class WebhookWithSecretView extends WebhookView {
  @ApiProperty({ example: 'whsec_…', description: 'Shown this once.' }) secret!: string;
}

export class WebhookListView {
  @ApiProperty({ type: [WebhookView] }) items!: WebhookView[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: a site has few endpoints.' }) nextCursor!: string | null;
}

export function toWebhookView(endpoint: WebhookEndpoint): Plain<WebhookView> {
  return {
    id: endpoint.id,
    url: endpoint.url,
    types: [...endpoint.types],
    includeText: endpoint.includeText,
    isEnabled: endpoint.isEnabled,
    disabledReason: endpoint.disabledReason,
    failingSince: endpoint.failingSince?.toISOString() ?? null,
    previousSecretUntil: endpoint.previousSecretUntil?.toISOString() ?? null,
    createdAt: endpoint.createdAt.toISOString(),
  };
}
