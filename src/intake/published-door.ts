import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { namesTag } from '../platform/http/headers';
import { ListPublished } from './list-published';
import type { PublishedAnswer } from './published-shelf';

/** A cache that many readers share may hand a page on for a second, and for a minute while Weir cannot be reached; a browser asks each time. */
const CACHE = 'public, max-age=0, s-maxage=1, stale-if-error=60';

/**
 * Readers by the thousand ask for the same few pages. A page that is in memory is handed out here, before the guard and the pipes:
 * the route is public, and only what it has answered before is remembered. Whatever else is asked for goes its usual way.
 */
@Injectable()
export class PublishedDoor implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly list: ListPublished,
  ) {}

  onModuleInit(): void {
    this.adapterHost.httpAdapter.getInstance<FastifyInstance>().addHook('onRequest', (request, reply, done) => {
      const answer = request.method === 'GET' ? this.list.remembered(request.url) : null;
      if (answer === null) done();
      else void sendPublished(reply, answer);
    });
  }
}

/** The page, or 304 to whoever has it. */
export function sendPublished(reply: FastifyReply, { body, etag }: PublishedAnswer): FastifyReply {
  void reply.header('etag', etag).header('cache-control', CACHE);
  if (namesTag(reply.request.headers['if-none-match'], etag)) return reply.status(304).send();
  return reply.header('content-type', 'application/json; charset=utf-8').send(body);
}
