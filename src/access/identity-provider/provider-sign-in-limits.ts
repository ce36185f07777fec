import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { addressGroup, type LimitedUse, RateLimits } from '../rate-limits';

const WINDOW_SECONDS = 900;

/** Each return from the provider makes the service ask it: so many failed ones per address in a quarter of an hour. */
@Injectable()
export class ProviderSignInLimits {
  constructor(
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Problem `too_many_requests` */
  async take(reply: FastifyReply, address: string): Promise<void> {
    await this.limits.take(reply, this.uses(address));
  }

  async succeeded(address: string): Promise<void> {
    await this.limits.giveBack(this.uses(address));
  }

  private uses(address: string): LimitedUse[] {
    return [{ policy: { name: 'provider-address', quota: this.config.signInAttempts, seconds: WINDOW_SECONDS }, parts: [addressGroup(address)] }];
  }
}
