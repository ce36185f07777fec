import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/journey/desk.spec.ts', 'test/journey/desk-work.spec.ts', 'test/journey/desk-bulk.spec.ts', 'test/journey/desk-together.spec.ts', 'test/journey/readers.spec.ts'))('%s', (path) => {
  defineTestsOf(path);
});
