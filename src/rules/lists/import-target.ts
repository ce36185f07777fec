import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { versionToMatch } from '../../platform/http/headers';

/** Which list of which draft a file goes into. */
export interface ImportTarget {
  readonly id: string;
  /** The draft's version, from `If-Match`. */
  readonly version: number;
}

export const CurrentTarget = createParamDecorator((_: unknown, context: ExecutionContext): ImportTarget => {
  const { params, headers } = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id: string } }>>();
  return { id: params.id, version: versionToMatch(headers['if-match']) };
});
