import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { parse } from 'qs';
import { problem } from '../../domain/errors';
import { type DialectProtocol, protocolOf } from './dialect-protocol';

const FORM = 'application/x-www-form-urlencoded';
/** A WordPress plugin sends its whole request along; a list in brackets may go on for as long. */
const MOST_PARAMETERS = 5_000;
const DEEPEST = 3;

/** Before any route is made: forms, raw bytes and the size of bodies on the routes of dialects; a form stays a 415 on all others. */
export function addDialectBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const protocol = (route.config as { readonly dialect?: DialectProtocol } | undefined)?.dialect;
    if (!protocol) return;
    route.bodyLimit = protocol.takes.limit;
    if (protocol.takes.rawBody === true) keepRawBody(route, protocol.takes.limit);
  });
  fastify.addContentTypeParser(FORM, { parseAs: 'buffer' }, (request, body, done) => {
    if (protocolOf(request)?.takes.forms === true) done(null, parseForm(body as Buffer, request.headers['content-type']));
    else done(problem('unsupported_media_type'));
  });
}

/**
 * A form as an object: `a[0]=x&a[1]=y` and `a[]=x` are lists, a name given twice counts as it stands last (as in PHP), names of
 * object members such as `__proto__` are dropped. The charset is the header's (WordPress sends the blog's own), else UTF-8.
 */
export function parseForm(body: Buffer, contentType: string | undefined): Record<string, unknown> {
  const decoder = decoderFor(/;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1]);
  return parse(body.toString('latin1'), {
    depth: DEEPEST,
    parameterLimit: MOST_PARAMETERS,
    arrayLimit: MOST_PARAMETERS,
    allowPrototypes: false,
    duplicates: 'last',
    decoder: (text: string) => decoder.decode(percentBytes(text)),
  });
}

function decoderFor(charset: string | undefined): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset ?? 'utf-8');
  } catch {
    // A charset nobody knows: most bytes are ASCII all the same.
    return new TextDecoder('utf-8');
  }
}

/** The bytes behind `%41+b`; a per cent sign that begins nothing stands for itself. */
function percentBytes(text: string): Buffer {
  return Buffer.from(text.replaceAll('+', ' ').replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
}

/** Reads the body before its parser does, which then gets the same bytes. */
function keepRawBody(route: RouteOptions, limit: number): void {
  route.preParsing = async (request: FastifyRequest, _reply: FastifyReply, payload: Readable): Promise<Readable> => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of payload) {
      size += (chunk as Buffer).length;
      if (size > limit) throw problem('payload_too_large');
      chunks.push(chunk as Buffer);
    }
    request.rawBody = Buffer.concat(chunks);
    return Readable.from([request.rawBody], { objectMode: false });
  };
}
