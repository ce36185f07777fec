import { ApiProperty } from '@nestjs/swagger';
import { ACCOUNT_EVENT_TYPES, type AccountEventType } from '../../domain/account-events';
import type { Plain } from '../../platform/http/plain';
import type { AccountEvent } from '../../store/account-event.store';

export class AccountEventView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid', description: 'Whose account.' }) personId!: string;
  @ApiProperty({ enum: ACCOUNT_EVENT_TYPES }) type!: AccountEventType;
  @ApiProperty({ example: 'person:…', description: 'Who did it; `system`: the service.' }) actor!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What changed, from what to what; never a secret.' }) payload!: Record<string, unknown>;
  @ApiProperty({ type: String, nullable: true }) requestId!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class AccountEventPageView {
  @ApiProperty({ type: [AccountEventView] }) items!: AccountEventView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export function toAccountEventView({ id, personId, type, actor, payload, requestId, createdAt }: AccountEvent): Plain<AccountEventView> {
  return { id, personId, type, actor, payload: { ...payload }, requestId, createdAt: createdAt.toISOString() };
}
