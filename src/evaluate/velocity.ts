import type { CounterPlan } from '../engine/decide/compiled-rule-set';
import type { CountedValues } from '../engine/decide/counted-values';
import type { CounterMove, CounterValue } from '../store/counter.store';
import type { Secrets } from '../platform/crypto/secrets';
import type { JudgedComment } from './judged-comment';

/** Bucket lengths in seconds: a sixtieth of the window, rounded up to one of these. */
const BUCKET_SECONDS = [10, 60, 600, 3_600];
const LONGEST_BUCKET_SECONDS = 43_200;
const BUCKETS_PER_WINDOW = 60;

/** One counter that one comment moves. */
export interface Tally {
  readonly plan: CounterPlan;
  readonly key: Buffer;
  /** The key in base64. */
  readonly name: string;
  readonly bucket: number;
  readonly since: number;
  readonly expiresAt: Date;
  /** For a distinct count: what is different. Null: this comment has no such value, so it adds nothing. */
  readonly value: Buffer | null;
  /** Keys of the same counter by earlier hashes of the origin: read with it, and not moved. */
  readonly earlier: readonly Buffer[];
}

export function bucketSeconds(windowSeconds: number): number {
  return BUCKET_SECONDS.find((seconds) => seconds * BUCKETS_PER_WINDOW >= windowSeconds) ?? LONGEST_BUCKET_SECONDS;
}

/**
 * The counters of a rule set that a comment moves. A plan whose key the comment does not have (an anonymous comment
 * has no author) is left out, and its count is then a missing datum. Of domains and contacts a comment has any number
 * (`values`): each moves a counter of its own. Keys are keyed hashes: no address is readable.
 */
export function talliesOf(plans: readonly CounterPlan[], comment: JudgedComment, secrets: Secrets, values: CountedValues = NO_VALUES): Tally[] {
  // What becomes of comments is counted from what was committed, not on the way in.
  return plans.flatMap((plan) => (plan.of === 'submitted' ? talliesIn(plan, comment, { secrets, values }) : []));
}

/** The counters of what becomes of comments that this one would be counted under, and is judged by. */
export function outcomesOf(plans: readonly CounterPlan[], comment: JudgedComment, secrets: Secrets, values: CountedValues = NO_VALUES): Tally[] {
  return plans.flatMap((plan) => talliesIn(plan, comment, { secrets, values }));
}

function talliesIn(plan: CounterPlan, comment: JudgedComment, { secrets, values }: { readonly secrets: Secrets; readonly values: CountedValues }): Tally[] {
  const seconds = Math.floor(comment.receivedAt.getTime() / 1_000);
  const length = bucketSeconds(plan.windowSeconds);
  const bucket = Math.floor(seconds / length);
  const since = bucket - Math.ceil(plan.windowSeconds / length) + 1;
  const expiresAt = new Date((seconds + plan.windowSeconds + length) * 1_000);
  const different = plan.distinct === undefined ? [null] : differentValues(plan.distinct, { comment, secrets, values });
  const keys = keysOf(plan, comment, values);
  const earlier = earlierKeysOf(plan, comment, values);
  return keys.flatMap((parts, at) => {
    const key = counterKey(secrets, plan, parts);
    const name = key.toString('base64');
    const before = earlier.length === 0 ? NO_KEYS : earlier.flatMap((same) => (same[at] ? [counterKey(secrets, plan, same[at])] : []));
    return different.map((value) => ({ plan, key, name, bucket, since, expiresAt, value, earlier: before }));
  });
}

const NO_KEYS: readonly Buffer[] = [];
const OF_ORIGIN = new Set(['ip', 'ip_range', 'device']);

function counterKey(secrets: Secrets, { id }: CounterPlan, parts: readonly string[]): Buffer {
  return secrets.keyedHash('velocity', id, ...parts).subarray(0, 16);
}

/** What {@link keysOf} said of the same comment while an earlier key hashed its origin, in the same order. */
function earlierKeysOf(plan: CounterPlan, comment: JudgedComment, values: CountedValues): string[][][] {
  const { earlier } = comment.request;
  if (earlier.length === 0 || !plan.by.some((by) => OF_ORIGIN.has(by))) return [];
  return earlier.map((origin) => keysOf(plan, { ...comment, request: { ...comment.request, ...origin } }, values));
}

const NO_VALUES: CountedValues = { domains: [], contacts: [] };

/** The keys a comment is counted under: one, or one for each of its domains or contacts; none if it lacks a part. */
function keysOf(plan: CounterPlan, comment: JudgedComment, values: CountedValues): string[][] {
  return plan.by.reduce<string[][]>((keys, by) => {
    const parts = keyParts(by, comment, values);
    return keys.flatMap((key) => parts.map((part) => [...key, part]));
  }, [[]]);
}

