import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS } from '../../src/domain/errors';
import { withReference } from '../../scripts/rule-reference';
import { FIELDS } from '../../src/engine/language/fields';

const page = (name: string): string => readFileSync(join(__dirname, '..', '..', 'docs', name), 'utf8');

describe('docs/problems.md', () => {
  it('explains every error code with its status, each once, and no others', () => {
    const explained = [...page('problems.md').matchAll(/^\| (\d{3}) \| `(\w+)` \|/gm)].map(([, status, code]) => `${String(status)} ${String(code)}`);
    expect(explained.sort()).toEqual(Object.entries(ERRORS).map(([code, { status }]) => `${String(status)} ${code}`).sort());
  });
});

describe('docs/rule-language.md', () => {
  it('has the reference that the schema gives: node --require ./scripts/typescript-hook.cjs scripts/rule-reference.ts', () => {
    expect(page('rule-language.md')).toBe(withReference(page('rule-language.md')));
  });

  it('lists every field with its kind', () => {
    const listed = [...page('rule-language.md').matchAll(/^\| `([a-z._]+)` \| (text|number|duration|boolean|enum|set) \| [^|]+ \| (?:the site|the text|Weir|nobody yet) \|$/gm)].map(([, name, kind]) => `${String(name)} ${String(kind)}`);
    const known = FIELDS.map(({ name, kind }) => `${name} ${kind}`);
    expect(listed.sort()).toEqual(known.sort());
  });
});

describe('docs/licences.md', () => {
  it('names every package that is delivered with the service, and none that is not', () => {
    const { dependencies } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    const sections = page('licences.md').split('\n## ').filter((text) => /^(Data that the service uses|What runs in the service)/.test(text));
    const tables = sections.flatMap((text) => text.split('\n').filter((line) => line.startsWith('|')));
    const named = tables.flatMap((row) => [...row.matchAll(/`([^`*]+)`/g)].map(([, name]) => String(name)));
    expect([...new Set(named)].sort()).toEqual(Object.keys(dependencies).sort());
  });
});
