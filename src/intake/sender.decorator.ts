import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { WeirRequest } from '../access/access.decorator';
import { acceptedLanguages } from '../platform/http/accept-language';
import { parseIdempotencyKey } from '../platform/http/headers';
import type { Sender } from './prepare-submission';

/** Who sends, for which site, from where: everything a use case of intake needs besides the body. */
export const CurrentSender = createParamDecorator((_: unknown, context: ExecutionContext): Sender => {
  const request = context.switchToHttp().getRequest<WeirRequest>();
  const { actor, site } = request.weir ?? {};
  if (!actor || !site) throw new Error('CurrentSender stands on a route without a caller of a site');
  const key = request.headers['idempotency-key'];
  return { site, actor, requestId: request.id, idempotencyKey: key === undefined ? null : parseIdempotencyKey(String(key)), ip: request.ip, userAgent: request.headers['user-agent'] ?? null, languages: acceptedLanguages(request.headers['accept-language']) };
});
