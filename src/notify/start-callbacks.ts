import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { WebhookType } from '../domain/statuses';
import type { Tx } from '../platform/database/unit-of-work';
import { Jobs } from '../platform/jobs/jobs';
import { CallbackStore } from '../store/callback.store';
import type { DueMessage } from '../store/outbox.store';
import { CALLBACK_QUEUE, type CallbackJob } from './callback-queue';

/** After these a comment may be something else than its sender was told. */
const CHANGES: readonly WebhookType[] = ['comment.decided', 'comment.status_changed', 'decision.reversed'];

/** Finds the messages whose comment came from a client that asked to be called back, and begins a callback for each comment. */
@Injectable()
export class StartCallbacks {
  constructor(
    private readonly store: CallbackStore,
    private readonly jobs: Jobs,
  ) {}

  async execute(tx: Tx, siteId: SiteId, messages: readonly Pick<DueMessage, 'type' | 'commentId'>[]): Promise<void> {
    const changed = messages.flatMap(({ type, commentId }) => (commentId !== null && CHANGES.includes(type) ? [commentId] : []));
    const awaited = await this.store.awaited(tx, siteId, [...new Set(changed)]);
    await this.jobs.send(tx, CALLBACK_QUEUE, awaited.map(({ id: commentId }): CallbackJob => ({ siteId, commentId, attempt: 1 })));
  }
}
