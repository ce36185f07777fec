import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/http/review'))('%s', (path) => {
  defineTestsOf(path);
});
