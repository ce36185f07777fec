import type { TFunction } from 'i18next';
import type { WebhookType } from '../../../api/webhooks';

/** Each by its word; a new type of the service is missed here. */
const WORDS = {
  'comment.submitted': 'submitted',
  'comment.edited': 'edited',
  'comment.withdrawn': 'withdrawn',
  'comment.decided': 'decided',
  'comment.status_changed': 'changed',
  'comment.alerted': 'alerted',
  'decision.reversed': 'reversed',
  'report.created': 'reported',
  'appeal.created': 'appealed',
  'appeal.resolved': 'resolved',
  'statement.created': 'stated',
  'notice.received': 'noticed',
  'notice.decided': 'noticeDecided',
} as const satisfies Record<WebhookType, string>;

export const TYPES = Object.keys(WORDS) as WebhookType[];

/** What a message tells of, in words; a type that is younger than this page keeps its name. */
export function typeName(t: TFunction<'webhooks'>, type: string): string {
  if (type === 'webhook.test') return t('type.test');
  return type in WORDS ? t(`type.${WORDS[type as WebhookType]}`) : type;
}
