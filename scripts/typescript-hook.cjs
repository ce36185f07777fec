// Lets plain Node load our TypeScript (node --require): compiled file by file, not type-checked. For tools and tests,
// which must work before the service is built and while some other part of it does not compile.
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { transformSync } = require('@swc/core');

const configFile = join(dirname(__dirname), '.swcrc');

require.extensions['.ts'] = (module, filename) => {
  module._compile(transformSync(readFileSync(filename, 'utf8'), { filename, configFile }).code, filename);
};
