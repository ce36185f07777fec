import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/http/access', 'test/http/attacks', 'test/http/platform', 'test/http/isolation.spec.ts', 'test/http/readme.spec.ts'))('%s', (path) => {
  defineTestsOf(path);
});
