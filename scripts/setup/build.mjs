import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.mjs';
import { at, root } from './paths.mjs';
import { npm, run, step } from './step.mjs';

const stamps = at('node_modules', '.cache', 'weir');
const ADVICE = 'The sources do not build. If you changed them, see above; else `git status` shows what differs from the release.';

const parts = [
  {
    name: 'service',
    inputs: ['src', 'migrations', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'],
    output: 'dist/src/main.js',
    make: () => run(process.execPath, [at('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'], { advice: ADVICE }),
  },
  workspace('client'),
  workspace('console'),
  workspace('embed'),
];

function workspace(name) {
  return {
    name,
    inputs: [`${name}/src`, name, 'package-lock.json'],
    output: `${name}/dist`,
    make: () => npm(['run', 'build', '--workspace', name], { advice: ADVICE }),
  };
}

/** Builds what is there (its first input is) and has no output or whose sources have changed since; everything else takes milliseconds. */
export async function build() {
  if (staleParts().length > 0) await alone(buildStale);
}

/** Somebody else may have built it while this process waited for its turn. */
async function buildStale() {
  const stale = staleParts();
  if (stale.length === 0) return;
  await step(`Building ${stale.map(({ name }) => name).join(', ')}`, () => allSettled(stale.map(make)));
}

const staleParts = () => parts.filter(({ inputs }) => existsSync(at(inputs[0]))).filter((part) => !isCurrent(part));

/** Fails as the first does, once all have ended: what goes on building after a failure is in the way of the next start. */
async function allSettled(promises) {
  const failed = (await Promise.allSettled(promises)).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

async function make(part) {
  const built = fingerprint(part.inputs);
  // What is cut off in the middle is not built, whatever is left of it.
  rmSync(stampOf(part), { force: true });
  await part.make();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stampOf(part), built);
}

function isCurrent(part) {
  return existsSync(at(part.output)) && existsSync(stampOf(part)) && readFileSync(stampOf(part), 'utf8') === fingerprint(part.inputs);
}

const stampOf = ({ name }) => join(stamps, `${name}.built`);

/** Of contents, not times: a fresh checkout, a copy or a restored cache has new times and the same files. */
function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const path of new Set(inputs.flatMap(filesBelow))) hash.update(path).update('\0').update(readFileSync(join(root, path))).update('\0');
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(at(path))) return [];
  if (!statSync(at(path)).isDirectory()) return /\.spec\.tsx?$/.test(path) ? [] : [path];
  const names = readdirSync(at(path)).filter((name) => name !== 'node_modules' && name !== 'dist');
  return names.sort().flatMap((name) => filesBelow(`${path}/${name}`));
}
