// `npm start`: installs and builds what is missing, then becomes the service.
import requireNode from './setup/node-version.cjs';

requireNode(process.versions.node);
const { endWithNpm } = await import('./setup/end-with-npm.mjs');
const { prepare, reportAndExit } = await import('./setup/prepare.mjs');
const { runService } = await import('./setup/run-service.mjs');

endWithNpm();
await prepare().catch(reportAndExit);
runService();
