import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error';

/** A folder with bin/, lib/ and share/ of one PostgreSQL version. */
export interface NativePackage {
  readonly folder: string;
  /** The npm package's version; it names copies, so that an upgrade makes a fresh one. */
  readonly version: string;
}

const PLATFORMS: Readonly<Record<string, readonly string[]>> = {
  linux: ['x64', 'arm64', 'arm', 'ia32', 'ppc64'],
  darwin: ['x64', 'arm64'],
  windows: ['x64'],
};

/**
 * Finds the PostgreSQL binaries that npm installed for this machine. Only their place is asked for: the package is an
 * ES module whose class can neither take other binaries nor run in its own process group.
 * Throws `unsupported_platform`.
 */
export function locateNativePackage(): NativePackage {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  if (PLATFORMS[system]?.includes(process.arch) !== true) throw unsupported(`There is no embedded PostgreSQL for ${system}-${process.arch}.`);
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(__filename);
  try {
    // npm usually places it at the top of node_modules, but may nest it below the package that asks for it.
    const entry = require.resolve(name, { paths: [__dirname, dirname(require.resolve('embedded-postgres'))] });
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw unsupported(`The npm package ${name} is not installed.`);
  }
}

function unsupported(message: string): EmbeddedPostgresError {
  const advice = 'Install with optional dependencies (npm ci --include=optional), or run your own PostgreSQL and set DATABASE_URL.';
  return new EmbeddedPostgresError('unsupported_platform', message, advice);
}
