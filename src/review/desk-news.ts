import { Injectable } from '@nestjs/common';
import type { CommentPayload } from '../domain/events';
import type { DecisionId, ItemId } from '../domain/ids';
import type { Titled } from '../domain/policy-title';
import type { CommentStatus } from '../domain/statuses';
import type { Tx } from '../platform/database/unit-of-work';
import { newId } from '../platform/ids';
import type { LockedComment } from '../store/comment-status.store';
import type { DecisionRow } from '../store/decision.store';
import { EventStore } from '../store/event.store';
import { OutboxStore } from '../store/outbox.store';
import { PolicyStore } from '../store/policy.store';
import type { DeskCall } from './desk-call';

/** A change of a comment by a decision or its undo. */
export interface DeskChange {
  readonly comment: LockedComment;
  readonly itemId: ItemId;
  readonly decision: Pick<DecisionRow, 'id' | 'action' | 'reason_code' | 'bulk_operation_id' | 'message' | 'author_action' | 'created_at'>;
  readonly to: CommentStatus;
  readonly commentVersion: number;
}

/** Writes down what happened at the desk: a line of the log, and a message for the site. */
@Injectable()
export class DeskNews {
  constructor(
    private readonly events: EventStore,
    private readonly outbox: OutboxStore,
    private readonly policies: PolicyStore,
  ) {}

  async logDecision(tx: Tx, call: DeskCall, type: 'decision.made' | 'decision.reversed', change: DeskChange): Promise<string> {
    const { comment, decision, to, commentVersion } = change;
    const payload = {
      status: to,
      version: commentVersion,
      previousStatus: comment.status,
      revision: comment.revision,
      action: decision.action,
      reasonCode: decision.reason_code,
      ...(decision.bulk_operation_id === null ? {} : { bulkOperationId: decision.bulk_operation_id }),
    };
    const event = { id: newId<string>(), type, actor: `person:${call.personId}`, commentId: comment.id, itemId: change.itemId, decisionId: decision.id, payload, requestId: call.requestId, createdAt: call.now };
    await this.events.append(tx, call.site.id, [event]);
    return event.id;
  }

  /** The site learns of a decision once the desk's undo bar has gone. Who decided stays inside. */
  async tellDecided(tx: Tx, call: DeskCall, change: DeskChange): Promise<void> {
    const sendAfter = new Date(call.now.getTime() + call.site.settings.undoSeconds * 1_000);
    await this.tell(tx, call, { type: 'comment.decided', sendAfter, payload: await this.payload(tx, call, change), change });
  }

  /** The site has heard of the decision, so it hears of the undo, at once. */
  async tellReversed(tx: Tx, call: DeskCall, change: DeskChange): Promise<void> {
    await this.tell(tx, call, { type: 'decision.reversed', sendAfter: call.now, payload: { ...(await this.payload(tx, call, change)), reversedAt: call.now.toISOString() }, change });
  }

  /** What the site is told of a decision and of its undo: with the policy in all its languages, so that the site can tell the author. */
  async payload(tx: Tx, { site }: DeskCall, change: DeskChange): Promise<Record<string, unknown>> {
    const { reason_code: code } = change.decision;
    const policy = code === null ? null : await this.policies.find(tx, site.id, code);
    return payloadOf(site.slug, change, policy && { id: policy.id, title: policy.title, titles: policy.titles });
  }

  private async tell(tx: Tx, call: DeskCall, message: { type: 'comment.decided' | 'decision.reversed'; sendAfter: Date; payload: Record<string, unknown>; change: DeskChange }): Promise<void> {
    const { type, sendAfter, payload, change } = message;
    const decisionId: DecisionId = change.decision.id;
    await this.outbox.add(tx, call.site.id, [{ id: newId(), type, commentId: change.comment.id, decisionId, payload, sendAfter, createdAt: call.now }]);
  }
}

function payloadOf(site: string, { comment, decision, to, commentVersion }: DeskChange, policy: Titled | null): Record<string, unknown> {
  const about: CommentPayload = {
    id: comment.id,
    externalId: comment.external_id,
    articleId: comment.article_id,
    authorId: comment.author_id,
    parentId: comment.parent_id,
    status: to,
    version: commentVersion,
  };
  const { message, author_action: onAuthor } = decision;
  const said = {
    id: decision.id,
    action: decision.action,
    reasonCode: decision.reason_code,
    decidedAt: decision.created_at.toISOString(),
    ...(policy === null ? {} : { policy }),
    ...(message === null ? {} : { message }),
    ...(onAuthor === null ? {} : { authorAction: { kind: onAuthor.kind, until: onAuthor.until } }),
  };
  return { site, comment: about, decision: said, previousStatus: comment.status };
}
