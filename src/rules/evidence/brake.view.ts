import { ApiProperty } from '@nestjs/swagger';
import type { Plain } from '../../platform/http/plain';
import { BRAKE_KINDS, type BrakeKind, type BrakeRow } from '../../store/rule-brake.store';

export class BrakeView {
  @ApiProperty({ description: 'The rule; `*` for an alarm about the whole site.' }) rule!: string;
  @ApiProperty({ enum: BRAKE_KINDS, description: '`young`: new or edited within a day, and hits more than 5 % of comments: its reject is a hold. `daily`: it has reached `max_actions_per_day`: the same, until midnight UTC. `degraded`: it broke too often: it is not run. `rate`: an alarm only, something happens much more often than usual.' })
  kind!: BrakeKind;
  @ApiProperty({ format: 'date-time' }) since!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: until somebody releases it, or changes the rule.' }) until!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) releasedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Who released it, as the log says.' }) releasedBy!: string | null;
  @ApiProperty() isOn!: boolean;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The numbers behind it.' }) evidence!: Record<string, unknown>;
}

export class BrakeListView {
  @ApiProperty({ type: [BrakeView] }) items!: BrakeView[];
}

type Shown = Omit<Plain<BrakeView>, 'evidence'> & Pick<BrakeView, 'evidence'>;

export function toBrakeView({ rule, kind, since, until, released_at, released_by, evidence }: BrakeRow, now: Date): Shown {
  const isOn = released_at === null && (until === null || until > now);
  return { rule, kind, since: since.toISOString(), until: until?.toISOString() ?? null, releasedAt: released_at?.toISOString() ?? null, releasedBy: released_by, isOn, evidence: { ...evidence } };
}
