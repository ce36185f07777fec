import type { Page } from 'playwright-core';
import { longThread } from '../support/long-thread';
import { inBox, Readers } from './readers-world';

const COMMENTS = 5_000;
/** On two cores with five times the work they can do: none over 50 ms at the opening, at most 95 ms for each page more, 232 ms scrolled at 4,000 pixels a frame. */
const LONGEST_TASK_MS = 400;

let readers: Readers;

beforeAll(async () => {
  readers = await Readers.at();
  await readers.published('huge', 'The first of them all, and the youngest here.');
  await readers.sql(longThread({ siteId: readers.site.id, articleId: 'huge', size: COMMENTS, parentOf: 'CASE WHEN (n - 1) % 10 = 0 THEN NULL WHEN (n - 1) % 10 < 6 THEN n - (n - 1) % 10 ELSE n - 1 END' }));
}, 120_000);

afterAll(async () => {
  await readers.leave();
  await readers.close();
});

const WATCH = `window.longTasks = []; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.longTasks.push(Math.round(entry.duration)); }).observe({ type: 'longtask', buffered: true });`;

const nextFrame = (page: Page): Promise<unknown> => page.evaluate('new Promise((done) => requestAnimationFrame(done))');

/** The longest tasks since the last time somebody asked, longest first. */
async function longTasks(page: Page): Promise<number[]> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
  return page.evaluate<number[]>('window.longTasks.splice(0).sort((a, b) => b - a)');
}

const shown = (page: Page): Promise<number> => inBox<number>(page, `root.querySelectorAll('article').length`);

it('a thread of 5,000 comments opens, grows and scrolls without a hitch', async () => {
  const page = await readers.open({ article: 'huge', script: WATCH });
  // No role is asked for below: finding one among so many elements would be the longest task of all.
  while ((await shown(page)) < 491) await nextFrame(page);
  const opening = await longTasks(page);
  const growing: number[] = [];
  while (await inBox<boolean>(page, `!root.querySelector('.wide').hidden`)) {
    const before = await shown(page);
    await inBox(page, `root.querySelector('.wide').click()`);
    while (await inBox<boolean>(page, `root.querySelector('.wide').disabled`)) await nextFrame(page);
    expect(await shown(page)).toBeGreaterThan(before);
    growing.push(...(await longTasks(page)));
  }
  const all = await shown(page);
  for (let step = 0; step < 60; step++) {
    await page.mouse.wheel(0, 4_000);
    await nextFrame(page);
  }
  const scrolling = await longTasks(page);
  expect(all).toBe(COMMENTS + 1);
  expect([...opening, ...growing, ...scrolling].filter((duration) => duration > LONGEST_TASK_MS)).toEqual([]);
}, 180_000);
