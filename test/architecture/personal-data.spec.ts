import { textOf } from '../support/source-files';

/** `table.column` of the whole schema; partitions are their table. */
function columnsOfSchema(): string[] {
  const found: string[] = [];
  let table: string | null = null;
  for (const line of textOf('test/golden/schema.txt').split('\n')) {
    const head = /^table (\w+)(.*)$/.exec(line);
    if (head) table = head[2]?.includes('partition of') === true ? null : (head[1] ?? null);
    const column = /^ {2}(\w+): (?!CREATE|PRIMARY|FOREIGN|UNIQUE|CHECK)/.exec(line);
    if (table !== null && column) found.push(`${table}.${String(column[1])}`);
  }
  return found.sort();
}

const page = textOf('docs/personal-data.md');
const about = [...page.matchAll(/^\| `(\w+\.\w+)` \| (.+) \| (.+) \|$/gm)].map(([, column = '', purpose = '', end = '']) => ({ column, purpose, end }));
const others = [...page.matchAll(/^\| `(\w+)` \| ([a-z_0-9, ]+) \|$/gm)].flatMap(([, table = '', columns = '']) => columns.split(', ').map((column) => `${table}.${column}`));

describe('the page on personal data', () => {
  it('names every column there is, once, as personal or not', () => {
    expect([...about.map(({ column }) => column), ...others].sort()).toEqual(columnsOfSchema());
    expect(about.length).toBeGreaterThan(50);
  });

  it('says of each personal one what it is for and when it goes', () => {
    expect(about.filter(({ purpose, end }) => purpose.trim().length < 8 || end.trim().length < 8)).toEqual([]);
  });
});
