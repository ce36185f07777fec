import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { NUDGE_MODES, type NudgeMode, type ReaderSettings } from '../../domain/actor';
import type { Plain } from '../../platform/http/plain';
import { IsLeftOutOr } from '../../platform/http/validators';

const LONGEST_EDIT_MINUTES = 1_440;
const EDIT_MINUTES = { type: 'integer', minimum: 0, maximum: LONGEST_EDIT_MINUTES, description: 'Minutes in which readers may change their own comments; 0: never.' } as const;
const NUDGE = { enum: NUDGE_MODES, description: 'Whether readers are asked once to think again: off: never. rejected: when the text would be rejected. held: also when it would be held. Hard rules and illegal content never ask.' } as const;

export class ReaderSettingsDto {
  @ApiPropertyOptional(EDIT_MINUTES) @Max(LONGEST_EDIT_MINUTES) @Min(0) @IsInt() @IsLeftOutOr() editMinutes?: number;
  @ApiPropertyOptional(NUDGE) @IsIn(NUDGE_MODES) @IsLeftOutOr() nudge?: NudgeMode;
}

export class ReaderSettingsView {
  @ApiProperty(EDIT_MINUTES) editMinutes!: number;
  @ApiProperty(NUDGE) nudge!: NudgeMode;
}

/** Property by property: rows of another release may hold more. */
export function toReaderSettingsView({ editMinutes, nudge }: ReaderSettings): Plain<ReaderSettingsView> {
  return { editMinutes, nudge };
}

/** What the change does not name stays. */
export function mergeReaderSettings(current: ReaderSettings, change: ReaderSettingsDto = {}): ReaderSettings {
  return { editMinutes: change.editMinutes ?? current.editMinutes, nudge: change.nudge ?? current.nudge };
}
