import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min, registerDecorator } from 'class-validator';
import { PageQuery } from '../../access/page-query';
import { IsInstant, IsLeftOutOr } from '../../platform/http/validators';
import { CHANGE_KINDS, type ChangeKind } from '../../store/backtest.store';

const LAST_VERSION = 2_147_483_647;
export const MOST_COMMENTS = 10_000_000;

/** `draft`, or the number of a version. */
function IsDraftOrVersion(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isDraftOrVersion',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => value === 'draft' || (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LAST_VERSION),
        defaultMessage: () => `${String(property)} must be "draft" or the number of a version`,
      },
    });
  };
}

export class StartBacktestDto {
  @ApiProperty({ oneOf: [{ type: 'string', enum: ['draft'] }, { type: 'integer', minimum: 1, maximum: LAST_VERSION }], description: 'The rules to try: the draft as it is now, or a version.' })
  @IsDraftOrVersion()
  against!: 'draft' | number;

  @ApiPropertyOptional({ format: 'date-time', description: 'Comments judged then or later; without it, all there are.' }) @IsLeftOutOr() @IsInstant() from?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Comments judged before; without it, now.' }) @IsLeftOutOr() @IsInstant() to?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_COMMENTS, default: 100_000, description: 'At most so many, the newest first.' })
  @IsLeftOutOr()
  @IsInt()
  @Min(1)
  @Max(MOST_COMMENTS)
  limit?: number;
}

export class BacktestChangesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: CHANGE_KINDS, default: 'newly_caught' }) @IsLeftOutOr() @IsIn(CHANGE_KINDS) kind: ChangeKind = 'newly_caught';
}
