import { Injectable } from '@nestjs/common';
import { changed, rows, type Statement, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** A sealed value with what its other columns need that are made of the same secret. */
export interface SealedRow {
  /** Where the row lies, for as long as it is locked. */
  readonly place: string;
  readonly sealed: Buffer;
  readonly siteId: string | null;
  readonly dialect: string | null;
}

export interface SealedAnew {
  readonly place: string;
  readonly sealed: Buffer;
  /** Keyed hashes that stand beside the value. */
  readonly hash: Buffer | null;
  readonly earlierHashes: readonly Buffer[];
}

/** One column in which values are sealed. */
export interface SealedKind {
  readonly table: string;
  readonly column: string;
  readonly find: Statement;
  readonly write: Statement;
}

interface Described {
  readonly name: string;
  readonly table: string;
  readonly column: string;
  /** Of the row `t`, where they are there. */
  readonly siteId?: string;
  readonly dialect?: string;
  /** What is written beside the value, from `$3` the hash and `$4` the earlier ones. */
  readonly beside?: string;
}

/**
 * Of all sites on purpose: the secret is the service's. Nothing has an index by how it is sealed: a pass reads each table once, in portions,
 * by where the rows lie, and an updated row lies behind.
 */
function kind({ name, table, column, siteId = 'NULL', dialect = 'NULL', beside = '' }: Described): SealedKind {
  const others = `t.${column} IS NOT NULL AND substring(t.${column} FROM 1 FOR length($1::bytea)) <> $1::bytea`;
  return {
    table,
    column,
    find: statement(`sealed_find_${name}`, `SELECT t.ctid::text AS place, t.${column} AS sealed, ${siteId}::text AS "siteId", ${dialect}::text AS dialect FROM ${table} t WHERE t.ctid > $2::text::tid AND ${others} ORDER BY t.ctid LIMIT $3 FOR UPDATE`),
    write: statement(`sealed_write_${name}`, `UPDATE ${table} t SET ${column} = $2${beside} WHERE t.ctid = $1::text::tid`),
  };
}

/** Everything that the service seals and keeps. The keys come last: while one is sealed with an earlier secret, no service starts without that. */
export const SEALED_KINDS: readonly SealedKind[] = [
  kind({ name: 'webhooks', table: 'webhook_endpoint', column: 'secret' }),
  kind({ name: 'previous_webhooks', table: 'webhook_endpoint', column: 'previous_secret' }),
  kind({ name: 'sites', table: 'site', column: 'sso_secret' }),
  kind({ name: 'connections', table: 'connection_secret', column: 'sealed', dialect: '(SELECT c.dialect FROM connection c WHERE c.site_id = t.site_id AND c.id = t.connection_id)', beside: ', lookup = $3' }),
  kind({ name: 'second_factors', table: 'second_factor', column: 'secret' }),
  kind({ name: 'toxicity', table: 'toxicity_setting', column: 'sealed_key' }),
  kind({ name: 'notices', table: 'law_notice', column: 'notifier', siteId: 't.site_id', beside: ', email_hash = $3, earlier_email_hashes = $4' }),
  kind({ name: 'keys', table: 'service_key', column: 'sealed' }),
];

/** Before every row. */
const FIRST = '(0,0)';

/** Values that the service has sealed, of every kind. */
@Injectable()
export class SealedStore {
  /** Some that do not begin with the mark, behind a place, locked; null for the beginning. */
  find(tx: Tx, { find }: SealedKind, mark: Buffer, { after, most }: { readonly after: string | null; readonly most: number }): Promise<SealedRow[]> {
    return rows<SealedRow>(tx, find, [mark, after ?? FIRST, most]);
  }

  /** Only of rows that {@link find} has locked in the same transaction. */
  async write(tx: Tx, { write }: SealedKind, { place, sealed, hash, earlierHashes }: SealedAnew): Promise<void> {
    const most = Math.max(...Array.from(write.text.matchAll(/\$(\d+)/g), ([, number]) => Number(number)));
    await changed(tx, write, [place, sealed, hash, earlierHashes].slice(0, most));
  }
}
