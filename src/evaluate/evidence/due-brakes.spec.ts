import type { BrakeRow } from '../../store/rule-brake.store';
import type { RuleSince } from '../../store/rule-stats.store';
import { dueBrakes, outdated, type Pace, watched } from './due-brakes';

const NOW = new Date('2026-02-22T10:00:30Z');
const before = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);

const aRule = (more: Partial<RuleSince> = {}): RuleSince => ({
  rule: 'gribbles', mode: 'active', action: 'reject', daily_maximum: null,
  content_version: 3, content_since: before(2), mode_version: 4, mode_since: before(1), ...more,
});
const aPace = (more: Partial<Pace> = {}): Pace => ({ rules: [aRule()], young: [], rejectsToday: new Map(), errors: [], forgiven: new Map(), on: [], now: NOW, ...more });
const aBrake = (more: Partial<BrakeRow> = {}): BrakeRow => ({ rule: 'gribbles', kind: 'young', cause: 'v4', since: before(0.5), until: null, released_at: null, released_by: null, evidence: {}, ...more });
const minute = (ago: number, errors: number, rule = 'gribbles') => ({ rule, minute: new Date(Date.parse('2026-02-22T10:00:00Z') - ago * 60_000), errors });

describe('which rules are watched', () => {
  it.each([
    ['one that rejects, for an hour', {}, true],
    ['one that rejects, for 23 hours', { mode_since: before(23) }, true],
    ['one that rejects, for 25 hours', { mode_since: before(25) }, false],
    ['one that holds', { action: 'hold' }, false],
    ['one in shadow', { mode: 'shadow' }, false],
  ] as const)('%s', (_, more, is) => {
    expect(watched([aRule(more)], NOW)).toHaveLength(is ? 1 : 0);
  });
});

describe('a young rule', () => {
  it.each([
    ['19 hits of 19', 19, 19, false],
    ['20 hits of 400: exactly a twentieth', 20, 400, false],
    ['20 hits of 399', 20, 399, true],
    ['20 hits of 20', 20, 20, true],
  ])('with %s', (_, hits, evaluated, isBraked) => {
    expect(dueBrakes(aPace({ young: [{ rule: 'gribbles', hits, evaluated }] }))).toEqual(isBraked ? [{ rule: 'gribbles', kind: 'young', cause: 'v4', since: NOW, until: null, evidence: { hits, evaluated } }] : []);
  });
});

describe('a daily maximum', () => {
  it('is reached by as many rejections, and is over at midnight', () => {
    const rules = [aRule({ daily_maximum: 50 })];
    expect(dueBrakes(aPace({ rules, rejectsToday: new Map([['gribbles', 49]]) }))).toEqual([]);
    expect(dueBrakes(aPace({ rules, rejectsToday: new Map([['gribbles', 50]]) }))).toMatchObject([{ kind: 'daily', cause: '2026-02-22', until: new Date('2026-02-23T00:00:00Z') }]);
  });
});

describe('a rule that breaks', () => {
  it('is degraded by five errors in ten minutes, its own', () => {
    expect(dueBrakes(aPace({ errors: [minute(0, 2), minute(3, 2), minute(1, 9, 'other')] }))).toEqual([]);
    expect(dueBrakes(aPace({ errors: [minute(0, 2), minute(3, 3)] }))).toMatchObject([{ rule: 'gribbles', kind: 'degraded', evidence: { errors: 5 } }]);
  });

  it('is not degraded while it is already, nor for errors from before it was released', () => {
    const errors = [minute(2, 9)];
    expect(dueBrakes(aPace({ errors, on: [aBrake({ kind: 'degraded' })] }))).toEqual([]);
    expect(dueBrakes(aPace({ errors, forgiven: new Map([['gribbles', before(0.01)]]) }))).toEqual([]);
    expect(dueBrakes(aPace({ errors: [...errors, minute(0, 5)], forgiven: new Map([['gribbles', new Date('2026-02-22T09:59:40Z')]]) }))).toHaveLength(1);
  });
});

describe('a brake', () => {
  it.each([
    ['stays while its rule stays', {}, aRule(), false],
    ['goes when the rule was edited', {}, aRule({ mode_version: 5 }), true],
    ['goes when the rule was paused', {}, aRule({ mode: 'paused' }), true],
    ['for errors goes with an edit too', { kind: 'degraded', cause: 'v4 2026-02-22T09:00:00.000Z' }, aRule({ mode_version: 40 }), true],
    ['for errors stays while its rule stays', { kind: 'degraded', cause: 'v4 2026-02-22T09:00:00.000Z' }, aRule(), false],
    ['for the day stays whatever happens to the rule', { kind: 'daily', cause: '2026-02-22' }, aRule({ mode_version: 5 }), false],
  ] as const)('%s', (_, brake, rule, goes) => {
    expect(outdated({ on: [aBrake(brake)], rules: [rule] })).toHaveLength(goes ? 1 : 0);
  });

  it('goes with its rule', () => {
    expect(outdated({ on: [aBrake()], rules: [] })).toHaveLength(1);
  });
});
