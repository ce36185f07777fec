import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FOLDER = join(__dirname, '..', 'golden');

/**
 * Compares a text with `test/golden/<name>`, so that a change of a contract is seen in review as a diff of that file.
 * `UPDATE_GOLDEN=1` writes it instead.
 */
export function expectGolden(name: string, text: string): void {
  const path = join(FOLDER, name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const golden = existsSync(path) ? readFileSync(path, 'utf8') : `There is no test/golden/${name} yet: UPDATE_GOLDEN=1 writes it.\n`;
  // Line by line: the report then shows what changed, and not two whole files.
  expect(text.split('\n')).toEqual(golden.split('\n'));
}
