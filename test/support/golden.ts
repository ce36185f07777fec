import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The lines of `test/golden/<name>`, to be compared with the lines of now, so that a change of a contract is seen in
 * review as a diff of that file. `UPDATE_GOLDEN=1` writes the lines of now into it.
 */
export function golden(name: string, now: readonly string[]): string[] {
  const path = join(__dirname, '..', 'golden', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${now.join('\n')}\n`);
  }
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [`There is no test/golden/${name} yet: UPDATE_GOLDEN=1 writes it.`];
}
