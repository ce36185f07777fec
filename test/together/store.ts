import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/store'))('%s', (path) => {
  defineTestsOf(path);
});
