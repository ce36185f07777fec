import fastify from 'fastify';

// The peer of the published list: a bare route that sends the same bytes and tag from memory, with no site, no log of changes, no metrics.

async function main(): Promise<void> {
  const page = Buffer.from(process.env['PAGE'] ?? '');
  const tag = process.env['ETAG'] ?? '';
  const server = fastify();
  server.get('/v1/sites/:site/articles/:article/comments', (request, reply) => {
    void reply.header('etag', tag).header('cache-control', 'public, max-age=0');
    if (request.headers['if-none-match'] === tag) return reply.status(304).send();
    return reply.header('content-type', 'application/json; charset=utf-8').send(page);
  });
  await server.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
  console.log('ready');
}

void main();
