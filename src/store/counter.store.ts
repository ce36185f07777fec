import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { must } from '../domain/must';
import { bytes, instants, integers } from '../platform/database/columns';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** One counter moved by a batch. `bucket` and `since` are numbers of buckets; what is older than `since` is outside the window. */
export interface CounterMove {
  readonly key: Buffer;
  readonly bucket: number;
  readonly since: number;
  readonly by: number;
  readonly expiresAt: Date;
}

export interface CounterValue {
  readonly key: Buffer;
  readonly bucket: number;
  readonly value: Buffer;
  readonly expiresAt: Date;
}

/**
 * Moves first, then sums: the row lock of the current bucket makes concurrent batches with the same key wait for each
 * other, so that copies sent at once cannot all see a small count. The earlier buckets of all keys are read in one pass of
 * counter_pkey: a look of its own for each key was measured to cost as much as the moving.
 */
const MOVE = statement(
  'counter_move',
  `WITH moved AS (
     INSERT INTO counter AS c (site_id, key, bucket, n, expires_at)
     SELECT $1, m.key, m.bucket, m.by, m.expires_at FROM unnest($2::bytea[], $3::integer[], $4::integer[], $5::timestamptz[]) AS m (key, bucket, by, expires_at)
     ON CONFLICT (site_id, key, bucket) DO UPDATE SET n = c.n + EXCLUDED.n
     RETURNING key, bucket, n),
   earlier AS MATERIALIZED (SELECT key, bucket, n FROM counter WHERE site_id = $1 AND key = ANY ($2::bytea[]))
   SELECT w.place, (m.n + COALESCE(sum(e.n), 0))::integer AS n
   FROM moved m JOIN unnest($2::bytea[], $6::integer[]) WITH ORDINALITY AS w (key, since, place) ON w.key = m.key
   LEFT JOIN earlier e ON e.key = m.key AND e.bucket >= w.since AND e.bucket < m.bucket
   GROUP BY w.place, m.n`,
);

/** What {@link MOVE} would answer, without moving anything. */
const PEEK = statement(
  'counter_peek',
  `SELECT w.place, (w.by + COALESCE((SELECT sum(c.n) FROM counter c WHERE c.site_id = $1 AND c.key = w.key AND c.bucket >= w.since), 0))::integer AS n
   FROM unnest($2::bytea[], $3::integer[], $4::integer[]) WITH ORDINALITY AS w (key, since, by, place)`,
);

/** The different values of a window, up to a bound that no rule's threshold passes. */
const VALUES = statement(
  'counter_values',
  `SELECT w.place, v.value FROM unnest($2::bytea[], $3::integer[]) WITH ORDINALITY AS w (key, since, place)
   CROSS JOIN LATERAL (SELECT DISTINCT c.value FROM counter_value c WHERE c.site_id = $1 AND c.key = w.key AND c.bucket >= w.since LIMIT 1000) v`,
);

/** {@link VALUES} and the batch's own values in one: what is read is what stood there before. */
const SEE_AND_ADD = statement(
  'counter_values_see_and_add',
  `WITH added AS (
     INSERT INTO counter_value (site_id, key, bucket, value, expires_at)
     SELECT $1, a.* FROM unnest($4::bytea[], $5::integer[], $6::bytea[], $7::timestamptz[]) AS a ON CONFLICT DO NOTHING)
   SELECT w.place, v.value FROM unnest($2::bytea[], $3::integer[]) WITH ORDINALITY AS w (key, since, place)
   CROSS JOIN LATERAL (SELECT DISTINCT c.value FROM counter_value c WHERE c.site_id = $1 AND c.key = w.key AND c.bucket >= w.since LIMIT 1000) v`,
);

/** A scan of the whole table, on purpose: see migration 12. */
const EXPIRE = statement('counter_expire', 'DELETE FROM counter WHERE ctid IN (SELECT ctid FROM counter WHERE expires_at < $1 LIMIT 5000)');
const EXPIRE_VALUES = statement('counter_value_expire', 'DELETE FROM counter_value WHERE ctid IN (SELECT ctid FROM counter_value WHERE expires_at < $1 LIMIT 5000)');

