import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, ROOT, textOf } from '../support/source-files';

const MOST_LINES = 400;
/** Written by `npm run generate -w client`. */
const GENERATED = new Set(['client/src/schema.ts']);

const folders = (path: string): string[] => readdirSync(join(ROOT, path), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const sources = ['src', 'migrations', 'test', 'client/src', 'console/src', 'embed/src'].flatMap((folder) => filesIn(folder, /\.(ts|tsx|css)$/)).filter((path) => !GENERATED.has(path));

describe('files', () => {
  it('lie in the rooms of the house', () => {
    expect(folders('src').sort()).toEqual(['access', 'backup', 'domain', 'engine', 'evaluate', 'intake', 'law', 'notify', 'platform', 'privacy', 'review', 'rules', 'start', 'store']);
    expect(folders('src/engine').filter((name) => !['text', 'match', 'language', 'signals', 'decide'].includes(name))).toEqual([]);
  });

  it('lie in folders that the card of the house names', () => {
    const ignored = textOf('.gitignore').split('\n').map((line) => line.replace(/\/$/, ''));
    const known = ['bench', 'client', 'console', 'docs', 'embed', 'migrations', 'scripts', 'src', 'test', ...ignored];
    expect(folders('.').filter((name) => !name.startsWith('.') && !known.includes(name))).toEqual([]);
  });

  it('are short enough to be read', () => {
    expect(sources.filter((path) => textOf(path).split('\n').length > MOST_LINES)).toEqual([]);
    expect(sources.length).toBeGreaterThan(300);
  });

  it('say what is in them: nothing is a helper or common', () => {
    const vague = /^(utils?|helpers?|common|shared|managers?|misc|types|constants|interfaces)$|[-.](utils?|helpers?|manager)$/;
    const named = sources.flatMap((path) => path.split('/').map((part) => ({ path, stem: part.replace(/(\.(spec|d|module))*\.(ts|tsx|css)$/, '') })));
    expect(named.filter(({ path, stem }) => vague.test(stem) && path !== 'console/src/api/types.ts').map(({ path }) => path)).toEqual([]);
  });

  it('are no barrels: an import names the file where a thing is', () => {
    expect(sources.filter((path) => /\/index\.tsx?$/.test(path) && path !== 'migrations/index.ts')).toEqual([]);
    expect(sources.filter((path) => path.startsWith('src/') && /^export \* from/m.test(textOf(path)))).toEqual([]);
  });

  it('are in kebab-case', () => {
    expect(sources.filter((path) => !/^[a-z0-9/.-]+$/.test(path))).toEqual([]);
  });

  it('describe each shape of the interface under a name of its own: OpenAPI knows them by name alone', () => {
    const names = sources.filter((path) => path.startsWith('src/')).flatMap((path) => [...textOf(path).matchAll(/^export (?:abstract )?class (\w+(?:View|Dto|Query))\b/gm)].map(([, name = '']) => name));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(names.length).toBeGreaterThan(50);
  });
});
