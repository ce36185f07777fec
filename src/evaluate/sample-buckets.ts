import type { Secrets } from '../platform/crypto/secrets';
import type { JudgedComment } from './judged-comment';

/** Per sampled rule, 0-99: stable for an author, so that a rule rolled out to ten per cent meets the same people every time. */
export function sampleBuckets(sampled: readonly string[], comment: JudgedComment, secrets: Secrets): Record<string, number> {
  const who = comment.author?.id ?? comment.request.ip?.toString('base64') ?? comment.textHash.toString('base64');
  return Object.fromEntries(sampled.map((rule) => [rule, secrets.keyedHash('sample', rule, who).readUInt32BE(0) % 100]));
}
