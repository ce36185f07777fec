import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import type { PersonInWorld } from './world';

const SCREENSHOTS = join(__dirname, '..', 'screenshots');
const HEIGHT = 900;
/** For a machine that has much else to do; nothing waits so long when all is well. */
const PATIENCE_MS = 40_000;

export interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

/** Somebody in front of the console. Every page is a browser of its own; `leave` closes all that were opened. */
export class ConsoleBrowser {
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  static async on(url: string): Promise<ConsoleBrowser> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    return new ConsoleBrowser(await launchBrowser(), url);
  }

  async open(path: string, look?: Look): Promise<Page> {
    const page = await this.page(look);
    await page.goto(this.url + path);
    return page;
  }

  /** Signed in already, as on every morning but the first: the form is a second page to load, and `enter` goes through it. */
  async signIn({ email, password }: PersonInWorld, path: string, look?: Look): Promise<Page> {
    const page = await this.page(look);
    const answer = await page.context().request.post(`${this.url}/v1/session`, { data: { email, password } });
    if (!answer.ok()) throw new Error(`Signing in as ${email} was answered with ${answer.status().toString()}: ${await answer.text()}`);
    await page.goto(this.url + path);
    return page;
  }

  private async page({ colorScheme = 'light', width = 1_360 }: Look = {}): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width, height: HEIGHT }, colorScheme, reducedMotion: 'reduce' });
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    return page;
  }

  /** From the form to the first page. */
  async enter(page: Page, { email, password }: PersonInWorld): Promise<void> {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  }

  async leave(): Promise<void> {
    await Promise.all(this.contexts.splice(0).map((context) => context.close()));
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/** Keeps a picture for the eye, where there is one: CI proves by what tests expect, and pictures of whole pages cost it a second each. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['CI'] === 'true') return;
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** What keeps people from using the page, as axe-core finds it; the whole list of rules, or only contrasts where nothing but colours differs. */
export async function barriers(page: Page, of: 'everything' | 'contrast' = 'everything'): Promise<string[]> {
  // Our pages have no frames, so nothing needs a second page that joins what each frame said; what is right is not described node by
  // node. The same violations come out, in less than half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (of === 'contrast' ? axe.withRules(['color-contrast']) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
