import fc from 'fast-check';
import { changedRatio } from './changed-ratio';

describe('how much an edit changed', () => {
  it.each([
    ['', '', 0],
    ['same', 'same', 0],
    ['abcd', 'abXd', 0.25],
    ['abcd', 'abcdefgh', 0.5],
    ['abcd', 'bcd', 0.25],
    ['', 'new', 1],
    ['old', '', 1],
    ['aaaa', 'bbbb', 1],
    ['aa', 'aaa', 1 / 3],
  ])('from %j to %j is %d', (before, after, ratio) => {
    expect(changedRatio(before, after)).toBeCloseTo(ratio, 12);
  });

  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 30 });

  it('is between 0 and 1, 0 exactly for the same text, and the same there as back', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const ratio = changedRatio(before, after);
        expect(ratio).toBeGreaterThanOrEqual(0);
        expect(ratio).toBeLessThanOrEqual(1);
        expect(ratio === 0).toBe(before === after);
        expect(changedRatio(after, before)).toBe(ratio);
      }),
    );
  });

  it('is at most the part that one replacement touched', () => {
    fc.assert(
      fc.property(text, text, text, text, (start, cut, put, end) => {
        const [before, after] = [start + cut + end, start + put + end];
        const longer = Math.max(before.length, after.length, 1);
        expect(changedRatio(before, after)).toBeLessThanOrEqual(Math.max(cut.length, put.length) / longer);
      }),
    );
  });
});
