import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Actor, actorKey } from '../domain/actor';
import type { AdministrationType, NewEvent } from '../domain/events';
import { newId } from '../platform/ids';
import type { WeirRequest } from './access.decorator';

/** Who changes something, and in which request: what the log will say of it. */
export interface Call {
  /** Null: the service itself. */
  readonly actor: Actor | null;
  readonly requestId: string | null;
}

/** The service itself, at its first start. */
export const SERVICE_CALL: Call = { actor: null, requestId: null };

/** The call behind a change. Only on routes with a signed-in caller. */
export const CurrentCall = createParamDecorator((_: unknown, context: ExecutionContext): Call => {
  const { weir, id } = context.switchToHttp().getRequest<WeirRequest>();
  if (!weir?.actor) throw new Error('CurrentCall stands on a route without a signed-in caller');
  return { actor: weir.actor, requestId: id };
});

/** The log's line for a change in how a site is run. `payload` says what changed by ids and settings: never a secret, an email address or a reader's text. */
export function changeLine({ actor, requestId }: Call, type: AdministrationType, payload: NewEvent['payload'], createdAt = new Date()): NewEvent {
  return { id: newId(), type, actor: actor === null ? 'system' : actorKey(actor), commentId: null, itemId: null, decisionId: null, payload, requestId, createdAt };
}
