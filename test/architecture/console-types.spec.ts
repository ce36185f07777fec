import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder';
import { ROOT, textOf } from '../support/source-files';

describe('console and client', () => {
  it.each(['console/src/api/schema.d.ts', 'client/src/schema.d.ts'])('are compiled against the OpenAPI document of now: after a change, npm run generate -w console -w client (%s)', (schema) => {
    const folder = temporaryFolder('weir-types-');
    const made = join(folder, 'schema.d.ts');
    execFileSync(process.execPath, [join(ROOT, 'node_modules/openapi-typescript/bin/cli.js'), join(ROOT, 'test/golden/openapi.json'), '-o', made], { stdio: 'pipe' });
    const now = readFileSync(made, 'utf8').split('\n');
    rmSync(folder, { recursive: true });
    expect(textOf(schema).split('\n')).toEqual(now);
  });
});
