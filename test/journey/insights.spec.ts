import type { Locator, Page } from 'playwright-core';
import { barriers, ConsoleBrowser, type Look, picture } from '../support/console-browser';
import { InsightsWorld } from './insights-world';

const HOME = '/console/herald/insights';

describe('insights', () => {
  let world: InsightsWorld;
  let people: ConsoleBrowser;

  beforeAll(async () => {
    world = await InsightsWorld.open();
    people = await ConsoleBrowser.on(await world.rules.service.listen());
  }, 120_000);

  afterEach(() => people.leave());

  afterAll(async () => {
    await people.close();
    await world.close();
  });

  const figure = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
  const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });

  /** The page with all its charts drawn. */
  async function open(look?: Look, path = HOME): Promise<Page> {
    const page = await people.signIn(world.rules.admin, path, look);
    await page.locator('canvas').nth(2).waitFor();
    await figure(page, 'Load of each person').getByText('Ana Soto').waitFor();
    await figure(page, 'Rules by precision and volume').getByRole('link').first().waitFor();
    return page;
  }

  it('leads from a number to the comments that were counted', async () => {
    const page = await open({}, `${HOME}?range=24h`);
    const volume = figure(page, 'Comments by verdict');
    await volume.getByText('As a table').click();
    // In the table of the hour that was lived, whoever reads it sees what was said.
    const lived = volume.locator(`a[href*="from=${world.bargainAt.toISOString().slice(0, 'yyyy-mm-ddThh'.length)}"][href*="judged=held"]`);
    const held = Number(await lived.textContent());
    expect(held).toBeGreaterThan(0);
    await lived.click();
    await heading(page, 'The comments behind the number').waitFor();
    await page.getByText('Held by the rules.').waitFor();
    await page.getByText('A bargain, they said').waitFor();
    expect(await page.getByRole('listitem').count()).toBe(held);
    await picture(page, 'insights-behind');
    expect(await barriers(page)).toEqual([]);
  }, 60_000);

  it('shows the hour that has just begun, from its first second on', async () => {
    const hour = world.bargainAt.toISOString().slice(0, 'yyyy-mm-ddThh'.length);
    const page = await people.signIn(world.rules.admin, `${HOME}?range=24h`);
    await page.clock.setFixedTime(`${hour}:00:01Z`);
    await page.reload();
    const volume = figure(page, 'Comments by verdict');
    await volume.getByText('As a table').click();
    expect(Number(await volume.locator(`a[href*="from=${hour}"][href*="judged=held"]`).textContent())).toBeGreaterThan(0);
  }, 60_000);

  it('is stepped through with the arrow keys, each bucket told in words', async () => {
    const page = await open({}, `${HOME}?range=24h`);
    const volume = figure(page, 'Comments by verdict');
    const steps = volume.getByRole('slider', { name: 'Step through: Comments by verdict' });
    await steps.focus();
    const last = await steps.getAttribute('aria-valuetext');
    expect(last).toMatch(/Rejected \d+, Held \d+, Published \d+/);
    await page.keyboard.press('ArrowLeft');
    await volume.getByRole('button', { name: 'let go' }).waitFor();
    expect(await steps.getAttribute('aria-valuetext')).not.toBe(last);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await volume.getByRole('button', { name: 'let go' }).click();
    await volume.getByText('Whole time').waitFor();
  }, 60_000);

  it('shows noisy rules apart, and leads to them', async () => {
    const page = await open();
    const rules = figure(page, 'Rules by precision and volume');
    const noisy = rules.getByRole('link', { name: /^Offers and bargains: 19 hits, right in 25.*Noisy/ });
    await noisy.focus();
    await page.keyboard.press('Enter');
    await heading(page, 'Offers and bargains').waitFor();
    await page.goBack();
    await figure(page, 'Rules by precision and volume').getByText('As a table').click();
    await figure(page, 'Rules by precision and volume').getByRole('row', { name: /Offers and bargains/ }).getByRole('link', { name: '19' }).click();
    await heading(page, 'What deals fired on').waitFor();
    await page.getByText('Freebies behind the station').waitFor();
    expect(await page.getByRole('listitem').count()).toBe(19);
  }, 60_000);

  it('looks closer where somebody draws, and back by one click', async () => {
    const page = await open();
    const plot = figure(page, 'Comments by verdict').locator('.u-over');
    const box = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.45, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    await page.getByText('Chosen stretch').waitFor();
    expect(new URL(page.url()).searchParams.get('from')).not.toBeNull();
    await page.getByRole('navigation', { name: 'Time' }).getByRole('link', { name: '7 days' }).click();
    await page.getByText('Chosen stretch').waitFor({ state: 'detached' });
  }, 60_000);

  it('tells who looks after the log what was decided, and everybody else only of themselves', async () => {
    const lead = await open({}, `${HOME}?range=24h`);
    await figure(lead, 'Load of each person').getByRole('link', { name: 'Ana Soto' }).click();
    await heading(lead, 'What people decided').waitFor();
    await lead.getByText('My offer of help to the library still stands').waitFor();
    await people.leave();

    const page = await people.signIn(world.moderator, HOME);
    await figure(page, 'Load of each person').getByText('Nothing in this time.').waitFor();
    expect(await page.getByText('Ana Soto').count()).toBe(0);
    const work = figure(page, 'Held and rejected, and what people decided');
    await work.getByText(/^Decided/).waitFor();
    expect(await work.getByRole('link', { name: /^Decided/ }).count()).toBe(0);
    expect(await work.getByRole('link', { name: /^Held/ }).count()).toBe(1);
  }, 60_000);

  it.each([
    ['de', 'Einblicke'],
    ['es', 'Análisis'],
    ['fr', 'Analyses'],
  ])('fits a phone in every language: %s', async (language, title) => {
    const page = await people.signIn(world.rules.admin, HOME, { width: 390 });
    await heading(page, 'Insights').waitFor();
    await page.evaluate(`localStorage.setItem('weir-language', '${language}')`);
    await page.reload();
    await heading(page, title).waitFor();
    await page.locator('canvas').nth(2).waitFor();
    await whole(page);
    await picture(page, `insights-${language}`);
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
  }, 60_000);

  /** Lets the page grow as long as it is, for a picture of all of it. */
  async function whole(page: Page): Promise<void> {
    await page.evaluate(`(() => { const main = document.querySelector('main'); main.style.overflow = 'visible'; main.parentElement.style.height = 'auto'; })()`);
  }

  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { width: 390 }],
  ] as const)('has no barriers and one look: %s', async (name, look) => {
    const page = await open(look);
    expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    await whole(page);
    await picture(page, `insights-${name}`);
    expect(await barriers(page)).toEqual([]);
  }, 60_000);
});
