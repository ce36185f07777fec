import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app';
import { launchBrowser } from '../support/browser';
import { type PersonInWorld, World } from '../support/world';
import { Receiver, verify } from '../http/notify/receiver';

const SCREENSHOTS = join(__dirname, '..', 'screenshots');
/** What the starter rules hold when a newcomer writes it. */
const SHORT_LINK = 'https://bit.ly/3xYz';

describe('from the article to the desk and back', () => {
  let service: TestApp;
  let browser: Browser;
  let url: string;
  let moderator: PersonInWorld;
  let colleague: PersonInWorld;
  let receiver: Receiver;
  let webhookSecret: string;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    service = await startTestApp({ env: { WEIR_ROLES: 'api,worker', WEIR_WEBHOOK_ALLOW_NETWORKS: '127.0.0.0/8' } });
    receiver = await Receiver.start();
    browser = await launchBrowser();
    mkdirSync(SCREENSHOTS, { recursive: true });
    const world = new World(service);
    const site = await world.newSite('demo');
    moderator = await world.person(site, 'lead', 'Ana Soto');
    colleague = await world.person(site, 'lead', 'Ben Okafor');
    const admin = await world.person(site, 'admin', 'Cleo Ade');
    const { body } = await admin.client.post('/v1/sites/demo/webhooks', { url: receiver.url, types: ['comment.decided'] });
    webhookSecret = (body as { secret: string }).secret;
    url = await service.listen();
  }, 120_000);

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    await decideEverything();
  });

  afterAll(async () => {
    await browser.close();
    await service.close();
    await receiver.stop();
  });

  interface Look {
    readonly colorScheme?: 'light' | 'dark';
    readonly width?: number;
  }

  async function open(path: string, { colorScheme = 'light', width = 1280 }: Look = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(url + path);
    return page;
  }

  /** The desk has loaded all that a decision needs, and takes one. */
  async function ready(desk: Page): Promise<void> {
    await desk.locator('button:enabled', { hasText: 'Approve' }).waitFor();
    await desk.locator('#reasons button:enabled').first().waitFor({ state: 'attached' });
  }

  /** No test finds another's items on the desk. */
  async function decideEverything(): Promise<void> {
    for (const item of await waiting()) await rejectAs(item);
  }

  interface Waiting {
    readonly id: string;
    readonly version: number;
    readonly comment: { readonly body: string };
  }

  async function waiting(): Promise<readonly Waiting[]> {
    return ((await colleague.client.get('/v1/sites/demo/review/items')).body as { items: Waiting[] }).items;
  }

  async function rejectAs({ id, version }: Waiting): Promise<void> {
    const { status } = await colleague.client.post(`/v1/sites/demo/review/items/${id}/decisions`, { action: 'reject', reasonCode: 'spam' }, { 'if-match': `"${String(version)}"` });
    expect(status).toBe(201);
  }

  async function comment(page: Page, text: string, name: string): Promise<void> {
    await page.getByLabel('Write a comment', { exact: true }).fill(text);
    await page.getByLabel('Your name').fill(name);
    await page.getByRole('button', { name: 'Send' }).click();
  }

  async function signIn(look?: Look): Promise<Page> {
    const page = await open('/console/', look);
    await page.getByLabel('Email').fill(moderator.email);
    await page.getByLabel('Password', { exact: true }).fill(moderator.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Queues' }).waitFor();
    return page;
  }

  async function picture(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
  }

  async function barriers(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }

  it('shows a harmless comment to everybody at once', async () => {
    const writer = await open('/demo');
    // At the pace of a quick typist: the starter rules hold what was written in no time.
    await writer.getByLabel('Write a comment', { exact: true }).pressSequentially('Who looks after the patients in ', { delay: 60 });
    await comment(writer, 'Who looks after the patients in Petare now?', 'Marisol');
    await writer.getByText('Your comment is up.').first().waitFor();

    const other = await open('/demo');
    await other.getByText('Who looks after the patients in Petare now?').waitFor();
    expect(await other.getByRole('article').filter({ hasText: 'Petare' }).textContent()).toContain('Marisol');
  });

  it('holds a short link, shows the moderator why, shows the approved comment within two seconds, and tells the site', async () => {
    const text = `Look at this: ${SHORT_LINK} – it explains everything.`;
    const reader = await open('/demo');
    await comment(reader, text, 'Newcomer');
    await reader.getByText('A moderator will look at it.').first().waitFor();
    const stranger = await open('/demo');
    await stranger.getByLabel('Write a comment', { exact: true }).waitFor();
    expect(await stranger.getByText('it explains everything').count()).toBe(0);

    const desk = await signIn();
    await desk.getByRole('article').getByText('it explains everything').waitFor();
    expect(await desk.locator('mark').allTextContents()).toContain(SHORT_LINK);

    await desk.getByText(/^yours until/).waitFor();
    await ready(desk);
    await desk.keyboard.press('a');
    await desk.getByText(/^Approved “Look at this/).waitFor();
    await reader.getByText('Your comment is up.').first().waitFor({ timeout: 2_000 });
    await stranger.reload();
    await stranger.getByText('it explains everything').waitFor();

    // The site hears of it when the moderator can no longer take it back at the desk.
    await receiver.arrived(1);
    expect(verify(webhookSecret, receiver.at(0))).toMatchObject({ type: 'comment.decided', data: { site: 'demo', comment: { status: 'published' }, decision: { action: 'approve' } } });
  }, 60_000);

  it('rejects with a digit, undoes with Z, and says so to the reader', async () => {
    const reader = await open('/demo');
    await comment(reader, `Cheap watches at ${SHORT_LINK}`, 'Seller');
    await reader.getByText('A moderator will look at it.').first().waitFor();

    const desk = await signIn();
    await desk.getByRole('article').getByText('Cheap watches').waitFor();
    await ready(desk);
    await desk.keyboard.press('r');
    await desk.getByText('Reject as').waitFor();
    await desk.keyboard.press('1');
    await desk.getByText(/^Rejected “Cheap watches/).waitFor();
    await reader.getByText('This comment was not published.').waitFor();

    await desk.keyboard.press('z');
    await desk.getByText(/^Undone/).waitFor();
    await desk.getByRole('article').getByText('Cheap watches').waitFor();
    expect((await waiting()).map(({ comment: { body } }) => body)).toEqual([`Cheap watches at ${SHORT_LINK}`]);
  });

  it('tells the second moderator who was quicker', async () => {
    const reader = await open('/demo');
    await comment(reader, `Two of you will want this ${SHORT_LINK}`, 'Twice');
    await reader.getByText('A moderator will look at it.').first().waitFor();
    const desk = await signIn();
    await desk.getByRole('article').getByText('Two of you').waitFor();
    await ready(desk);
    for (const item of await waiting()) await rejectAs(item);
    await desk.keyboard.press('a');
    expect(await desk.getByText(/Ben Okafor (was quicker|rejected this)/).first().textContent()).toContain('Ben Okafor');
  });

  it.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { width: 390 }],
  ] as const)('has no barriers and one look: %s', async (name, look) => {
    const reader = await open('/demo', look);
    await comment(reader, `Pictures for you ${SHORT_LINK} (${name})`, 'Painter');
    await reader.getByText('A moderator will look at it.').first().waitFor();
    expect(await barriers(reader)).toEqual([]);
    await picture(reader, `article-${name}`);

    const front = await open('/console/', look);
    await front.getByLabel('Email').waitFor();
    expect(await barriers(front)).toEqual([]);
    await picture(front, `sign-in-${name}`);

    const desk = await signIn(look);
    await desk.getByRole('article').getByText(`(${name})`).waitFor();
    expect(await barriers(desk)).toEqual([]);
    await picture(desk, `desk-${name}`);
    await ready(desk);
    await desk.keyboard.press('r');
    await desk.getByText('Reject as').waitFor();
    await picture(desk, `desk-reasons-${name}`);
    await desk.keyboard.press('1');
    await desk.getByText('Nothing waits.').waitFor();
    expect(await barriers(desk)).toEqual([]);
    await picture(desk, `desk-empty-${name}`);
  });
});
