import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { ERRAND_MS } from './sign-in-errand';

export const ERRAND_COOKIE = 'weir_sign_in';

/** What a browser carries while somebody is at the provider; only the pages of this sign-in see it. */
@Injectable()
export class ErrandCookie {
  private readonly attributes: { path: string; httpOnly: true; sameSite: 'lax'; secure: boolean };

  constructor(@Inject(CONFIG) { publicUrl }: Config) {
    this.attributes = { path: '/v1/session/provider', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') };
  }

  /** @param errand null takes it away */
  put(reply: FastifyReply, errand: string | null): void {
    if (errand === null) void reply.clearCookie(ERRAND_COOKIE, this.attributes);
    else void reply.setCookie(ERRAND_COOKIE, errand, { ...this.attributes, maxAge: ERRAND_MS / 1_000 });
  }
}
