// `npm run bench`: builds what is missing, measures, prints ratios and writes bench/results/latest.json.
import { spawnSync } from 'node:child_process';
import requireNode from './setup/node-version.cjs';
import { at } from './setup/paths.mjs';

requireNode(process.versions.node);
const { prepare, reportAndExit } = await import('./setup/prepare.mjs');

await prepare().catch(reportAndExit);
const { status } = spawnSync(process.execPath, ['--max-semi-space-size=16', '--require', at('scripts', 'typescript-hook.cjs'), at('bench', 'main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
