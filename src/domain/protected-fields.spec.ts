import { FIELDS } from '../engine/language/fields';
import { PROTECTED_FIELDS } from './protected-fields';

describe('PROTECTED_FIELDS', () => {
  it('are the fields that the rule language calls protected', () => {
    expect(FIELDS.filter(({ isProtected }) => isProtected).map(({ name }) => name).sort()).toEqual([...PROTECTED_FIELDS].sort());
  });
});
