import fc from 'fast-check';
import { unifiedDiff } from './unified-diff';

const names = { from: 'a', to: 'b' };

/** Applies a unified diff, as `patch` would. */
function patched(text: string, diff: string): string {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const out: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const hunk = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(line);
    if (hunk) {
      const start = Number(hunk[2]) === 0 ? Number(hunk[1]) : Number(hunk[1]) - 1;
      out.push(...lines.slice(at, start));
      at = start;
      expect(out.length).toBe(Number(hunk[4]) === 0 ? Number(hunk[3]) : Number(hunk[3]) - 1);
    } else if (line.startsWith('+')) out.push(line.slice(1));
    else {
      expect(lines[at]).toBe(line.slice(1));
      if (line.startsWith(' ')) out.push(line.slice(1));
      at++;
    }
  }
  return [...out, ...lines.slice(at)].map((line) => `${line}\n`).join('');
}

describe('a unified diff', () => {
  it('shows three unchanged lines around a change', () => {
    const text = Array.from({ length: 12 }, (_, i) => `line ${String(i)}\n`).join('');
    expect(unifiedDiff(text, text.replace('line 6', 'line six'), names)).toBe(
      '--- a\n+++ b\n@@ -4,7 +4,7 @@\n line 3\n line 4\n line 5\n-line 6\n+line six\n line 7\n line 8\n line 9\n',
    );
  });

  it('is empty for equal texts', () => {
    expect(unifiedDiff('a\nb\n', 'a\nb\n', names)).toBe('');
  });

  it('leads from the one text to the other, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 40 }).map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(fc.property(text, text, (before, after) => {
      const diff = unifiedDiff(before, after, names);
      expect(diff === '' ? before : patched(before, diff)).toBe(after);
    }), { numRuns: 500 });
  });

  it('tells texts that have nothing in common as one block, in no time', () => {
    const lines = (of: string): string => Array.from({ length: 5_000 }, (_, i) => `${of} ${String(i)}\n`).join('');
    expect(patched(lines('a'), unifiedDiff(lines('a'), lines('b'), names))).toBe(lines('b'));
  });
});
