import { ApiProperty } from '@nestjs/swagger';
import type { Call } from '../access/call';

/** Who did something to the rules. */
export class RulePersonView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
}

/** Null: a key, the service itself, or somebody who is no longer there. */
export function rulePerson(id: string | null, name: string | null): RulePersonView | null {
  return id === null || name === null ? null : { id, name };
}

/** The person behind a change; null for a key. */
export function personIdOf({ actor }: Call): string | null {
  return actor?.kind === 'person' ? actor.personId : null;
}
