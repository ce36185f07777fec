import type { Page } from 'playwright-core';
import { barriers, type Look, picture } from '../support/console-browser';
import type { PersonInWorld } from '../support/world';
import { DeskWorld } from './desk-world';

const LOOKS: readonly (readonly [name: string, look: Look])[] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { width: 390 }],
];

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
  }, 120_000);
});
