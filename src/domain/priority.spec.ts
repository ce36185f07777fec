import fc from 'fast-check';
import { priorityOf, type Urgency } from './priority';
import { URGENCIES } from './statuses';

describe('priorityOf', () => {
  it('is the urgency before the score', () => {
    expect(priorityOf('normal', 700)).toBe(100_700);
    expect(priorityOf('urgent', 0)).toBe(300_000);
    expect(priorityOf('low', -300)).toBe(0);
  });

  it('never lets a score reach the next urgency', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2), fc.integer(), fc.integer(), (rank, low, high) => {
        expect(priorityOf(URGENCIES[rank] as Urgency, low)).toBeLessThan(priorityOf(URGENCIES[rank + 1] as Urgency, high));
      }),
    );
  });

  it('orders by score within an urgency', () => {
    fc.assert(
      fc.property(fc.constantFrom(...URGENCIES), fc.integer({ min: 0, max: 99_998 }), (urgency, score) => {
        expect(priorityOf(urgency, score)).toBeLessThan(priorityOf(urgency, score + 1));
      }),
    );
  });
});
