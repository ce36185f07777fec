import type { IncomingMessage, Server } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { PagePermissions, siteOfPath } from '../access/page-permissions';
import { type EarlyAnswer, type EarlyDoor, openEarlyDoor } from '../platform/http/early-door';
import { namesTag } from '../platform/http/headers';
import { ListPublished } from './list-published';
import type { PublishedAnswer } from './published-shelf';

const ROUTE = '/v1/sites/:site/articles/:articleId/comments';
const JSON_TYPE = 'application/json; charset=utf-8';
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
    openEarlyDoor(this.adapterHost.httpAdapter.getHttpServer() as Server, 'GET', (request) => this.answerTo(request));
  }

  private answerTo({ url = '', headers: { origin, 'if-none-match': tags } }: IncomingMessage): ReturnType<EarlyDoor> {
    const kept = this.list.remembered(url);
    if (kept === null) return null;
    const answer = earlyAnswer(kept, tags);
    const slug = origin === undefined ? null : siteOfPath(url);
    if (origin === undefined || slug === null) return answer;
    return this.permissions.headersFor(slug, origin).then((permission) => ({ ...answer, headers: [...answer.headers, ...Object.entries(permission ?? {}).flat()] }));
  }
}

function earlyAnswer({ body, etag }: PublishedAnswer, tags: string | undefined): EarlyAnswer {
  if (namesTag(tags, etag)) return { route: ROUTE, status: 304, headers: ['etag', etag, 'cache-control', CACHE, 'vary', 'Origin'], body: null };
  return { route: ROUTE, status: 200, headers: ['etag', etag, 'cache-control', CACHE, 'vary', 'Origin', 'content-type', JSON_TYPE], body };
}

/** The page, or 304 to whoever has it. */
export function sendPublished(reply: FastifyReply, { body, etag }: PublishedAnswer): FastifyReply {
  void reply.headers({ etag, 'cache-control': CACHE });
  return namesTag(reply.request.headers['if-none-match'], etag) ? reply.status(304).send() : reply.header('content-type', JSON_TYPE).send(body);
}
