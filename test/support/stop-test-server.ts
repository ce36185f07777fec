import { stopOwnTestServer } from './test-server';

/** Jest globalTeardown: ends the server that globalSetup started, if it did. */
export default async function globalTeardown(): Promise<void> {
  await stopOwnTestServer();
}
