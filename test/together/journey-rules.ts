import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/journey/rules.spec.ts', 'test/journey/rules-languages.spec.ts', 'test/journey/browser.spec.ts', 'test/journey/attacks.spec.ts'))('%s', (path) => {
  defineTestsOf(path);
});
