import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser';
import { fillDesk } from './desk-data';
import { type Conditions, figure, measuringNow, percentile, type Result } from './report';
import { OWNER, withService } from './service';
import { texts } from './texts';

const OPEN = Number(process.env['BENCH_OPEN'] ?? 100_000);
const DECISIONS = 100;
const ROUNDS = 3;
const PATIENCE_MS = 30_000;

/** Runs in the page: notes for each key press how long it takes until another comment has been painted. */
const WATCH = `(() => {
  window.painted = [];
  const shown = () => document.querySelector('article')?.getAttribute('data-item') ?? null;
  let [pressed, last] = [null, shown()];
  window.addEventListener('keydown', () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    if (shown() === last || pressed === null) return;
    const since = pressed;
    [pressed, last] = [null, shown()];
    requestAnimationFrame(() => { setTimeout(() => { window.painted.push(performance.now() - since); }, 0); });
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-item'] });
})()`;

/** What a moderator waits for: key press to the next comment painted, in a real browser, while a hundred thousand items are open. */
export async function benchDesk(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  return withService({ WEIR_ROLES: 'api,worker' }, async ({ client, owner }) => {
    const { bodies, source } = texts(20_000, dataDir);
    await fillDesk(client, await owner.newSite(client, 'many'), { comments: OPEN, open: OPEN, bodies });
    measuringNow();
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
      page.setDefaultTimeout(PATIENCE_MS);
      const firstPaintMs = await signIn(page, owner.url);
      const [p50s, p95s]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        const painted = await decide(page);
        p50s.push(percentile(painted, 0.5));
        p95s.push(percentile(painted, 0.95));
      }
      return {
        results: [figure('desk.key_to_paint_p50_ms', 'ms', p50s), figure('desk.key_to_paint_p95_ms', 'ms', p95s), figure('desk.first_item_ms', 'ms', [firstPaintMs])],
        conditions: { 'desk.open': OPEN, 'desk.decisions': DECISIONS, 'desk.rounds': ROUNDS, 'desk.browser': browser.version(), 'desk.texts': source, 'desk.bars': 'p95 100 ms' },
      };
    } finally {
      await browser.close();
    }
  });
}

/** Until the first comment stands there; returns how long that took from the address on, once signed in. */
async function signIn(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/console`);
  await page.getByLabel('Email').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
  const at = performance.now();
  await page.goto(`${url}/console/many/desk`);
  await page.locator('article[data-item]').waitFor();
  const tookMs = performance.now() - at;
  await page.evaluate(WATCH);
  return tookMs;
}

/** Approves one after the other, each as soon as it stands there and takes a decision. */
async function decide(page: Page): Promise<Float64Array> {
  await page.locator('button:enabled', { hasText: 'Approve' }).waitFor();
  await page.evaluate('window.painted = []');
  for (let n = 0; n < DECISIONS; n++) {
    const shown = await page.locator('article').getAttribute('data-item');
    await page.keyboard.press('a');
    await page.waitForFunction(`document.querySelector('article')?.getAttribute('data-item') !== ${JSON.stringify(shown)}`);
    await page.locator('button:enabled', { hasText: 'Approve' }).waitFor();
  }
  return Float64Array.from(await page.evaluate<number[]>('window.painted')).sort();
}
