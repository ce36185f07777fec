import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { SiteId } from '../../../domain/ids';
import type { Config } from '../../../platform/config/config';
import { CONFIG } from '../../../platform/config/config.module';
import { AddressPolicy } from '../../../platform/http/address-policy';
import { GuardedFetch } from '../../../platform/http/guarded-fetch';
import type { HostedProvider } from '../../../store/toxicity-setting.store';
import { CircuitBreaker } from './circuit-breaker';
import { type HostedScores, PROTOCOLS } from './hosted-protocols';

/** An answer for one text has some hundred bytes. */
const LONGEST_ANSWER = 64 * 1024;
/** Hosted models refuse longer texts; what they see of it decides. */
const LONGEST_TEXT = 10_000;

export type HostedAnswer = { readonly scores: HostedScores } | { readonly failure: 'is resting' | 'did not answer in time' | 'cannot be reached' | 'refused the request' | 'gave no scores' };

/** Asks a site's hosted model. Never throws: a model that fails is a model that says nothing, and after five failures it is not asked for half a minute. */
@Injectable()
export class HostedModel implements OnApplicationShutdown {
  private readonly fetch: GuardedFetch;
  private readonly breakers = new Map<string, CircuitBreaker>();

  constructor(@Inject(CONFIG) { allowedPrivateNetworks }: Pick<Config, 'allowedPrivateNetworks'>) {
    this.fetch = new GuardedFetch(new AddressPolicy(allowedPrivateNetworks));
  }

  /** @param version of the site's settings: a changed setting begins with a closed breaker. */
  async ask(siteId: SiteId, version: number, { provider, key, text }: { readonly provider: HostedProvider; readonly key: string | null; readonly text: string }): Promise<HostedAnswer> {
    const breaker = this.breakerOf(siteId, version);
    if (!breaker.admits(Date.now())) return { failure: 'is resting' };
    const answer = await this.answer(provider, key, text.slice(0, LONGEST_TEXT));
    if ('scores' in answer) breaker.succeeded();
    else breaker.failed(Date.now());
    return answer;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.fetch.close();
  }

  private async answer(provider: HostedProvider, key: string | null, text: string): Promise<HostedAnswer> {
    const protocol = PROTOCOLS[provider.kind];
    let said: { readonly status: number; readonly body?: string };
    try {
      said = await this.fetch.post(provider.url, { ...protocol.request(provider, key, text), timeoutMs: provider.timeoutMs, readBytes: LONGEST_ANSWER });
    } catch (error) {
      return { failure: (error as { name?: unknown }).name === 'TimeoutError' ? 'did not answer in time' : 'cannot be reached' };
    }
    if (said.status !== 200) return { failure: 'refused the request' };
    try {
      return { scores: protocol.scores(JSON.parse(said.body ?? '')) };
    } catch {
      return { failure: 'gave no scores' };
    }
  }

  private breakerOf(siteId: SiteId, version: number): CircuitBreaker {
    const key = `${siteId} ${version}`;
    const known = this.breakers.get(key);
    if (known) return known;
    // Breakers of settings that are over.
    for (const other of this.breakers.keys()) if (other.startsWith(`${siteId} `)) this.breakers.delete(other);
    const breaker = new CircuitBreaker();
    this.breakers.set(key, breaker);
    return breaker;
  }
}
