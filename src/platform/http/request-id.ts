import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const HARMLESS = /^[\w.:/+=-]{1,128}$/;

/** The caller's x-request-id where it is harmless, else a new one. */
export function requestIdOf({ headers }: { readonly headers: IncomingHttpHeaders }): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && HARMLESS.test(given) ? given : randomUUID();
}
