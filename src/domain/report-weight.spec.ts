import fc from 'fast-check';
import { reportWeight } from './report-weight';

describe('reportWeight', () => {
  it.each([
    [0, 0, 100],
    [1, 0, 120],
    [0, 1, 80],
    [10, 0, 171],
    [0, 10, 29],
    [5, 5, 100],
    [0, 200, 10],
    [200, 0, 198],
  ])('of somebody with %d upheld and %d dismissed reports is %d hundredths', (upheld, dismissed, weight) => {
    expect(reportWeight({ upheld, dismissed })).toBe(weight);
  });

  const count = fc.integer({ min: 0, max: 200 });

  it('stays between a tenth and two, grows with each report upheld and shrinks with each dismissed', () => {
    fc.assert(
      fc.property(count, count, (upheld, dismissed) => {
        const weight = reportWeight({ upheld, dismissed });
        expect(weight).toBeGreaterThanOrEqual(10);
        expect(weight).toBeLessThanOrEqual(200);
        expect(reportWeight({ upheld: upheld + 1, dismissed })).toBeGreaterThanOrEqual(weight);
        expect(reportWeight({ upheld, dismissed: dismissed + 1 })).toBeLessThanOrEqual(weight);
      }),
    );
  });
});
