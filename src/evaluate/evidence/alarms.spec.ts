import { firesTooOften, type Hour, passesTooSeldom, usualShare } from './alarms';

const NOW = new Date('2026-02-22T10:20:00Z');
const ago = (hours: number): Date => new Date(Date.parse('2026-02-22T10:00:00Z') - hours * 3_600_000);
const steady = (n: number, k: number, hours = 72): Hour[] => Array.from({ length: hours }, (_, i) => ({ hour: ago(i + 1), n, k }));

describe('the usual share', () => {
  it('is that of the past when the past was steady', () => {
    expect(usualShare(steady(100, 2), NOW)).toBeCloseTo(0.02, 2);
  });

  it('follows what has changed, the last two days as much as all before', () => {
    const changed = [...steady(100, 10, 48), ...Array.from({ length: 288 }, (_, i): Hour => ({ hour: ago(49 + i), n: 100, k: 0 }))];
    expect(usualShare(changed, NOW)).toBeGreaterThan(0.045);
  });

  it('leaves out the hour that is to be judged', () => {
    expect(usualShare([...steady(100, 2), { hour: ago(0), n: 1_000, k: 1_000 }], NOW)).toBeCloseTo(0.02, 2);
  });

  it('is unknown with little past', () => {
    expect(usualShare(steady(10, 1, 19), NOW)).toBeNull();
    expect(usualShare([], NOW)).toBeNull();
  });

  it('of a rule that never fired is small, and not nothing', () => {
    const share = usualShare(steady(100, 0), NOW) ?? 0;
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.001);
  });
});

describe('an alarm', () => {
  it.each([
    ['eight of a hundred where two are usual: too few to tell', 8, 100, false],
    ['twelve of three hundred where six are usual: twice as many, as chance has it', 12, 300, false],
    ['twenty of a hundred where two are usual', 20, 100, true],
    ['seventy of two thousand where forty are usual: certainly more, but not twice', 70, 2_000, false],
    ['ten of twenty: no hour yet', 10, 20, false],
  ])('%s', (_, k, n, rings) => {
    expect(firesTooOften({ k, n }, 0.02) !== null).toBe(rings);
  });

  it('says what was seen, what is usual, and how likely that is', () => {
    expect(firesTooOften({ k: 20, n: 100 }, 0.02)).toEqual({ k: 20, n: 100, expected: 0.02, p: expect.any(Number) });
    expect(firesTooOften({ k: 20, n: 100 }, 0.02)?.p).toBeLessThan(1e-9);
  });

  it('does not go off without a past', () => {
    expect(firesTooOften({ k: 90, n: 100 }, null)).toBeNull();
    expect(passesTooSeldom({ k: 0, n: 100 }, null)).toBeNull();
  });

  it.each([
    ['sixty of a hundred pass where ninety do', 60, 100, true],
    ['eighty-four of a hundred: less, not much less', 84, 100, false],
    ['none of ten: no hour yet', 0, 10, false],
    ['all', 100, 100, false],
  ])('about the site: %s', (_, k, n, rings) => {
    expect(passesTooSeldom({ k, n }, 0.9) !== null).toBe(rings);
  });
});
