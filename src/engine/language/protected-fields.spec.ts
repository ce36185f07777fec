import { FIELDS } from './fields';
import { PROTECTED_FIELDS } from '../../domain/protected-fields';

describe('PROTECTED_FIELDS', () => {
  it('are the fields that the rule language calls protected', () => {
    expect(FIELDS.filter(({ isProtected }) => isProtected).map(({ name }) => name).sort()).toEqual([...PROTECTED_FIELDS].sort());
  });
});
