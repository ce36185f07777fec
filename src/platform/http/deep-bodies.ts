import type { FastifyInstance } from 'fastify';
import { invalidField } from '../../domain/errors';

/** Deeper than anything that means something; what handles values recursively runs out of stack at a few thousand. */
const DEEPEST = 64;

/** Refuses bodies that are nested deeper than that, on every route, before anything looks into them. */
export function refuseDeepBodies(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (isDeepBody(request.body)) done(invalidField('', `The body is nested more than ${String(DEEPEST)} levels deep.`));
    else done();
  });
}

/** A stream or bytes are no levels: what hangs on a stream goes round in circles. */
export function isDeepBody(body: unknown): boolean {
  return isParsed(body) && isDeeper(body, DEEPEST);
}

/** Goes no deeper than the limit, so that a value which is too deep for recursion is safe here. */
function isDeeper(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) return value.some((member) => isDeeper(member, limit - 1));
  // A parsed object has no members but its own: no list of them has to be made.
  for (const name in value) if (isDeeper((value as Readonly<Record<string, unknown>>)[name], limit - 1)) return true;
  return false;
}

/** A list or an object as JSON and forms make them. */
function isParsed(body: unknown): body is object {
  if (typeof body !== 'object' || body === null) return false;
  const prototype: unknown = Object.getPrototypeOf(body);
  return prototype === null || prototype === Object.prototype || Array.isArray(body);
}
