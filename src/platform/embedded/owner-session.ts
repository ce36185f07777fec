// eslint-disable-next-line no-restricted-imports -- because this is about the server, before there is a pool to ask for a connection
import { Client } from 'pg';
import { type Cluster, SUPERUSER } from './cluster';

/** One arbitrary number that everybody who owns an embedded server locks. */
const OWNER_LOCK = 5_147_318;
export const DATABASE = 'weir';

export function urlOf(cluster: Cluster, port: number, database = DATABASE): string {
  return `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port.toString()}/${database}`;
}

/**
 * A connection whose lock says: this server, and the folder below it, is mine. The server drops the lock with the
 * connection, so it ends with its holder even after `kill -9`, and no file can claim otherwise.
 */
export class OwnerSession {
  private constructor(private readonly client: Client) {}

  /**
   * Makes the service's database if it is missing. Resolves to the process number of the present owner if there is
   * one, and to `undefined` if the server cannot be spoken to, because it is just starting or ending.
   */
  static async open(cluster: Cluster, port: number): Promise<OwnerSession | { readonly ownedBy: string } | undefined> {
    const client = new Client({ connectionString: urlOf(cluster, port, 'postgres'), application_name: `weir owner ${process.pid.toString()}`, connectionTimeoutMillis: 10_000 });
    // Without a listener the server's end, which we ask for ourselves, would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [OWNER_LOCK]);
      if (rows[0]?.mine === true) {
        await makeDatabase(client);
        return new OwnerSession(client);
      }
      const ownedBy = await nameOwner(client);
      await client.end();
      return { ownedBy };
    } catch {
      await client.end().catch(() => undefined);
      return undefined;
    }
  }

  /** Calls back once, when the connection ends for any reason. */
  onEnd(listener: () => void): void {
    this.client.once('end', listener);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

async function makeDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
}

async function nameOwner(client: Client): Promise<string> {
  const sql = `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
               WHERE l.locktype = 'advisory' AND l.objid = $1 AND l.granted`;
  const { rows } = await client.query<{ name: string }>(sql, [OWNER_LOCK]);
  return rows[0]?.name.split(' ').at(-1) ?? 'unknown';
}
