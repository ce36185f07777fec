import { Injectable } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { IsInstant } from '../../platform/http/validators';
import { type NamedDimension, StatsStore, type TimeCount } from '../../store/stats.store';
import type { DeskLook } from '../desk-call';
import { QueueAccess } from '../queues/queue-access';
import { spanOf } from './time-span';
import { percentile } from './time-buckets';

export const GROUPS = ['moderator', 'rule', 'policy', 'queue', 'section'] as const satisfies readonly NamedDimension[];
/** A year and a day more, for a year that has one. */
export const MOST_DAYS = 366;

const within = 'Within 9.1 %.';

export class DeskStatsQuery {
  @ApiProperty({ enum: GROUPS }) @IsIn(GROUPS) groupBy!: NamedDimension;
  @ApiPropertyOptional({ format: 'date-time', description: 'Taken to the beginning of its hour; a week before `to` when left out. At most 366 days.' }) @IsOptional() @IsInstant() from?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Taken to the end of its hour; now when left out.' }) @IsOptional() @IsInstant() to?: string;
}

export class StatsRowView {
  @ApiProperty({ type: String, nullable: true, description: 'The person, rule, policy, queue or section; null for what belongs to none.' }) key!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null when it is no longer known.' }) name!: string | null;
  @ApiProperty() decided!: number;
  @ApiProperty() approved!: number;
  @ApiProperty() rejected!: number;
  @ApiProperty({ description: 'Of these decisions: taken back by who made them.' }) undone!: number;
  @ApiProperty({ description: 'Of these decisions: taken back by somebody else, or decided the other way by somebody else on the same text.' }) overturned!: number;
  @ApiProperty() skipped!: number;
  @ApiProperty({ type: Number, nullable: true, description: `Half of the decisions were made at most so long after the item opened. ${within}` }) p50Seconds!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: within }) p90Seconds!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: `From taking the item, or the decision before, to the decision. ${within}` }) handlingP50Seconds!: number | null;
}

export class StatsView {
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time' }) to!: string;
  @ApiProperty({ type: [StatsRowView], description: 'By name: nobody is ranked.' }) items!: StatsRowView[];
}

/** What was decided, by whom, because of what, and how fast. */
@Injectable()
export class ShowStats {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stats: StatsStore,
    private readonly access: QueueAccess,
  ) {}

  /** Who may not read the log sees of people only themselves, and nobody sees queues that are closed to them. */
  async execute({ groupBy, ...asked }: DeskStatsQuery, look: DeskLook): Promise<Plain<StatsView>> {
    const { from, to } = spanOf(asked, look.now, MOST_DAYS);
    const on = this.work.reads;
    const which = { from, to, only: groupBy === 'moderator' ? onlyOf(look) : null };
    const [all, times, closed] = await Promise.all([this.stats.sums(on, look.site.id, groupBy, which), this.stats.times(on, look.site.id, groupBy, which), groupBy === 'queue' ? this.access.closedTo(look) : Promise.resolve<string[]>([])]);
    const sums = all.filter(({ key }) => !closed.includes(key));
    const names = await this.stats.names(on, look.site.id, groupBy, sums.map(({ key }) => key));
    const timesOf = byKey(times);
    const items = sums.map(({ key, approved, rejected, ...rest }) => ({
      key: key === '' ? null : key,
      name: names.get(key) ?? null,
      decided: approved + rejected,
      approved,
      rejected,
      ...rest,
      ...shares(timesOf.get(key) ?? []),
    }));
    return { from: from.toISOString(), to: to.toISOString(), items: items.sort(byName) };
  }
}

/** Whose work this caller may see: null is everybody's. A key has none of its own. */
export function onlyOf({ permissions, personId }: Pick<DeskLook, 'permissions' | 'personId'>): string | null {
  return permissions.has('audit.read') ? null : (personId ?? '');
}

function byKey(times: readonly TimeCount[]): ReadonlyMap<string, readonly TimeCount[]> {
  const found = new Map<string, TimeCount[]>();
  for (const one of times) {
    const known = found.get(one.key);
    if (known) known.push(one);
    else found.set(one.key, [one]);
  }
  return found;
}

function shares(times: readonly TimeCount[]): Pick<StatsRowView, 'p50Seconds' | 'p90Seconds' | 'handlingP50Seconds'> {
  const of = (kind: TimeCount['kind']): Map<number, number> => new Map(times.filter((one) => one.kind === kind).map(({ bucket, count }) => [bucket, count]));
  const age = of('age');
  return { p50Seconds: percentile(age, 0.5), p90Seconds: percentile(age, 0.9), handlingP50Seconds: percentile(of('handling'), 0.5) };
}

function byName(one: Pick<StatsRowView, 'name' | 'key'>, other: Pick<StatsRowView, 'name' | 'key'>): number {
  if (one.key === null || other.key === null) return Number(one.key === null) - Number(other.key === null);
  return (one.name ?? one.key).localeCompare(other.name ?? other.key, 'en', { sensitivity: 'base' }) || one.key.localeCompare(other.key, 'en');
}
