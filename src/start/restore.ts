import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { readArchive } from '../backup/read-archive';
import { restoreBackup } from '../backup/restore-backup';
import { type Config } from '../platform/config/config';
import { described, megabytes, runCommand, tell, Ticker, UsageError } from './command';
import { forgetLostKeys } from './open-secrets';
import { reachDatabase } from './reach-database';

const USAGE = `Makes an empty database what a backup holds. The service must not run.

  npm run restore -- FILE [--other-secret]
  npm run restore -- --check FILE              reads all of FILE and touches no database
  node dist/src/start/restore.js …             the same; - for standard input

It takes DATABASE_URL and WEIR_SECRET, or WEIR_DATA_DIR with the kept file \`secret\` in it, as the service will have them.
--other-secret: the secret of the backup is lost. Webhook and sign-on secrets, connection keys and second factors are lost with it.
`;

void runCommand(USAGE, async (config, words) => {
  const { values, positionals } = parse(words);
  const [from, ...more] = positionals;
  if (from === undefined || more.length > 0) throw new UsageError('From where? Give one FILE.');
  await (values.check === true ? check(from) : restore(config, from, values['other-secret'] === true));
});

function parse(words: readonly string[]): { values: { check?: boolean; 'other-secret'?: boolean }; positionals: string[] } {
  try {
    return parseArgs({ args: [...words], options: { check: { type: 'boolean' }, 'other-secret': { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
}

function open(from: string): Readable {
  return from === '-' ? process.stdin : createReadStream(resolve(from));
}

async function check(from: string): Promise<void> {
  const ticker = new Ticker();
  const { manifest, sums } = await readArchive(open(from), {
    manifest: () => Promise.resolve(),
    piece: (table) => { ticker.at(`${table} …`); return Promise.resolve(); },
  });
  tell(`The backup is whole: ${described(sums)}, as of ${manifest.takenAt}.`);
}

async function restore(config: Config, from: string, mayDiffer: boolean): Promise<void> {
  const database = await reachDatabase(config, 'instead');
  const ticker = new Ticker();
  try {
    const { manifest, sums, foreign } = await restoreBackup({
      url: database.url,
      source: open(from),
      secretMark: database.secretMark,
      marksBefore: database.marksBefore,
      secretPlace: database.secretPlace,
      mayDiffer,
      onProgress: ({ table, bytes }) => { ticker.at(`${table}: ${megabytes(bytes)} …`); },
      onStep: (what) => { ticker.at(`${what} …`); },
    });
    if (mayDiffer && database.secrets !== null) await forgetLostKeys(database.url, database.secrets);
    for (const table of foreign) tell(`Passed over: ${table}, which is no table of Weir's.`);
    tell(`Restored: ${described(sums)}, as of ${manifest.takenAt}, in ${ticker.seconds} s`);
    tell('Everybody signs in anew. Keys and accounts that were ended after the backup are valid again, and erasures asked for after it have to be asked for again: docs/operations.md.');
  } finally {
    await database.stop();
  }
}
