import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/http/history', 'test/http/law', 'test/http/notify', 'test/http/privacy', 'test/http/signals'))('%s', (path) => {
  defineTestsOf(path);
});
