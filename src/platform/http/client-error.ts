import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { ERRORS, type ErrorCode, problem } from '../../domain/errors';
import { problemBody } from './problem.filter';
import { isUploading } from './uploads';

const CODE_OF: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};

/**
 * Answers what Node's parser could not read as HTTP, or did not get in time: there is no request yet, only a connection,
 * so the answer is written by hand and is the last thing said on it.
 */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  // A file may take longer than any other request; whoever reads it ends what stalls.
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && isUploading(socket)) return;
  // The caller is gone, or an answer is already under way (Node keeps it in this member): nothing more can be said.
  const underWay = (socket as Socket & { readonly _httpMessage?: { readonly headersSent: boolean } | null })._httpMessage?.headersSent === true;
  if (error.code === 'ECONNRESET' || !socket.writable || underWay) {
    socket.destroy();
    return;
  }
  const code = CODE_OF[error.code ?? ''] ?? 'malformed_request';
  const requestId = randomUUID();
  const body = JSON.stringify(problemBody(problem(code), requestId));
  const { status, title } = ERRORS[code];
  const head = [`HTTP/1.1 ${String(status)} ${title}`, 'content-type: application/problem+json; charset=utf-8', `content-length: ${String(Buffer.byteLength(body))}`, 'cache-control: no-store', `x-request-id: ${requestId}`, 'connection: close'];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
