import type { SiteId } from '../domain/ids';
import { inOrder } from '../platform/database/in-order';
import type { Queryable } from '../platform/database/statement';
import type { CounterStore } from '../store/counter.store';
import type { Tally } from './velocity';

/** Sums and values of windows, by the base64 of the counter's key. */
export interface Counted {
  readonly sums: ReadonlyMap<string, number>;
  readonly seen: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Where the counters of a site are read. */
export interface Counters {
  readonly store: CounterStore;
  readonly on: Queryable;
  readonly siteId: SiteId;
}

/**
 * What was counted, with what the same counters held under keys that were made of earlier hashes of an address: after WEIR_SECRET changed, a
 * window goes on where it was. Asks nothing where no earlier key is alive.
 */
export async function withEarlier({ store, on, siteId }: Counters, tallies: readonly Tally[], counted: Counted): Promise<Counted> {
  const windows = new Map(tallies.flatMap(({ name, earlier, since, bucket, expiresAt, plan }) => earlier.map((key) => [key.toString('base64'), { name, key, since, bucket, expiresAt, by: 0, isDistinct: plan.distinct !== undefined }] as const)));
  if (windows.size === 0) return counted;
  const [plain, distinct] = [[...windows.values()].filter(({ isDistinct }) => !isDistinct), [...windows.values()].filter(({ isDistinct }) => isDistinct)];
  const [earlierSums, earlierSeen] = await inOrder([store.peek(on, siteId, plain), store.valuesSeen(on, siteId, distinct)]);
  const [sums, seen] = [new Map(counted.sums), new Map(counted.seen)];
  for (const [key, { name }] of windows) {
    const [sum, values] = [earlierSums.get(key), earlierSeen.get(key)];
    if (sum !== undefined) sums.set(name, (sums.get(name) ?? 0) + sum);
    if (values !== undefined) seen.set(name, new Set([...(seen.get(name) ?? []), ...values]));
  }
  return { sums, seen };
}
