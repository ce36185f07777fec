import { createWriteStream, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { makeBackup } from '../backup/make-backup';
import { BackupRefused } from '../backup/backup-refused';
import type { Config } from '../platform/config/config';
import { described, megabytes, runCommand, tell, Ticker, UsageError } from './command';
import { type ReachedDatabase, reachDatabase } from './reach-database';

const USAGE = `Writes everything that the database of this Weir holds into one file, while the service runs or not.

  npm run backup -- FILE
  node dist/src/start/backup.js FILE      - for standard output

It takes DATABASE_URL and WEIR_SECRET, or WEIR_DATA_DIR, as the service has them.
`;

void runCommand(USAGE, async (config, words) => {
  const [to, ...more] = words;
  if (to === undefined || more.length > 0 || (to.startsWith('-') && to !== '-')) throw new UsageError('Where to? Give one FILE.');
  await (to === '-' ? backUp(config, process.stdout) : toFile(config, resolve(to)));
});

/** The file has its name only when it is whole and on the disk. */
async function toFile(config: Config, path: string): Promise<void> {
  if (existsSync(path)) throw new BackupRefused(`${path} is there already.`, 'Give another name, or take it away.');
  if (!existsSync(dirname(path))) throw new BackupRefused(`The folder ${dirname(path)} is not there.`, 'Make it first, or give another.');
  const partial = `${path}.partial`;
  // What it holds is about people: readable by its user only.
  const fd = openSync(partial, 'w', 0o600);
  const leave = (): void => { rmSync(partial, { force: true }); };
  process.once('exit', leave);
  try {
    const into = createWriteStream(partial, { fd, autoClose: false });
    const said = await backUp(config, into);
    fsyncSync(fd);
    renameSync(partial, path);
    tell(`${path}: ${megabytes(statSync(path).size)}, ${said}`);
  } finally {
    leave();
  }
}

async function backUp(config: Config, into: Writable): Promise<string> {
  const database = await reachDatabase(config, 'beside');
  try {
    return await copyOf(database, into);
  } finally {
    await database.stop();
  }
}

async function copyOf({ url, secretMark, secretPlace }: ReachedDatabase, into: Writable): Promise<string> {
  if (secretMark === null) throw new BackupRefused('The secret of the service is not here.', 'Set WEIR_SECRET as the service has it: a backup without the secret is worth half, and this says which one it needs.');
  const ticker = new Ticker();
  const { manifest, sums } = await makeBackup({ url, secretMark, into, onProgress: ({ table, bytes }) => { ticker.at(`${table}: ${megabytes(bytes)} …`); } });
  const said = `${described(sums)}, as of ${manifest.takenAt}, in ${ticker.seconds} s`;
  tell(`Keep beside it, in another place: ${secretPlace}. Without it webhook and sign-on secrets, connection keys and second factors in the backup cannot be read.`);
  return said;
}
