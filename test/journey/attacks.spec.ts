import type { Page } from 'playwright-core';
import { ConsoleBrowser } from '../support/console-browser';
import { expectStatus, NEWS_ORIGIN, World } from '../support/world';
import { startTestApp, type TestApp } from '../support/app';
import type { Client } from '../support/client';
import type { PersonInWorld } from '../support/world';

/** Runs wherever it is taken for markup, in an element, an attribute or a script. */
const HOSTILE = `"'><img src=x onerror=pwned('img')><svg onload=pwned('svg')></svg><script>pwned('script')</script><a href="javascript:pwned('a')">x</a>`;
const LINK = "javascript:pwned('link')";
/** What Perspective, WordPress and Markdown would make of it. */
const BODIES = [
  [HOSTILE, 'text'], [HOSTILE, 'html'], [HOSTILE, 'markdown'], [`[press](${LINK}) ![x](x" onerror="pwned('md'))`, 'markdown'], [`<a href="${LINK}" style="position:fixed;inset:0">press</a><math><mtext><style><img src=x onerror=pwned('mxss')></style></mtext></math>`, 'html'],
] as const;

/** The article of the demo page. */
const ARTICLE = 'caracas-2026-02-22';

const CONSOLE_PAGES = ['desk', 'desk/all?as=list', 'articles', 'authors', 'authors/evil', 'history', 'insights', 'office', 'office/queues/evil', 'office/policies/evil', 'office/templates', 'office/connections', 'office/imports', 'office/calm', 'office/people', 'office/settings', 'office/keys', 'office/webhooks', 'account', 'rules', 'rules/evil', 'rules/~lists', 'rules/~versions'] as const;

/** Every text that somebody can write holds something that would run, and nobody's page runs it. */
describe('what strangers wrote', () => {
  let service: TestApp;
  let browser: ConsoleBrowser;
  let admin: PersonInWorld;
  let url: string;

  beforeAll(async () => {
    service = await startTestApp();
    const world = new World(service);
    const site = await world.newSite('demo');
    admin = await world.person(site, 'admin', `Tom ${HOSTILE.slice(0, 60)}`);
    await plant(admin.client, (await world.siteKey(site)).client, await world.ownerClient());
    url = await service.listen();
    browser = await ConsoleBrowser.on(url);
  }, 120_000);

  afterEach(() => browser.leave());

  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  /** Tells what ran, and what stands in the page that would run once somebody pressed it. */
  async function dangers(page: Page): Promise<string[]> {
    return page.evaluate<string[]>(`(() => {
      const roots = [document];
      for (const root of roots) for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
      const of = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]).map((element) => element.outerHTML.slice(0, 120));
      return [...(window.ran ?? []), ...of('[onerror], [onload], [href^="javascript:" i], [src="x"], math')];
    })()`);
  }

  async function watched(page: Page): Promise<Page> {
    await page.addInitScript('window.ran = []; window.pwned = (where) => { window.ran.push(where); };');
    return page;
  }

  it.each(CONSOLE_PAGES)('does not run in the console: %s', async (path) => {
    const page = await watched(await browser.signIn(admin, '/console/demo/history'));
    await page.goto(`${url}/console/demo/${path}`);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    expect(await dangers(page)).toEqual([]);
    // The page was there, with something of what was planted or of the desk around it.
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(20);
  }, 60_000);

  // One of them was let through, the others wait.
  it('does not run for the moderator who has it before them, whichever way it was written', async () => {
    const page = await watched(await browser.signIn(admin, '/console/demo/history'));
    const { body } = expectStatus(await admin.client.get('/v1/sites/demo/review/items'), 200);
    const items = body.items as { id: string }[];
    expect(items.length).toBeGreaterThanOrEqual(BODIES.length - 1);
    for (const { id } of items) {
      await page.goto(`${url}/console/demo/desk/all/${id}`);
      await page.getByRole('article').first().waitFor();
      expect(await dangers(page)).toEqual([]);
    }
  }, 120_000);

  it('does not run under the article for readers', async () => {
    const page = await watched(await browser.open('/livez'));
    await page.goto(`${url}/demo`);
    await page.getByText('press').first().waitFor();
    expect(await dangers(page)).toEqual([]);
  }, 60_000);
});

