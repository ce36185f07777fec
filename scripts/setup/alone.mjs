import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './paths.mjs';

const LOOK_EACH_MS = 200;
/** A lock that is still empty then was never filled. */
const EMPTY_FOR_MS = 10_000;

/** Outside of the folder, of which an installation takes away what it likes; of one user, who alone could take it away again. */
const lockOf = (folder) => join(tmpdir(), `weir-preparing-${createHash('sha256').update(`${userInfo().uid} ${folder}`).digest('hex').slice(0, 12)}`);

/**
 * Runs `work` while no other process of this user prepares the same folder: two installations or builds at once would take each other's files
 * away. Whoever comes second waits. A process that is gone holds nobody up.
 */
export async function alone(work, lock = lockOf(root)) {
  while (!taken(lock)) await delay(LOOK_EACH_MS);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function taken(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isHeld(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isHeld(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    if (holder === 0) return Date.now() - statSync(lock).mtimeMs < EMPTY_FOR_MS;
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
