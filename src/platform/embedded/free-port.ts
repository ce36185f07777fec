import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems hand to outgoing connections: one of those could be taken while the server is stopped. */
const LOWEST = 15_000;
const HIGHEST = 32_000;
const TRIES = 20;

/** A loopback port that is free right now: the preferred one (0: none) if it is, else any. */
export async function freePort(preferred: number): Promise<number> {
  if (preferred !== 0 && (await tryListen(preferred)) !== undefined) return preferred;
  for (let tries = 0; tries < TRIES; tries++) {
    const port = await tryListen(randomInt(LOWEST, HIGHEST));
    if (port !== undefined) return port;
  }
  return (await tryListen(0)) ?? 0;
}

function tryListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => {
        resolve(taken);
      });
    });
  });
}
