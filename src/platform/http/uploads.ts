import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../../domain/errors';

const FILE = 'application/octet-stream';

/** Whoever sends nothing for so long has gone. */
const STALLED_MS = 60_000;

interface RouteWithUpload {
  readonly upload?: true;
}

/** The route takes a file of any size and any content type as its body, and reads it as it comes: see {@link Upload}. */
export function TakesUpload(...types: readonly string[]): MethodDecorator {
  return applyDecorators(RouteConfig({ upload: true }), ApiConsumes(...types, FILE), ApiBody({ schema: { type: 'string', format: 'binary' } }));
}

/** Before any route is made. A file on any other route is a 415. */
export function addUploads(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    // Parsers go by content type, and a file of comments may be JSON: here it is a file all the same.
    if (takesUpload(request)) request.raw.headers['content-type'] = FILE;
    done();
  });
  fastify.addContentTypeParser(FILE, (request, payload, done) => {
    if (takesUpload(request)) done(null, payload);
    else done(problem('unsupported_media_type'));
  });
}

function takesUpload(request: FastifyRequest): boolean {
  return (request.routeOptions.config as RouteWithUpload).upload === true;
}

/** Connections on which somebody who may do so sends a file: the time limit of requests does not hold for them. */
const uploading = new WeakSet<Socket>();

export function isUploading(socket: Socket): boolean {
  return uploading.has(socket);
}

/** A file on its way in. */
export interface UploadedFile {
  /** What the sender says; null when they do not. */
  readonly declaredBytes: number | null;
  /** Throws what the connection threw, and when nothing came for a minute. Nothing is read, and no time limit lifted, before it is iterated. */
  read(): AsyncIterable<Buffer>;
}

/** The file in the body. Null when the request has no body. */
export const Upload = createParamDecorator((_: unknown, context: ExecutionContext): UploadedFile | null => {
  const { body, raw } = context.switchToHttp().getRequest<FastifyRequest<{ Body: Readable | null | undefined }>>();
  if (!body) return null;
  const length = Number(raw.headers['content-length'] ?? Number.NaN);
  return { declaredBytes: Number.isSafeInteger(length) ? length : null, read: () => read(body, raw.socket) };
});

async function* read(body: Readable, socket: Socket): AsyncGenerator<Buffer> {
  uploading.add(socket);
  let timer = setTimeout(() => undefined, 0);
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => body.destroy(new Error('The upload stalled')), STALLED_MS);
  };
  try {
    wait();
    for await (const piece of body) {
      wait();
      yield piece as Buffer;
    }
  } finally {
    clearTimeout(timer);
    uploading.delete(socket);
  }
}
