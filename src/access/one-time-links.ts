import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newToken, tokenHash } from '../platform/crypto/secrets';
import type { Config } from '../platform/config/config';
import { CONFIG } from '../platform/config/config.module';
import { addressGroup, type LimitedUse, RateLimits } from './rate-limits';
import { TextField } from './text-field';

const WINDOW_SECONDS = 900;
const LONGEST_TOKEN = 100;

/** What a link is for, as it stands in the address. */
export type LinkKind = 'invitation' | 'password';

export class LinkTokenDto {
  @TextField({ max: LONGEST_TOKEN, description: 'What stands behind the last slash of the link.' })
  token!: string;
}

export class LinkView {
  @ApiProperty({ description: 'To be handed to the person. Shown this once.', example: 'https://weir.example/console/#invitation/…' }) link!: string;
  @ApiProperty({ description: 'What stands behind the last slash of the link. Shown this once.' }) token!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

/** Links that let somebody in once. The token stands behind the `#`, which no browser sends and no proxy writes down. */
@Injectable()
export class OneTimeLinks {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  make(kind: LinkKind): { readonly token: string; readonly hash: Buffer; readonly link: string } {
    const token = newToken('');
    return { token, hash: tokenHash(token), link: `${this.config.publicUrl}/console/#${kind}/${token}` };
  }
}

/** Slows guessing of tokens: so many links that open nothing per address in a quarter of an hour. Those that do are given back. */
@Injectable()
export class LinkLimits implements CanActivate {
  constructor(
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const http = context.switchToHttp();
    await this.limits.take(http.getResponse<FastifyReply>(), this.uses(http.getRequest<FastifyRequest>().ip));
    return true;
  }

  async succeeded(address: string): Promise<void> {
    await this.limits.giveBack(this.uses(address));
  }

  private uses(address: string): LimitedUse[] {
    return [{ policy: { name: 'link-address', quota: this.config.signInAttempts, seconds: WINDOW_SECONDS }, parts: [addressGroup(address)] }];
  }
}
