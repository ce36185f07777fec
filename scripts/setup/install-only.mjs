import requireNode from './node-version.cjs';

requireNode(process.versions.node);
const { install } = await import('./install.mjs');
const { reportAndExit } = await import('./prepare.mjs');
await install().catch(reportAndExit);
