// Lets plain Node load our TypeScript (node --require): compiled file by file, not type-checked. For tools and tests,
// which must work before the service is built and while some other part of it does not compile.
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { transformSync } = require('@swc/core');

// A dynamic import stays one: it is how packages that are ES modules alone are loaded.
const keepImports = { type: 'commonjs', ignoreDynamic: true };
const configFile = join(dirname(__dirname), '.swcrc');

require.extensions['.ts'] = (target, filename) => {
  target._compile(transformSync(readFileSync(filename, 'utf8'), { filename, configFile, module: keepImports }).code, filename);
};
