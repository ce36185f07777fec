import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { Client as Database } from 'pg';
import type { Site } from '../../src/domain/actor';
import { startTestApp, type TestApp } from '../support/app';
import { launchBrowser } from '../support/browser';
import type { Client } from '../support/client';
import { expectStatus, NEWS_ORIGIN, World } from '../support/world';

export interface ArticlePage {
  readonly article: string;
  /** Attributes of the page's root, `lang="en"` unless the test says otherwise. */
  readonly root?: string;
  /** Further attributes of the script tag. */
  readonly tag?: string;
  /** Around the script tag. */
  readonly body?: (script: string) => string;
  readonly context?: BrowserContextOptions;
  /** Before anything of the page runs. */
  readonly script?: string;
  /** With a clock that the test may put forward. */
  readonly clock?: boolean;
}

/** Readers in front of a news site's articles, each in a browser of their own; `leave` closes all that were opened. */
export class Readers {
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    readonly service: TestApp,
    readonly world: World,
    readonly site: Site,
    /** The news site's server. */
    readonly server: Client,
    readonly url: string,
    private readonly browser: Browser,
  ) {}

  static async at(): Promise<Readers> {
    const service = await startTestApp();
    const world = new World(service);
    const site = await world.newSite();
    return new Readers(service, world, site, (await world.siteKey(site)).client, await service.listen(), await launchBrowser());
  }

  path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }

  async settings(change: object): Promise<void> {
    const owner = await this.world.ownerClient();
    expectStatus(await owner.patch(this.path('settings'), change), 200);
  }

  /** A published comment of the news site's own; its id. */
  async published(article: string, body: string, more: object = {}): Promise<string> {
    const answer = expectStatus(await this.server.post(this.path('comments'), { article: { id: article }, author: { id: `u-${randomUUID()}`, name: 'Jorge Maldonado' }, body, ...more }), 201);
    if (answer.body.status !== 'published') throw new Error(`It became ${String(answer.body.status)}: ${body}`);
    return String(answer.body.id);
  }

  async sql(text: string): Promise<void> {
    const database = new Database({ connectionString: this.service.databaseUrl });
    await database.connect();
    await database.query(text).finally(() => database.end());
  }

  /** An article on the news site's own page, with the box under it. */
  async open({ article, root = 'lang="en"', tag = '', body = (script) => script, context, script, clock = false }: ArticlePage): Promise<Page> {
    const opened = await this.browser.newContext({ viewport: { width: 900, height: 900 }, reducedMotion: 'reduce', ...context });
    this.contexts.push(opened);
    const page = await opened.newPage();
    page.setDefaultTimeout(20_000);
    if (clock) await page.clock.install();
    if (script !== undefined) await page.addInitScript(script);
    const element = `<script src="${this.url}/embed.js" data-site="${this.site.slug}" data-article="${article}" ${tag} async></script>`;
    // A page that allows nothing but the box, as a careful newsroom serves it.
    const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; script-src ${this.url}; connect-src ${this.url}`;
    const html = `<!doctype html><html ${root}><head><title>An article</title><meta name="viewport" content="width=device-width"></head><body><main><h1>An article</h1>${body(element)}</main></body></html>`;
    await page.route(`${NEWS_ORIGIN}/**`, (route) => route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': policy }, body: html }));
    await page.goto(`${NEWS_ORIGIN}/${article}`);
    return page;
  }

  async leave(): Promise<void> {
    await Promise.all(this.contexts.splice(0).map((context) => context.close()));
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.service.close();
  }
}

/** The comment with these words. */
export const comment = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text });

/** Writes a comment and sends it. */
export async function send(page: Page, text: string): Promise<void> {
  await page.getByLabel('Write a comment', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

/** Something that is true inside the box, by an expression over its shadow `root`. */
export const inBox = <Value>(page: Page, expression: string): Promise<Value> => page.evaluate<Value>(`(() => { const root = document.querySelector('#weir-comments').shadowRoot; return ${expression}; })()`);
