import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Site } from '../../src/domain/actor';
import { startTestApp, type TestApp } from '../support/app';
import type { Client } from '../support/client';
import { ConsoleBrowser, type Look } from '../support/console-browser';
import { expectStatus, type PersonInWorld, World } from '../support/world';

export interface WaitingItem {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly queueId: string;
  readonly comment: { readonly id: string; readonly body: string; readonly status: string };
}

const ARTICLES = [
  { id: 'harbour', title: 'The harbour bridge opens again after nine years', section: 'local', url: 'https://news.example/harbour' },
  { id: 'market', title: 'Council votes on the old market hall', section: 'politics', url: 'https://news.example/market' },
] as const;

/** A newsroom's desk on a morning: a site, its people, and what readers wrote. The worker runs, so that news are live. */
export class DeskWorld {
  private constructor(
    readonly service: TestApp,
    readonly site: Site,
    readonly world: World,
    readonly browser: ConsoleBrowser,
    readonly url: string,
    private readonly server: Client,
    private readonly lead: PersonInWorld,
  ) {}

  static async open(): Promise<DeskWorld> {
    const service = await startTestApp({ env: { WEIR_ROLES: 'api,worker' } });
    const world = new World(service);
    const site = await world.newSite('herald');
    const url = await service.listen();
    const lead = await world.person(site, 'lead', 'Lea Lind');
    return new DeskWorld(service, site, world, await ConsoleBrowser.on(url), url, (await world.siteKey(site)).client, lead);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.service.close();
  }

  path(rest: string): string {
    return `/v1/sites/${this.site.slug}/${rest}`;
  }

  /** As a reader wrote it. */
  async say(body: string, { author = `reader-${randomUUID().slice(0, 8)}`, name = 'Marisol Vega', article = 0, parentId }: { author?: string; name?: string; article?: 0 | 1; parentId?: string } = {}): Promise<{ id: string; status: string }> {
    const answer = await this.server.post(this.path('comments'), { article: ARTICLES[article], author: { id: author, kind: 'registered', name }, body, ...(parentId === undefined ? {} : { parentId }) });
    return expectStatus(answer, 201).body as { id: string; status: string };
  }

  /** What the starter rules hold: a short link by somebody new. */
  async sayHeld(count: number, about: string): Promise<void> {
    for (let each = 1; each <= count; each += 1) await this.say(`${about} number ${String(each)}: all of it at https://bit.ly/${randomUUID().slice(0, 6)}`, { article: each % 2 === 0 ? 1 : 0 });
  }

  async waiting(query = ''): Promise<readonly WaitingItem[]> {
    return (expectStatus(await this.lead.client.get(this.path(`review/items?limit=100${query}`)), 200).body as { items: WaitingItem[] }).items;
  }

  /** A colleague elsewhere decides. */
  async decideAs(person: PersonInWorld, { id, version }: WaitingItem, action: 'approve' | 'reject'): Promise<void> {
    expectStatus(await person.client.post(this.path(`review/items/${id}/decisions`), { action, ...(action === 'reject' ? { reasonCode: 'spam' } : {}) }, { 'if-match': `"${String(version)}"` }), 201);
  }

  /** No test finds another's items on the desk. */
  async clear(): Promise<void> {
    for (let items = await this.waiting(); items.length > 0; items = await this.waiting()) {
      for (const { id, version } of items) await this.lead.client.post(this.path(`review/items/${id}/decisions`), { action: 'approve' }, { 'if-match': `"${String(version)}"` });
    }
  }

  /** At the desk, with an item on the screen that takes a decision. */
  async sit(person: PersonInWorld, look?: Look, path = ''): Promise<Page> {
    const page = await this.browser.signIn(person, `/console/${this.site.slug}/desk${path}`, look);
    await ready(page);
    return page;
  }
}

/** The desk has loaded all that a decision needs, and takes one. */
export async function ready(page: Page): Promise<void> {
  await page.locator('button:enabled', { hasText: 'Approve' }).first().waitFor();
  await page.locator('#reasons button:enabled').first().waitFor({ state: 'attached' });
}

/** The id of the item on the screen. */
export function shown(page: Page): Promise<string | null> {
  return page.locator('article').getAttribute('data-item');
}

/** Another item than this, or none, stands on the screen. */
export async function movedOn(page: Page, from: string | null): Promise<void> {
  await page.locator(`article:not([data-item="${from ?? ''}"]), main [role="status"] h1`).first().waitFor();
}

const EVERY_MS = 50;
const TRIES = 400;

/** Polls until it holds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (await holds()) return;
    await new Promise((resolve) => { setTimeout(resolve, EVERY_MS); });
  }
  throw new Error(`It did not come to be: ${holds.toString()}`);
}
