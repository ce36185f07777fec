/** What the history can be narrowed to. */
export const KINDS = ['decisions', 'desk', 'site', 'all'] as const;
export type Kind = (typeof KINDS)[number];

const DECISIONS = ['decision.made', 'decision.reversed', 'appeal.resolved', 'author.standing_changed'];
const DESK = [...DECISIONS, 'item.claimed', 'item.released', 'item.skipped', 'item.escalated', 'item.moved', 'item.snoozed', 'item.noted', 'item.tagged', 'item.untagged', 'author.noted', 'appeal.created', 'notice.received', 'comment.reported', 'comment.held'];
const SITE = ['settings.changed', 'key.created', 'key.revoked', 'member.invited', 'invitation.revoked', 'member.added', 'member.changed', 'member.removed', 'webhook.added', 'webhook.changed', 'webhook.removed', 'rule_set.published', 'rule.braked', 'rule.released', 'article.changed', 'policy.added', 'policy.changed', 'policy.removed', 'template.added', 'template.changed', 'template.removed'];

/** Types of the log; none: all of them. */
export function typesOf(kind: Kind): readonly string[] {
  return { decisions: DECISIONS, desk: DESK, site: SITE, all: [] }[kind];
}
