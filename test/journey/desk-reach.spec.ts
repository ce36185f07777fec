import type { Page } from 'playwright-core';
import { barriers } from '../support/console-browser';
import type { PersonInWorld } from '../support/world';
import { DeskWorld, ready } from './desk-world';

/** Every page of the desk and its office. What stands behind an id is reached from here. */
const PAGES = ['desk', 'desk/all?as=list', 'articles', 'authors', 'authors/jorge', 'history', 'insights', 'office', 'office/queues/spam', 'office/policies', 'office/policies/spam', 'office/templates', 'office/templates/~new', 'office/calm', 'office/imports', 'office/people', 'office/settings', 'office/keys', 'office/webhooks', 'account'] as const;
/** Elements that came meanwhile, and the browser's own way round. */
const SPARE_PRESSES = 15;

/** Notes everything that takes the focus, and whether one could see it. Elements that arrow keys reach count with their group. */
const WATCH = `(() => {
  window.unseen = [];
  addEventListener('focusin', ({ target }) => {
    target.setAttribute('data-reached', '');
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(target);
    const isSeen = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    if (!isSeen && target !== document.body && target.tabIndex >= 0) window.unseen.push(target.outerHTML.slice(0, 160));
  }, true);
})()`;
const REACHABLE = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((element) => !element.disabled && element.tabIndex >= 0 && element.type !== 'hidden' && element.checkVisibility({ visibilityProperty: true }) && !(element.type === 'radio' && !element.checked))`;

/** Until nothing has been added for a while. */
const SETTLED = `new Promise((resolve) => {
  let [count, frames] = [0, 0];
  const look = () => {
    const now = document.querySelectorAll('*').length;
    frames = now === count ? frames + 1 : 0;
    count = now;
    if (frames > 30) resolve();
    else requestAnimationFrame(look);
  };
  look();
})`;

describe('every page of the desk', () => {
  let desk: DeskWorld;
  let tom: PersonInWorld;
  let page: Page | undefined;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    tom = await desk.world.person(desk.site, 'admin', 'Tom Reyes');
    await desk.say('Everybody knew why.', { author: 'jorge', name: 'Jorge M.' });
    await desk.sayHeld(3, 'Reach me');
    const [, second] = await desk.waiting();
    if (second === undefined) throw new Error('It should wait');
    await desk.decideAs(tom, second, 'approve');
  }, 120_000);
  afterAll(() => desk.close());

  it.each(PAGES)('%s is reached by the keyboard alone, element by element, shows where one is, and has no barriers', async (path) => {
    page ??= await desk.browser.signIn(tom, '/console/herald/history');
    await page.goto(`${desk.url}/console/herald/${path}`);
    await (path === 'desk' ? ready(page) : page.getByRole('heading').first().waitFor());
    await page.evaluate(SETTLED);
    expect(await barriers(page)).toEqual([]);
    expect(await page.title()).toMatch(/^(\(\d+\) )?[^–]+ – Site herald – Weir$/);
    await page.evaluate(WATCH);
    const count = await page.evaluate<number>(`${REACHABLE}.length`);
    for (let presses = 0; presses < count + SPARE_PRESSES; presses += 1) await page.keyboard.press('Tab');
    const missed = await page.evaluate<string[]>(`${REACHABLE}.filter((element) => !element.hasAttribute('data-reached')).map((element) => element.outerHTML.slice(0, 160))`);
    expect({ missed, unseen: await page.evaluate<string[]>('[...new Set(window.unseen)]') }).toEqual({ missed: [], unseen: [] });
    expect(count).toBeGreaterThan(10);
  }, 120_000);
});
