import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Garbage of the old generation waits for a collection until the heap has grown by this part of what is alive. */
const GROWS_BY_PERCENT = 30;

/**
 * To be called before anything is loaded. Left alone, V8 lets old garbage grow to several times of what is alive: an import took 515 MB of which
 * 250 were nothing. It costs an import a tenth of its processor time, and intake none that could be measured (docs/benchmarks.md). Node says that flags set
 * at run time may surprise; this one is read at the end of each collection, and a V8 that does not know it goes on as before.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${String(GROWS_BY_PERCENT)}`);
}

/**
 * To be called once, between starting and the first request: starting leaves some fifty megabytes of garbage, which would lie about until the heap has
 * grown far enough, and be what the largest moment of an import stands upon. Takes about a tenth of a second.
 */
export function dropWhatStartingLeft(): void {
  setFlagsFromString('--expose-gc');
  // A new context has what the flag brings; this one was made before.
  const collect = runInNewContext('globalThis.gc') as (() => void) | undefined;
  collect?.();
}
