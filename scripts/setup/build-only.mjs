import { build } from './build.mjs';
import { reportAndExit } from './prepare.mjs';

await build().catch(reportAndExit);
