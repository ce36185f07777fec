import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { addressGroup, guesses, type LimitedUse, RateLimits } from '../rate-limits';

/** Each return from the provider makes the service ask it: so many failed ones per address in a quarter of an hour. */
@Injectable()
export class ProviderSignInLimits {
  constructor(
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Problem `too_many_requests` */
  demand(address: string): Promise<void> {
    return this.limits.demand(this.uses(address));
  }

  async succeeded(address: string): Promise<void> {
    await this.limits.giveBack(this.uses(address));
  }

  private uses(address: string): LimitedUse[] {
    return [guesses(this.config, 'provider-address', addressGroup(address))];
  }
}