function keyParts(by: string, comment: JudgedComment, { domains, contacts }: CountedValues): readonly string[] {
  if (by === 'domain') return domains;
  if (by === 'contact') return contacts;
  const part = keyPart(by, comment);
  return part === null ? [] : [part];
}

/**
 * Sums what a batch moves: one row per key. A batch whose comments stand on both sides of a bucket's edge is counted in
 * the newer bucket: the store sums a key once, and two rows of one statement do not see each other.
 */
export function movesOf(tallies: readonly Tally[]): CounterMove[] {
  const moves = new Map<string, { -readonly [Member in keyof CounterMove]: CounterMove[Member] }>();
  for (const { key, name, bucket, since, expiresAt } of tallies) {
    const move = moves.get(name);
    if (!move) {
      moves.set(name, { key, bucket, since, by: 1, expiresAt });
      continue;
    }
    move.by++;
    if (bucket > move.bucket) Object.assign(move, { bucket, since, expiresAt });
  }
  return [...moves.values()];
}

export function valuesOf(tallies: readonly Tally[]): CounterValue[] {
  const values = new Map<string, CounterValue>();
  for (const { key, name, bucket, value, expiresAt } of tallies) {
    if (value !== null) values.set(`${name}:${String(bucket)}:${value.toString('base64')}`, { key, bucket, value, expiresAt });
  }
  return [...values.values()];
}

/**
 * Each comment's counts as if the batch had come one by one: the sums after the batch, less what stands later in it.
 * `sums` and `seen` are keyed by the base64 of the counter's key. Of several keys of one plan the largest count is told.
 */
export function ratesInOrder(batch: readonly (readonly Tally[])[], sums: ReadonlyMap<string, number>, seen: ReadonlyMap<string, ReadonlySet<string>>): Record<string, number>[] {
  const later = new Map<string, number>();
  for (const tally of batch.flat()) count(later, tally.name);
  const different = new Map<string, Set<string>>([...seen].map(([key, values]) => [key, new Set(values)]));
  return batch.map((tallies) => {
    const rates: Record<string, number> = {};
    for (const { plan, name, value } of tallies) {
      const left = (later.get(name) ?? 1) - 1;
      later.set(name, left);
      if (plan.distinct === undefined) {
        rates[plan.id] = Math.max(rates[plan.id] ?? 0, (sums.get(name) ?? 0) - left);
      } else {
        const values = different.get(name) ?? new Set<string>();
        if (value !== null) values.add(value.toString('base64'));
        different.set(name, values);
        rates[plan.id] = Math.max(rates[plan.id] ?? 0, values.size);
      }
    }
    return rates;
  });
}

function count(totals: Map<string, number>, name: string): void {
  totals.set(name, (totals.get(name) ?? 0) + 1);
}

function keyPart(by: string, comment: JudgedComment): string | null {
  switch (by) {
    case 'author':
      return comment.author?.id ?? null;
    case 'ip':
      return comment.request.ip?.toString('base64') ?? null;
    case 'ip_range':
      return comment.request.ipRange?.toString('base64') ?? null;
    case 'device':
      return comment.request.device?.toString('base64') ?? null;
    case 'article':
      return comment.article.id;
    case 'section':
      return comment.article.section;
    case 'site':
      return comment.site.id;
    case 'near_dup':
      return comment.gathered.cluster;
    case 'text_hash':
      return comment.textHash.toString('base64');
    case 'account_age_bucket':
      return accountAgeBucket(comment);
    default:
      return null;
  }
}

/** Each comment's counts of what became of others: nothing of the batch is in them yet. */
export function outcomeRates(tallies: readonly Tally[], sums: ReadonlyMap<string, number>, seen: ReadonlyMap<string, ReadonlySet<string>>): Record<string, number> {
  const rates: Record<string, number> = {};
  for (const { plan, name } of tallies) {
    rates[plan.id] = Math.max(rates[plan.id] ?? 0, plan.distinct === undefined ? (sums.get(name) ?? 0) : (seen.get(name)?.size ?? 0));
  }
  return rates;
}

/** New accounts are counted together by how new they are: a swarm made yesterday stands out. */
function accountAgeBucket({ author, receivedAt }: JudgedComment): string | null {
  if (!author?.registeredAt) return null;
  const days = (receivedAt.getTime() - author.registeredAt.getTime()) / 86_400_000;
  return ['day', 'week', 'month', 'year'][[1, 7, 30, 365].findIndex((limit) => days < limit)] ?? 'old';
}

/** What is different about this comment; `[null]` when it has no such value and so adds nothing. */
function differentValues(distinct: string, { comment, secrets, values }: { comment: JudgedComment; secrets: Secrets; values: CountedValues }): (Buffer | null)[] {
  const parts = keyParts(distinct, comment, values);
  return parts.length === 0 ? [null] : parts.map((part) => secrets.keyedHash('velocity', part).subarray(0, 12));
}
