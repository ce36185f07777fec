import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { UnitOfWork } from '../platform/database/unit-of-work';

/** At most `quota` in a window of `seconds`, for each key. */
export interface LimitPolicy {
  /** Low in cardinality; stands in the RateLimit headers. */
  readonly name: string;
  readonly quota: number;
  readonly seconds: number;
}

export interface LimitState {
  readonly policy: LimitPolicy;
  readonly isExceeded: boolean;
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly resetsIn: number;
}

/** Exact limits across processes, one row per key. For what happens seldom: each call is a write. */
@Injectable()
export class RateLimitStore {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  async take(policy: LimitPolicy, key: string): Promise<LimitState> {
    try {
      return toState(policy, await this.limiter(policy).consume(key), false);
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return toState(policy, refused, true);
      throw refused;
    }
  }

  /** Makes one {@link take} undone. */
  async giveBack(policy: LimitPolicy, key: string): Promise<void> {
    await this.limiter(policy).reward(key, 1);
  }

  private limiter(policy: LimitPolicy): RateLimiterPostgres {
    let limiter = this.limiters.get(policy.name);
    if (!limiter) {
      const options = { keyPrefix: policy.name, points: policy.quota, duration: policy.seconds, tableName: 'rate_limit', tableCreated: true };
      // The first limiter sweeps the whole table's expired rows every few minutes; one sweeper is enough.
      limiter = new RateLimiterPostgres({ ...options, clearExpiredByTimeout: this.limiters.size === 0, storeClient: this.unitOfWork.reads.client, storeType: 'client' });
      this.limiters.set(policy.name, limiter);
    }
    return limiter;
  }
}

function toState(policy: LimitPolicy, result: RateLimiterRes, isExceeded: boolean): LimitState {
  return { policy, isExceeded, remaining: result.remainingPoints, resetsIn: Math.ceil(result.msBeforeNext / 1_000) };
}
