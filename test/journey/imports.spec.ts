import { barriers, picture } from '../support/console-browser';
import type { PersonInWorld } from '../support/world';
import { DeskWorld } from './desk-world';

const IMPORTS = '/console/herald/office/imports';
const comment = (externalId: string, more: object): string => JSON.stringify({ externalId, article: { id: 'ferry', title: 'The ferry' }, author: { id: 'u-7', name: 'Ana' }, body: 'Full again.', createdAt: '2019-03-02T10:00:00Z', ...more });
const FILE = { name: 'old.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from([comment('1', {}), comment('2', { body: 'And late.' }), comment('3', { createdAt: 'in spring' })].join('\n')) };

describe('imports in the office', () => {
  let desk: DeskWorld;
  let tom: PersonInWorld;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    tom = await desk.world.person(desk.site, 'admin', 'Tom Reyes');
  }, 120_000);
  afterEach(() => desk.browser.leave());
  afterAll(() => desk.close());

  it('begin with a file, say how far they are, and what was wrong with which row', async () => {
    const page = await desk.browser.signIn(tom, IMPORTS);
    await page.getByText('Nothing has been imported yet.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'imports-none');
    await page.getByLabel('Written by').selectOption('weir');
    await page.getByLabel('Name of the source').fill('Old Blog');
    await page.getByLabel('File', { exact: true }).setInputFiles(FILE);
    await page.getByRole('button', { name: 'Import', exact: true }).press('Enter');
    await page.getByRole('alert').getByText(/Source must be/).first().waitFor();
    await page.getByLabel('Name of the source').fill('old-blog');
    await page.getByRole('button', { name: 'Import', exact: true }).press('Enter');

    await page.getByRole('heading', { level: 1, name: 'Import from Weir' }).waitFor();
    await page.getByRole('status').getByText('done').waitFor();
    const row = page.getByRole('region', { name: 'What was wrong' }).getByRole('row').nth(1);
    await row.getByText('left out').waitFor();
    expect(await row.getByRole('cell').first().textContent()).toBe('3');
    expect(await page.locator('dl div', { hasText: 'Imported' }).locator('dd').first().textContent()).toBe('2');
    expect(await page.title()).toBe('Imports – Site herald – Weir');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'import-light');

    await page.getByRole('link', { name: 'All imports' }).click();
    await page.getByRole('row', { name: /Weir · old-blog done/ }).waitFor();
    expect((await tom.client.get(desk.path('imports'))).body).toMatchObject({ items: [{ format: 'weir', source: 'old-blog', counts: { imported: 2, failed: 1 } }] });
  }, 120_000);

  it.each([['dark', { colorScheme: 'dark' }], ['phone', { width: 390 }]] as const)('have no barriers and one look: %s', async (name, look) => {
    const page = await desk.browser.signIn(tom, IMPORTS, look);
    await page.getByRole('row', { name: /done/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'))).toBeLessThanOrEqual(0);
    await picture(page, `imports-${name}`);
    await page.getByRole('row', { name: /done/ }).getByRole('link').click();
    await page.getByRole('region', { name: 'What was wrong' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, `import-${name}`);
  }, 120_000);

  it('show how much of the file has been sent and read while they are on their way, and can be cancelled', async () => {
    const [run] = ((await tom.client.get(desk.path('imports'))).body as { items: { id: string }[] }).items;
    const page = await desk.browser.signIn(tom, `${IMPORTS}/${run?.id ?? ''}`);
    await page.getByRole('status').getByText('done').waitFor();
    // The same import as it would be in the middle of a large file. Answered at once: the page goes on asking while the test ends.
    const { body } = await tom.client.get(desk.path(`imports/${run?.id ?? ''}`));
    const json = { ...(body as object), status: 'running', progress: { bytes: 40_000_000, bytesRead: 12_500_000, rows: 31_204 } };
    await page.route(`**/v1/sites/*/imports/${run?.id ?? ''}`, (route) => route.fulfill({ json }));
    await page.reload();
    const progress = page.getByRole('progressbar', { name: 'Progress' });
    await progress.waitFor();
    expect(await progress.getAttribute('value')).toBe('12500000');
    await page.getByText('12.5 / 40 MB · 31,204 rows').waitFor();
    await page.getByRole('button', { name: 'Cancel this import' }).press('Enter');
    await page.getByText('What has been imported until now stays.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'import-running');
  }, 120_000);

  it('that are not there say so, and leads have no page for them', async () => {
    const page = await desk.browser.signIn(tom, `${IMPORTS}/00000000-0000-7000-8000-000000000000`);
    await page.getByText('This import does not exist.').waitFor();
    await desk.browser.leave();
    const lead = await desk.browser.signIn(await desk.world.person(desk.site, 'lead', 'Ana Soto'), IMPORTS);
    await lead.getByText('Your role does not include this page.').waitFor();
    expect(await lead.getByRole('link', { name: 'Imports' }).count()).toBe(0);
  }, 120_000);
});
