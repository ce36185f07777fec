import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/http/intake'))('%s', (path) => {
  defineTestsOf(path);
});
