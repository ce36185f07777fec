import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** How to start a file of ours in a worker thread. */
export interface ThreadFile {
  readonly filename: string;
  readonly execArgv: string[];
}

/** From here: `src/platform/workers`, or the same below `dist`. */
const HOOK = join(__dirname, '..', '..', '..', 'scripts', 'typescript-hook.cjs');

/**
 * The file as a thread can run it: as built, or, where the service runs from its source (tests, tools), compiled while it is
 * loaded. @param path without extension, absolute.
 */
export function threadFile(path: string): ThreadFile {
  const built = `${path}.js`;
  return existsSync(built) ? { filename: built, execArgv: [] } : { filename: `${path}.ts`, execArgv: ['--require', HOOK] };
}
