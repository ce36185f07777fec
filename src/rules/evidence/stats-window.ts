import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsOptional } from 'class-validator';

export const STATS_DAYS = [1, 7, 30] as const;

export class StatsQuery {
  @ApiPropertyOptional({ enum: STATS_DAYS, default: 7 }) @Type(() => Number) @IsIn(STATS_DAYS) @IsOptional() days = 7;
}

const DAY_MS = 86_400_000;

/** The last calendar days in UTC, `now`'s included, oldest first. */
export function daysUntil(now: Date, days: number): string[] {
  return Array.from({ length: days }, (_, ago) => dayBefore(now, days - 1 - ago));
}

/** The calendar day in UTC that many days before. */
export function dayBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);
}

export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
