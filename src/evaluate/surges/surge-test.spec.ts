import { articleSurges, isOver, siteSurges, SLOT_MS, type Slot, type SiteUsual } from './surge-test';

const BEGAN = new Date('2026-11-03T20:00:00Z');
const SITE: SiteUsual = { comments: 500, withheld: 50, articleHours: 100 };

/** So many comments in each slot of the hours before. */
function past(hours: number, each: number, withheld = 0): Slot[] {
  return Array.from({ length: hours * 6 }, (_, at) => ({ slot: new Date(BEGAN.getTime() - (hours * 6 - at) * SLOT_MS), comments: each, withheld }));
}

const kinds = (comments: number, withheld: number, history: readonly Slot[], site = SITE): string[] => articleSurges({ comments, withheld }, history, site, BEGAN).map(({ kind }) => kind);

describe('an article', () => {
  it('that is as busy as ever, or as busy as others, does not surge', () => {
    expect(kinds(66, 6, past(48, 10, 1))).toEqual([]);
    expect(kinds(12, 1, [])).toEqual([]);
    expect(kinds(19, 0, [])).toEqual([]);
  });

  it('that is three times as busy as it was does, also one that has only begun', () => {
    expect(kinds(180, 18, past(48, 10, 1))).toEqual(['comments']);
    expect(kinds(40, 4, [])).toEqual(['comments']);
    expect(kinds(20, 2, past(6, 0))).toEqual(['comments']);
  });

  it('has its own past for a measure as soon as it has one', () => {
    expect(kinds(100, 10, past(12, 10, 1))).toEqual([]);
    expect(kinds(100, 10, [])).toEqual(['comments']);
    const [surge] = articleSurges({ comments: 300, withheld: 0 }, past(72, 10), SITE, BEGAN);
    expect(surge?.usual).toBeGreaterThan(50);
    expect(surge?.usual).toBeLessThan(61);
  });

  it('surges in what is withheld when that is unlike its past, however many come', () => {
    expect(kinds(60, 30, past(48, 10, 1))).toEqual(['holds']);
    expect(kinds(60, 9, past(48, 10, 1))).toEqual([]);
    expect(kinds(60, 30, past(48, 10, 5))).toEqual([]);
    expect(kinds(10, 7, [])).toEqual([]);
    expect(kinds(10, 8, [])).toEqual(['holds']);
  });

  it('of a site without a past has nothing to be compared with', () => {
    expect(kinds(500, 500, [], { comments: 0, withheld: 0, articleHours: 0 })).toEqual([]);
    expect(kinds(500, 0, [], { comments: 99, withheld: 0, articleHours: 23 })).toEqual([]);
    expect(kinds(500, 0, [], { comments: 99, withheld: 0, articleHours: 24 })).toEqual(['comments']);
  });
});

describe('a site', () => {
  const surges = (comments: number, history: readonly Slot[]): string[] => siteSurges({ comments, withheld: 0 }, history, BEGAN).map(({ kind }) => kind);

  it('surges when far more come than in the past day', () => {
    expect(surges(400, past(48, 20))).toEqual(['comments']);
    expect(surges(300, past(48, 20))).toEqual([]);
    expect(surges(59, past(48, 1))).toEqual([]);
    expect(surges(60, past(48, 1))).toEqual(['comments']);
  });

  it('does not surge every evening at eight', () => {
    const evenings = past(72, 2).map((one) => (one.slot.getUTCHours() === 20 ? { ...one, comments: 60 } : one));
    expect(surges(380, evenings)).toEqual([]);
    expect(surges(380, past(72, 2))).toEqual(['comments']);
  });

  it('with less than a day on record has nothing to be compared with', () => {
    expect(surges(5_000, past(23, 1))).toEqual([]);
    expect(surges(5_000, [])).toEqual([]);
  });
});

describe('a surge', () => {
  const since = new Date('2026-11-03T20:00:00Z');
  const at = (hours: number): Date => new Date(since.getTime() + hours * 3_600_000);

  it('is over well below where it began, so that it does not come and go', () => {
    const surge = { kind: 'comments' as const, usual: 20, since };
    expect([61, 31, 30, 29].map((comments) => isOver(surge, { comments, withheld: 0 }, at(1)))).toEqual([false, false, false, true]);
    expect(isOver({ ...surge, usual: 2 }, { comments: 9, withheld: 0 }, at(1))).toBe(true);
    const holds = { kind: 'holds' as const, usual: 0.1, since };
    expect([[100, 16], [100, 14], [20, 3], [20, 4]].map(([comments = 0, withheld = 0]) => isOver(holds, { comments, withheld }, at(1)))).toEqual([false, true, true, false]);
  });

  it('is usual after a day', () => {
    expect([23.9, 24].map((hours) => isOver({ kind: 'comments', usual: 1, since }, { comments: 900, withheld: 0 }, at(hours)))).toEqual([false, true]);
  });
});
