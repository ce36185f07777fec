import fc from 'fast-check';
import { authorStanding, domainStanding, faded, HALF_LIFE_SECONDS, LANDMARK, severity, weightAt } from './standing';

const NOW = new Date('2026-11-23T12:00:00Z');
const before = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);

describe('standing', () => {
  it('is a half for whom nobody has decided on, and moves with decisions', () => {
    expect([authorStanding(undefined, NOW), domainStanding(undefined, NOW)]).toEqual([0.5, 0.5]);
    expect(authorStanding({ good: weightAt(NOW), bad: 0 }, NOW)).toBe(0.6667);
    expect(domainStanding({ good: 0, bad: weightAt(NOW) }, NOW)).toBe(0.4);
  });

  it('forgets half of what was decided in 90 days', () => {
    expect(faded(weightAt(before(90)), NOW)).toBeCloseTo(0.5, 10);
    expect(faded(weightAt(before(180)), NOW)).toBeCloseTo(0.25, 10);
    expect(weightAt(LANDMARK)).toBe(1);
    expect(HALF_LIFE_SECONDS).toBe(7_776_000);
  });

  it('takes hate and threats three times as seriously, under any policy below them', () => {
    expect([severity('hate'), severity('hate.slur'), severity('threat'), severity('spam'), severity(null)]).toEqual([3, 3, 3, 1, 1]);
  });

  it('is what it was after a decision was taken back, whatever was decided meanwhile', () => {
    const days = fc.double({ min: 0, max: 3_650, noNaN: true });
    fc.assert(fc.property(fc.array(days, { maxLength: 30 }), days, (others, mine) => {
      const sum = others.reduce((total, age) => total + weightAt(before(age)), 0);
      const undone = others.reduceRight((total, age) => total + weightAt(before(age)), weightAt(before(mine))) - weightAt(before(mine));
      expect(authorStanding({ good: undone, bad: 0 }, NOW)).toBeCloseTo(authorStanding({ good: sum, bad: 0 }, NOW), 3);
    }));
  });

  it('rises with each approval, falls with each rejection, and stays between 0 and 1', () => {
    const sums = fc.record({ good: fc.double({ min: 0, max: 1e4, noNaN: true }), bad: fc.double({ min: 0, max: 1e4, noNaN: true }) });
    fc.assert(fc.property(sums, ({ good, bad }) => {
      const standing = authorStanding({ good, bad }, NOW);
      const one = weightAt(NOW);
      expect(standing >= 0 && standing <= 1).toBe(true);
      expect(authorStanding({ good: good + one, bad }, NOW)).toBeGreaterThanOrEqual(standing);
      expect(authorStanding({ good, bad: bad + one }, NOW)).toBeLessThanOrEqual(standing);
    }));
  });
});
