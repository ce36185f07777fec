const CONTEXT = 2;

/** Two texts as lines that begin with a space, a minus or a plus; long equal stretches are left out. Longest common subsequence. */
export function lineDiff(before: string, after: string): string {
  const a = before.split('\n');
  const b = after.split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const middle = compared(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const around = (lines: readonly string[]): string[] => lines.map((line) => ` ${line}`);
  return [...around(a.slice(Math.max(0, head - CONTEXT), head)), ...middle, ...around(a.slice(a.length - tail, a.length - tail + CONTEXT))].join('\n');
}

/** Two whole files that have little in common would take a table of millions of cells: then all of one stands before all of the other. */
const MOST_CELLS = 4_000_000;

function compared(a: readonly string[], b: readonly string[]): string[] {
  if (a.length * b.length > MOST_CELLS) return [...a.map((line) => `-${line}`), ...b.map((line) => `+${line}`)];
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (row: number, column: number): number => common[row]?.[column] ?? 0;
  for (let row = a.length - 1; row >= 0; row -= 1) {
    for (let column = b.length - 1; column >= 0; column -= 1) (common[row] as Uint16Array)[column] = a[row] === b[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  }
  const lines: string[] = [];
  let row = 0;
  let column = 0;
  while (row < a.length || column < b.length) {
    if (row < a.length && column < b.length && a[row] === b[column]) { lines.push(` ${a[row] ?? ''}`); row += 1; column += 1; }
    else if (row < a.length && (column === b.length || at(row + 1, column) >= at(row, column + 1))) { lines.push(`-${a[row] ?? ''}`); row += 1; }
    else { lines.push(`+${b[column] ?? ''}`); column += 1; }
  }
  return lines;
}
