import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { inOrder } from '../platform/database/in-order';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** One request that must happen once: who, what, the caller's key, and a keyed hash of the request itself. */
export interface IdempotencyClaim {
  readonly actor: string;
  readonly operation: string;
  readonly key: string;
  readonly fingerprint: Buffer;
  /** Id of what the request makes: the answer is rebuilt from it. */
  readonly outcomeId: string;
}

export interface IdempotencyRow {
  readonly actor: string;
  readonly operation: string;
  readonly key: string;
  readonly fingerprint: Buffer;
  readonly outcome_id: string;
}

const CLAIM = statement(
  'idempotency_claim',
  `INSERT INTO idempotency_key (site_id, actor, operation, key, fingerprint, outcome_id, created_at)
   SELECT $1, k.*, $7 FROM unnest($2::text[], $3::text[], $4::text[], $5::bytea[], $6::uuid[]) AS k (actor, operation, key, fingerprint, outcome_id)
   ON CONFLICT DO NOTHING RETURNING outcome_id`,
);

const FIND = statement(
  'idempotency_find',
  `SELECT i.actor, i.operation, i.key, i.fingerprint, i.outcome_id
   FROM unnest($2::text[], $3::text[], $4::text[]) AS k (actor, operation, key)
   JOIN idempotency_key i ON i.site_id = $1 AND i.actor = k.actor AND i.operation = k.operation AND i.key = k.key`,
);

const RELEASE = statement(
  'idempotency_release',
  `DELETE FROM idempotency_key i USING unnest($2::text[], $3::text[], $4::text[]) AS k (actor, operation, key)
   WHERE i.site_id = $1 AND i.actor = k.actor AND i.operation = k.operation AND i.key = k.key`,
);

const LOCK_TIMEOUT = statement('idempotency_lock_timeout', `SELECT set_config('lock_timeout', $1, true)`);

const EXPIRE = statement('idempotency_expire', 'DELETE FROM idempotency_key WHERE ctid IN (SELECT ctid FROM idempotency_key WHERE created_at < $1 LIMIT 5000)');

@Injectable()
export class IdempotencyStore {
  /**
   * Takes the keys, in order, and returns the outcome ids of those that were free. A key that another transaction is
   * taking makes this wait for it, at most `waitMs`; then it fails with SQLSTATE 55P03.
   */
  async claim(tx: Tx, siteId: SiteId, claims: readonly IdempotencyClaim[], { now, waitMs }: { now: Date; waitMs: number }): Promise<ReadonlySet<string>> {
    if (claims.length === 0) return new Set();
    const sorted = [...claims].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const [, taken] = await inOrder([
      changed(tx, LOCK_TIMEOUT, [`${String(waitMs)}ms`]),
      rows<{ outcome_id: string }>(tx, CLAIM, [siteId, sorted.map(({ actor }) => actor), sorted.map(({ operation }) => operation), sorted.map(({ key }) => key), sorted.map(({ fingerprint }) => fingerprint), sorted.map(({ outcomeId }) => outcomeId), now]),
      changed(tx, LOCK_TIMEOUT, ['0']),
    ]);
    return new Set(taken.map(({ outcome_id }) => outcome_id));
  }

  /** What became of requests with these keys, by {@link idempotencyName}. */
  async find(on: Queryable, siteId: SiteId, keys: readonly Pick<IdempotencyClaim, 'actor' | 'operation' | 'key'>[]): Promise<ReadonlyMap<string, IdempotencyRow>> {
    if (keys.length === 0) return new Map();
    const found = await rows<IdempotencyRow>(on, FIND, [siteId, keys.map(({ actor }) => actor), keys.map(({ operation }) => operation), keys.map(({ key }) => key)]);
    return new Map(found.map((row) => [keyOf(row), row]));
  }

  /** Gives keys back whose request was refused, so that it may be sent again when the reason is gone. */
  async release(tx: Tx, siteId: SiteId, claims: readonly IdempotencyClaim[]): Promise<void> {
    if (claims.length === 0) return;
    await changed(tx, RELEASE, [siteId, claims.map(({ actor }) => actor), claims.map(({ operation }) => operation), claims.map(({ key }) => key)]);
  }

  /** Deletes a portion of the keys made before `before`; returns how many went. */
  expire(tx: Tx, before: Date): Promise<number> {
    return changed(tx, EXPIRE, [before]);
  }
}

function keyOf({ actor, operation, key }: Pick<IdempotencyClaim, 'actor' | 'operation' | 'key'>): string {
  return JSON.stringify([actor, operation, key]);
}

/** The map key of {@link IdempotencyStore.find}. */
export const idempotencyName = keyOf;
