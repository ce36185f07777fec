import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../src/platform/database/data-source';
import { adminUrl, ensureTestServer, urlOf } from './test-server';

const MIGRATIONS = join(__dirname, '..', '..', 'migrations');
/** Several Jest processes may set up at once on one server; the lock lets the second find the work done. */
const SETUP_LOCK = 4242;

/** The migrated database that tests clone. Its name follows from the migrations, so a changed one makes another. */
export const TEMPLATE = `weir_template_${fingerprint()}`;

/** Jest globalSetup: builds the template once; each spec file clones it (about 50 ms). */
export default async function globalSetup(): Promise<void> {
  await ensureTestServer();
  const admin = new Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [SETUP_LOCK]);
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount === 0) await buildTemplate(admin);
  } finally {
    await admin.end();
  }
}

/** The template gets its name when it is complete, so that a failed or interrupted migration is never cloned. */
async function buildTemplate(admin: Client): Promise<void> {
  const unfinished = `${TEMPLATE}_unfinished`;
  await admin.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${unfinished}`);
  await migrate(urlOf(unfinished));
  await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${TEMPLATE}`);
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS).sort()) {
    if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(MIGRATIONS, name)));
  }
  return hash.digest('hex').slice(0, 12);
}
