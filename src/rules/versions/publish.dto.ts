import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { TextField } from '../../access/text-field';
import { IsLeftOutOr } from '../../platform/http/validators';

const LONGEST_NOTE = 500;
const LAST_VERSION = 2_147_483_647;

export class OverrideDto {
  @TextField({ max: LONGEST_NOTE, description: 'Why a rule may reject although it has not proved itself in shadow mode.' }) reason!: string;
}

export class PublishRuleSetDto {
  @TextField({ max: LONGEST_NOTE, description: 'What changes, for those who read the history.' }) note!: string;
  @ApiPropertyOptional({ type: OverrideDto }) @IsLeftOutOr() @IsObject() @ValidateNested() @Type(() => OverrideDto) override?: OverrideDto;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'The version that runs now, when it is another than the draft was begun from: says that its changes may be lost.' })
  @IsLeftOutOr() @IsInt() @Min(1) @Max(LAST_VERSION) replaces?: number;
}

export class RollBackDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version whose rules shall judge again.' }) @IsInt() @Min(1) @Max(LAST_VERSION) to!: number;
  @TextField({ max: LONGEST_NOTE, isOptional: true }) note?: string;
}

export const SWITCHED_MODES = ['shadow', 'active', 'paused'] as const;

export class SwitchModeDto {
  @ApiProperty({ enum: SWITCHED_MODES }) @IsIn(SWITCHED_MODES) mode!: (typeof SWITCHED_MODES)[number];
  @TextField({ max: LONGEST_NOTE, isOptional: true }) note?: string;
  @ApiPropertyOptional({ type: OverrideDto }) @IsLeftOutOr() @IsObject() @ValidateNested() @Type(() => OverrideDto) override?: OverrideDto;
}
