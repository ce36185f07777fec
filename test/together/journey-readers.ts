import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/journey/readers-threads.spec.ts', 'test/journey/readers-edits.spec.ts', 'test/journey/readers-nudge.spec.ts', 'test/journey/readers-looks.spec.ts', 'test/journey/readers-notice.spec.ts', 'test/journey/readers-smooth.spec.ts'))('%s', (path) => {
  defineTestsOf(path);
});
