const { readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Starts what takes longest first, so that all cores have work to the end. Jest does so by what it remembers of earlier runs, and a clean
 * checkout remembers nothing: here it follows from the kind of test (browsers and killed processes before all) and the size of the file.
 */
const { default: Sequencer } = require(require.resolve('@jest/test-sequencer', { paths: [require.resolve('@jest/core', { paths: [require.resolve('jest')] })] }));

const KINDS = ['journey', 'faults', 'http', 'contract', 'store', 'unit', 'architecture'];

const kindOf = ({ context }) => KINDS.indexOf(context.config.displayName?.name);

/** Of a group of spec files: of all that it names. */
function bytesOf({ context, path }) {
  const [, places = ''] = /specFilesAt\((.*?)\)/.exec(readFileSync(path, 'utf8')) ?? [];
  return bytesAt(path) + [...places.matchAll(/'([^']+)'/g)].reduce((sum, [, place]) => sum + bytesAt(join(context.config.rootDir, place)), 0);
}

function bytesAt(path) {
  const found = statSync(path);
  return found.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + bytesAt(join(path, name)), 0) : found.size;
}

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const bytes = new Map(tests.map((test) => [test, bytesOf(test)]));
    return [...tests].sort((a, b) => kindOf(a) - kindOf(b) || bytes.get(b) - bytes.get(a));
  }
};
