import { defineTestsOf, specFilesAt } from '../support/spec-files';

describe.each(specFilesAt('test/journey/office.spec.ts', 'test/journey/law.spec.ts', 'test/journey/connections.spec.ts', 'test/journey/imports.spec.ts', 'test/journey/insights.spec.ts', 'test/journey/administration.spec.ts', 'test/journey/people.spec.ts', 'test/journey/toxicity.spec.ts', 'test/journey/sign-in.spec.ts'))('%s', (path) => {
  defineTestsOf(path);
});
