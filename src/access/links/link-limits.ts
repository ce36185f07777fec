import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { addressGroup, guesses, type LimitedUse, RateLimits } from '../rate-limits';

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
    return [guesses(this.config, 'link-address', addressGroup(address))];
  }
}
