import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/http/dialects'))('%s', (path) => {
  defineTestsOf(path);
});
