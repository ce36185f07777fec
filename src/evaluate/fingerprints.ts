import type { BodyFormat } from '../domain/statuses';
import { canonicalJson } from '../engine/language/canonical';
import { canonicalText } from '../engine/text/canonical';
import type { Secrets } from '../platform/crypto/secrets';

/** Keyed hash of a request's content, whatever the order of its keys. */
export function contentFingerprint(secrets: Secrets, content: object): Buffer {
  return secrets.keyedHash('fingerprint', canonicalJson(content));
}

/** Keyed hash of what stays the same when a text is sent again with other case, spacing or repeated marks. */
export function textHash(secrets: Secrets, body: string, format: BodyFormat): Buffer {
  return secrets.keyedHash('fingerprint', canonicalText(body, format)).subarray(0, 16);
}
