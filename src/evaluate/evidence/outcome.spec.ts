import { outcomeOf } from './outcome';

describe('what people say of a hit', () => {
  it.each([
    ['hold', 'reject', 'confirmed'],
    ['hold', 'approve', 'overturned'],
    ['reject', 'approve', 'overturned'],
    ['none', 'reject', 'confirmed'],
    ['allow', 'approve', 'confirmed'],
    ['allow', 'reject', 'overturned'],
  ] as const)('%s and then %s: %s', (action, decided, outcome) => {
    expect(outcomeOf(action, { decided, waits: true })).toBe(outcome);
  });

  it('is open while the comment waits, and nothing when nobody will look', () => {
    expect(outcomeOf('hold', { decided: null, waits: true })).toBe('pending');
    expect(outcomeOf('hold', { decided: null, waits: false })).toBeNull();
  });
});
