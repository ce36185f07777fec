import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, Problem, problem, type ErrorCode } from '../../domain/errors';
import { isUnavailable } from '../database/failures';
import { protocolOf } from './dialect-protocol';

/** Seconds after which a client should try again when the database is away. */
const RETRY_AFTER_SECONDS = 2;

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  422: 'invalid',
  429: 'too_many_requests',
  503: 'unavailable',
};

const DETAIL_OF_STATUS: Readonly<Record<number, string>> = {
  404: 'There is nothing at this address, or not by this method.',
  413: 'The body is larger than this address takes: 256 kB, where its documentation names no more.',
};

/** Every error leaves as application/problem+json (RFC 9457), a dialect's as its own protocol says: never a stack trace, never an inner message. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const known = toProblem(error);
    this.note(known, error, request);
    // A client that hung up, or a stream under way: nothing more can be said.
    if (reply.sent || reply.raw.headersSent) return;
    const { retryAfter } = known.details;
    const protocol = protocolOf(request);
    if (protocol) {
      const { status, headers, body } = protocol.refusal(known, request);
      if (retryAfter !== undefined && status >= 400) void reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))));
      void reply.status(status).headers({ ...headers }).header('cache-control', 'no-store').send(body);
      return;
    }
    if (retryAfter !== undefined) void reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))));
    void reply.status(known.status).header('content-type', 'application/problem+json; charset=utf-8').header('cache-control', 'no-store').send(JSON.stringify(problemBody(known, request.id)));
  }

  private note(known: Problem, error: unknown, request: FastifyRequest): void {
    const { level } = ERRORS[known.code];
    // The cause may quote a value; only its class, SQLSTATE and stack frames are safe to keep.
    if (level === 'error') this.log.error({ requestId: request.id, err: describe(error) }, 'unexpected failure');
    else if (level === 'warn') this.log.warn({ requestId: request.id, code: known.code, err: describe(known.details.cause ?? error) }, known.message);
  }
}

export function problemBody(known: Problem, requestId: string): Record<string, unknown> {
  const { detail, errors, extra } = known.details;
  return {
    type: `/docs/problems#${known.code}`,
    title: ERRORS[known.code].title,
    status: known.status,
    ...(detail === undefined ? {} : { detail }),
    code: known.code,
    requestId,
    ...(errors === undefined ? {} : { errors }),
    ...extra,
  };
}

/** Any thrown thing as the problem its caller may see. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isUnavailable(error)) return problem('unavailable', { detail: 'The database cannot be reached. Nothing was accepted; send it again.', retryAfter: RETRY_AFTER_SECONDS, cause: error });
  // Fastify's own errors come as these, without what told them apart.
  if (error instanceof HttpException) return problem(CODE_OF_STATUS[error.getStatus()] ?? 'internal', DETAIL_OF_STATUS[error.getStatus()] ?? {});
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) return problem(CODE_OF_STATUS[status] ?? 'malformed_request', DETAIL_OF_STATUS[status] ?? {});
  return problem('internal', { cause: error });
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { type: error.name, code: (error as { code?: unknown }).code, stack: frames.slice(0, 12).join('\n') };
}
