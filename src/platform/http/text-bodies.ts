import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { problem } from '../../domain/errors';

/** What a route takes besides 256 kB of JSON. */
export interface TextBody {
  /** A body of these types becomes the JSON body with this one member. */
  readonly field: string;
  readonly types: readonly string[];
  /** Bytes, also for JSON. */
  readonly limit: number;
}

const TYPES = ['application/yaml', 'text/csv', 'text/plain'] as const;

interface RouteWithText {
  readonly config?: { readonly textBody?: TextBody } | undefined;
  bodyLimit?: number;
}

/** The route takes a text as its body, as if it had been sent as one member of a JSON body. */
export function TakesText(textBody: TextBody): MethodDecorator {
  return applyDecorators(RouteConfig({ textBody }));
}

/** Before any route is made: text bodies on the routes that ask for them, a 415 on all others. */
export function addTextBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const made = route as unknown as RouteWithText;
    if (made.config?.textBody) made.bodyLimit = made.config.textBody.limit;
  });
  for (const type of TYPES) {
    fastify.addContentTypeParser(type, { parseAs: 'string' }, (request, text, done) => {
      const textBody = (request.routeOptions.config as RouteWithText['config'])?.textBody;
      if (textBody?.types.includes(type)) done(null, { [textBody.field]: text });
      else done(problem('unsupported_media_type'));
    });
  }
}
