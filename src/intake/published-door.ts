import type { IncomingMessage, Server } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { PagePermissions, siteOfPath } from '../access/page-permissions';
import { type EarlyAnswer, openEarlyDoor } from '../platform/http/early-door';
import { namesTag } from '../platform/http/headers';
import { ListPublished } from './list-published';
import type { PublishedAnswer } from './published-shelf';

const ROUTE = '/v1/sites/:site/articles/:articleId/comments';
/** A cache that many readers share may hand a page on for a second, and for a minute while Weir cannot be reached; a browser asks each time. */
const CACHE = 'public, max-age=0, s-maxage=1, stale-if-error=60';

/**
 * Readers by the thousand ask for the same few pages. A page that is in memory is handed out here, before the framework, the guard and
 * the pipes: the route is public, and only what it has answered before is remembered. Whatever else is asked for goes its usual way.
 */
@Injectable()
export class PublishedDoor implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly list: ListPublished,
    private readonly permissions: PagePermissions,
  ) {}

  onModuleInit(): void {
    openEarlyDoor(this.adapterHost.httpAdapter.getHttpServer() as Server, (request) => this.answerTo(request));
  }

  private answerTo({ url = '', headers: { origin, 'if-none-match': tags } }: IncomingMessage): EarlyAnswer | Promise<EarlyAnswer> | null {
    const kept = this.list.remembered(url);
    const slug = kept && siteOfPath(url);
    if (kept === null || slug === null) return null;
    const { status, headers, body } = answerOf(kept, tags);
    const answer = { route: ROUTE, status, headers: { ...headers, vary: 'Origin' }, body };
    if (origin === undefined) return answer;
    return this.permissions.headersFor(slug, origin).then((permission) => ({ ...answer, headers: { ...answer.headers, ...permission } }));
  }
}

/** The page, or 304 to whoever has it. */
export function sendPublished(reply: FastifyReply, page: PublishedAnswer): FastifyReply {
  const { status, headers, body } = answerOf(page, reply.request.headers['if-none-match']);
  return reply.status(status).headers(headers).send(body ?? undefined);
}

function answerOf({ body, etag }: PublishedAnswer, tags: string | undefined): Omit<EarlyAnswer, 'route'> {
  const headers = { etag, 'cache-control': CACHE };
  return namesTag(tags, etag) ? { status: 304, headers, body: null } : { status: 200, headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }, body };
}
