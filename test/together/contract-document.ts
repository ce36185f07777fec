import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/contract/fuzz.spec.ts', 'test/contract/openapi.spec.ts'))('%s', (path) => {
  defineTestsOf(path);
});
