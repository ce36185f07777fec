import type { Page } from 'playwright-core';
import { barriers, type Look, picture } from '../support/console-browser';
import type { PersonInWorld } from '../support/world';
import { DeskWorld, ready } from './desk-world';

const LOOKS: readonly (readonly [name: string, look: Look])[] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { width: 390 }],
];

/** Of everything that the desk's first page loads, packed as it is sent: code, styles, words of one language. */
const FIRST_LOAD_BYTES = 160 * 1024;
/** Guards against a wait; the figure is printed. */
const FIRST_LOAD_MS = 15_000;

describe('the look of the desk', () => {
  let desk: DeskWorld;
  let ana: PersonInWorld;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    ana = await desk.world.person(desk.site, 'lead', 'Ana Soto');
    const jorge = { author: 'jorge', name: 'Jorge M.' };
    const { id: parentId } = await desk.say('They were never going to stay. The bridge was closed for nine years, and everybody knew why.', jorge);
    await desk.say('I crossed it this morning with my daughter. It is beautiful.', { name: 'Ines' });
    await desk.say('I made 4000 a week and so can YOU, ask me how:\nhttps://bit.ly/3xYz or message me on Whats App +58 412 555 01 23', { author: 'deals', name: 'DealsForYou', parentId });
    await desk.say('I made 4000 a week and so can YOU, ask me how: https://bit.ly/3xYz today', { author: 'deals', name: 'DealsForYou', article: 1 });
    await desk.sayHeld(14, 'Watches and bags');
  }, 120_000);
  afterEach(() => desk.browser.leave());
  afterAll(() => desk.close());

  async function looksRight(page: Page, name: string): Promise<void> {
    expect(await barriers(page)).toEqual([]);
    await picture(page, name);
  }

  it.each(LOOKS)('has no barriers and one look: %s', async (name, look) => {
    const page = await desk.sit(ana, look);
    await page.getByText(/^yours until/).waitFor();
    await looksRight(page, `desk-${name}`);

    await page.keyboard.press('r');
    await page.getByText('Reject as').waitFor();
    await picture(page, `desk-reasons-${name}`);
    await page.keyboard.press('Escape');

    await page.keyboard.press('b');
    await page.getByRole('complementary', { name: 'Author' }).getByText('Standing').waitFor();
    await looksRight(page, `desk-author-${name}`);
    await page.keyboard.press('b');

    await page.keyboard.press('m');
    await page.getByLabel('Message to the author').waitFor();
    await looksRight(page, `desk-message-${name}`);
    await page.keyboard.press('Escape');

    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await looksRight(page, `desk-keys-${name}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.keyboard.press('x');
    await page.getByText('1 selected').waitFor();
    await looksRight(page, `desk-list-${name}`);
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1);
  }, 120_000);

  it('loads little before the first decision, and nothing of other pages', async () => {
    const page = await desk.browser.signIn(ana, '/console/herald/desk');
    await page.reload();
    await ready(page);
    const { files, bytes, ms } = await page.evaluate<{ files: string[]; bytes: number; ms: number }>(`(() => {
      const own = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/console/'));
      return { files: own.map(({ name }) => name.split('/').at(-1)), bytes: own.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0), ms: performance.now() };
    })()`);
    console.log(`the desk's first load: ${String(files.length)} files, ${(bytes / 1024).toFixed(0)} KiB packed; a decision possible after ${ms.toFixed(0)} ms`);
    expect(bytes).toBeGreaterThan(50 * 1024);
    expect(bytes).toBeLessThan(FIRST_LOAD_BYTES);
    expect(ms).toBeLessThan(FIRST_LOAD_MS);
    expect(files.filter((name) => /rules|insights|office|articles|yaml|history|time-plot/.test(name))).toEqual([]);
  }, 180_000);

  it('speaks German, Spanish and French, from the menu, without loading the page again', async () => {
    const page = await desk.sit(ana);
    await page.getByRole('button', { name: 'Ana Soto' }).click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await page.getByRole('button', { name: 'Freigeben' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await looksRight(page, 'desk-german');
    await page.keyboard.press('b');
    await page.getByRole('complementary', { name: 'Autor' }).getByText('Stellung').waitFor();
    await picture(page, 'desk-author-german');
    await page.keyboard.press('l');
    await page.getByLabel('Kommentare suchen').waitFor();
    await picture(page, 'desk-list-german');
    for (const [language, approve] of [['Français', 'Approuver'], ['Español', 'Aprobar']] as const) {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Ana Soto' }).click();
      await page.getByRole('menuitemradio', { name: language }).click();
      await page.getByRole('button', { name: approve }).first().waitFor();
    }
    await picture(page, 'desk-list-spanish');
  }, 180_000);

  it('says what is the case where there is nothing to decide: no permission, no connection, nothing found, no such item', async () => {
    const vera = await desk.world.person(desk.site, 'viewer', 'Vera Lind');
    const viewer = await desk.browser.signIn(vera, '/console/herald/desk');
    await viewer.getByText('You may look, but not decide').waitFor();
    await looksRight(viewer, 'desk-viewer');

    const page = await desk.browser.signIn(ana, '/console/herald/desk/all?q=nobodywrotethis');
    await page.getByText('Nothing matches.').waitFor();
    await looksRight(page, 'desk-nothing-found');
    await page.goto(`${desk.url}/console/herald/desk/all/00000000-0000-7000-8000-000000000000`);
    await page.getByText('This item is not here').waitFor();
    await looksRight(page, 'desk-no-such-item');
    await page.route('**/v1/sites/**', (route) => route.abort());
    await page.goto(`${desk.url}/console/herald/desk`);
    await page.getByText('The queue could not be loaded').waitFor();
    await page.getByText('No connection').waitFor();
    await looksRight(page, 'desk-no-connection');
    expect(await page.getByRole('button', { name: 'Try now' }).count()).toBe(1);
  }, 180_000);

  it('spares the eyes: slurs blurred, no colours, a break offered', async () => {
    const page = await desk.sit(ana);
    await page.evaluate(`localStorage.setItem('weir-desk', '{"keys":"weir","blur":true,"grey":true,"breakAfter":25}')`);
    await page.reload();
    await ready(page);
    await looksRight(page, 'desk-grey');
    expect(await page.locator('[data-grey]').count()).toBe(1);
    await page.keyboard.press('f');
    await page.getByRole('navigation', { name: 'Queues' }).waitFor({ state: 'detached' });
    await picture(page, 'desk-focus');
  }, 180_000);
});
