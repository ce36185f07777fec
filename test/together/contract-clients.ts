import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/contract/client', 'test/contract/scoring-clients.spec.ts', 'test/contract/wire.spec.ts'))('%s', (path) => {
  defineTestsOf(path);
});
