import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { WeirRequest } from '../access/access.decorator';
import { problem } from '../domain/errors';
import type { Site } from '../domain/actor';
import type { PersonId } from '../domain/ids';
import type { Permission } from '../domain/permissions';
import { parseIdempotencyKey } from '../platform/http/headers';

/** A look at the desk: by a person, or by a site's key that may read. */
export interface DeskLook {
  readonly site: Site;
  /** Null for a site's key. */
  readonly personId: PersonId | null;
  readonly permissions: ReadonlySet<Permission>;
  readonly now: Date;
}

/** Somebody acting at the desk. Only people act there: a decision has a name to it. */
export interface DeskCall extends DeskLook {
  readonly personId: PersonId;
  readonly name: string;
  readonly requestId: string;
  /** Of requests that must happen once; null without one. */
  readonly idempotencyKey: string | null;
}

function look(context: ExecutionContext): DeskLook & { readonly request: WeirRequest } {
  const request = context.switchToHttp().getRequest<WeirRequest>();
  const { actor, site } = request.weir ?? { actor: null, site: null };
  if (!actor || !site) throw new Error('The desk stands on routes of a site, behind the guard');
  return { request, site, personId: actor.kind === 'person' ? actor.personId : null, permissions: actor.permissions, now: new Date() };
}

export const Looking = createParamDecorator((_: unknown, context: ExecutionContext): DeskLook => look(context));

export const Acting = createParamDecorator((_: unknown, context: ExecutionContext): DeskCall => {
  const { request, ...seen } = look(context);
  const actor = request.weir?.actor;
  if (seen.personId === null || actor?.kind !== 'person') throw problem('forbidden', 'Only people act at the desk.');
  return { ...seen, personId: seen.personId, name: actor.name, requestId: request.id, idempotencyKey: keyOf(request) };
});

function keyOf({ headers }: WeirRequest): string | null {
  const header = headers['idempotency-key'];
  return header === undefined ? null : parseIdempotencyKey(String(header));
}
