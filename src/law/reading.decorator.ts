import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { WeirRequest } from '../access/access.decorator';
import type { Actor, Site } from '../domain/actor';
import { acceptedLanguages } from '../platform/http/accept-language';

/** Who reads, of which site, in which languages. */
export interface Reading {
  readonly site: Site;
  readonly actor: Actor;
  /** Best first. */
  readonly languages: readonly string[];
}

export const CurrentReading = createParamDecorator((_: unknown, context: ExecutionContext): Reading => {
  const request = context.switchToHttp().getRequest<WeirRequest>();
  const { actor, site } = request.weir ?? {};
  if (!actor || !site) throw new Error('CurrentReading stands on a route without a caller of a site');
  return { site, actor, languages: acceptedLanguages(request.headers['accept-language']) };
});
