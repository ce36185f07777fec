import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PagePermissions, siteOfPath } from './page-permissions';

const ALLOWED_HEADERS = 'authorization, content-type, idempotency-key, if-match, if-none-match';
const PREFLIGHT_SECONDS = '600';

/** What belongs on answers whoever made them: the challenge of a 401, and CORS for the pages of the site in the path. */
@Injectable()
export class HttpHooks implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly permissions: PagePermissions,
  ) {}

  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onRequest', (request, reply, done) => {
      const slug = siteOfPath(request.url);
      // Caches keep the answers to different pages apart, also the answer to no page at all.
      if (slug !== null) void reply.header('vary', 'Origin');
      if (slug === null || request.headers.origin === undefined) {
        done();
        return;
      }
      this.allowOrigin(request, reply, { slug, origin: request.headers.origin }).then((isAnswered) => { if (!isAnswered) done(); }, done);
    });
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      if (reply.statusCode === 401) void reply.header('www-authenticate', 'Bearer realm="weir"');
      done(null, payload);
    });
  }

  /** Whether that was all the browser wanted to know. */
  private async allowOrigin(request: FastifyRequest, reply: FastifyReply, { slug, origin }: { readonly slug: string; readonly origin: string }): Promise<boolean> {
    const headers = await this.permissions.headersFor(slug, origin);
    if (headers === null) return false;
    void reply.headers(headers);
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
    void reply.status(204).header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE').header('access-control-allow-headers', ALLOWED_HEADERS).header('access-control-max-age', PREFLIGHT_SECONDS).send();
    return true;
  }
}
