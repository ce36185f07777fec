import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PersonId } from '../../domain/ids';
import type { Config } from '../../platform/config/config';
import { CONFIG } from '../../platform/config/config.module';
import { addressGroup, guesses, type LimitedUse, RateLimits } from '../rate-limits';
import { SignInTickets } from './sign-in-ticket';

/** Slows guessing of codes: so many per person and per address in a quarter of an hour, however many tickets they have. */
@Injectable()
export class SecondStepLimits implements CanActivate {
  constructor(
    private readonly limits: RateLimits,
    private readonly tickets: SignInTickets,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const { ticket } = (request.body ?? {}) as { ticket?: unknown };
    await this.limits.take(http.getResponse<FastifyReply>(), this.uses(request.ip, typeof ticket === 'string' ? this.tickets.holderOf(ticket) : null));
    return true;
  }

  async succeeded(address: string, personId: PersonId): Promise<void> {
    await this.limits.giveBack(this.uses(address, personId));
  }

  private uses(address: string, personId: PersonId | null): LimitedUse[] {
    const ofAddress = guesses(this.config, 'second-step-address', addressGroup(address));
    return personId === null ? [ofAddress] : [ofAddress, guesses(this.config, 'second-step-account', personId)];
  }
}
