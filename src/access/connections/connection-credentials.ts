import { Injectable } from '@nestjs/common';
import type { Dialect } from '../../domain/dialects';
import { Secrets } from '../../platform/crypto/secrets';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { isUuid } from '../../platform/http/pages';
import { type Connection, ConnectionStore, type KnownConnection } from '../../store/connection.store';
import { FreshCache } from '../guard/fresh-cache';

const MOST_CONNECTIONS = 10_000;

export interface FoundConnection {
  readonly connection: Connection;
  readonly siteSlug: string;
}

interface Opened extends FoundConnection {
  readonly secrets: readonly { readonly plain: string; readonly validUntil: Date | null }[];
}

/** Which connection a secret or a signature belongs to. On the path of every comment, so that it reads the database once in a few seconds. */
@Injectable()
export class ConnectionCredentials {
  private readonly known = new FreshCache<Opened | null>(MOST_CONNECTIONS);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly connections: ConnectionStore,
    private readonly secrets: Secrets,
  ) {}

  /** The keyed hash under which a secret is looked up: the same secret is another one in each dialect. */
  lookupOf(dialect: Dialect, secret: string): Buffer {
    return this.secrets.keyedHash('connection-secret', dialect, secret);
  }

  /** Null for a secret that no connection of the dialect has, or has no longer. Disabled connections are found: the caller says so. */
  async bySecret(dialect: Dialect, secret: string): Promise<FoundConnection | null> {
    const lookup = this.lookupOf(dialect, secret);
    const found = await this.known.get(lookup.toString('base64'), async () => this.open(await this.connections.bySecret(this.unitOfWork.reads, [lookup, ...this.secrets.earlierHashes('connection-secret', dialect, secret)])));
    return found?.connection.dialect === dialect && found.connection.revokedAt === null && found.secrets.some(isValid) ? found : null;
  }

  /** The connection of that id with the secrets that count now; null when there is none of the dialect. */
  async byId(dialect: Dialect, id: string): Promise<(FoundConnection & { readonly valid: readonly string[] }) | null> {
    if (!isUuid(id)) return null;
    const found = await this.known.get(`id:${id.toLowerCase()}`, async () => this.open(await this.connections.byId(this.unitOfWork.reads, id)));
    return found?.connection.dialect === dialect && found.connection.revokedAt === null ? { ...found, valid: found.secrets.filter(isValid).map(({ plain }) => plain) } : null;
  }

  /** To be called once a change of a connection is committed. */
  changed(): void {
    this.known.clear();
  }

  private open(known: KnownConnection | null): Opened | null {
    return known && { connection: known.connection, siteSlug: known.siteSlug, secrets: known.secrets.map(({ sealed, validUntil }) => ({ plain: this.secrets.decrypt(sealed), validUntil })) };
  }
}

function isValid({ validUntil }: { readonly validUntil: Date | null }): boolean {
  return validUntil === null || validUntil.getTime() > Date.now();
}
