import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { addressGroup, guesses, type LimitedUse, RateLimits } from '../rate-limits';

/** Slows guessing: so many attempts per address and per account in a quarter of an hour. Attempts that succeed do not count. */
@Injectable()
export class SignInLimits implements CanActivate {
  constructor(
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    // The body has not been checked yet: a guess with a broken body is a guess all the same.
    const { email } = (request.body ?? {}) as { email?: unknown };
    await this.limits.take(http.getResponse<FastifyReply>(), this.uses(request.ip, typeof email === 'string' ? email : ''));
    return true;
  }

  async succeeded(address: string, email: string): Promise<void> {
    await this.limits.giveBack(this.uses(address, email));
  }

  private uses(address: string, email: string): LimitedUse[] {
    return [guesses(this.config, 'sign-in-address', addressGroup(address)), guesses(this.config, 'sign-in-account', email.toLowerCase())];
  }
}
