import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { alone } from './alone.mjs';
import { at, root } from './paths.mjs';
import { npm, step, StepFailed } from './step.mjs';

const lockFile = at('package-lock.json');
/** What `npm` itself writes last when it has installed. */
const installed = at('node_modules', '.package-lock.json');
const stamp = at('node_modules', '.weir-installed');

/** Installs exactly what package-lock.json says, if that is not there already. */
export async function install() {
  if (isCurrent(fingerprint())) return;
  requireWritable();
  await alone(installWanted);
}

/** Somebody else may have installed it while this process waited for its turn. */
async function installWanted() {
  const wanted = fingerprint();
  if (isCurrent(wanted)) return;
  await step('Installing dependencies (a minute or two the first time)', installLocked);
  writeFileSync(stamp, wanted);
}

function isCurrent(wanted) {
  if (!existsSync(installed)) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(installed).mtimeMs) return false;
  // Somebody ran npm by hand since.
  if (statSync(installed).mtimeMs < statSync(lockFile).mtimeMs) return false;
  if (isWritable(at('node_modules'))) writeFileSync(stamp, wanted);
  return true;
}

async function installLocked() {
  // Building needs the development dependencies, also where NODE_ENV=production leaves them out.
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const advice = 'If the registry cannot be reached, check the network, the proxy settings and `npm config get registry`, then run this again.';
  try {
    await npm(['ci', ...flags], { advice });
  } catch (error) {
    // A lock file that lacks other platforms' optional packages is refused by `ci`, and completed by `install`.
    if (!(error instanceof StepFailed) || !/EUSAGE|from lock file/.test(error.output)) throw error;
    await npm(['install', ...flags], { advice });
  }
}

function requireWritable() {
  const target = existsSync(at('node_modules')) ? at('node_modules') : root;
  if (isWritable(target)) return;
  throw new StepFailed(`No permission to write to ${target}.`, '', 'Run this as the user who owns the folder, or give that user the folder (chown).');
}

function isWritable(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The platform belongs to it: a folder copied or mounted from another machine carries that machine's binaries. */
function fingerprint() {
  return createHash('sha256').update(readFileSync(lockFile)).update(`${process.platform}-${process.arch}`).digest('hex');
}
