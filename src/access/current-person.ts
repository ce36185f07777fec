import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { problem } from '../domain/errors';
import type { PersonId } from '../domain/ids';
import type { Actor } from '../domain/actor';
import type { WeirRequest } from './access.decorator';
import type { Call } from './call';
import type { BrowserSession } from './guard/credential';

/** A change by a person who sits at a browser: no script, no key. */
export interface BrowserCall extends Call {
  readonly actor: Extract<Actor, { kind: 'person' }>;
  /** Of the connection. */
  readonly address: string;
}

/** The id of the calling person; 403 for every other caller. */
export const CurrentPersonId = createParamDecorator((_: unknown, context: ExecutionContext): PersonId => {
  const actor = context.switchToHttp().getRequest<WeirRequest>().weir?.actor;
  if (actor?.kind !== 'person') throw problem('forbidden', 'Only a person may do that.');
  return actor.personId;
});

/** The browser session of the caller; 401 for a person who came with a token. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): BrowserSession => {
  const session = context.switchToHttp().getRequest<WeirRequest>().weir?.session;
  if (!session) throw problem('unauthenticated', 'A token has no session.');
  return session;
});

/** The call of a person in a browser; 403 for whoever is no person, 401 for a person who came with a token. */
export const FromBrowser = createParamDecorator((_: unknown, context: ExecutionContext): BrowserCall => {
  const { weir, id, ip } = context.switchToHttp().getRequest<WeirRequest>();
  if (weir?.actor?.kind !== 'person') throw problem('forbidden', 'Only a person may do that.');
  if (!weir.session) throw problem('unauthenticated', 'A token has no session.');
  return { actor: weir.actor, requestId: id, address: ip };
});
