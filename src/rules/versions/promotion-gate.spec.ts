import { wilson } from '../../evaluate/evidence/wilson';
import type { RuleStanding } from '../workshop/check-task';
import { hasProvedItself, newlyRejecting } from './promotion-gate';

const rule = (id: string, mode: string, action: string): RuleStanding => ({ id, mode, action, hits: '' });

describe('a rule newly rejects', () => {
  it.each([
    ['when it leaves the shadow', [rule('a', 'shadow', 'reject')], [rule('a', 'active', 'reject')], ['a']],
    ['when it held before', [rule('a', 'active', 'hold')], [rule('a', 'active', 'reject')], ['a']],
    ['when it is new', [], [rule('a', 'active', 'reject')], ['a']],
    ['not when it did before', [rule('a', 'active', 'reject')], [rule('a', 'active', 'reject')], []],
    ['not while it only watches', [], [rule('a', 'shadow', 'reject'), rule('b', 'active', 'hold')], []],
  ])('%s', (...[, before, after, expected]) => {
    expect(newlyRejecting(before, after).map(({ id }) => id)).toEqual(expected);
  });
});

describe('a rule has proved itself', () => {
  it.each([
    [0, 0, false], [19, 0, false], [20, 0, false], [34, 0, false], [35, 0, true], [100, 4, true], [100, 6, false], [1_000, 80, true],
  ])('with %i confirmed and %i overturned hits: %s', (confirmed, overturned, expected) => {
    expect(hasProvedItself({ confirmed, overturned, precision: wilson(confirmed, confirmed + overturned) })).toBe(expected);
  });

  it('not when few of its reviews stand for most of its hits', () => {
    expect(hasProvedItself({ confirmed: 100, overturned: 0, precision: wilson(20, 20) })).toBe(false);
  });
});
