import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The contract of the HTTP interface, built from the routes and DTOs themselves. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Weir')
    .setDescription('Comment moderation for newsrooms. Errors are application/problem+json; every `type` is explained under /docs/problems.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A site key (weir_sk_…), a personal token (weir_pat_…) or a reader token (JWT).' }, 'bearer')
    .addCookieAuth('weir_session', { type: 'apiKey', in: 'cookie', description: 'The session of a signed-in person; unsafe methods also need x-csrf-token.' }, 'session')
    .build();
  return SwaggerModule.createDocument(app, config, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` });
}

export function setUpOpenApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'openapi.json', customSiteTitle: 'Weir API', swaggerOptions: { persistAuthorization: true } });
}
