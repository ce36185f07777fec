import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import type { Scope } from '../domain/permissions';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface ApiKey {
  readonly id: string;
  readonly siteId: SiteId;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
}

export interface NewApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly secretHash: Buffer;
  readonly createdBy: string | null;
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
}

const COLUMNS = `id, site_id AS "siteId", name, scopes, expires_at AS "expiresAt", revoked_at AS "revokedAt", last_used_at AS "lastUsedAt", created_at AS "createdAt"`;

/** Across sites on purpose: the guard answers 404 for another site's key. Relies on api_key_lookup_idx. */
const BY_SECRET = statement('api_key_by_secret', `SELECT ${COLUMNS} FROM api_key WHERE secret_hash = $1`);
const LIST = statement('api_key_list', `SELECT ${COLUMNS} FROM api_key WHERE site_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`);
const INSERT = statement('api_key_insert', 'INSERT INTO api_key (site_id, id, name, scopes, secret_hash, created_by, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)');
const REVOKE = statement('api_key_revoke', 'UPDATE api_key SET revoked_at = $3 WHERE site_id = $1 AND id = $2 AND revoked_at IS NULL');
const IS_THERE = statement('api_key_is_there', 'SELECT FROM api_key WHERE site_id = $1 AND id = $2');
const TOUCH = statement('api_key_touch', 'UPDATE api_key SET last_used_at = $3 WHERE site_id = $1 AND id = $2');

/** The keys of the news sites' servers; of a secret only its hash is known. */
@Injectable()
export class ApiKeyStore {
  /** Revoked and expired ones too: the caller knows the time. */
  async bySecretHash(on: Queryable, secretHash: Buffer): Promise<ApiKey | null> {
    const [row] = await rows<ApiKey>(on, BY_SECRET, [secretHash]);
    return row ?? null;
  }

  /** Newest first, before the given id; one more than `limit` tells that there is a next page. */
  async list(on: Queryable, siteId: SiteId, before: string, limit: number): Promise<ApiKey[]> {
    return rows<ApiKey>(on, LIST, [siteId, before, limit + 1]);
  }

  async insert(tx: Tx, siteId: SiteId, key: NewApiKey): Promise<void> {
    await changed(tx, INSERT, [siteId, key.id, key.name, key.scopes, key.secretHash, key.createdBy, key.expiresAt, key.createdAt]);
  }

  async revoke(tx: Tx, siteId: SiteId, id: string, at: Date): Promise<'now' | 'before' | 'not there'> {
    if ((await changed(tx, REVOKE, [siteId, id, at])) === 1) return 'now';
    return (await rows(tx, IS_THERE, [siteId, id])).length === 1 ? 'before' : 'not there';
  }

  async touch(on: Queryable, siteId: SiteId, id: string, at: Date): Promise<void> {
    await changed(on, TOUCH, [siteId, id, at]);
  }
}
