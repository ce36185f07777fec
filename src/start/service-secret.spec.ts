import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceSecret } from './service-secret';

let folder: string;

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
});
