import { filesIn, textOf } from '../support/source-files';
import { specFilesAt } from '../support/spec-files';

describe('the groups of spec files that `npm test` runs', () => {
  it.each(['store', 'http', 'contract', 'journey'])('have each file of test/%s in one of them', (kind) => {
    const groups = filesIn('test/together', new RegExp(`^${kind}(-.*)?\\.ts$`));
    const places = groups.flatMap((path) => [...textOf(path).matchAll(/'(test\/[^']*)'/g)].map(([, place = '']) => place));
    expect([...specFilesAt(...places)].sort()).toEqual(specFilesAt(`test/${kind}`));
    expect(groups.length).toBeGreaterThan(0);
  });
});
