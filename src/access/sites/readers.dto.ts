import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { ReaderSettings } from '../../domain/actor';
import type { Plain } from '../../platform/http/plain';
import { IsLeftOutOr } from '../../platform/http/validators';

const LONGEST_EDIT_MINUTES = 1_440;
const EDIT_MINUTES = { type: 'integer', minimum: 0, maximum: LONGEST_EDIT_MINUTES, description: 'Minutes in which readers may change their own comments; 0: never.' } as const;

export class ReaderSettingsDto {
  @ApiPropertyOptional(EDIT_MINUTES) @Max(LONGEST_EDIT_MINUTES) @Min(0) @IsInt() @IsLeftOutOr() editMinutes?: number;
}

export class ReaderSettingsView {
  @ApiProperty(EDIT_MINUTES) editMinutes!: number;
}

/** Property by property: rows of another release may hold more. */
export function toReaderSettingsView({ editMinutes }: ReaderSettings): Plain<ReaderSettingsView> {
  return { editMinutes };
}

/** What the change does not name stays. */
export function mergeReaderSettings(current: ReaderSettings, change: ReaderSettingsDto = {}): ReaderSettings {
  return { editMinutes: change.editMinutes ?? current.editMinutes };
}
