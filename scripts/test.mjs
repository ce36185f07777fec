// `npm test`: brings what is missing and a throw-away PostgreSQL, runs every test, ends with "N passed, N failed".
// Arguments go to Jest: `npm test -- --selectProjects unit`, `npm test -- test/store`.
import requireNode from './setup/node-version.cjs';

requireNode(process.versions.node);
const { endWithNpm } = await import('./setup/end-with-npm.mjs');
const { prepare, reportAndExit } = await import('./setup/prepare.mjs');
const { install } = await import('./setup/install.mjs');
const { runTests, needBuild } = await import('./setup/run-tests.mjs');

const args = process.argv.slice(2);
endWithNpm();
await (needBuild(args) ? prepare() : install()).catch(reportAndExit);
const { passed, failed } = await runTests(args);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
