// `npm run backup`, `npm run restore`: becomes that command of the service.
import { existsSync } from 'node:fs';
import Module from 'node:module';
import { resolve } from 'node:path';
import { endWithNpm } from './setup/end-with-npm.mjs';
import requireNode from './setup/node-version.cjs';
import { at } from './setup/paths.mjs';

requireNode(process.versions.node);
endWithNpm();
const [name, ...words] = process.argv.slice(2);
const program = at('dist', 'src', 'start', `${name}.js`);

// A backup takes what is built: installing and building would change the files of a service that runs.
if (name === 'restore' || !existsSync(program)) {
  const { prepare, reportAndExit } = await import('./setup/prepare.mjs');
  await prepare().catch(reportAndExit);
}

// npm runs scripts in the project's folder; a file is meant where npm was called.
const meant = (word) => (word.startsWith('-') ? word : resolve(process.env.INIT_CWD ?? '.', word));
process.setSourceMapsEnabled(true);
process.argv = [process.execPath, program, ...words.map(meant)];
Module.runMain();
