interface Line {
  readonly kind: ' ' | '-' | '+';
  readonly text: string;
}

const CONTEXT = 3;
/** Texts that differ in more lines are told as one block: the search takes the square of it. */
const MOST_STEPS = 1_000;

/**
 * The difference of two texts by lines, as `diff -u` writes it; empty when they are equal.
 * Shortest edit script after E. W. Myers, "An O(ND) difference algorithm and its variations" (1986).
 */
export function unifiedDiff(before: string, after: string, names: { readonly from: string; readonly to: string }): string {
  const lines = lineDiff(linesOf(before), linesOf(after));
  const hunks = hunksOf(lines);
  return hunks.length === 0 ? '' : `--- ${names.from}\n+++ ${names.to}\n${hunks.join('')}`;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function lineDiff(a: readonly string[], b: readonly string[]): readonly Line[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const same = (text: string): Line => ({ kind: ' ', text });
  const middle = editScript(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [...a.slice(0, head).map(same), ...middle, ...a.slice(a.length - tail).map(same)];
}

function editScript(a: readonly string[], b: readonly string[]): readonly Line[] {
  const trace = furthest(a, b);
  if (trace === null) return [...a.map((text): Line => ({ kind: '-', text })), ...b.map((text): Line => ({ kind: '+', text }))];
  const script: Line[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d] ?? new Map<number, number>();
    const k = x - y;
    const isDown = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const fromK = isDown ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : (reach.get(fromK) ?? 0);
    const fromY = d === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY) {
      script.push({ kind: ' ', text: a[x - 1] ?? '' });
      x--;
      y--;
    }
    if (d === 0) break;
    if (isDown) script.push({ kind: '+', text: b[--y] ?? '' });
    else script.push({ kind: '-', text: a[--x] ?? '' });
  }
  return script.reverse();
}

/** For each number of edits, how far each diagonal had got before; null when the texts differ too much. */
function furthest(a: readonly string[], b: readonly string[]): readonly ReadonlyMap<number, number>[] | null {
  const reach = new Map<number, number>([[1, 0]]);
  const trace: ReadonlyMap<number, number>[] = [];
  for (let d = 0; d <= Math.min(MOST_STEPS, a.length + b.length); d++) {
    trace.push(new Map([...reach].filter(([k]) => Math.abs(k) <= d + 1)));
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = isDown ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return trace;
    }
  }
  return null;
}

function hunksOf(lines: readonly Line[]): readonly string[] {
  const hunks: string[] = [];
  let [fromLine, toLine] = [1, 1];
  for (let i = 0; i < lines.length;) {
    if (lines[i]?.kind === ' ') {
      const isNear = lines.slice(i + 1, i + 1 + CONTEXT).some(({ kind }) => kind !== ' ');
      if (!isNear) {
        [fromLine, toLine, i] = [fromLine + 1, toLine + 1, i + 1];
        continue;
      }
    }
    const end = hunkEnd(lines, i);
    const hunk = lines.slice(i, end);
    const [from, to] = [hunk.filter(({ kind }) => kind !== '+').length, hunk.filter(({ kind }) => kind !== '-').length];
    hunks.push(`@@ -${place(fromLine, from)} +${place(toLine, to)} @@\n${hunk.map(({ kind, text }) => `${kind}${text}\n`).join('')}`);
    [fromLine, toLine, i] = [fromLine + from, toLine + to, end];
  }
  return hunks;
}

/** After the last change that is not followed by more than two contexts of unchanged lines. */
function hunkEnd(lines: readonly Line[], start: number): number {
  let end = start;
  let quiet = 0;
  for (let i = start; i < lines.length; i++) {
    quiet = lines[i]?.kind === ' ' ? quiet + 1 : 0;
    if (quiet > 2 * CONTEXT) break;
    end = quiet === 0 ? i + 1 : end;
  }
  return Math.min(lines.length, end + CONTEXT);
}

function place(line: number, count: number): string {
  return `${String(count === 0 ? line - 1 : line)},${String(count)}`;
}
