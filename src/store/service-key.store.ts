import { Injectable } from '@nestjs/common';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';

/** A key that must outlive a change of the secret. */
export interface ServiceKey {
  readonly purpose: string;
  /** Which secret it was made from. */
  readonly secretId: string;
  readonly sealed: Buffer;
}

interface Row {
  readonly purpose: string;
  readonly secret_id: string;
  readonly sealed: string;
}

/** Two processes that start at once must not both make the first key. */
const LOCK = 'LOCK TABLE service_key IN SHARE ROW EXCLUSIVE MODE';
/** Texts only: also read on a connection that converts nothing. */
const ALL = statement('service_key_all', `SELECT purpose, secret_id, encode(sealed, 'base64') AS sealed FROM service_key ORDER BY made_at DESC, purpose, secret_id`);
const ADD = statement('service_key_add', 'INSERT INTO service_key (purpose, secret_id, sealed, made_at) VALUES ($1, $2, $3, now()) ON CONFLICT DO NOTHING');
const END = statement('service_key_end', 'UPDATE service_key SET ended_at = CASE WHEN secret_id = $2 THEN NULL ELSE COALESCE(ended_at, now()) END WHERE purpose = $1');
const REMOVE = statement('service_key_remove', 'DELETE FROM service_key WHERE purpose = $1 AND secret_id = $2');
/** Of ended keys only. */
const EXPIRE = statement('service_key_expire', 'DELETE FROM service_key WHERE purpose = $1 AND ended_at <= $2');
/** Whether anything stands here that was made with a secret. */
const IS_USED = statement('service_key_is_used', 'SELECT FROM site LIMIT 1');

/** The keys that do not follow from the secret in force. */
@Injectable()
export class ServiceKeyStore {
  /** The caller has a transaction, and keeps others from it until its end. */
  async lock(on: Queryable): Promise<void> {
    await on.client.query(LOCK);
  }

  /** Newest first. */
  async all(on: Queryable): Promise<ServiceKey[]> {
    return (await rows<Row>(on, ALL, [])).map(({ purpose, secret_id: secretId, sealed }) => ({ purpose, secretId, sealed: Buffer.from(sealed, 'base64') }));
  }

  async add(on: Queryable, { purpose, secretId, sealed }: ServiceKey): Promise<void> {
    await changed(on, ADD, [purpose, secretId, sealed]);
  }

  /** All keys of the purpose have ended but the one made from that secret. */
  async endOthers(on: Queryable, purpose: string, secretId: string): Promise<void> {
    await changed(on, END, [purpose, secretId]);
  }

  async remove(on: Queryable, { purpose, secretId }: Pick<ServiceKey, 'purpose' | 'secretId'>): Promise<void> {
    await changed(on, REMOVE, [purpose, secretId]);
  }

  /** Forgets those that ended by then; returns how many. */
  async expire(on: Queryable, purpose: string, endedBy: Date): Promise<number> {
    return changed(on, EXPIRE, [purpose, endedBy]);
  }

  async isUsed(on: Queryable): Promise<boolean> {
    return (await rows(on, IS_USED, [])).length > 0;
  }
}
