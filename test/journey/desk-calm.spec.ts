import type { Page } from 'playwright-core';
import { barriers, picture } from '../support/console-browser';
import type { PersonInWorld } from '../support/world';
import { DeskWorld, ready } from './desk-world';

const CALM = '/console/herald/office/calm';

describe('a calm desk', () => {
  let desk: DeskWorld;
  let tom: PersonInWorld;
  let ana: PersonInWorld;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    [tom, ana] = [await desk.world.person(desk.site, 'admin', 'Tom Reyes'), await desk.world.person(desk.site, 'lead', 'Ana Soto')];
    await desk.sayHeld(8, 'Watches');
  }, 120_000);
  afterEach(() => desk.browser.leave());
  afterAll(() => desk.close());

  /** As an admin sets it for everybody, by keyboard. */
  async function setForAll(page: Page): Promise<void> {
    await page.getByLabel('Blur insults and threats').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.getByLabel('Suggest a break after').selectOption('25');
    await page.getByLabel('Suggest a break after').press('Enter');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByRole('status').getByText('Saved.').waitFor();
  }

  const isGrey = async (page: Page): Promise<boolean> => (await page.locator('[data-grey]').count()) === 1;

  it('is set by the site for everybody who has not chosen; what a person chose wins, until they follow the site again', async () => {
    const page = await desk.browser.signIn(tom, CALM);
    await setForAll(page);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'office-calm-light');
    // Who saved it has it at once.
    await page.getByRole('link', { name: 'Desk', exact: true }).click();
    await ready(page);
    expect(await isGrey(page)).toBe(true);

    const own = await desk.sit(ana);
    expect(await isGrey(own)).toBe(true);
    await own.keyboard.press(',');
    const sheet = own.getByRole('dialog');
    await sheet.getByText(/^As .* has set it\./).waitFor();
    expect(await sheet.getByLabel('Blur insults and threats').isChecked()).toBe(true);
    expect(await sheet.getByLabel('Suggest a break after').inputValue()).toBe('25');
    await picture(own, 'desk-settings-site');
    await sheet.getByLabel('Without colours').uncheck();
    await sheet.getByText('You have chosen for yourself').waitFor();
    expect(await barriers(own)).toEqual([]);
    await picture(own, 'desk-settings-own');
    await own.reload();
    await ready(own);
    expect(await isGrey(own)).toBe(false);
    // Only that was chosen: the rest is still the site's.
    expect(await own.evaluate('JSON.parse(localStorage.getItem("weir-desk"))')).toEqual({ grey: false });

    await own.keyboard.press(',');
    await sheet.getByRole('button', { name: 'As the site has it' }).press('Enter');
    await sheet.getByText(/^As .* has set it\./).waitFor();
    await own.keyboard.press('Escape');
    expect(await isGrey(own)).toBe(true);
  }, 120_000);

  it('is for admins to set: a lead may look', async () => {
    const page = await desk.browser.signIn(ana, CALM);
    await page.getByText('You may look, but not change anything.').waitFor();
    expect(await page.getByLabel('Without colours').isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
  }, 60_000);

  it.each([['dark', { colorScheme: 'dark' }], ['phone', { width: 390 }]] as const)('has no barriers and one look: %s', async (name, look) => {
    const page = await desk.browser.signIn(tom, CALM, look);
    await page.getByLabel('Without colours').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, `office-calm-${name}`);
  }, 60_000);

  it('says when it could not be loaded, and tries again', async () => {
    const page = await desk.browser.signIn(tom, '/console/herald/office/queues');
    await page.route('**/settings', (route) => route.abort());
    await page.getByRole('link', { name: 'A calm desk' }).click();
    await page.getByRole('alert').getByText('This could not be loaded.').waitFor();
    await page.unroute('**/settings');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByLabel('Without colours').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  }, 60_000);
});
