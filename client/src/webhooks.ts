import { Webhook, WebhookVerificationError } from 'standardwebhooks';

export { WebhookVerificationError };

/** What every webhook about a comment carries; order messages about one comment by `version`. */
export interface WebhookComment {
  readonly id: string;
  readonly externalId: string | null;
  readonly articleId: string;
  readonly authorId: string | null;
  readonly parentId: string | null;
  readonly status: 'published' | 'held' | 'rejected' | 'withdrawn';
  readonly version: number;
  /** Only where the endpoint asks for it. */
  readonly body?: string;
}

export interface WeirWebhook {
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly site: string; readonly comment?: WebhookComment } & Readonly<Record<string, unknown>>;
}

/**
 * A webhook of the service, once its signature and age are checked.
 * @param body the bytes as they came: parsing and writing them again would change what was signed
 * @param secret the endpoint's, or both during a rotation
 * @throws WebhookVerificationError when it is not from the service, was changed, or is older than five minutes
 */
export function verifyWebhook(body: string | Buffer, headers: Readonly<Record<string, string | string[] | undefined>>, secret: string | readonly string[]): WeirWebhook {
  const secrets = typeof secret === 'string' ? [secret] : secret;
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(',') : value;
  let last: unknown = new WebhookVerificationError('There is no secret to check the webhook with.');
  for (const each of secrets) {
    try {
      return new Webhook(each).verify(body, plain) as WeirWebhook;
    } catch (error) {
      last = error;
    }
  }
  throw last;
}
