import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/journey/desk-looks.spec.ts', 'test/journey/desk-keyboard.spec.ts', 'test/journey/desk-reach.spec.ts', 'test/journey/desk-reports.spec.ts', 'test/journey/desk-calm.spec.ts', 'test/journey/appeals.spec.ts'))('%s', (path) => {
  defineTestsOf(path);
});
