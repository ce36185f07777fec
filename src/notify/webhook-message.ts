import type { DueMessage } from '../store/outbox.store';

/** A message stays below 20 kB (Standard Webhooks), of which the text of a comment gets this much; longer ones are cut. */
const TEXT_LIMIT_BYTES = 16_000;

/** The `webhook-id`. Receivers know a repeated message by it, and it must not contain a dot: it is signed with dots around it. */
export function messageId(id: string): string {
  return `msg_${id}`;
}

/** The exact body of the request: `{type, timestamp, data}` without white space. With a text, `data.comment.body` carries it. */
export function messageBody({ type, createdAt, payload }: Pick<DueMessage, 'type' | 'createdAt' | 'payload'>, text: string | null): string {
  return webhookBody(type, createdAt, text === null ? payload : withText(payload, text));
}

export function webhookBody(type: string, timestamp: Date, data: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ type, timestamp: timestamp.toISOString(), data });
}

function withText(payload: Readonly<Record<string, unknown>>, text: string): Record<string, unknown> {
  const { comment } = payload;
  if (typeof comment !== 'object' || comment === null) return { ...payload };
  const body = cut(text);
  return { ...payload, comment: { ...comment, body, ...(body === text ? {} : { bodyTruncated: true }) } };
}

/** As many whole characters as fit, measured as they are written: JSON spends up to six bytes on one control character. */
function cut(text: string): string {
  let size = 0;
  let end = 0;
  for (const character of text) {
    size += Buffer.byteLength(JSON.stringify(character)) - 2;
    if (size > TEXT_LIMIT_BYTES) return text.slice(0, end);
    end += character.length;
  }
  return text;
}
