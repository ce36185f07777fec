import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { metrics } from '../metrics/metrics';
import { protocolOf } from './dialect-protocol';

/** Polled every few seconds by machines, or a page's own files: a line for each would bury the others. */
const UNLOGGED = /^\/(livez|readyz|metrics|console|docs|embed\.js)/;

/** An answer of the interface is data: it must not be taken for a page. Pages get helmet's whole set. */
export const DATA_HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'cross-origin', 'x-frame-options': 'DENY' } as const;

/**
 * What every request gets: its id in the answer, harmless headers, one line in the log and its time in the metrics. Hooks of
 * our own instead of a logger per request, because the request context that comes with one turns on Node's async hooks, which
 * with
 * helmet's headers on every answer cost a fifth of the processor time of an intake request (measured on Node 20).
 */
export function addRequestHooks(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    if (isData(request)) {
      void reply.headers(DATA_HEADERS);
      done();
    } else {
      Promise.resolve(reply.helmet()).then(() => { done(); }, done);
    }
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    recordRequest({ requestId: request.id, method: request.method, url: request.url, route: request.routeOptions.url ?? 'unknown', status: reply.statusCode, ms: reply.elapsedTime });
    done();
  });
}

function isData(request: FastifyRequest): boolean {
  return request.url.startsWith('/v1/') || protocolOf(request) !== null;
}

export interface AnsweredRequest {
  readonly requestId: string;
  readonly method: string;
  /** As it came, with its query. */
  readonly url: string;
  /** With names in place of ids. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

/** One line in the log, and its time in the metrics. */
export function recordRequest({ requestId, method, url, route, status, ms }: AnsweredRequest): void {
  metrics.httpSeconds.observe({ method, route, status: String(status) }, ms / 1_000);
  const level = status >= 500 ? 'error' : 'info';
  const { root } = PinoLogger;
  if (!root.isLevelEnabled(level) || UNLOGGED.test(url)) return;
  // The query of a search may quote a reader's words: the path alone is logged.
  root[level]({ requestId, method, path: url.split('?')[0], status, ms: Math.round(ms * 10) / 10 }, 'request');
}
