import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { v7 } from 'uuid';

const ROW = 'x'.repeat(200);

/** The database's own rate of single-row commits, its best number of clients; by pgbench where it is installed. */
export async function commitRate(url: string, seconds: number): Promise<{ readonly perSecond: number; readonly by: string }> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS bench_row (id uuid PRIMARY KEY, body text NOT NULL)');
  await client.end();
  const hasPgbench = spawnSync('pgbench', ['--version']).status === 0;
  let best = { perSecond: 0, by: '' };
  for (const clients of [16, 64]) {
    const perSecond = hasPgbench ? pgbench(url, clients, seconds) : await plainClients(url, clients, seconds);
    if (perSecond > best.perSecond) best = { perSecond, by: `${hasPgbench ? 'pgbench' : 'plain clients'}, ${String(clients)} connections` };
  }
  return best;
}

function pgbench(url: string, clients: number, seconds: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
  const script = join(folder, 'insert.sql');
  writeFileSync(script, `INSERT INTO bench_row VALUES (gen_random_uuid(), '${ROW}');\n`);
  const { stdout, stderr } = spawnSync('pgbench', ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), '-f', script, url], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
  if (tps === undefined) throw new Error(`pgbench gave no figure: ${stderr}`);
  return Number(tps);
}

async function plainClients(url: string, clients: number, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  const counts = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      let count = 0;
      for (; performance.now() < until; count++) await client.query({ name: 'insert', text: 'INSERT INTO bench_row VALUES ($1, $2)', values: [v7(), ROW] });
      await client.end();
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}
