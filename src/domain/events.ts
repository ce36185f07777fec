import type { CommentStatus, WebhookType } from './statuses';

/** Changes in how a site is run: its settings, keys, people, webhooks, rules and articles. */
export const ADMINISTRATION_TYPES = [
  'site.created',
  'settings.changed',
  'key.created',
  'key.revoked',
  'member.invited',
  'invitation.revoked',
  'member.added',
  'member.changed',
  'member.removed',
  'webhook.added',
  'webhook.changed',
  'webhook.removed',
  'webhook.secret_rotated',
  'connection.added',
  'connection.changed',
  'connection.removed',
  'connection.secret_rotated',
  'rule_set.published',
  'rule.braked',
  'rule.released',
  'rule_set.draft_changed',
  'article.changed',
  'import.started',
  'import.cancelled',
  'import.ended',
  'history.exported',
  'queue.added',
  'queue.changed',
  'queue.removed',
  'view.added',
  'view.changed',
  'view.removed',
  'policy.added',
  'policy.changed',
  'policy.removed',
  'template.added',
  'template.changed',
  'template.removed',
  'author.exported',
  'erasure.requested',
  'erasure.completed',
  'notifier.read',
  'notifier.erased',
] as const;
export type AdministrationType = (typeof ADMINISTRATION_TYPES)[number];

/** What the append-only log can say. Texts of comments never stand in it; erasing a person puts a tombstone's id in the place of theirs, and moves no line. */
export const EVENT_TYPES = [
  'comment.submitted',
  'comment.edited',
  'comment.withdrawn',
  'comment.held',
  'comment.judged_again',
  'comment.reported',
  'comment.imported',
  'comment.erased',
  'item.opened',
  'item.claimed',
  'item.released',
  'item.skipped',
  'item.escalated',
  'item.moved',
  'item.snoozed',
  'item.woken',
  'item.noted',
  'item.tagged',
  'item.untagged',
  'decision.made',
  'decision.reversed',
  'decision.imported',
  'label.added',
  'label.removed',
  'author.standing_changed',
  'author.noted',
  'report.ignored',
  'reporter.muted',
  'reporter.unmuted',
  'appeal.created',
  'appeal.resolved',
  'appeal.reopened',
  'notice.received',
  'article.surged',
  'article.calmed',
  'site.surged',
  'site.calmed',
  ...ADMINISTRATION_TYPES,
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface NewEvent {
  readonly id: string;
  readonly type: EventType;
  /** `key:…`, `person:…`, `reader:…` or `system`. */
  readonly actor: string;
  readonly commentId: string | null;
  readonly itemId: string | null;
  readonly decisionId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
  readonly createdAt: Date;
}

/** The comment's side of a webhook's `data`; the receiver orders messages about one comment by `version`. */
export interface CommentPayload {
  readonly id: string;
  readonly externalId: string | null;
  readonly articleId: string;
  readonly authorId: string | null;
  readonly parentId: string | null;
  readonly status: CommentStatus;
  readonly version: number;
}

/** A message for the site, written in the transaction of the change it tells of. */
export interface NewMessage {
  readonly id: string;
  readonly type: WebhookType;
  readonly commentId: string | null;
  readonly decisionId: string | null;
  /** The webhook's `data`: `{ site, comment, decision?, reason? … }`. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Not before: a decision's message waits until it can no longer be undone at the desk. */
  readonly sendAfter: Date;
  readonly createdAt: Date;
}
