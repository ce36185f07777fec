import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { QuietLogger } from '../logging/quiet-logger';
import { answerClientError } from './client-error';
import { addDialectBodies } from './dialect-bodies';
import { refuseDeepBodies } from './deep-bodies';
import { addJsonBodies, refuseEncodedBodies } from './json-bodies';
import { requestIdOf } from './request-id';
import { addRequestHooks } from './request-hooks';
import { parseQuery } from './parse-query';
import { rewriteUrl } from './rewrite-url';
import { ProblemFilter, problemBody, toProblem } from './problem.filter';
import { setUpOpenApi } from './openapi';
import { setUpStaticPages } from './static-pages';
import { addTextBodies } from './text-bodies';
import { addUploads } from './uploads';
import { validationPipe } from './validation';

const BODY_LIMIT = 256 * 1024;
/** Who takes longer to send a request holds a connection for nothing. Node looks every 30 seconds. */
const REQUEST_TIMEOUT_MS = 60_000;

export interface HttpOptions {
  readonly trustedProxies: readonly string[];
}

/**
 * The HTTP server around a module: not listening yet, so that tests can use `inject` on exactly what production serves.
 * Every answer, also to a request that no route sees, is either the route's or problem+json.
 */
export async function createApp(module: DynamicModule | Type, { trustedProxies }: HttpOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    clientErrorHandler: answerClientError,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: requestIdOf,
    rewriteUrl,
    routerOptions: { querystringParser: parseQuery, maxParamLength: 1_000 },
    // Errors before routing (a bad URL, a bad header) still answer as problem+json.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const known = toProblem(error);
      void reply.status(known.status).header('content-type', 'application/problem+json; charset=utf-8').header('x-request-id', request.id).send(JSON.stringify(problemBody(known, request.id)));
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { bufferLogs: true, bodyParser: false });
  // JSON, unless a route takes a text or a dialect forms: elsewhere a form is a 415, not a body that lacks every field. (Nest's own parsers would take forms as well.)
  adapter.getInstance().removeContentTypeParser('text/plain');
  addJsonBodies(adapter.getInstance());
  refuseEncodedBodies(adapter.getInstance());
  addTextBodies(adapter.getInstance());
  addDialectBodies(adapter.getInstance());
  addUploads(adapter.getInstance());
  refuseDeepBodies(adapter.getInstance());
  app.useLogger(app.get(QuietLogger));
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, {
    // Applied to pages by the request hooks; fifteen headers on every answer of the interface protect nobody.
    global: false,
    contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], imgSrc: ["'self'", 'data:'], styleSrc: ["'self'", "'unsafe-inline'"], scriptSrc: ["'self'"], upgradeInsecureRequests: null } },
    // embed.js is loaded by the news site's own pages.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    strictTransportSecurity: false,
  });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  addRequestHooks(app.getHttpAdapter().getInstance());
  setUpOpenApi(app);
  await setUpStaticPages(app);
  return app;
}
