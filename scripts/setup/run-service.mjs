import Module from 'node:module';
import { at } from './paths.mjs';

/**
 * Becomes the service, as if `node dist/src/main.js` had been typed: one process, so that Ctrl-C and `kill` reach the
 * service itself and nothing is left in between that could outlive it.
 */
export function runService() {
  process.setSourceMapsEnabled(true);
  process.argv[1] = at('dist', 'src', 'main.js');
  Module.runMain();
}
