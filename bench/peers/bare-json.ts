import fastify from 'fastify';

// The peer of the Perspective dialect: a bare route that parses the same request and sends an answer of the same shape, with no key, no score and no log.

interface Asked {
  readonly comment: { readonly text: string };
  readonly requestedAttributes: Readonly<Record<string, object>>;
}

async function main(): Promise<void> {
  const server = fastify();
  server.post<{ Body: Asked }>('/v1alpha1/comments::analyze', (request, reply) => {
    const score = { value: 0.5, type: 'PROBABILITY' };
    const end = request.body.comment.text.length;
    const attributeScores = Object.fromEntries(Object.keys(request.body.requestedAttributes).map((name) => [name, { spanScores: [{ begin: 0, end, score }], summaryScore: score }]));
    return reply.send({ attributeScores, languages: ['en'], detectedLanguages: ['en'] });
  });
  await server.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
  console.log('ready');
}

void main();
