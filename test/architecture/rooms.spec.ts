import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { ROOT, textOf } from '../support/source-files';

type Table = Record<string, string[]>;

/** A table of eslint.config.mjs: a room and what it may import. The file itself is a module that Jest cannot load. */
function enforced(name: string): Table {
  const literal = new RegExp(`^const ${name} = (\\{[^;]*\\});`, 'm').exec(textOf('eslint.config.mjs'))?.[1] ?? '{}';
  return JSON.parse(runInNewContext(`JSON.stringify(${literal})`) as string) as Table;
}

/** The rows of the table in docs/architecture.md whose head begins with `head`, cell by cell. */
function rowsBelow(head: string): string[][] {
  const lines = textOf('docs/architecture.md').split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start, start + length).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

const foldersIn = (folder: string): string[] => readdirSync(join(ROOT, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();

/** Names in backticks. */
const named = (text: string | undefined): string[] => [...(text ?? '').matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []);

const sorted = (table: Table): Table => Object.fromEntries(Object.entries(table).map(([room, others]) => [room, [...others].sort()]));

describe('who may import whom', () => {
  it('in the service is what docs/architecture.md shows', () => {
    const [head = [], , ...rows] = rowsBelow('from ↓ to →');
    const shown = rows.map(([room = '', ...cells]): [string, string[]] => [room, cells.flatMap((cell, column) => (cell === '✓' ? (head[column + 1] ?? []) : []))]);
    expect(sorted(Object.fromEntries(shown))).toEqual(sorted(enforced('may')));
  });

  it('in the service leaves no folder out but the one that puts the rooms together', () => {
    expect(foldersIn('src')).toEqual([...Object.keys(enforced('may')), 'start'].sort());
  });

  it('in the console is what docs/architecture.md shows', () => {
    const { faces = [], entrance = [], ...rooms } = enforced('mayInConsole');
    const rows = rowsBelow('room').slice(2);
    const shown = rows.map(([room, others = '']): [string, string[]] => [named(room)[0] ?? '', [...named(others), ...(others.includes('the router and the list of faces') ? ['entrance'] : [])]]);
    expect(sorted(Object.fromEntries(shown.filter(([room]) => room !== 'faces')))).toEqual(sorted(rooms));
    expect([...faces].sort()).toEqual([...Object.keys(rooms), 'entrance'].sort());
    expect([...entrance].sort()).toEqual([...Object.keys(rooms).filter((room) => room !== 'charts'), 'faces'].sort());
  });

  it('in the console leaves no folder out', () => {
    expect(foldersIn('console/src')).toEqual([...Object.keys(enforced('mayInConsole')).filter((room) => room !== 'entrance'), 'styles'].sort());
    expect(foldersIn('console/src/faces')).toEqual(Object.keys(enforced('mayFromFace')).sort());
  });

  it('between faces is what docs/architecture.md shows', () => {
    const shown = rowsBelow('face').slice(2).map(([face, others]): [string, string[]] => [named(face)[0] ?? '', named(others)]);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(Object.entries(enforced('mayFromFace')).filter(([, others]) => others.length > 0)));
    expect(shown.length).toBeGreaterThan(0);
  });
});
