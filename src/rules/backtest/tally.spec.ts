import fc from 'fast-check';
import type { VerdictAction } from '../../engine/verdict';
import { addTally, countComment, countOf, emptyTally, kindOf, ruleTally, type Tally } from './tally';

const ACTIONS = ['publish', 'flag', 'hold', 'reject'] as const;
const action = fc.constantFrom<VerdictAction>(...ACTIONS);

describe('what became of a comment', () => {
  it.each([
    ['publish', 'publish', null],
    ['publish', 'flag', 'newly_caught'],
    ['publish', 'reject', 'newly_caught'],
    ['flag', 'publish', 'no_longer_caught'],
    ['hold', 'publish', 'no_longer_caught'],
    ['hold', 'hold', null],
    ['hold', 'reject', 'changed'],
    ['reject', 'flag', 'changed'],
  ] as const)('%s before and %s after is %s', (before, after, kind) => {
    expect(kindOf(before, after)).toBe(kind);
  });
});

describe('a tally', () => {
  const tallyOf = (pairs: readonly (readonly [VerdictAction, VerdictAction])[]): Tally => {
    const tally = emptyTally();
    for (const [before, after] of pairs) {
      countComment(tally, before, after);
      ruleTally(tally, after).hits++;
      tally.cost.ruleNs[before] = (tally.cost.ruleNs[before] ?? 0) + 5;
    }
    return tally;
  };

  it('counts each comment once on each side and in one kind', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(action, action)), (pairs) => {
        const tally = tallyOf(pairs);
        const sum = (side: 'before' | 'after'): number => ACTIONS.reduce((all, one) => all + tally.verdicts[one][side], 0);
        expect([tally.comments, sum('before'), sum('after')]).toEqual([pairs.length, pairs.length, pairs.length]);
        expect(tally.unchanged + countOf(tally, 'newly_caught') + countOf(tally, 'no_longer_caught') + countOf(tally, 'changed')).toBe(pairs.length);
      }),
    );
  });

  it('of parts, added up, is that of the whole, also after a journey as JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.tuple(action, action))), (parts) => {
        const sum = emptyTally();
        for (const part of parts) addTally(sum, JSON.parse(JSON.stringify(tallyOf(part))) as Tally);
        expect(sum).toEqual(tallyOf(parts.flat()));
      }),
    );
  });
});
