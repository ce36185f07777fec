import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { SESSION_COOKIE } from '../guard/credential';
import { LIFETIME_MS } from './session-lifetime';

/** The cookie of a signed-in browser: no script reads it, no other site's form sends it. */
@Injectable()
export class SessionCookie {
  private readonly attributes: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean };

  constructor(@Inject(CONFIG) { publicUrl }: Config) {
    this.attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') };
  }

  set(reply: FastifyReply, token: string): void {
    void reply.setCookie(SESSION_COOKIE, token, { ...this.attributes, maxAge: LIFETIME_MS / 1_000 });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(SESSION_COOKIE, this.attributes);
  }
}
