import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import type { WeirRequest } from '../access.decorator';
import { guesses, RateLimits } from '../rate-limits';

/** So many tries of a signed-in person's own password or code in a quarter of an hour, right or wrong: whoever found an open browser must not guess on. */
@Injectable()
export class OwnSecretLimits implements CanActivate {
  constructor(
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const http = context.switchToHttp();
    const actor = http.getRequest<WeirRequest>().weir?.actor;
    const person = actor?.kind === 'person' ? actor.personId : 'nobody';
    await this.limits.take(http.getResponse<FastifyReply>(), [guesses(this.config, 'own-secret', person)]);
    return true;
  }
}
