import * as fc from 'fast-check';
import { csvLine } from './csv';

/** As RFC 4180 says a line is read. */
function read(line: string): string[] {
  const cells: string[] = [];
  for (let rest = line.replace(/\r\n$/, ''); ;) {
    const quoted = /^"((?:[^"]|"")*)"(,|$)/.exec(rest);
    const plain = /^([^",\r\n]*)(,|$)/.exec(rest);
    const [all, value = '', end] = quoted ?? plain ?? [];
    if (all === undefined) throw new Error(`not CSV: ${rest}`);
    cells.push(quoted ? value.replaceAll('""', '"') : value);
    if (end === '') return cells;
    rest = rest.slice(all.length);
  }
}

describe('a line of CSV', () => {
  it.each([
    [['a', 1, null], 'a,1,\r\n'],
    [['a,b', 'say "no"', 'two\nlines'], '"a,b","say ""no""","two\nlines"\r\n'],
    [['=1+1', '+44', '-2', '@me', '\tx', '\rx'], `'=1+1,'+44,'-2,'@me,'\tx,"'\rx"\r\n`],
    [[-2, 'a=1'], '-2,a=1\r\n'],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it('is read as what was written, but for the apostrophe before what could be a formula; no cell begins as one', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('=cmd', '-1', '@', '"', ',', '\r\n', '\t')), { minLength: 1, maxLength: 6 }), (cells) => {
      const back = read(csvLine(cells));
      expect(back.map((cell, index) => (cell === cells[index] ? cell : cell.slice(1)))).toEqual(cells);
      expect(back.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    }));
  });
});
