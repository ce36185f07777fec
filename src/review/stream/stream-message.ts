import type { StreamRow } from '../../store/stream.store';

/** What a stream can say of an item or a comment; everything else that touches one is told as `item.changed` or `comment.changed`. */
export const DESK_EVENTS = ['item.opened', 'item.changed', 'item.claimed', 'item.released', 'item.skipped', 'decision.made', 'decision.reversed', 'comment.changed'] as const;

/** Told under their own names, with what they carry. */
const OF_THE_SITE = /^(article|author|queue|policy|view|template)\./;

/** What of a line's payload everybody who hears of it may see: neither texts nor the names of queues, which may be closed to them. The rest stays in the log. */
const SHOWN = ['action', 'reasonCode', 'status', 'previousStatus', 'expiresAt', 'takeover', 'reason', 'skips', 'escalated', 'until', 'tag', 'kind', 'articleId', 'authorId', 'bulkOperationId'] as const;

/** One message of `text/event-stream` (HTML Living Standard, 9.2). JSON has no line breaks of its own. */
export function message(event: string, data: unknown, id?: number): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${String(id)}\n`}data: ${JSON.stringify(data)}\n\n`;
}

/** Keeps proxies from closing, and lets the client resume from here: an id without data moves the last event id and is no event. */
export function heartbeat(position: number): string {
  return `:\nid: ${String(position)}\n\n`;
}

/** The line as a message; null for what does not concern the desk. */
export function lineMessage(row: StreamRow): string | null {
  const name = nameOf(row);
  return name === null ? null : message(name, dataOf(row), Number(row.position));
}

/** Whether somebody to whom these queues are closed may hear of the line. */
export function isShown({ queue_id: queueId }: StreamRow, hidden: ReadonlySet<string>): boolean {
  return queueId === null || !hidden.has(queueId);
}

/** For them, of an item that goes where they may not follow: that it has gone. Null when they did not see it before either. */
export function goneMessage(row: StreamRow, hidden: ReadonlySet<string>): string | null {
  const from = row.payload?.['from'];
  if (typeof from !== 'string' || hidden.has(from) || row.item_id === null) return null;
  const { position, type: cause, item_id: itemId, comment_id: commentId } = row;
  return message('item.changed', { position: Number(position), cause, itemId, commentId, decisionId: null, queueId: null, version: null, state: 'gone', by: null, at: row.created_at?.toISOString() ?? null }, Number(position));
}

function nameOf({ type, item_id, comment_id }: StreamRow): string | null {
  if (type === null) return null;
  // A comment that was published at once is no work for anybody.
  if (type === 'comment.submitted' || type === 'comment.imported') return item_id === null ? null : 'item.opened';
  // Old decisions of another system: the desk saw none of them made.
  if (type === 'decision.imported') return null;
  if (type === 'appeal.created' || type === 'appeal.reopened' || type === 'notice.received') return 'item.opened';
  if ((DESK_EVENTS as readonly string[]).includes(type) || OF_THE_SITE.test(type)) return type;
  if (type.startsWith('comment.')) return 'comment.changed';
  if (item_id !== null) return 'item.changed';
  return comment_id === null ? null : 'comment.changed';
}

function dataOf(row: StreamRow): Record<string, unknown> {
  const payload = row.payload ?? {};
  const shown = Object.fromEntries(SHOWN.filter((key) => payload[key] !== undefined).map((key) => [key, payload[key]]));
  return {
    position: Number(row.position),
    cause: row.type,
    itemId: row.item_id,
    commentId: row.comment_id,
    decisionId: row.decision_id,
    queueId: row.queue_id,
    version: row.version,
    state: row.state,
    by: row.actor?.startsWith('person:') === true ? { id: row.actor.slice('person:'.length), name: row.actor_name } : null,
    at: row.created_at?.toISOString() ?? null,
    ...shown,
  };
}
