import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { StateReasons } from '../../src/law/state-reasons';
import { PositionEvents } from '../../src/review/position-events';
import { barriers, ConsoleBrowser, picture } from '../support/console-browser';
import { expectStatus } from '../support/world';
import { HELD, OfficeWorld } from './office-world';

const HOME = '/console/herald/office/law';
const LOOKS = [['light', {}], ['dark', { colorScheme: 'dark' }], ['phone', { width: 390 }]] as const;
const WHY = 'It calls for violence against a minister, which is a crime.';

describe('the law page', () => {
  let world: OfficeWorld;
  let people: ConsoleBrowser;

  beforeAll(async () => {
    world = await OfficeWorld.open();
    people = await ConsoleBrowser.on(await world.service.listen());
  }, 120_000);

  afterEach(() => people.leave());

  afterAll(async () => {
    await people.close();
    await world.service.close();
  });

  /** Barriers, and what is wider than the screen. */
  async function faults(page: Page): Promise<string[]> {
    const tooWide = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
    return [...(tooWide > 0 ? [`the page is ${String(tooWide)} px wider than the screen`] : []), ...(await barriers(page))];
  }

  /** The worker reads the log to its end. */
  async function follow(): Promise<void> {
    const { app } = world.service;
    while ((await app.get(PositionEvents, { strict: false }).runOnce()) > 0);
    while ((await app.get(StateReasons, { strict: false }).runOnce()) > 0);
  }

  async function decide(id: string, body: object): Promise<void> {
    const { version } = await world.read<{ version: number }>(`comments/${id}`);
    expectStatus(await world.lead.client.post(world.path(`comments/${id}/decisions`), body, { 'if-match': `"${String(version)}"` }), 201);
  }

  const giveNotice = (commentId: string, explanation: string) => world.admin.client.post(world.path('law/notices'), { commentId, category: 'VIOLENCE', explanation, name: 'Nora Notifier', email: 'nora@elsewhere.example', isGoodFaith: true });

  it('says what is missing until an admin has set it, and nobody else may', async () => {
    const lead = await people.signIn(world.lead, HOME);
    await lead.getByText('Reasons are not stated').waitFor();
    expect(await lead.getByLabel('State reasons for every restriction').isDisabled()).toBe(true);
    expect(await lead.getByRole('button', { name: 'Save' }).count()).toBe(0);
    const page = await people.signIn(world.admin, HOME);
    await page.getByText('No webhook listens').waitFor();
    await page.getByLabel('State reasons for every restriction').check();
    await page.getByLabel('Take notices of illegal content').check();
    await page.getByLabel('Where to write to').fill('comments@herald.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Saved.').waitFor();
    expect(await page.getByText('Still missing').count()).toBe(1);
    expect((await world.read<{ law: object }>('settings')).law).toEqual({ statements: true, notices: true, contact: 'comments@herald.example' });
    expectStatus(await world.admin.client.post(world.path('webhooks'), { url: 'https://hooks.news.example/law' }), 201);
    await page.reload();
    await page.getByText('Nothing is missing in the settings.').waitFor();
  }, 60_000);

  it('shows a notice at the desk with its mark, and what was decided of it on the page', async () => {
    const { id } = await world.say('They were never going to stay, if you ask me.');
    expectStatus(await giveNotice(id, WHY), 201);
    const desk = await people.signIn(world.lead, '/console/herald/desk');
    const said = desk.getByRole('region', { name: 'Notice of illegal content' });
    await said.getByText(WHY).waitFor();
    expect(await said.getByText('Nora').count()).toBe(0);
    expect(await faults(desk)).toEqual([]);
    await picture(desk, 'desk-notice');
    const page = await people.signIn(world.lead, HOME);
    const row = page.locator('[data-notice]').filter({ hasText: WHY });
    await row.getByText('waits').waitFor();
    await decide(id, { action: 'reject', reasonCode: 'threat' });
    await follow();
    await page.reload();
    await row.getByText('removed').waitFor();
    await page.getByRole('region', { name: 'Statements of reasons' }).getByRole('row', { name: /Threat.*Notice of illegal content.*by a person.*in force/ }).waitFor();
  }, 60_000);

  it('lists statements, narrowed by what was done and whether it holds', async () => {
    const spam = await world.say(HELD, { author: { id: 'jorge-77', kind: 'registered', name: 'Jorge' } });
    await decide(spam.id, { action: 'reject', reasonCode: 'abuse', authorAction: { kind: 'ban' } });
    const other = await world.say(HELD);
    await decide(other.id, { action: 'reject', reasonCode: 'hate' });
    await decide(other.id, { action: 'approve' });
    await follow();
    const page = await people.signIn(world.lead, HOME);
    const rows = page.locator('[data-statement]');
    await rows.filter({ hasText: 'Author excluded' }).waitFor();
    await page.getByLabel('State', { exact: true }).selectOption('ended');
    await rows.filter({ hasText: 'Author excluded' }).waitFor({ state: 'detached' });
    expect(await rows.count()).toBe(1);
    await page.getByLabel('What', { exact: true }).selectOption('ban');
    await page.getByText('No statement fits.').waitFor();
    await page.getByLabel('State', { exact: true }).selectOption('');
    await rows.filter({ hasText: 'Author excluded' }).waitFor();
  }, 60_000);

  it('hands out the statements in batches and the eleven files of the year', async () => {
    const page = await people.signIn(world.lead, HOME);
    const saved = async (name: string): Promise<string> => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()]);
      return readFileSync(await download.path(), 'utf8');
    };
    const [batch] = (await saved('Statements as JSON Lines')).trim().split('\n').map((line) => JSON.parse(line) as { statements: { category: string }[] });
    expect(batch?.statements.map(({ category }) => category)).toEqual(expect.arrayContaining(['STATEMENT_CATEGORY_VIOLENCE', 'STATEMENT_CATEGORY_CYBER_VIOLENCE']));
    expect(await page.getByRole('link', { name: /\.csv$/ }).count()).toBe(11);
    expect(await saved('4_notices.csv')).toMatch(/STATEMENT_CATEGORY_VIOLENCE,,1,0,1,0,/);
  }, 60_000);

  it.each(LOOKS)('has no barriers and one look: %s', async (name, look) => {
    const page = await people.signIn(world.admin, HOME, look);
    await page.locator('[data-statement]').first().waitFor();
    await page.locator('[data-notice]').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await picture(page, `office-law-${name}`);
  }, 60_000);

  it('is not for moderators', async () => {
    const page = await people.signIn(world.moderator, '/console/herald/desk');
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    expect(await page.getByRole('link', { name: 'Office' }).count()).toBe(0);
  }, 60_000);
});
