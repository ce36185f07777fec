import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/platform/embedded/start-embedded-postgres';

/** A durable database of a benchmark's own. Its stop takes the data away, too, wherever it lay: root's lies elsewhere than asked for. */
export async function ownDatabase(): Promise<EmbeddedPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
  const database = await startEmbeddedPostgres({ dataDir: folder, durable: true, log: () => undefined, mayMove: true });
  return {
    ...database,
    stop: async () => {
      await database.stop();
      for (const place of [folder, database.dataDir]) rmSync(place, { recursive: true, force: true });
    },
  };
}
