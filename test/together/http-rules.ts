import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/http/rules'))('%s', (path) => {
  defineTestsOf(path);
});
