import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/journey/readers-threads.spec.ts'))('%s', (path) => {
  defineTestsOf(path);
});
