import { orderWith } from './policy-order';

const policy = (id: string, isActive = true): { id: string; is_active: boolean } => ({ id, is_active: isActive });
const others = [policy('a'), policy('b'), policy('c'), policy('x', false), policy('y', false)];
const ids = (moved: ReturnType<typeof policy>, position: number | null): string => orderWith(others, moved, position).map(({ id }) => id).join('');

describe('the order of policies', () => {
  it.each([
    [1, 'mabcxy'],
    [2, 'ambcxy'],
    [4, 'abcmxy'],
    [99, 'abcmxy'],
    [null, 'abcmxy'],
  ])('with one in use at %j is %s', (position, order) => {
    expect(ids(policy('m'), position)).toBe(order);
  });

  it.each([
    [1, 'abcmxy'],
    [5, 'abcxmy'],
    [99, 'abcxym'],
    [null, 'abcxym'],
  ])('with one switched off at %j is %s', (position, order) => {
    expect(ids(policy('m', false), position)).toBe(order);
  });
});
