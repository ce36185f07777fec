import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { invalidField, problem } from '../../domain/errors';

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

/** Deeper than anything that means something; what handles values recursively runs out of stack at a few thousand. */
const DEEPEST = 64;

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
  fastify.addHook('preValidation', (request, _reply, done) => {
    const isOpen = (request.routeOptions.config as RouteWithText['config'])?.textBody !== undefined;
    if (isOpen && isDeeper(request.body, DEEPEST)) done(invalidField('', `The body is nested more than ${String(DEEPEST)} levels deep.`));
    else done();
  });
  for (const type of TYPES) {
    fastify.addContentTypeParser(type, { parseAs: 'string' }, (request, text, done) => {
      const textBody = (request.routeOptions.config as RouteWithText['config'])?.textBody;
      if (textBody?.types.includes(type)) done(null, { [textBody.field]: text });
      else done(problem('unsupported_media_type'));
    });
  }
}

/** Level by level, because a value may be too deep for recursion. */
function isDeeper(body: unknown, limit: number): boolean {
  let level: readonly unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? (Object.values(value) as readonly unknown[]) : []));
  }
  return false;
}
