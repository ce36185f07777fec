import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../platform/config/config';
import { CONFIG } from '../platform/config/config.module';
import { Secrets } from '../platform/crypto/secrets';
import { AddressPolicy } from '../platform/http/address-policy';
import { GuardedFetch, RefusedUrlError } from '../platform/http/guarded-fetch';
import type { Delivery } from '../store/webhook-delivery.store';
import type { WebhookEndpoint } from '../store/webhook-endpoint.store';
import { signatureHeaders } from './webhook-signature';

/** Injection token: how long a receiver may take, in milliseconds. */
export const WEBHOOK_TIMEOUT_MS = Symbol('webhook timeout');

/** What came of one request. */
export interface SendResult {
  /** Null without an answer; then `error` says why, in words that an admin of the site may read. */
  readonly status: number | null;
  readonly retryAfter: string | null;
  readonly error: string | null;
  readonly tookMs: number;
}

const NETWORK_ERRORS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The host name does not resolve.',
  EAI_AGAIN: 'The host name could not be resolved.',
  ECONNREFUSED: 'The receiver refused the connection.',
  ECONNRESET: 'The receiver closed the connection.',
  EPIPE: 'The receiver closed the connection.',
  UND_ERR_SOCKET: 'The receiver closed the connection.',
  EHOSTUNREACH: 'The receiver cannot be reached.',
  ENETUNREACH: 'The receiver cannot be reached.',
  ETIMEDOUT: 'The receiver did not answer in time.',
  UND_ERR_CONNECT_TIMEOUT: 'The receiver did not answer in time.',
};

/** One signed request to an endpoint. Never rejects for what the receiver does, only when `signal` ends it. */
@Injectable()
export class WebhookSender implements OnApplicationShutdown {
  private readonly fetch: GuardedFetch;

  constructor(
    private readonly secrets: Secrets,
    @Inject(WEBHOOK_TIMEOUT_MS) private readonly timeoutMs: number,
    @Inject(CONFIG) { allowedPrivateNetworks }: Pick<Config, 'allowedPrivateNetworks'>,
  ) {
    this.fetch = new GuardedFetch(new AddressPolicy(allowedPrivateNetworks));
  }

  async send(endpoint: WebhookEndpoint, { messageId, payload }: Pick<Delivery, 'messageId' | 'payload'>, signal: AbortSignal): Promise<SendResult> {
    const sentAt = new Date();
    const began = performance.now();
    const took = (): number => Math.round(performance.now() - began);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Weir-Webhooks/1',
      ...signatureHeaders({ messageId, body: payload, sentAt }, this.secretsOf(endpoint, sentAt)),
    };
    try {
      const { status, retryAfter } = await this.fetch.post(endpoint.url, { headers, body: payload, timeoutMs: this.timeoutMs, signal });
      return { status, retryAfter, error: status >= 200 && status < 300 ? null : statusError(status), tookMs: took() };
    } catch (error) {
      signal.throwIfAborted();
      return { status: null, retryAfter: null, error: networkError(error), tookMs: took() };
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.fetch.close();
  }

  private secretsOf({ secret, previousSecret, previousSecretUntil }: WebhookEndpoint, now: Date): string[] {
    const sealed = previousSecret !== null && previousSecretUntil !== null && previousSecretUntil > now ? [secret, previousSecret] : [secret];
    return sealed.map((each) => this.secrets.decrypt(each));
  }
}

function statusError(status: number): string {
  return status >= 300 && status < 400 ? `The receiver redirects (${String(status)}); redirects are not followed.` : `The receiver answered ${String(status)}.`;
}

/** Known causes in our words; a foreign message could tell about the network the service stands in. */
function networkError(error: unknown): string {
  if (error instanceof RefusedUrlError) return error.message;
  const { name, code } = error as { name?: unknown; code?: unknown };
  if (name === 'TimeoutError') return 'The receiver did not answer in time.';
  if (typeof code !== 'string') return 'The request failed.';
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)) return 'The receiver has no valid TLS certificate.';
  return NETWORK_ERRORS[code] ?? 'The request failed.';
}
