import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';
import { ROOT, textOf } from '../support/source-files';

describe('the console', () => {
  it('is compiled against the OpenAPI document of now: after a change, npm run generate -w console', () => {
    const folder = temporaryFolder('weir-types-');
    const made = join(folder, 'schema.d.ts');
    execFileSync(process.execPath, [join(ROOT, 'node_modules/openapi-typescript/bin/cli.js'), join(ROOT, 'test/golden/openapi.json'), '-o', made], { stdio: 'pipe' });
    const now = readFileSync(made, 'utf8').split('\n');
    rmSync(folder, { recursive: true });
    expect(textOf('console/src/api/schema.d.ts').split('\n')).toEqual(now);
  });
});