async function plant(admin: Client, newsSite: Client, owner: Client): Promise<void> {
  const path = (rest: string): string => `/v1/sites/demo/${rest}`;
  const short = HOSTILE.slice(0, 80);
  expectStatus(await owner.patch(path('settings'), { name: HOSTILE.slice(0, 80), allowedOrigins: [NEWS_ORIGIN] }), 200);
  expectStatus(await newsSite.put(path(`articles/${ARTICLE}`), { title: HOSTILE, section: short }), 200);
  expect((await newsSite.put(path(`articles/${ARTICLE}`), { title: 'x', url: LINK })).status).toBe(422);
  for (const [n, [body, format]] of BODIES.entries()) {
    const comment = expectStatus(await newsSite.post(path('comments'), { article: { id: ARTICLE, title: HOSTILE, section: short }, author: { id: 'evil', name: short, kind: 'registered' }, title: short, body: `${body} ${String(n)}`, format }), 201).body as { id: string; version: number };
    expectStatus(await newsSite.post(path(`comments/${comment.id}/reports`), { reason: 'other', note: HOSTILE, reporterId: short }), 201);
    if (n === BODIES.length - 2) expectStatus(await admin.post(path(`comments/${comment.id}/decisions`), { action: 'approve' }, { 'if-match': `"${String((await newsSite.get(path(`comments/${comment.id}`))).body.version)}"` }), 201);
  }
  const { body } = expectStatus(await admin.get(path('review/items')), 200);
  for (const { id } of body.items as { id: string }[]) expectStatus(await admin.post(path(`review/items/${id}/notes`), { text: HOSTILE }), 201);
  expectStatus(await admin.post(path('authors/evil/notes'), { text: HOSTILE }), 201);
  expectStatus(await admin.post(path('review/queues'), { id: 'evil', name: short }), 201);
  expectStatus(await admin.post(path('policies'), { id: 'evil', title: short, description: HOSTILE }), 201);
  expectStatus(await admin.post(path('message-templates'), { name: short, lang: 'en', body: HOSTILE }), 201);
  expectStatus(await admin.post(path('review/views'), { name: short, filter: { queue: 'evil' }, isShared: true }), 201);
  expectStatus(await admin.post(path('connections'), { dialect: 'akismet', name: short }), 201);
  expectStatus(await admin.post(path('keys'), { name: short, scopes: ['comments:read'] }), 201);
  const draft = await admin.get(path('rule-set/draft'));
  const rule = { id: 'evil', name: short, reason: short, policy: 'evil', mode: 'shadow', when: { body: { words: [short] } }, then: { action: 'hold' }, examples: { match: [HOSTILE, `${HOSTILE} 2`], no_match: ['a', 'b'] } };
  const saved = expectStatus(await admin.put(path('rule-set/draft/rules/evil'), { rule }, { 'if-match': String(draft.headers['etag']) }), 200);
  expectStatus(await admin.put(path('rule-set/draft/lists/evil'), { list: { id: 'evil', kind: 'words', entries: [short] } }, { 'if-match': String(saved.headers['etag']) }), 200);
  const lines = [{ externalId: short, article: { id: short, title: HOSTILE }, author: { id: short, name: short }, body: HOSTILE, format: 'html', createdAt: '2020-01-01T10:00:00Z' }, { externalId: HOSTILE, createdAt: HOSTILE }];
  expectStatus(await admin.send('POST', path('imports?format=weir'), { body: lines.map((line) => JSON.stringify(line)).join('\n'), headers: { 'content-type': 'application/x-ndjson' } }), 202);
}
