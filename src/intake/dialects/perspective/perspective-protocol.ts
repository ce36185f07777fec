import type { FastifyRequest } from 'fastify';
import type { Problem } from '../../../domain/errors';
import type { DialectAnswer, DialectProtocol, Presented } from '../../../platform/http/dialect-protocol';
import { asPerspectiveError, keyMissing, keyNotValid } from './perspective-error';

/** Enough for the largest context entry that Google took, and a comment. */
const MOST_BODY_BYTES = 1024 * 1024;
const LONGEST_KEY = 256;

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Google's Perspective API seen from outside: an API key in the query (or in Google's header), errors as Google says them. */
export const PERSPECTIVE: DialectProtocol = {
  dialect: 'perspective',
  credentialOf: (request): Presented | null => {
    const key = keyOf(request);
    return key === null ? null : { kind: 'secret', secret: key };
  },
  refusal: (problem, request): DialectAnswer => {
    const error = refusalOf(problem, request).body();
    return { status: error.error.code, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(error) };
  },
  takes: { limit: MOST_BODY_BYTES },
};

function keyOf({ query, headers }: FastifyRequest): string | null {
  const given = (query as { readonly key?: unknown }).key ?? headers['x-goog-api-key'];
  // Longer ones are not looked up; they are still wrong rather than missing.
  return typeof given === 'string' && given !== '' ? given.slice(0, LONGEST_KEY) : null;
}

function refusalOf(problem: Problem, request: FastifyRequest): ReturnType<typeof asPerspectiveError> {
  if (problem.code === 'unauthenticated') return keyOf(request) === null ? keyMissing() : keyNotValid();
  return asPerspectiveError(problem);
}
