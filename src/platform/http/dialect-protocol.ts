import type { FastifyRequest } from 'fastify';
import type { Dialect } from '../../domain/dialects';
import type { Problem } from '../../domain/errors';

/** What a request shows of a connection. A signature names the connection and is tried with each of its secrets. */
export type Presented =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'signature'; readonly connectionId: string; readonly isBy: (secret: string) => boolean };

export interface DialectAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * How another filter's protocol looks from outside, for everything that stands in front of its routes: the guard, the parsers
 * of bodies, the filter of errors. Pure: no route of a dialect is reached without its credential, and none of its errors is
 * problem+json.
 */
export interface DialectProtocol {
  readonly dialect: Dialect;
  /** Null: the request shows nothing. */
  readonly credentialOf: (request: FastifyRequest) => Presented | null;
  /** A failure as this protocol says it: of the guard, of the body's parser, of the route. */
  readonly refusal: (problem: Problem, request: FastifyRequest) => DialectAnswer;
  readonly takes: {
    /** `application/x-www-form-urlencoded`, in any charset, brackets as `qs` reads them. */
    readonly forms?: boolean;
    /** The bytes of the body are kept on `request.rawBody`, for a signature over them. */
    readonly rawBody?: boolean;
    /** Bytes, whatever the type. */
    readonly limit: number;
  };
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Only on routes of a protocol that takes it. */
    rawBody?: Buffer;
  }
}

interface ConfigOfRoute {
  readonly dialect?: DialectProtocol;
}

/** The protocol of the route that a request has come to; null for every other route. */
export function protocolOf(request: FastifyRequest): DialectProtocol | null {
  // A request that no route sees has no options.
  return (request.routeOptions.config as ConfigOfRoute | undefined)?.dialect ?? null;
}

/**
 * The host that the caller asked for, in lower case, without the port. A proxy's client may send the whole URL as the request's target;
 * that counts before the Host header (RFC 9112, 3.2.2). Forwarded hosts count from trusted proxies only.
 */
export function requestedHost(request: FastifyRequest): string {
  const target = request.originalUrl;
  const host = /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target).host : request.host;
  return host.toLowerCase().replace(/:\d+$/, '');
}
