import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** Not written by hand. */
const MADE = new Set(['node_modules', 'dist', 'generated']);

/** Files below a folder of the repository, as paths from its root with `/`, sorted. */
export function filesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => MADE.has(part)))
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function jsonOf(path: string): unknown {
  return JSON.parse(textOf(path));
}

/** The packages a source imports, without their subpaths: `ajv` for `ajv/dist/2020`. Node's own modules keep their `node:`. */
export function packagesOf(source: string): string[] {
  return [...source.matchAll(/(?:^import |^export |^\}|[^\w'`]import\()(?:[^'\n]* from )?'([^'.][^']*)'|\brequire\('([^'.][^']*)'\)/gm)].map(([, imported, required = '']) => imported ?? required).map((name) => (name.startsWith('node:') ? name : name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/')));
}
