import type { FastifyRequest } from 'fastify';
import type { DialectAnswer, DialectProtocol, Presented } from '../../../platform/http/dialect-protocol';
import { asOpenAiError, keyMissing, keyNotValid, type OpenAiError } from './openai-error';

const MOST_BODY_BYTES = 1024 * 1024;

/** OpenAI's moderation endpoint seen from outside: a bearer key, errors as OpenAI says them. */
export const OPENAI: DialectProtocol = {
  dialect: 'openai',
  credentialOf: (request): Presented | null => {
    const secret = keyOf(request);
    return secret === null ? null : { kind: 'secret', secret };
  },
  refusal: (problem, request): DialectAnswer => {
    const error: OpenAiError = problem.code === 'unauthenticated' ? (keyOf(request) === null ? keyMissing() : keyNotValid()) : asOpenAiError(problem);
    return { status: error.http, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(error.body()) };
  },
  takes: { limit: MOST_BODY_BYTES },
};

function keyOf({ headers }: FastifyRequest): string | null {
  return /^Bearer +(\S{1,256})$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}
