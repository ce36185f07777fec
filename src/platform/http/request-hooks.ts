import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { metrics } from '../metrics/metrics';
import { protocolOf } from './dialect-protocol';

/** Polled every few seconds by machines, or a page's own files: a line for each would bury the others. */
const UNLOGGED = /^\/(livez|readyz|metrics|console|docs|embed\.js)/;

/** An answer of the interface is data: it must not be taken for a page. Pages get helmet's whole set. */
const DATA_HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'cross-origin', 'x-frame-options': 'DENY' } as const;

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
    record(request, reply);
    done();
  });
}

function isData(request: FastifyRequest): boolean {
  return request.url.startsWith('/v1/') || protocolOf(request) !== null;
}

function record(request: FastifyRequest, reply: FastifyReply): void {
  const { method } = request;
  const { statusCode: status, elapsedTime } = reply;
  metrics.httpSeconds.observe({ method, route: request.routeOptions.url ?? 'unknown', status: String(status) }, elapsedTime / 1_000);
  const level = status >= 500 ? 'error' : 'info';
  const { root } = PinoLogger;
  if (!root.isLevelEnabled(level) || UNLOGGED.test(request.url)) return;
  // The query of a search may quote a reader's words: the path alone is logged.
  root[level]({ requestId: request.id, method, path: request.url.split('?')[0], status, ms: Math.round(elapsedTime * 10) / 10 }, 'request');
}
