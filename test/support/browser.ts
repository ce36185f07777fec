import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

interface InstalledBrowser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const ROOT = join(__dirname, '..', '..');
const SYSTEM_CHROMIUM = '/usr/bin/chromium';
/** No sandbox: tests run as root in containers, and load only our own pages. The rest keeps it from calling home. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** A headless Chromium: WEIR_CHROMIUM if set, the system's if there is one, else the one that npm installed. The caller closes it. */
export function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = findBrowser();
  return chromium.launch({ executablePath, env: { ...withoutUndefined(process.env), ...env }, args: ARGUMENTS });
}

function findBrowser(): InstalledBrowser {
  const chosen = process.env['WEIR_CHROMIUM'];
  if (chosen !== undefined) return { executablePath: chosen, env: {} };
  if (existsSync(SYSTEM_CHROMIUM)) return { executablePath: SYSTEM_CHROMIUM, env: {} };
  return packagedBrowser();
}

/** Unpacked once (2 s, 206 MB) beside the installed packages, so that `npm ci` removes it together with its source. */
function packagedBrowser(): InstalledBrowser {
  const manifest = JSON.parse(readFileSync(require.resolve('@sparticuz/chromium').replace(/build.*$/, 'package.json'), 'utf8')) as { version: string };
  const folder = join(ROOT, 'node_modules', '.cache', 'weir', `chromium-${manifest.version}`);
  if (!existsSync(folder)) unpack(folder);
  const executablePath = join(folder, 'chromium');
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  if (runs(executablePath, {})) return { executablePath, env: fonts };
  // A system without libnss3 and its companions: the package brings them.
  const libraries = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  if (runs(executablePath, libraries)) return { executablePath, env: { ...fonts, ...libraries } };
  throw new Error('The Chromium from npm does not run here. Install one and set WEIR_CHROMIUM to its path.');
}

/** Whole or not at all. In a process of its own, which is told to be the place that the package is made for. */
function unpack(folder: string): void {
  const partial = `${folder}.partial-${process.pid.toString()}`;
  mkdirSync(partial, { recursive: true });
  try {
    const env = { ...process.env, TMPDIR: partial, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
    const program = `require('@sparticuz/chromium').executablePath()`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: ROOT, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`Chromium could not be unpacked: ${stderr}`);
    writeFileSync(join(partial, 'fonts.conf'), fontsConfig(folder));
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    // Another test process was quicker.
    if (!existsSync(folder)) throw error;
  }
}

/** The package's own file looks for its fonts in a place that only exists where it usually runs. */
function fontsConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(dirname(folder), 'font-cache')}</cachedir>
</fontconfig>
`;
}

function runs(executablePath: string, env: Readonly<Record<string, string>>): boolean {
  return spawnSync(executablePath, ['--version'], { env: { ...process.env, ...env } }).status === 0;
}

function withoutUndefined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
