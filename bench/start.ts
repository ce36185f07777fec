import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './processes';
import { type Conditions, figure, type Result } from './report';

const ROUNDS = 3;

/** Seconds from the command to the box of addresses, when the database is there already. */
export async function benchStart(): Promise<{ results: Result[]; conditions: Conditions }> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
  // As root the database runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const runs: number[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const began = performance.now();
      const server = await startServer('dist/src/main.js', /Ctrl-C/, { WEIR_DATA_DIR: folder, LOG_LEVEL: 'warn' });
      if (round > 0) runs.push((performance.now() - began) / 1_000);
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { results: [figure('start.ready_s', 's', runs)], conditions: { 'start.database': 'embedded, existing' } };
}
