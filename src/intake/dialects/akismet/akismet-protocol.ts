import type { FastifyRequest } from 'fastify';
import type { Problem } from '../../../domain/errors';
import type { DialectAnswer, DialectProtocol, Presented } from '../../../platform/http/dialect-protocol';
import { requestedHost } from '../../../platform/http/dialect-protocol';
import { fieldsOf, textOf } from './akismet-fields';

/** WordPress sends the text twice, and a letter outside Latin takes nine bytes. */
const LIMIT = 1_000_000;
const HOST_LABEL = /^([a-z0-9]{12})\./;
const LONGEST_KEY = 100;

/**
 * Akismet's protocol from outside. Failures that are no fault of the transport are 200 with `invalid`; everything else has a
 * status, because clients take a body that is neither `true` nor `false` for "ask again".
 */
export const AKISMET: DialectProtocol = {
  dialect: 'akismet',
  credentialOf,
  refusal,
  takes: { forms: true, limit: LIMIT },
};

/**
 * The key of a request: `api_key`, else the first label of the host, else `key`. Where a key is verified, `key` is the candidate and comes
 * first: WordPress sends the key it has stored as `api_key` beside it. Keys have no capital letters.
 */
function credentialOf(request: FastifyRequest): Presented | null {
  const fields = fieldsOf(request);
  const named = { key: textOf(fields, 'key', LONGEST_KEY), apiKey: textOf(fields, 'api_key', LONGEST_KEY), label: HOST_LABEL.exec(requestedHost(request))?.[1] ?? null };
  const isVerified = request.routeOptions.url === '/1.1/verify-key';
  const secret = isVerified ? (named.key ?? named.apiKey ?? named.label) : (named.apiKey ?? named.label ?? named.key);
  return secret === null ? null : { kind: 'secret', secret: secret.toLowerCase() };
}

/** `X-akismet-debug-help` goes with `invalid` only: clients throw on its mere presence. */
function refusal({ code, status, message }: Problem): DialectAnswer {
  const text = { 'content-type': 'text/plain; charset=utf-8' };
  if (code === 'unauthenticated') return { status: 200, headers: { ...text, 'x-akismet-debug-help': 'Weir knows no such key.' }, body: 'invalid' };
  return { status, headers: { ...text, 'x-akismet-error': code }, body: status >= 500 ? 'error' : message };
}
