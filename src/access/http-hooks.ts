import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SiteDirectory } from './guard/site-directory';

const SITE_PATH = /^\/v1\/sites\/([a-z0-9][a-z0-9-]{0,62})\//;
const ALLOWED_HEADERS = 'authorization, content-type, idempotency-key, if-match, if-none-match';
const READABLE_HEADERS = 'etag, location, retry-after, ratelimit, ratelimit-policy, x-request-id';
const PREFLIGHT_SECONDS = '600';

/** What belongs on answers whoever made them: the challenge of a 401, and CORS for the pages of the site in the path. */
@Injectable()
export class HttpHooks implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly sites: SiteDirectory,
  ) {}

  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onRequest', (request, reply, done) => {
      const slug = SITE_PATH.exec(request.url)?.[1];
      // Caches keep the answers to different pages apart, also the answer to no page at all.
      if (slug !== undefined) void reply.header('vary', 'Origin');
      if (slug === undefined || request.headers.origin === undefined) {
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

  /**
   * Never with credentials: a page of another origin brings a token of its own, and a cookie does not count there. Whether that
   * was all the browser wanted to know.
   */
  private async allowOrigin(request: FastifyRequest, reply: FastifyReply, { slug, origin }: { readonly slug: string; readonly origin: string }): Promise<boolean> {
    const stored = await this.sites.find(slug).catch(() => null);
    if (!stored?.site.settings.allowedOrigins.includes(origin)) return false;
    void reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', READABLE_HEADERS);
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
    void reply.status(204).header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE').header('access-control-allow-headers', ALLOWED_HEADERS).header('access-control-max-age', PREFLIGHT_SECONDS).send();
    return true;
  }
}
