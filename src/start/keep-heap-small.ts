import { setFlagsFromString } from 'node:v8';

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
