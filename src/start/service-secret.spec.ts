import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceSecrets } from './service-secret';

let folder: string;

const serviceSecret = (secret: string | null, dataDir: string): string => serviceSecrets({ secret, secretsBefore: [] }, dataDir).secret;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-secret-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the secret of the service', () => {
  it('is the configured one, and then nothing is written', () => {
    expect(serviceSecret('configured', folder)).toBe('configured');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is made once, long, and readable by its user only', () => {
    const secret = serviceSecret(null, folder);
    expect(secret).toMatch(/^[\w-]{64}$/);
    expect(serviceSecret(null, folder)).toBe(secret);
    expect(readdirSync(folder)).toEqual(['secret']);
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(secret);
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  });

  it('differs from installation to installation', () => {
    const [a, b] = ['a', 'b'].map((name) => join(folder, name));
    for (const each of [a, b]) mkdirSync(each ?? '');
    expect(serviceSecret(null, a ?? '')).not.toBe(serviceSecret(null, b ?? ''));
  });

  it('that a crash left half written is made anew', () => {
    writeFileSync(join(folder, 'secret.new'), '');
    expect(serviceSecret(null, folder)).toMatch(/^[\w-]{64}$/);
  });

  it('that somebody saved with a line break is the same', () => {
    writeFileSync(join(folder, 'secret'), 'kept-from-a-backup-and-long-enough-to-be-one\n');
    expect(serviceSecret(null, folder)).toBe('kept-from-a-backup-and-long-enough-to-be-one');
  });

  it('that was moved to secret.before is one before a new one', () => {
    writeFileSync(join(folder, 'secret.before'), 'kept-from-a-backup-and-long-enough-to-be-one\n');
    const { secret, before } = serviceSecrets({ secret: null, secretsBefore: [] }, folder);
    expect(before).toEqual(['kept-from-a-backup-and-long-enough-to-be-one']);
    expect(secret).not.toBe(before[0]);
  });

  it('is not one before itself', () => {
    const [a, b] = ['a'.repeat(32), 'b'.repeat(32)];
    expect(serviceSecrets({ secret: a, secretsBefore: [b, a, b] }, folder)).toEqual({ secret: a, before: [b] });
  });

  it.each([['too short', 'short'], ['too many', Array.from({ length: 5 }, (_, index) => String(index).repeat(32)).join('\n')]])('refuses a file secret.before whose secrets are %s', (_, text) => {
    writeFileSync(join(folder, 'secret.before'), text);
    expect(() => serviceSecrets({ secret: null, secretsBefore: [] }, folder)).toThrow('secret.before');
  });
});
