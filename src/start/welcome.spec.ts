import { welcomeText, type Welcome } from './welcome';

const first: Welcome = {
  url: 'http://localhost:3000',
  owner: { email: 'owner@weir.example', isNew: true, password: 'generated-word', file: '/data/owner.txt' },
  demo: { slug: 'demo', secret: 'weir_sk_secret' },
  hasDemo: true,
};
const later: Welcome = { ...first, owner: { ...first.owner, isNew: false, password: null }, demo: null };

describe('the text that a start ends with', () => {
  it('is one box, whatever stands in it', () => {
    for (const welcome of [first, later, { ...first, url: `https://${'long.'.repeat(30)}example` }, { ...later, hasDemo: false }]) {
      const lines = welcomeText(welcome).split('\n');
      expect(new Set(lines.map((line) => line.length)).size).toBe(1);
      expect([lines[0]?.[0], lines.at(-1)?.[0]]).toEqual(['┌', '└']);
      expect(lines.slice(1, -1).every((line) => line.startsWith('│ ') && line.endsWith(' │'))).toBe(true);
    }
  });

  it('says at the first start how to sign in, and the key of the demo site this once', () => {
    const text = welcomeText(first);
    for (const said of ['http://localhost:3000/demo', 'http://localhost:3000/console', 'http://localhost:3000/docs', 'owner@weir.example', 'generated-word', 'weir_sk_secret']) expect(text).toContain(said);
  });

  it('says later only where the password stands', () => {
    const text = welcomeText(later);
    expect(text).toContain('stands in /data/owner.txt');
    expect(text).not.toContain('weir_sk_');
  });

  it('says of a password that the operator chose that they know it', () => {
    expect(welcomeText({ ...later, owner: { email: 'chief@desk.example', isNew: true, password: null, file: null } })).toContain('the one you chose in WEIR_ADMIN_PASSWORD');
  });

  it('does not say that a configured password counts for an owner who was there before', () => {
    const text = welcomeText({ ...later, owner: { email: 'chief@desk.example', isNew: false, password: null, file: null } });
    expect(text).toContain('Sign in as     chief@desk.example');
    expect(text).toContain('as before (WEIR_ADMIN_PASSWORD counts for a new owner only)');
  });

  it('does not speak of a demo site that there is not', () => {
    const text = welcomeText({ ...later, hasDemo: false });
    expect(text).not.toContain('/demo');
    expect(text).not.toContain('Try first');
  });
});
