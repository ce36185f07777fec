import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { problem } from '../domain/errors';
import type { PersonId } from '../domain/ids';
import type { WeirRequest } from './access.decorator';
import type { BrowserSession } from './guard/credential';

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
