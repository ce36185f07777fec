export const COMMENT_STATUSES = ['published', 'held', 'rejected', 'withdrawn'] as const;
export type CommentStatus = (typeof COMMENT_STATUSES)[number];

export const COMMENTS_MODES = ['open', 'premoderated', 'closed'] as const;
export type CommentsMode = (typeof COMMENTS_MODES)[number];

export const AUTHOR_KINDS = ['anonymous', 'registered', 'subscriber', 'staff'] as const;
export type AuthorKind = (typeof AUTHOR_KINDS)[number];

/** Why an item is at the desk: a comment to look at, or an author's complaint about a decision. */
export const ITEM_KINDS = ['comment', 'appeal'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const APPEAL_STATES = ['open', 'upheld', 'dismissed', 'withdrawn'] as const;
export type AppealState = (typeof APPEAL_STATES)[number];

/** What moderators made of an author. `premoderate` holds what they write, `suspend` and `ban` reject it, `trust` is for rules to use. */
export const AUTHOR_STANDINGS = ['premoderate', 'suspend', 'ban', 'trust'] as const;
export type AuthorStanding = (typeof AUTHOR_STANDINGS)[number];

/** What a moderator says of a signal that brought an item to the desk. */
export const SIGNAL_VERDICTS = ['right', 'wrong'] as const;
export type SignalVerdict = (typeof SIGNAL_VERDICTS)[number];

export const ITEM_STATES = ['open', 'resolved'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export const DECISION_ACTIONS = ['approve', 'reject'] as const;
export type DecisionAction = (typeof DECISION_ACTIONS)[number];

export const TEXT_FORMATS = ['text', 'html', 'markdown'] as const;
export type BodyFormat = (typeof TEXT_FORMATS)[number];

export const URGENCIES = ['low', 'normal', 'high', 'urgent'] as const;

export const ROLES = ['viewer', 'moderator', 'lead', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const WEBHOOK_TYPES = [
  'comment.submitted',
  'comment.edited',
  'comment.withdrawn',
  'comment.decided',
  'comment.status_changed',
  'comment.alerted',
  'decision.reversed',
  'report.created',
  'appeal.created',
  'appeal.resolved',
  'statement.created',
  'notice.received',
  'notice.decided',
] as const;
export type WebhookType = (typeof WEBHOOK_TYPES)[number];
