import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Site } from '../../domain/actor';
import { addressGroup, RateLimits } from '../rate-limits';
import type { Plain } from '../../platform/http/plain';
import { ReaderOrigin } from './reader-origin';
import type { OpenReaderSessionDto, ReaderSessionView } from './reader-session.dto';
import { ReaderTokens } from './reader-tokens';

/** Enough for a school or an office behind one address; a reader needs one in an hour. */
const POLICY = { name: 'reader-session', quota: 120, seconds: 3_600 };

/** Gives a reader without an account a token of their own. */
@Injectable()
export class OpenReaderSession {
  constructor(
    private readonly origin: ReaderOrigin,
    private readonly limits: RateLimits,
    private readonly tokens: ReaderTokens,
  ) {}

  async execute(site: Site, { token }: OpenReaderSessionDto, { request, reply }: { request: FastifyRequest; reply: FastifyReply }): Promise<Plain<ReaderSessionView>> {
    this.origin.demand(request, site);
    await this.limits.take(reply, [{ policy: POLICY, parts: [site.id, addressGroup(request.ip)] }]);
    const opened = await this.tokens.anonymous(site, token ?? null);
    return { token: opened.token, expiresAt: opened.expiresAt.toISOString() };
  }
}
