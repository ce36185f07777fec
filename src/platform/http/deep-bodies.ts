import type { FastifyInstance } from 'fastify';
import { invalidField } from '../../domain/errors';

/** Deeper than anything that means something; what handles values recursively runs out of stack at a few thousand. */
const DEEPEST = 64;

/** Refuses bodies that are nested deeper than that, on every route, before anything looks into them. */
export function refuseDeepBodies(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (isDeeper(request.body, DEEPEST)) done(invalidField('', `The body is nested more than ${String(DEEPEST)} levels deep.`));
    else done();
  });
}

/** Level by level, because a value may be too deep for recursion. A stream or bytes are no levels: what hangs on a stream goes round in circles. */
function isDeeper(body: unknown, limit: number): boolean {
  if (!isParsed(body)) return false;
  let level: object[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === limit) return true;
    const next: object[] = [];
    for (const value of level) for (const member of Object.values(value) as unknown[]) if (typeof member === 'object' && member !== null) next.push(member);
    level = next;
  }
  return false;
}

/** A list or an object as JSON and forms make them. */
function isParsed(body: unknown): body is object {
  if (typeof body !== 'object' || body === null) return false;
  const prototype: unknown = Object.getPrototypeOf(body);
  return prototype === null || prototype === Object.prototype || Array.isArray(body);
}
