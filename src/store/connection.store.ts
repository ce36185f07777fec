import { Injectable } from '@nestjs/common';
import { type ConnectionSettings, DEFAULT_CONNECTION_SETTINGS, type Dialect } from '../domain/dialects';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

export interface Connection {
  readonly siteId: SiteId;
  readonly id: string;
  readonly dialect: Dialect;
  readonly name: string;
  readonly settings: ConnectionSettings;
  readonly isEnabled: boolean;
  readonly revokedAt: Date | null;
  readonly createdAt: Date;
  /** Of the newest secret; null while there is none. */
  readonly secretSince: Date | null;
  /** Until when an older secret counts, too. */
  readonly previousUntil: Date | null;
}

export interface NewConnection extends Pick<Connection, 'id' | 'dialect' | 'name' | 'settings' | 'createdAt'> {
  readonly createdBy: string | null;
}

export interface ConnectionSecret {
  readonly id: string;
  /** Keyed hash, by which a secret that is shown finds its connection. */
  readonly lookup: Buffer;
  /** Encrypted: signatures and callbacks need the secret itself. */
  readonly sealed: Buffer;
  readonly createdAt: Date;
}

/** A connection with the site it belongs to and those of its secrets that are not over. */
export interface KnownConnection {
  readonly connection: Connection;
  readonly siteSlug: string;
  readonly secrets: readonly { readonly sealed: Buffer; readonly validUntil: Date | null }[];
}

interface Row extends Omit<Connection, 'settings'> {
  readonly settings: Partial<ConnectionSettings>;
}

interface KnownRow extends Row {
  readonly slug: string;
  readonly sealed: Buffer | null;
  readonly validUntil: Date | null;
}

const OWN = `c.site_id AS "siteId", c.id, c.dialect, c.name, c.settings, c.is_enabled AS "isEnabled", c.revoked_at AS "revokedAt", c.created_at AS "createdAt"`;
const COLUMNS = `${OWN},
  (SELECT max(s.created_at) FROM connection_secret s WHERE s.site_id = c.site_id AND s.connection_id = c.id) AS "secretSince",
  (SELECT max(s.valid_until) FROM connection_secret s WHERE s.site_id = c.site_id AND s.connection_id = c.id) AS "previousUntil"`;
const KNOWN = `${OWN}, NULL AS "secretSince", NULL AS "previousUntil", site.slug, s.sealed, s.valid_until AS "validUntil"`;

/** Across sites on purpose: the site is the connection's. Relies on connection_secret_lookup_idx. */
const BY_SECRET = statement('connection_by_secret', `SELECT ${KNOWN} FROM connection_secret s JOIN connection c ON c.site_id = s.site_id AND c.id = s.connection_id JOIN site ON site.id = c.site_id WHERE s.lookup = ANY ($1::bytea[])`);
/** Likewise. Relies on connection_id_idx. */
const BY_ID = statement('connection_by_id', `SELECT ${KNOWN} FROM connection c JOIN site ON site.id = c.site_id LEFT JOIN connection_secret s ON s.site_id = c.site_id AND s.connection_id = c.id WHERE c.id = $1`);
/** Of all sites: one process answers for all of them. */
const ANY_OF = statement('connection_any_of', 'SELECT EXISTS (SELECT FROM connection WHERE dialect = ANY ($1) AND is_enabled) AS any');
const FIND = statement('connection_find', `SELECT ${COLUMNS} FROM connection c WHERE c.site_id = $1 AND c.id = $2`);
const LOCK = statement('connection_lock', `SELECT ${COLUMNS} FROM connection c WHERE c.site_id = $1 AND c.id = $2 FOR UPDATE OF c`);
const LIST = statement('connection_list', `SELECT ${COLUMNS} FROM connection c WHERE c.site_id = $1 AND c.id < $2 ORDER BY c.id DESC LIMIT $3`);
const COUNT = statement('connection_count', 'SELECT count(*)::int AS count FROM connection WHERE site_id = $1 AND revoked_at IS NULL');
const INSERT = statement('connection_insert', 'INSERT INTO connection (site_id, id, dialect, name, settings, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)');
const SAVE = statement('connection_save', 'UPDATE connection SET name = $3, settings = $4, is_enabled = $5 WHERE site_id = $1 AND id = $2');
const REVOKE = statement('connection_revoke', 'UPDATE connection SET revoked_at = $3, is_enabled = false WHERE site_id = $1 AND id = $2');
const SECRETS = statement('connection_secrets', 'SELECT sealed, valid_until AS "validUntil" FROM connection_secret WHERE site_id = $1 AND connection_id = $2 ORDER BY id DESC');
const ADD_SECRET = statement('connection_secret_insert', 'INSERT INTO connection_secret (site_id, connection_id, id, lookup, sealed, created_at) VALUES ($1, $2, $3, $4, $5, $6)');
const END_SECRETS = statement('connection_secret_end', 'UPDATE connection_secret SET valid_until = $3 WHERE site_id = $1 AND connection_id = $2 AND (valid_until IS NULL OR valid_until > $3)');
const FORGET_SECRETS = statement('connection_secret_forget', 'DELETE FROM connection_secret WHERE site_id = $1 AND connection_id = $2 AND ($3::timestamptz IS NULL OR valid_until <= $3)');

