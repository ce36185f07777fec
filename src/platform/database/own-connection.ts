import { Client, type ClientConfig } from 'pg';
import type { Queryable } from './statement';

/** Where this process' database is: for what needs a connection of its own, outside the pool. */
export class DatabaseAddress {
  constructor(readonly url: string) {}
}

export interface OwnConnection extends Queryable {
  end(): Promise<void>;
}

/** Every value as PostgreSQL writes it: no dates and objects are made that nobody asks for. */
const AS_WRITTEN: NonNullable<ClientConfig['types']> = { getTypeParser: () => (value: string) => value };

export interface OwnConnectionOptions {
  readonly url: string;
  /** What the server's lists of connections call it. */
  readonly name: string;
  /** Settings of the session, name → value; trusted text. */
  readonly settings: Readonly<Record<string, string>>;
  /** False for COPY, which has the connection to itself while it runs. */
  readonly pipeline?: boolean;
}

/** One connection for a worker thread or a tool, whose rows hold texts only; it may be asked again before it has answered. A lost connection shows at the next query. */
export async function ownConnection({ url, name, settings, pipeline = true }: OwnConnectionOptions): Promise<OwnConnection> {
  const client = new Client({ connectionString: url, application_name: name, types: AS_WRITTEN, keepAlive: true, pipeline });
  // Without a listener a connection that breaks between two queries would end the thread with a bare error.
  client.on('error', () => undefined);
  await client.connect();
  for (const [setting, value] of Object.entries({ timezone: 'UTC', ...settings })) await client.query(`SET ${setting} = '${value}'`);
  return { client: client as unknown as Queryable['client'], end: () => client.end() };
}
