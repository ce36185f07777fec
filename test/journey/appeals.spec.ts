import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Site } from '../../src/domain/actor';
import { startTestApp, type TestApp } from '../support/app';
import { launchBrowser } from '../support/browser';
import { barriers, picture } from '../support/console-browser';
import { expectStatus, NEWS_ORIGIN, type PersonInWorld, World } from '../support/world';

describe('under an article', () => {
  let service: TestApp;
  let browser: Browser;
  let url: string;
  let site: Site;
  let first: PersonInWorld;
  let second: PersonInWorld;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    service = await startTestApp();
    browser = await launchBrowser();
    const world = new World(service);
    site = await world.newSite('demo');
    const owner = await world.ownerClient();
    expectStatus(await owner.put('/v1/sites/demo/articles/caracas-2026-02-22', { title: 'An article', commentsMode: 'premoderated' }), 200);
    [first, second] = [await world.person(site, 'moderator', 'First'), await world.person(site, 'moderator', 'Second')];
    url = await service.listen();
  }, 120_000);

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });

  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${url}/demo`);
    return page;
  }

  async function write(page: Page, text: string): Promise<ReturnType<Page['getByRole']>> {
    await page.getByLabel('Write a comment', { exact: true }).fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
    const own = page.getByRole('article').filter({ hasText: text });
    await own.getByText('A moderator will look at it.').waitFor();
    return own;
  }

  async function decide(by: PersonInWorld, text: string, body: object): Promise<number> {
    const { body: list } = expectStatus(await by.client.get('/v1/sites/demo/review/items?sort=newest'), 200);
    const item = (list.items as { id: string; version: number; comment: { body: string } }[]).find(({ comment }) => comment.body === text);
    return (await by.client.post(`/v1/sites/demo/review/items/${item?.id ?? ''}/decisions`, body, { 'if-match': `"${String(item?.version)}"` })).status;
  }

  /** The comment in another reader's browser. The list under an article may be half a second old. */
  async function seenByOthers(text: string): Promise<{ page: Page; comment: ReturnType<Page['getByRole']> }> {
    const page = await open();
    const comment = page.getByRole('article').filter({ hasText: text });
    while (!(await comment.waitFor({ timeout: 3_000 }).then(() => true, () => false))) await page.reload();
    return { page, comment };
  }

  async function look(page: Page, name: string): Promise<void> {
    await picture(page, name);
    expect(await barriers(page)).toEqual([]);
  }

  it('an author hears why, asks for another look, and sees the comment go up when somebody else agrees', async () => {
    const page = await open();
    const text = 'The ferries were late again, and nobody at the pier knew why.';
    const own = await write(page, text);
    expect(await decide(first, text, { action: 'reject', reasonCode: 'off-topic', message: 'Please keep to the article.' })).toBe(201);
    await own.getByText('Please keep to the article. Reason: Off topic. Only you can see this.').waitFor();
    await own.getByRole('button', { name: 'Ask for another look' }).click();
    await own.getByLabel('Why should it be up?').fill('The pier is in the second paragraph.');
    await look(page, 'appeal-light');
    await own.getByRole('button', { name: 'Ask', exact: true }).click();
    await own.getByText('You asked for another look; a different moderator will read it.').waitFor();
    expect(await own.getByRole('button', { name: 'Ask for another look' }).count()).toBe(0);

    expect(await decide(first, text, { action: 'approve' })).toBe(403);
    const { body } = await second.client.get('/v1/sites/demo/review/items?queue=appeals');
    expect(body.items).toMatchObject([{ reason: 'Appeal by the author', signals: [{ kind: 'appeal', appeal: { message: 'The pier is in the second paragraph.' } }] }]);
    expect(await decide(second, text, { action: 'approve' })).toBe(201);
    await own.getByText('A different moderator has read it again: your comment is up.').waitFor();

    await seenByOthers(text);
  });

  it('an author is told on a phone and in the dark that it stays down, and cannot ask twice', async () => {
    const page = await open({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    const text = 'Buy your pier tickets from my cousin.';
    const own = await write(page, text);
    expect(await decide(first, text, { action: 'reject', reasonCode: 'spam' })).toBe(201);
    await own.getByText('This comment was not published. Reason: Spam.').waitFor();
    await own.getByRole('button', { name: 'Ask for another look' }).click();
    await look(page, 'appeal-dark-phone');
    await own.getByRole('button', { name: 'Ask', exact: true }).click();
    await own.getByText('You asked for another look').waitFor();
    await page.reload();
    await own.getByText('You asked for another look').waitFor();
    expect(await decide(second, text, { action: 'reject', reasonCode: 'spam' })).toBe(201);
    await own.getByText('A different moderator has read it again, and it stays down.').waitFor();
    expect(await own.getByRole('button', { name: 'Ask for another look' }).count()).toBe(0);
  });

  it('a reader brings back by a report what a moderator let stand, and it stays up meanwhile', async () => {
    const text = 'The mayor has promised a new pier by the summer.';
    await write(await open(), text);
    expect(await decide(first, text, { action: 'approve' })).toBe(201);
    const { page, comment } = await seenByOthers(text);
    await comment.getByRole('button', { name: 'Report' }).click();
    await comment.getByRole('button', { name: 'Offensive' }).click();
    await comment.getByText('Thank you. A moderator will look at it.').waitFor();
    const { body } = await second.client.get('/v1/sites/demo/review/items?queue=reported');
    expect(body.items).toMatchObject([{ comment: { body: text, status: 'published' }, signals: [{ kind: 'report', report: { reason: 'offensive' } }], decisions: [{ action: 'approve' }] }]);
    await page.reload();
    await comment.waitFor();
  });

  it.each([
    ['de', 'Dieser Kommentar wurde nicht veröffentlicht. Grund: Beleidigung. Nur für Sie sichtbar.', 'Noch einmal prüfen lassen'],
    ['es', 'Este comentario no se ha publicado. Motivo: Insultos. Solo usted lo ve.', 'Pedir que lo revisen de nuevo'],
    ['fr', 'Ce commentaire n’a pas été publié. Motif : Insultes. Vous seul le voyez.', 'Demander une nouvelle lecture'],
  ])('an author on a page in %s hears why in that language', async (lang, sentence, ask) => {
    const page = await open();
    const html = `<!doctype html><html lang="${lang}"><body><script src="${url}/embed.js" data-site="demo" data-article="caracas-2026-02-22" async></script></body></html>`;
    await page.route(`${NEWS_ORIGIN}/**`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(`${NEWS_ORIGIN}/${lang}`);
    const text = `A remark under the article for ${lang}.`;
    await page.locator('textarea').first().fill(text);
    await page.locator('button[type=submit]').first().click();
    const own = page.getByRole('article').filter({ hasText: text });
    await own.locator('.state.held').waitFor();
    expect(await decide(first, text, { action: 'reject', reasonCode: 'abuse' })).toBe(201);
    await own.getByText(sentence).waitFor();
    expect(await own.getByRole('button', { name: ask }).count()).toBe(1);
  });
});
