import fc from 'fast-check';
import { recordChange } from './author-record';

const action = fc.constantFrom('approve' as const, 'reject' as const, null);

describe('recordChange', () => {
  it('counts a first decision once', () => {
    expect(recordChange(null, 'approve')).toEqual({ approved: 1, rejected: 0 });
    expect(recordChange(null, 'reject')).toEqual({ approved: 0, rejected: 1 });
  });

  it('moves the count when the mind changes, and does nothing when it does not', () => {
    expect(recordChange('approve', 'reject')).toEqual({ approved: -1, rejected: 1 });
    expect(recordChange('reject', 'reject')).toEqual({ approved: 0, rejected: 0 });
  });

  it('ends where the last standing decision says, whatever came between', () => {
    fc.assert(
      fc.property(fc.array(action), (decisions) => {
        let approved = 0;
        let rejected = 0;
        let before: 'approve' | 'reject' | null = null;
        for (const after of decisions) {
          const change = recordChange(before, after);
          approved += change.approved;
          rejected += change.rejected;
          before = after;
        }
        expect([approved, rejected]).toEqual([Number(before === 'approve'), Number(before === 'reject')]);
      }),
    );
  });
});
