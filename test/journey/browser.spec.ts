import { type Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';

describe('the browser of the tests', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser.close();
  });

  it('runs scripts, lays out text in a real font and takes pictures', async () => {
    const page = await browser.newPage({ viewport: { width: 300, height: 200 } });
    await page.goto('data:text/html,<h1>Weir</h1><script>document.title = String(6 * 7)</script>');
    expect(await page.title()).toBe('42');
    const width = await page.evaluate('(() => { const text = document.createRange(); text.selectNodeContents(document.querySelector("h1")); return text.getBoundingClientRect().width; })()');
    expect(width).toBeGreaterThan(20);
    expect((await page.screenshot()).subarray(1, 4).toString()).toBe('PNG');
  });
});
