import fc from 'fast-check';
import { type AttemptState, nextStep, SCHEDULE } from './retry-schedule';

const now = new Date('2026-11-23T10:00:00Z');
const first: AttemptState = { attempt: 1, failingSince: null, now, random: 0 };
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

describe('nextStep', () => {
  it.each([200, 201, 204, 299])('takes %i for delivered', (status) => {
    expect(nextStep({ status, retryAfter: null }, { ...first, failingSince: daysAgo(9) })).toEqual({ kind: 'delivered' });
  });

  it.each([301, 302, 308, 400, 404, 500, 503, null])('tries again after %p', (status) => {
    expect(nextStep({ status, retryAfter: null }, first)).toEqual({ kind: 'retry', afterSeconds: 5 });
  });

  it('follows the published schedule, then stops', () => {
    const waits = SCHEDULE.map((_, done) => nextStep({ status: 500, retryAfter: null }, { ...first, attempt: done + 1 }));
    expect(waits.map((step) => (step.kind === 'retry' ? step.afterSeconds : step.kind))).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, 'failed']);
  });

  it('spreads attempts by at most a fifth, never earlier than planned', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const planned = SCHEDULE[attempt] ?? 0;
        const step = nextStep({ status: null, retryAfter: null }, { ...first, attempt, random });
        expect(step).toMatchObject({ kind: 'retry' });
        const wait = step.kind === 'retry' ? step.afterSeconds : 0;
        expect(wait).toBeGreaterThanOrEqual(planned);
        expect(wait).toBeLessThanOrEqual(Math.ceil(planned * 1.2));
      }),
    );
  });

  it.each([
    ['seconds', 429, '120', 120],
    ['a date', 503, 'Mon, 23 Nov 2026 10:02:00 GMT', 120],
    ['less than the schedule', 502, '1', 5],
    ['a date in the past', 504, 'Mon, 23 Nov 2026 09:00:00 GMT', 5],
    ['for ever', 429, '999999999', 86_400],
    ['nonsense', 429, 'soon', 5],
    ['time, with a status that does not ask for it', 500, '120', 5],
  ])('honours a receiver that asks for %s', (_, status, retryAfter, afterSeconds) => {
    expect(nextStep({ status, retryAfter }, first)).toEqual({ kind: 'retry', afterSeconds });
  });

  it('switches an endpoint off that says it is gone', () => {
    expect(nextStep({ status: 410, retryAfter: null }, first)).toMatchObject({ kind: 'failed', disable: expect.stringContaining('410') });
  });

  it('switches an endpoint off after five days without a success', () => {
    expect(nextStep({ status: 500, retryAfter: null }, { ...first, failingSince: daysAgo(5) })).toMatchObject({ kind: 'failed', disable: expect.stringContaining('five days') });
    expect(nextStep({ status: 500, retryAfter: null }, { ...first, failingSince: daysAgo(4.99) })).toMatchObject({ kind: 'retry' });
  });
});
