import type { FastifyRequest } from 'fastify';
import type { Problem } from '../../../domain/errors';
import type { DialectAnswer, DialectProtocol, Presented } from '../../../platform/http/dialect-protocol';
import { isSignedBy } from './coral-signature';

/** Coral's own limit for comments is far below. */
const LIMIT = 1_000_000;

/** Coral's external moderation phase from outside: signed bodies, JSON answers. */
export const CORAL: DialectProtocol = { dialect: 'coral', credentialOf, refusal, takes: { rawBody: true, limit: LIMIT } };

function credentialOf({ headers, rawBody, params }: FastifyRequest): Presented | null {
  const header = headers['x-coral-signature'];
  if (typeof header !== 'string' || rawBody === undefined) return null;
  return { kind: 'signature', connectionId: (params as { connection: string }).connection, isBy: (secret) => isSignedBy(secret, rawBody, header) };
}

/**
 * Coral goes on as if nothing had been said when a phase fails, and would publish. So where the failure is ours, the comment waits in Coral's own
 * queue; where it is the caller's, it hears what is wrong.
 */
function refusal({ code, status, message }: Problem): DialectAnswer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  if (status >= 500) return { status: 200, headers, body: JSON.stringify({ status: 'SYSTEM_WITHHELD' }) };
  return { status, headers, body: JSON.stringify({ error: { code, message } }) };
}
