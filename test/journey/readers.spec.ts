import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Site } from '../../src/domain/actor';
import { startTestApp, type TestApp } from '../support/app';
import { launchBrowser } from '../support/browser';
import type { Client } from '../support/client';
import { expectStatus, NEWS_ORIGIN, type PersonInWorld, World } from '../support/world';

const ARTICLE = { id: 'caracas-2026-02-22', title: 'An article' };

describe('readers under an article', () => {
  let service: TestApp;
  let browser: Browser;
  let url: string;
  let site: Site;
  let newsSite: Client;
  let moderator: PersonInWorld;
  let viewer: PersonInWorld;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    service = await startTestApp();
    browser = await launchBrowser();
    const world = new World(service);
    site = await world.newSite('demo');
    newsSite = (await world.siteKey(site)).client;
    moderator = await world.person(site, 'moderator', 'Ana Soto');
    viewer = await world.person(site, 'viewer', 'Vera Looker');
    url = await service.listen();
    await publishThread();
    await published('<p>Look <b>here</b><img src="x" onerror="document.title=\'run\'"><a href="javascript:document.title=\'run\'">there</a></p>', { format: 'html' });
    await published('The moon landing was staged in a studio near Maracaibo.');
  }, 120_000);

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });

  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  async function open(path: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(url + path);
    return page;
  }

  async function published(body: string, more: Record<string, unknown> = {}): Promise<string> {
    const author = { id: `u-${body.length.toString()}`, name: 'Jorge Maldonado', kind: 'subscriber' };
    const answer = expectStatus(await newsSite.post('/v1/sites/demo/comments', { article: ARTICLE, author, body, ...more }), 201);
    expect(answer.body.status).toBe('published');
    return String(answer.body.id);
  }

  async function publishThread(): Promise<void> {
    const first = await published('They were never going to stay, if you ask me.');
    const second = await published('And who staffs the clinics in the hills from now on?', { parentId: first });
    const third = await published('Nobody has said a word about that so far, sadly.', { parentId: second });
    await published('My aunt has been waiting for an answer since Monday last week.', { parentId: third });
  }

  it('answer each other, three levels deep and then side by side', async () => {
    const reader = await open('/demo');
    const deepest = reader.getByRole('article').filter({ hasText: 'My aunt has been waiting' });
    expect(await deepest.textContent()).toContain('in reply to Jorge Maldonado');
    await deepest.getByRole('button', { name: 'Reply to Jorge Maldonado' }).click();
    await reader.getByLabel('Reply to Jorge Maldonado', { exact: true }).last().pressSequentially('Mine got a letter on Thursday.', { delay: 80 });
    await reader.getByRole('button', { name: 'Send' }).last().click();
    const reply = reader.getByRole('article').filter({ hasText: 'Mine got a letter' });
    await reply.getByText('Your comment is up.').waitFor();
    expect(await reader.locator('li li li li').count()).toBe(0);
  });

  it('never run what another reader wrote', async () => {
    const reader = await open('/demo');
    const comment = reader.getByRole('article').filter({ hasText: 'Look here' });
    await comment.waitFor();
    expect(await comment.locator('img, [onerror], a[href^="javascript"]').count()).toBe(0);
    expect(await reader.title()).not.toBe('run');
  });

  it('report a comment, and the desk says so', async () => {
    const reader = await open('/demo');
    const comment = reader.getByRole('article').filter({ hasText: 'moon landing' });
    await comment.getByRole('button', { name: 'Report' }).click();
    await comment.getByRole('button', { name: 'Something else' }).click();
    await comment.getByText('Thank you. A moderator will look at it.').waitFor();

    const { body } = await moderator.client.get('/v1/sites/demo/review/items?queue=reported');
    expect(body.items).toMatchObject([{ reason: 'Reported by readers', signals: [{ kind: 'report', report: { reason: 'other' } }] }]);
  });

  it('keep their words while the connection is gone', async () => {
    const reader = await open('/demo');
    await reader.getByRole('heading', { name: /^Comments/ }).waitFor();
    await reader.getByLabel('Write a comment', { exact: true }).pressSequentially('I was on a train when I wrote this.', { delay: 60 });
    await reader.context().setOffline(true);
    await reader.getByRole('button', { name: 'Send' }).click();
    await reader.getByText('Your words are kept').waitFor();
    await reader.context().setOffline(false);
    await reader.getByRole('button', { name: 'Send' }).click();
    await reader.getByText('Your comment is up.').first().waitFor();
    expect(await reader.getByText('I was on a train').count()).toBe(1);
  });

  it("write on the news site's own page, in its own font and language", async () => {
    const context = await browser.newContext();
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const html = `<!doctype html><html lang="de"><body style="font-family: monospace"><script src="${url}/embed.js" data-site="demo" data-article="a-2" async></script></body></html>`;
    await page.route(`${NEWS_ORIGIN}/**`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(`${NEWS_ORIGIN}/politik/artikel`);
    await page.getByText('Noch keine Kommentare').waitFor();
    await page.getByLabel('Kommentar schreiben', { exact: true }).pressSequentially('Das hätte ich nicht gedacht, ehrlich gesagt.', { delay: 60 });
    await page.getByRole('button', { name: 'Absenden' }).click();
    await page.getByText('Ihr Kommentar ist erschienen.').first().waitFor();
    expect(await page.evaluate(`getComputedStyle(document.querySelector('#weir-comments').shadowRoot.querySelector('article')).fontFamily`)).toBe('monospace');
  });

  it('write on a page that allows nothing and styles everything, read from right to left', async () => {
    const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const refused: string[] = [];
    page.on('console', (message) => { if (/Content Security Policy|Refused to/.test(message.text())) refused.push(message.text()); });
    const hostile = '* { all: unset !important; display: none !important; visibility: hidden !important; opacity: 0 !important; position: absolute !important; pointer-events: none !important } html, body { display: block !important; visibility: visible !important; opacity: 1 !important; position: static !important }';
    const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; script-src ${url}; connect-src ${url}; style-src ${NEWS_ORIGIN}`;
    const html = `<!doctype html><html lang="ar" dir="rtl"><head><title>Page</title><link rel="stylesheet" href="${NEWS_ORIGIN}/hostile.css"></head><body><script src="${url}/embed.js" data-site="demo" data-article="a-rtl" data-lang="en"></script></body></html>`;
    await page.route(`${NEWS_ORIGIN}/**`, (route) => route.fulfill(route.request().url().endsWith('.css') ? { contentType: 'text/css', body: hostile } : { contentType: 'text/html', headers: { 'content-security-policy': policy }, body: html }));
    await page.goto(`${NEWS_ORIGIN}/article`);
    await page.getByLabel('Write a comment', { exact: true }).pressSequentially('هل يعرف أحد متى تصل العبارة القادمة؟', { delay: 60 });
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Your comment is up.').first().waitFor();
    const inBox = (expression: string): Promise<unknown> => page.evaluate(`(() => { const root = document.querySelector('#weir-comments').shadowRoot; return ${expression}; })()`);
    expect(await inBox(`getComputedStyle(root.querySelector('.text')).direction`)).toBe('rtl');
    await newsSite.post('/v1/sites/demo/comments', { article: { id: 'a-rtl' }, author: { id: 'u-left', name: 'Jorge' }, body: 'The ferry of noon was late, as it is each day.' });
    await page.getByRole('button', { name: 'Show one new comment' }).click();
    const english = page.getByRole('article').filter({ hasText: 'ferry of noon' });
    await english.waitFor();
    expect(await inBox(`[...root.querySelectorAll('.text')].map((each) => getComputedStyle(each).direction).sort()`)).toEqual(['ltr', 'rtl']);
    expect(await inBox(`[...root.querySelectorAll('article')].every((each) => each.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))`)).toBe(true);
    expect([refused, await page.evaluate('document.cookie'), await page.evaluate(`Object.keys(window).filter((name) => /weir/i.test(name))`)]).toEqual([[], '', []]);
  });

  it('take their own comment back', async () => {
    const reader = await open('/demo');
    await reader.getByLabel('Write a comment', { exact: true }).fill('See https://bit.ly/3xYz and tell me.');
    await reader.getByRole('button', { name: 'Send' }).click();
    const own = reader.getByRole('article').filter({ hasText: 'and tell me' });
    await own.getByText('A moderator will look at it.').waitFor();
    await reader.reload();
    await own.getByText('A moderator will look at it.').waitFor();
    await own.getByRole('button', { name: 'Take back' }).click();
    await own.getByRole('button', { name: 'Take it back for good' }).click();
    await own.waitFor({ state: 'detached' });
    const { body } = await moderator.client.get('/v1/sites/demo/comments?status=withdrawn');
    expect(body.items).toMatchObject([{ body: 'See https://bit.ly/3xYz and tell me.' }]);
  });

  it('are out of reach for a viewer, who sees but does not decide', async () => {
    const desk = await open('/console/');
    await desk.getByLabel('Email').fill(viewer.email);
    await desk.getByLabel('Password', { exact: true }).fill(viewer.password);
    await desk.getByRole('button', { name: 'Sign in' }).click();
    await desk.getByText('You may look, but not decide').waitFor();
    await desk.keyboard.press('a');
    expect(await desk.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    expect(await desk.getByRole('link', { name: 'History' }).count()).toBe(0);
    const { body } = await moderator.client.get('/v1/sites/demo/review/items?queue=reported');
    expect(body.items).toHaveLength(1);
  });
});
