import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { requestIdOf } from './request-id';
import { DATA_HEADERS, recordRequest } from './request-hooks';

export interface EarlyAnswer {
  /** For the metrics: the route that would have answered. */
  readonly route: string;
  readonly status: number;
  /** Name, value, name, value, as they are sent: an object made for each answer costs more than sending it does. */
  readonly headers: readonly string[];
  readonly body: Buffer | string | null;
}

const DATA_PAIRS = Object.entries(DATA_HEADERS).flat();

/** What it can answer at once; null for everything that goes the usual way. A failure goes the usual way, too. */
export type EarlyDoor = (request: IncomingMessage) => EarlyAnswer | Promise<EarlyAnswer | null> | null;

/**
 * Puts a door before the framework for one method, for answers that take less than the framework does: making a request and a
 * reply of its own costs it several times what sending them does. Whatever the door does not answer finds everything as if there were none. An
 * answer has the id, the harmless headers, the line in the log and the place in the metrics that every answer has.
 */
export function openEarlyDoor(server: Server, method: 'GET' | 'POST', door: EarlyDoor): void {
  const inside = server.listeners('request') as RequestListener[];
  const goInside = (request: IncomingMessage, response: ServerResponse): void => {
    for (const listener of inside) (listener).call(server, request, response);
  };
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    // A server that is closing tells its clients so, which is the framework's affair.
    const began = performance.now();
    const answer = server.listening && request.method === method ? door(request) : null;
    const go = (found: EarlyAnswer | null): void => {
      if (found === null) goInside(request, response);
      else send(request, response, found, began);
    };
    if (answer instanceof Promise) answer.then(go, () => { goInside(request, response); });
    else go(answer);
  });
}

/**
 * The body of a request whose every byte has come together with its head, as nearly all small ones have; null for any other. It is
 * looked at and not taken: who is asked next finds it where it was.
 */
export async function bodyAtHand(request: IncomingMessage, mostBytes: number): Promise<string | null> {
  const length = Number(request.headers['content-length']);
  if (!(length > 0 && length <= mostBytes)) return null;
  await new Promise<void>((resolve) => { request.once('readable', resolve); });
  if (request.readableLength !== length) return null;
  const body = request.read(length) as Buffer;
  request.unshift(body);
  return body.toString();
}

function send(request: IncomingMessage, response: ServerResponse, { route, status, headers, body }: EarlyAnswer, began: number): void {
  const requestId = requestIdOf(request);
  const sent = [...DATA_PAIRS, ...headers, 'x-request-id', requestId];
  if (body !== null) sent.push('content-length', String(Buffer.byteLength(body)));
  response.writeHead(status, sent);
  response.end(body ?? undefined);
  // A body that was only looked at is still in the way of the next request.
  if (request.readableLength > 0) request.resume();
  recordRequest({ requestId, method: request.method ?? '', url: request.url ?? '', route, status, ms: performance.now() - began });
}
