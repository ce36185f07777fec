import fc from 'fast-check';
import { COMMENT_STATUSES } from '../../../domain/statuses';
import { coralAnswer } from './coral-answer';

const told = fc.record({ status: fc.constantFrom(...COMMENT_STATUSES), isFlagged: fc.boolean(), policy: fc.option(fc.oneof(fc.constantFrom('spam.links', 'abuse', 'off-topic', 'own', '__proto__', ''), fc.string())), reason: fc.option(fc.oneof(fc.constantFrom('', ' '), fc.string())) });

describe('the answer to Coral', () => {
  it.each([
    ['published', null, null],
    ['withdrawn', null, null],
    ['held', 'spam.links', { status: 'SYSTEM_WITHHELD', actions: [{ actionType: 'FLAG', reason: 'COMMENT_DETECTED_SPAM' }] }],
    ['held', 'abuse', { status: 'SYSTEM_WITHHELD', actions: [{ actionType: 'FLAG', reason: 'COMMENT_DETECTED_TOXIC' }] }],
    ['rejected', 'hate', { status: 'REJECTED', moderationAction: { status: 'REJECTED', rejectionReason: { code: 'HATE_SPEECH' } } }],
    ['rejected', 'house-rule', { status: 'REJECTED', moderationAction: { status: 'REJECTED', rejectionReason: { code: 'OTHER', customReason: 'Why' } } }],
  ] as const)('for what is %s by %s', (status, policy, expected) => {
    expect(coralAnswer({ status, policy, isFlagged: false, reason: 'Why' })).toEqual(expected);
  });

  it('flags what is published and should be looked at', () => {
    expect(coralAnswer({ status: 'published', policy: 'threat', isFlagged: true, reason: 'Why' })).toEqual({ actions: [{ actionType: 'FLAG', reason: 'COMMENT_DETECTED_TOXIC' }] });
  });

  it('never holds a null, an empty list or an empty text, and explains nothing but a rejection', () => {
    const isSound = (value: unknown): boolean => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0) && (typeof value !== 'object' || Object.values(value).every(isSound));
    fc.assert(
      fc.property(told, (one) => {
        const answer = coralAnswer(one);
        expect(answer === null || isSound(answer)).toBe(true);
        expect(answer?.moderationAction !== undefined).toBe(answer?.status === 'REJECTED');
      }),
    );
  });
});
