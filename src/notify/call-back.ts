import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../platform/config/config';
import { CONFIG } from '../platform/config/config.module';
import { Secrets } from '../platform/crypto/secrets';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { AddressPolicy } from '../platform/http/address-policy';
import { GuardedFetch, RefusedUrlError } from '../platform/http/guarded-fetch';
import { isUuid } from '../platform/http/pages';
import { newId } from '../platform/ids';
import { Jobs } from '../platform/jobs/jobs';
import { type AwaitedComment, CallbackStore } from '../store/callback.store';
import { ConnectionCallStore } from '../store/connection-call.store';
import { type Connection, ConnectionStore } from '../store/connection.store';
import { CALLBACK_QUEUE, type CallbackJob } from './callback-queue';
import { nextStep } from './retry-schedule';
import { WEBHOOK_TIMEOUT_MS } from './webhook-sender';

/** After the last of them the client's own second look is the better hope: WordPress asks again after an hour. */
const MOST_ATTEMPTS = 5;

interface Called {
  readonly status: number | null;
  readonly retryAfter: string | null;
  readonly odd: string | null;
}

/**
 * Tells a client of Akismet's that asked for it what became of a comment. What is sent is the comment's state at that moment, so that an attempt too
 * many does no harm. Only hosts that the connection's settings allow are called, and only addresses of the public internet.
 */
@Injectable()
export class CallBack implements OnApplicationShutdown {
  private readonly fetch: GuardedFetch;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly awaited: CallbackStore,
    private readonly connections: ConnectionStore,
    private readonly calls: ConnectionCallStore,
    private readonly secrets: Secrets,
    private readonly jobs: Jobs,
    @Inject(WEBHOOK_TIMEOUT_MS) private readonly timeoutMs: number,
    @Inject(CONFIG) { allowedPrivateNetworks }: Pick<Config, 'allowedPrivateNetworks'>,
  ) {
    this.fetch = new GuardedFetch(new AddressPolicy(allowedPrivateNetworks));
  }

  /** Rejects when the database is away, or `signal` ends an attempt. */
  async execute(job: CallbackJob, signal: AbortSignal): Promise<void> {
    const on = this.unitOfWork.reads;
    const [comment] = await this.awaited.awaited(on, job.siteId, [job.commentId]);
    const result = comment && resultOf(comment);
    if (!comment || result === null || result === undefined || !isUuid(comment.sent.connection)) return;
    const connection = await this.connections.find(on, job.siteId, comment.sent.connection);
    const url = String(comment.sent.callback);
    if (!connection?.isEnabled || !isAllowed(url, connection)) return;
    const key = await this.keyOf(connection);
    if (key === null) return;
    const started = performance.now();
    const called = await this.post(url, bodyOf(comment, { key, result }), signal);
    await this.keep(job, connection, { ...called, outcome: result, tookMs: Math.round(performance.now() - started) });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.fetch.close();
  }

  /** The newest secret: during a rotation the client may still have the one before, and refuses; it is tried again later. */
  private async keyOf({ siteId, id }: Connection): Promise<string | null> {
    const [newest] = await this.connections.secrets(this.unitOfWork.reads, siteId, id);
    return newest ? this.secrets.decrypt(newest.sealed) : null;
  }

  private async post(url: string, body: string, signal: AbortSignal): Promise<Called> {
    try {
      const { status, retryAfter } = await this.fetch.post(url, { headers: { 'content-type': 'application/json', 'user-agent': 'Weir-Callbacks/1' }, body, timeoutMs: this.timeoutMs, signal });
      return { status, retryAfter, odd: status >= 200 && status < 300 ? null : `The callback was answered ${String(status)}.` };
    } catch (error) {
      signal.throwIfAborted();
      return { status: null, retryAfter: null, odd: error instanceof RefusedUrlError ? error.message : 'The callback could not be made: there was no answer.' };
    }
  }

  private async keep({ siteId, commentId, attempt }: CallbackJob, connection: Connection, { status, retryAfter, odd, outcome, tookMs }: Called & { readonly outcome: string; readonly tookMs: number }): Promise<void> {
    const now = new Date();
    await this.calls.add(this.unitOfWork.reads, siteId, connection.id, [{ id: newId(), operation: 'callback', status: status ?? 0, outcome, tookMs, odd: odd === null ? [] : [odd], calledAt: now }]);
    const step = nextStep({ status, retryAfter }, { attempt, failingSince: null, now, random: Math.random() });
    if (step.kind !== 'retry' || attempt >= MOST_ATTEMPTS) return;
    await this.unitOfWork.run((tx) => this.jobs.send(tx, CALLBACK_QUEUE, [{ siteId, commentId, attempt: attempt + 1 } satisfies CallbackJob], { afterSeconds: step.afterSeconds }));
  }
}

/** Null while nothing is decided: the protocol has no word for that. */
function resultOf({ status }: AwaitedComment): 'true' | 'false' | null {
  switch (status) {
    case 'published':
      return 'false';
    case 'rejected':
      return 'true';
    case 'held':
    case 'withdrawn':
      return null;
  }
}

function isAllowed(url: string, { settings }: Connection): boolean {
  return URL.canParse(url) && settings.callbackHosts.includes(new URL(url).host);
}

/** As WordPress' plugin reads it: the guid names the comment, the rest narrows its search. */
function bodyOf({ id, sent }: AwaitedComment, { key, result }: { readonly key: string; readonly result: string }): string {
  const more = { ...(typeof sent.postId === 'string' ? { comment_post_ID: sent.postId } : {}), ...(typeof sent.parent === 'string' ? { comment_parent: sent.parent } : {}) };
  return JSON.stringify({ key: key, endpoint: 'comment-check', comments: [{ guid: id, result, ...more }] });
}
