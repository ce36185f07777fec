import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import ipaddr from 'ipaddr.js';
import { problem } from '../domain/errors';
import type { Config } from '../platform/config/config';
import { Secrets } from '../platform/crypto/secrets';
import { type LimitPolicy, type LimitState, RateLimitStore } from '../store/rate-limit.store';

/** What is limited, by whom: the parts are hashed with a key, so that no address stands in the table. */
export interface LimitedUse {
  readonly policy: LimitPolicy;
  readonly parts: readonly string[];
}

/** Exact limits with their headers (draft-ietf-httpapi-ratelimit-headers-10), also on the answers that pass. */
@Injectable()
export class RateLimits {
  constructor(
    private readonly store: RateLimitStore,
    private readonly secrets: Secrets,
  ) {}

  /** Counts one use under each policy and writes the headers; 429 with Retry-After when any is used up. */
  async take(reply: FastifyReply, uses: readonly LimitedUse[]): Promise<void> {
    const states = await this.count(uses);
    void reply.header('ratelimit-policy', states.map(({ policy }) => `"${policy.name}";q=${String(policy.quota)};w=${String(policy.seconds)}`).join(', '));
    void reply.header('ratelimit', states.map(({ policy, remaining, resetsIn }) => `"${policy.name}";r=${String(remaining)};t=${String(resetsIn)}`).join(', '));
    refuseExceeded(states);
  }

  /** {@link take} for a limit that nobody meets in ordinary use: told of only once it is used up. */
  async demand(uses: readonly LimitedUse[]): Promise<void> {
    refuseExceeded(await this.count(uses));
  }

  /** Makes one {@link take} undone. */
  async giveBack(uses: readonly LimitedUse[]): Promise<void> {
    await Promise.all(uses.map((use) => this.store.giveBack(use.policy, this.key(use))));
  }

  /** Counts one use under each policy; false when any is used up. */
  async tryTake(uses: readonly LimitedUse[]): Promise<boolean> {
    return (await this.count(uses)).every(({ isExceeded }) => !isExceeded);
  }

  private count(uses: readonly LimitedUse[]): Promise<LimitState[]> {
    return Promise.all(uses.map((use) => this.store.take(use.policy, this.key(use))));
  }

  private key({ parts }: LimitedUse): string {
    return this.secrets.keyedHash('personal-data', 'rate-limit', ...parts).toString('base64url');
  }
}

function refuseExceeded(states: readonly LimitState[]): void {
  const exceeded = states.filter((state) => state.isExceeded);
  if (exceeded.length === 0) return;
  const retryAfter = Math.max(...exceeded.map(({ resetsIn }) => resetsIn));
  throw problem('too_many_requests', { detail: `Try again in ${String(retryAfter)} seconds.`, retryAfter });
}

const GUESSING_SECONDS = 900;

/** Guesses at a secret: as many in a quarter of an hour as the operator allows for sign-ins. */
export function guesses({ signInAttempts: quota }: Pick<Config, 'signInAttempts'>, name: string, part: string): LimitedUse {
  return { policy: { name, quota, seconds: GUESSING_SECONDS }, parts: [part] };
}

/**
 * One subscriber has a whole /64 of IPv6 addresses, so that is what counts as one address. An IPv4 address is the same in
 * its IPv6 spelling, which sockets that listen on both use. What a proxy names but is no address counts as one, too.
 */
export function addressGroup(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4' ? address.toString() : address.toByteArray().slice(0, 8).join('.');
}
