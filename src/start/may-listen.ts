import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../platform/config/config';

/** Throws what listening on this address and port would throw, and lets go of them again. */
export async function mayListen({ port, host }: Pick<Config, 'port' | 'host'>): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
