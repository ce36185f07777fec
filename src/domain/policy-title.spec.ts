import { policyOf, policyTitle } from './policy-title';

describe('policyOf', () => {
  const policies = [{ id: 'spam' }, { id: 'spam.links' }, { id: 'abuse' }];

  it.each([
    ['spam.links', 'spam.links'],
    ['spam.links.short', 'spam.links'],
    ['spam.money', 'spam'],
    ['abuse', 'abuse'],
    ['abusement', undefined],
    ['.', undefined],
    ['', undefined],
  ])('of %j is %j', (code, id) => {
    expect(policyOf(policies, code)?.id).toBe(id);
  });
});

describe('policyTitle', () => {
  const policy = { id: 'abuse', title: 'Abuse', titles: { de: 'Beleidigung', 'pt-BR': 'Ofensa' } };

  it.each([
    [['de'], 'Beleidigung'],
    [['de-AT'], 'Beleidigung'],
    [['DE'], 'Beleidigung'],
    [['pt-br'], 'Ofensa'],
    [['pt'], 'Abuse'],
    [['fr', 'de'], 'Beleidigung'],
    [['fr'], 'Abuse'],
    [[], 'Abuse'],
  ])('for %j is %s', (langs, title) => {
    expect(policyTitle(policy, langs)).toBe(title);
  });
});
