import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, jsonOf, packagesOf, ROOT, textOf } from '../support/source-files';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly license?: string;
}

interface Locked {
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

const manifest = (folder: string): Manifest => jsonOf(join(folder, 'package.json')) as Manifest;
const direct = Object.keys(manifest('.').dependencies ?? {});
const locked = Object.entries((jsonOf('package-lock.json') as { packages: Readonly<Record<string, Locked>> }).packages);
const production = (folder: string): string[] => filesIn(folder, /\.ts$/).filter((path) => !path.endsWith('.spec.ts'));

describe('packages', () => {
  it('are locked without the address of a registry', () => {
    expect(locked.filter(([, { resolved, link }]) => resolved !== undefined && link !== true).map(([path]) => path)).toEqual([]);
    expect(locked.length).toBeGreaterThan(100);
  });

  it('that the service imports are its dependencies', () => {
    const missing = production('src').flatMap((path) => packagesOf(textOf(path)).filter((name) => !name.startsWith('node:') && !direct.includes(name)).map((name) => `${path}: ${name}`));
    // Fastify itself comes with Nest's adapter, in the version that fits; only its types are named.
    expect(missing.filter((line) => !line.endsWith(': fastify'))).toEqual([]);
  });

  it('that the engine imports are pure: no input or output, no clock, no state', () => {
    const pure = [...(/const pure = \[([^\]]*)\]/.exec(textOf('eslint.config.mjs'))?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name);
    const used = production('src/engine').flatMap((path) => packagesOf(textOf(path)));
    expect(used.filter((name) => !pure.includes(name))).toEqual([]);
    expect(used).toContain('re2js');
  });

  it('are imported by the words of the house not at all', () => {
    expect(production('src/domain').flatMap((path) => packagesOf(textOf(path)))).toEqual([]);
  });
});

/** Licences that let anybody run, change and pass on the service, closed or open. */
const ALLOWED = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0', 'CC-BY-4.0', 'Python-2.0', 'PSF-2.0', 'PostgreSQL']);

/** How docs/licences.md writes what package.json calls by its SPDX name. */
const SHOWN: Readonly<Record<string, string>> = { 'BSD-3-Clause': 'BSD 3-Clause', 'Apache-2.0': 'Apache 2.0', 'CC-BY-4.0': 'CC BY 4.0' };

/** The licence of an installed package; the lock file knows those that are installed on other platforms only. */
function licenceOf([path, { license }]: readonly [string, Locked]): string {
  return (existsSync(join(ROOT, path, 'package.json')) ? manifest(path).license : undefined) ?? license ?? 'none';
}

const isAllowed = (licence: string): boolean => licence.replaceAll(/[()]/g, '').split(' OR ').some((each) => ALLOWED.has(each));

describe('licences', () => {
  const delivered = locked.filter(([path, { dev, link }]) => path.startsWith('node_modules/') && dev !== true && link !== true);

  it('of everything that is delivered are on the list', () => {
    expect(delivered.filter((entry) => !isAllowed(licenceOf(entry))).map((entry) => `${entry[0]}: ${licenceOf(entry)}`)).toEqual([]);
    expect(delivered.length).toBeGreaterThan(100);
  });

  it('of all that the service and the console name as dependencies stand in docs/licences.md', () => {
    const rows = textOf('docs/licences.md').split('\n').filter((line) => line.startsWith('|'));
    const named = [...direct, ...Object.keys(manifest('console').dependencies ?? {}), ...Object.keys(manifest('embed').dependencies ?? {})];
    const isListed = (name: string): boolean => {
      const licence = licenceOf([`node_modules/${name}`, {}]);
      return rows.some((row) => row.includes(`\`${name}\``) && row.includes(SHOWN[licence] ?? licence));
    };
    expect(named.filter((name) => !isListed(name))).toEqual([]);
  });
});
