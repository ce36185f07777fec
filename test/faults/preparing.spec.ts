import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULE = pathToFileURL(join(__dirname, '..', '..', 'scripts', 'setup', 'alone.mjs')).href;

/** Notes that its work begins, works for a moment, and notes that it ends. */
const PROGRAM = `
  import { appendFileSync } from 'node:fs';
  import { setTimeout } from 'node:timers/promises';
  const { alone } = await import(${JSON.stringify(MODULE)});
  const [lock, log] = process.argv.slice(1);
  await alone(async () => { appendFileSync(log, '('); await setTimeout(20); appendFileSync(log, ')'); }, lock);`;

describe('preparing a folder', () => {
  let folder: string;
  let lock: string;
  let log: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'weir-test-'));
    [lock, log] = [join(folder, 'lock'), join(folder, 'log')];
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function work(): Promise<void> {
    const [code] = (await once(spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM, lock, log], { stdio: 'inherit' }), 'exit')) as [number];
    expect(code).toBe(0);
  }

  it('is done by one process at a time, however many start at once', async () => {
    await Promise.all(Array.from({ length: 5 }, work));
    expect(readFileSync(log, 'utf8')).toBe('()()()()()');
    expect(existsSync(lock)).toBe(false);
  });

  it('is not held up by a process that is gone', async () => {
    const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(gone, 'exit');
    writeFileSync(lock, String(gone.pid));
    await work();
    expect(readFileSync(log, 'utf8')).toBe('()');
  });
});