/** `place`: which of the keys that were asked about, from 1, a driver text; that is shorter than the key, and known already. */
interface Sum {
  readonly place: string;
  readonly n: number;
}

interface Value {
  readonly place: string;
  readonly value: Buffer;
}

/** Velocity: how often something happened in a sliding window, in buckets of a sixtieth of it (decisions.md 4). */
@Injectable()
export class CounterStore {
  /** Moves the counters in the order of their keys and returns each key's sum over its window, this batch included. */
  async move(tx: Tx, siteId: SiteId, moves: readonly CounterMove[]): Promise<ReadonlyMap<string, number>> {
    if (moves.length === 0) return new Map();
    const sorted = [...moves].sort((a, b) => Buffer.compare(a.key, b.key));
    const sums = await rows<Sum>(tx, MOVE, [siteId, bytes(sorted.map(({ key }) => key)), integers(sorted.map(({ bucket }) => bucket)), integers(sorted.map(({ by }) => by)), instants(sorted.map(({ expiresAt }) => expiresAt)), integers(sorted.map(({ since }) => since))]);
    return new Map(sums.map(({ place, n }) => [nameOf(sorted, place), n]));
  }

  /** The sums that {@link move} would return. */
  async peek(on: Queryable, siteId: SiteId, moves: readonly CounterMove[]): Promise<ReadonlyMap<string, number>> {
    if (moves.length === 0) return new Map();
    const sums = await rows<Sum>(on, PEEK, [siteId, bytes(moves.map(({ key }) => key)), integers(moves.map(({ since }) => since)), integers(moves.map(({ by }) => by))]);
    return new Map(sums.map(({ place, n }) => [nameOf(moves, place), n]));
  }

  /** The values seen in each key's window before this batch; after {@link move}, whose locks make the answer exact. */
  async valuesSeen(on: Queryable, siteId: SiteId, windows: readonly { key: Buffer; since: number }[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    if (windows.length === 0) return new Map();
    return grouped(windows, await rows<Value>(on, VALUES, [siteId, bytes(windows.map(({ key }) => key)), integers(windows.map(({ since }) => since))]));
  }

  /** What {@link valuesSeen} answers, while the batch's own values are added for those to come. */
  async seeAndAdd(tx: Tx, siteId: SiteId, windows: readonly { key: Buffer; since: number }[], values: readonly CounterValue[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    if (windows.length === 0) return new Map();
    const sorted = [...values].sort((a, b) => Buffer.compare(a.key, b.key) || Buffer.compare(a.value, b.value));
    return grouped(windows, await rows<Value>(tx, SEE_AND_ADD, [siteId, bytes(windows.map(({ key }) => key)), integers(windows.map(({ since }) => since)), bytes(sorted.map(({ key }) => key)), integers(sorted.map(({ bucket }) => bucket)), bytes(sorted.map(({ value }) => value)), instants(sorted.map(({ expiresAt }) => expiresAt))]));
  }

  /** Deletes a portion of what no window reaches any more; returns how many rows went. */
  async expire(tx: Tx, now: Date): Promise<number> {
    return (await changed(tx, EXPIRE, [now])) + (await changed(tx, EXPIRE_VALUES, [now]));
  }
}

function nameOf(keys: readonly { readonly key: Buffer }[], place: string): string {
  return must(keys[Number(place) - 1], 'key').key.toString('base64');
}

function grouped(windows: readonly { readonly key: Buffer }[], found: readonly Value[]): ReadonlyMap<string, ReadonlySet<string>> {
  const seen = new Map<string, Set<string>>();
  for (const { place, value } of found) {
    const name = nameOf(windows, place);
    const values = seen.get(name) ?? new Set();
    seen.set(name, values.add(value.toString('base64')));
  }
  return seen;
}