/** The connections of software that speaks another filter's protocol. */
@Injectable()
export class ConnectionStore {
  /** By the secret's keyed hash, or an earlier one. Revoked and disabled ones and secrets that are over, too: the caller knows the time. */
  async bySecret(on: Queryable, lookups: readonly Buffer[]): Promise<KnownConnection | null> {
    return known(await rows<KnownRow>(on, BY_SECRET, [lookups]));
  }

  async byId(on: Queryable, id: string): Promise<KnownConnection | null> {
    return known(await rows<KnownRow>(on, BY_ID, [id]));
  }

  /** Whether any site has a connection of these dialects that is switched on. */
  async anyOf(on: Queryable, dialects: readonly Dialect[]): Promise<boolean> {
    return (await rows<{ any: boolean }>(on, ANY_OF, [dialects]))[0]?.any ?? false;
  }

  async find(on: Queryable, siteId: SiteId, id: string): Promise<Connection | null> {
    const [row] = await rows<Row>(on, FIND, [siteId, id]);
    return row ? toConnection(row) : null;
  }

  /** Locks the row until the end of the transaction. */
  async lock(tx: Tx, siteId: SiteId, id: string): Promise<Connection | null> {
    const [row] = await rows<Row>(tx, LOCK, [siteId, id]);
    return row ? toConnection(row) : null;
  }

  /** Newest first, before the given id; one more than `limit` tells that there is a next page. */
  async list(on: Queryable, siteId: SiteId, before: string, limit: number): Promise<Connection[]> {
    return (await rows<Row>(on, LIST, [siteId, before, limit + 1])).map(toConnection);
  }

  /** Those that are not revoked. */
  async count(on: Queryable, siteId: SiteId): Promise<number> {
    return (await rows<{ count: number }>(on, COUNT, [siteId]))[0]?.count ?? 0;
  }

  async insert(tx: Tx, siteId: SiteId, { id, dialect, name, settings, createdBy, createdAt }: NewConnection): Promise<void> {
    await changed(tx, INSERT, [siteId, id, dialect, name, JSON.stringify(settings), createdBy, createdAt]);
  }

  async save(tx: Tx, siteId: SiteId, { id, name, settings, isEnabled }: Pick<Connection, 'id' | 'name' | 'settings' | 'isEnabled'>): Promise<void> {
    await changed(tx, SAVE, [siteId, id, name, JSON.stringify(settings), isEnabled]);
  }

  /** Its secrets are forgotten. */
  async revoke(tx: Tx, siteId: SiteId, id: string, at: Date): Promise<void> {
    await changed(tx, REVOKE, [siteId, id, at]);
    await changed(tx, FORGET_SECRETS, [siteId, id, null]);
  }

  /** Newest first, encrypted. */
  async secrets(on: Queryable, siteId: SiteId, id: string): Promise<{ sealed: Buffer; validUntil: Date | null }[]> {
    return rows(on, SECRETS, [siteId, id]);
  }

  /** The new secret counts at once, the others until `othersUntil` at most; those that are over are forgotten. */
  async addSecret(tx: Tx, siteId: SiteId, connectionId: string, { secret, othersUntil }: { readonly secret: ConnectionSecret; readonly othersUntil: Date }): Promise<void> {
    await changed(tx, END_SECRETS, [siteId, connectionId, othersUntil]);
    await changed(tx, FORGET_SECRETS, [siteId, connectionId, secret.createdAt]);
    await changed(tx, ADD_SECRET, [siteId, connectionId, secret.id, secret.lookup, secret.sealed, secret.createdAt]);
  }
}

function toConnection({ siteId, id, dialect, name, settings, isEnabled, revokedAt, createdAt, secretSince, previousUntil }: Row): Connection {
  return { siteId, id, dialect, name, settings: { ...DEFAULT_CONNECTION_SETTINGS, ...settings }, isEnabled, revokedAt, createdAt, secretSince, previousUntil };
}

function known(found: readonly KnownRow[]): KnownConnection | null {
  const [first] = found;
  if (!first) return null;
  return { connection: toConnection(first), siteSlug: first.slug, secrets: found.flatMap(({ sealed, validUntil }) => (sealed === null ? [] : [{ sealed, validUntil }])) };
}
