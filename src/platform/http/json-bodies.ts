import type { FastifyInstance } from 'fastify';
import { problem } from '../../domain/errors';

/** Before any route is made: JSON is read as Fastify reads it, and what cannot be read is told in our own words, which Fastify's errors lose on their way through Nest. */
export function addJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text: string, done) => {
    // Many clients announce JSON with everything they send; to delete something nobody has to say more.
    if (text === '' && request.method === 'DELETE') done(null);
    else if (text === '') done(problem('malformed_request', 'The body is empty; JSON was announced.'));
    else void parse(request, text, (error, value) => { done(error === null ? null : problem('malformed_request', 'The body is not valid JSON.'), value); });
  });
}

/** Compressed bodies are refused by name on every route, instead of being read as what they are not. */
export function refuseEncodedBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || /^(identity)?$/i.test(encoding.trim())) done();
    else done(problem('unsupported_media_type', 'Send the body as it is: no Content-Encoding is taken.'));
  });
}
