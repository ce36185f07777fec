import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

const SECRET_BYTES = 32;

/** A secret as receivers' libraries expect it: `whsec_` and base64 of 32 random bytes. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

export interface SignedMessage {
  readonly messageId: string;
  readonly body: string;
  /** Of this attempt: receivers refuse what was signed more than five minutes ago. */
  readonly sentAt: Date;
}

/** The three headers of Standard Webhooks. With several secrets, each signs, so that any of them verifies. */
export function signatureHeaders({ messageId, body, sentAt }: SignedMessage, secrets: readonly string[]): Record<string, string> {
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(messageId, sentAt, body)).join(' '),
  };
}
