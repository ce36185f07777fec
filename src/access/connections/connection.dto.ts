import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsObject, Matches, Max, Min, ValidateNested } from 'class-validator';
import { type ConnectionSettings, type Dialect, DIALECTS } from '../../domain/dialects';
import type { Plain } from '../../platform/http/plain';
import { IsLeftOutOr } from '../../platform/http/validators';
import type { ConnectionCall } from '../../store/connection-call.store';
import type { Connection } from '../../store/connection.store';
import { TextField } from '../text-field';
import { connectionAddress } from './connection-address';

const MOST_HOSTS = 20;
/** A host name or address, perhaps with a port. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){0,10}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/;

const HELD_AS = ['ham', 'spam'] as const;

export class ConnectionSettingsDto {
  @ApiPropertyOptional({ type: [String], maxItems: MOST_HOSTS, uniqueItems: true, example: ['news.example'], description: 'Akismet: hosts, in lower case and with a port where it is not the usual one, that may be told what a moderator decided.' })
  @Matches(HOST, { each: true, message: 'each of callbackHosts must be a host in lower case, such as news.example or 10.1.0.7:8080' })
  @ArrayUnique()
  @ArrayMaxSize(MOST_HOSTS)
  @IsArray()
  @IsLeftOutOr()
  callbackHosts?: string[];

  @ApiPropertyOptional({ enum: HELD_AS, description: 'Akismet: what the client is told of a comment that waits for a moderator. `ham` comes with `X-akismet-recheck-after`; `spam` is for clients that do not know that header and would publish.' })
  @IsIn(HELD_AS)
  @IsLeftOutOr()
  heldAs?: ConnectionSettings['heldAs'];

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, example: { TOXICITY: 'toxic' }, description: "Perspective and OpenAI: a name of the protocol's, and the label of Weir's that answers for it; at most 50." })
  @IsObject()
  @IsLeftOutOr()
  attributes?: Record<string, string>;
}

export class AddConnectionDto {
  @ApiProperty({ enum: DIALECTS })
  @IsIn(DIALECTS)
  dialect!: Dialect;

  @TextField({ max: 200, example: 'WordPress of the local desk' })
  name!: string;

  @ApiPropertyOptional({ type: ConnectionSettingsDto })
  @ValidateNested()
  @Type(() => ConnectionSettingsDto)
  @IsObject()
  @IsLeftOutOr()
  settings?: ConnectionSettingsDto;
}

export class ChangeConnectionDto {
  @TextField({ max: 200, isOptional: true })
  @IsLeftOutOr()
  name?: string;

  @ApiPropertyOptional({ type: ConnectionSettingsDto, description: 'Only what is named changes.' })
  @ValidateNested()
  @Type(() => ConnectionSettingsDto)
  @IsObject()
  @IsLeftOutOr()
  settings?: ConnectionSettingsDto;

  @ApiPropertyOptional({ description: 'A connection that is switched off is refused as if it were not there.' })
  @IsBoolean()
  @IsLeftOutOr()
  isEnabled?: boolean;
}

export class ChangeConnectionSecretDto {
  @TextField({ min: 16, max: 200, isOptional: true, example: 'empsec_0123456789abcdef', description: 'Coral makes the secret itself: enter it here. For every other dialect Weir makes one.' })
  @IsLeftOutOr()
  secret?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 720, default: 24, description: 'Hours for which the secrets before this one still count.' })
  @Max(720)
  @Min(0)
  @IsInt()
  @IsLeftOutOr()
  keepPreviousHours?: number;
}

export class ConnectionSettingsView {
  @ApiProperty({ type: [String] }) callbackHosts!: string[];
  @ApiProperty({ enum: HELD_AS }) heldAs!: ConnectionSettings['heldAs'];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) attributes!: Record<string, string>;
}

export class ConnectionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: DIALECTS }) dialect!: Dialect;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'https://weir.example', description: "What to enter where the other filter's address stood." }) address!: string;
  @ApiProperty({ type: ConnectionSettingsView }) settings!: ConnectionSettingsView;
  @ApiProperty() isEnabled!: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When its secret was made or given; null while there is none, as with a new connection of Coral.' }) secretSince!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Until then the secret before it counts, too.' }) previousUntil!: string | null;
}

export class NewConnectionView extends ConnectionView {
  @ApiProperty({ type: String, nullable: true, description: 'Shown this once; null where the other side makes it.' }) secret!: string | null;
}

export class ConnectionPageView {
  @ApiProperty({ type: [ConnectionView] }) items!: ConnectionView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ConnectionCallView {
  @ApiProperty({ format: 'date-time' }) calledAt!: string;
  @ApiProperty({ example: 'comment-check', description: 'As the protocol names it.' }) operation!: string;
  @ApiProperty({ example: 200 }) status!: number;
  @ApiProperty({ type: String, nullable: true, example: 'held', description: 'What the caller was told.' }) outcome!: string | null;
  @ApiProperty() tookMs!: number;
  @ApiProperty({ type: [String], description: 'What was odd about the call, as sentences.' }) odd!: string[];
}

export class ConnectionCallsView {
  @ApiProperty({ type: [ConnectionCallView], description: 'The last hundred at most, newest first.' }) items!: ConnectionCallView[];
}

export class ConnectionTestStepView {
  @ApiProperty({ example: 'secret' }) name!: string;
  @ApiProperty() isOk!: boolean;
  @ApiProperty({ example: 'A secret was made on 2026-11-29.' }) detail!: string;
}

export class ConnectionTestView {
  @ApiProperty({ description: 'Whether every step is right.' }) isOk!: boolean;
  @ApiProperty({ type: [ConnectionTestStepView] }) steps!: ConnectionTestStepView[];
  @ApiProperty({ type: [ConnectionCallView], description: 'The last ten calls.' }) calls!: ConnectionCallView[];
}

export function toConnectionView(publicUrl: string, { id, dialect, name, settings, isEnabled, createdAt, revokedAt, secretSince, previousUntil }: Omit<Connection, 'siteId'>): Plain<ConnectionView> {
  return {
    id,
    dialect,
    name,
    address: connectionAddress(publicUrl, dialect, id),
    settings: settingsView(settings),
    isEnabled,
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    secretSince: secretSince?.toISOString() ?? null,
    previousUntil: previousUntil !== null && previousUntil.getTime() > Date.now() ? previousUntil.toISOString() : null,
  };
}

function settingsView({ callbackHosts, heldAs, attributes }: ConnectionSettings): Plain<ConnectionSettingsView> {
  return { callbackHosts: [...callbackHosts], heldAs, attributes: { ...attributes } };
}

export function toCallView({ calledAt, operation, status, outcome, tookMs, odd }: ConnectionCall): Plain<ConnectionCallView> {
  return { calledAt: calledAt.toISOString(), operation, status, outcome, tookMs, odd: [...odd] };
}
