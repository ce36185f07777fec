import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, ROOT, textOf } from '../support/source-files';
import { temporaryFolder } from '../support/temporary-folder';

describe('the types of client and console', () => {
  it('follow from the OpenAPI document of now: after a change, npm run generate -w client', () => {
    const folder = temporaryFolder('weir-types-');
    const made = join(folder, 'schema.ts');
    execFileSync(process.execPath, [join(ROOT, 'node_modules/openapi-typescript/bin/cli.js'), join(ROOT, 'test/golden/openapi.json'), '-o', made], { stdio: 'pipe' });
    const now = readFileSync(made, 'utf8').split('\n');
    rmSync(folder, { recursive: true });
    expect(textOf('client/src/schema.ts').split('\n')).toEqual(now);
  });

  it('all come into the package: the compiler leaves declaration files where they are', () => {
    expect(filesIn('client/src', /\.d\.ts$/)).toEqual([]);
  });
});
