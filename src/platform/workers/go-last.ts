import { constants, getPriority, setPriority } from 'node:os';

/**
 * Called in a thread: whoever answers requests goes first from now on, wherever this process stands among others. On Linux the
 * priority is the thread's own; elsewhere it would be the whole process', so there nothing changes.
 */
export function goLast(): void {
  if (process.platform === 'linux') setPriority(0, Math.min(constants.priority.PRIORITY_LOW, getPriority(0) + constants.priority.PRIORITY_BELOW_NORMAL));
}
