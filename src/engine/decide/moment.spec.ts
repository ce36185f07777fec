import fc from 'fast-check';
import { millisecondsOf } from './moment';

describe('the moment of receipt', () => {
  it('is what Date.parse says of it, whatever is handed in', () => {
    const written = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2200-01-01') }).map((date) => date.toISOString());
    const part = (max: number, width: number): fc.Arbitrary<string> => fc.nat(max).map((n) => String(n).padStart(width, '0'));
    const odd = fc.tuple(part(9999, 4), part(13, 2), part(33, 2), part(25, 2), part(61, 2), part(61, 2), part(999, 3)).map(([y, mo, d, h, mi, s, ms]) => `${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`);
    fc.assert(fc.property(fc.oneof(written, odd, fc.string()), (moment) => {
      expect(millisecondsOf(moment)).toBe(Date.parse(moment));
    }), { numRuns: 2_000 });
    expect(millisecondsOf('2026-0x-22T12:00:00.000Z')).toBeNaN();
  });
});
