import { generatePassword, hashPassword, Passwords } from './passwords';

describe('passwords', () => {
  it('are hashed with argon2id and the stated parameters, never twice alike', async () => {
    const [a, b] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(a).not.toBe(b);
  });

  it('match their own hash alone', async () => {
    const passwords = new Passwords();
    const hash = await hashPassword('correct horse');
    expect(await passwords.matches(hash, 'correct horse')).toBe(true);
    expect(await passwords.matches(hash, 'wrong horse')).toBe(false);
    expect(await passwords.matches(null, 'correct horse')).toBe(false);
  });

  it('are long and different when generated', () => {
    const some = new Set(Array.from({ length: 50 }, generatePassword));
    expect(some.size).toBe(50);
    for (const password of some) expect(password).toMatch(/^[\w-]{24}$/);
  });
});
