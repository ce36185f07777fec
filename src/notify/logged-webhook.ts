import { isDeepStrictEqual } from 'node:util';
import type { WebhookEndpoint } from '../store/webhook-endpoint.store';

/** All that the log says of an address: the path and query of one may be a secret of the receiver. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

/** What an admin changed of an endpoint, as the log says it: from what to what. */
export function webhookChanges(before: WebhookEndpoint, after: WebhookEndpoint): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const name of ['types', 'includeText', 'isEnabled'] as const) {
    if (!isDeepStrictEqual(before[name], after[name])) changes[name] = { from: before[name], to: after[name] };
  }
  if (before.url !== after.url) changes['host'] = { from: hostOf(before.url), to: hostOf(after.url) };
  return changes;
}
