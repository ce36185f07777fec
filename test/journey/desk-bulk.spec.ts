import type { Page } from 'playwright-core';
import { barriers, picture } from '../support/console-browser';
import type { PersonInWorld } from '../support/world';
import { DeskWorld } from './desk-world';

describe('many at once', () => {
  let desk: DeskWorld;
  let ana: PersonInWorld;
  let ben: PersonInWorld;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    ana = await desk.world.person(desk.site, 'lead', 'Ana Soto');
    ben = await desk.world.person(desk.site, 'lead', 'Ben Okafor');
  }, 120_000);
  afterEach(async () => {
    await desk.browser.leave();
    await desk.clear();
  });
  afterAll(() => desk.close());

  async function list(query = ''): Promise<Page> {
    const page = await desk.browser.signIn(ana, `/console/herald/desk/all?as=list${query}`);
    await page.getByRole('checkbox').first().waitFor();
    return page;
  }

  it('are looked at first, decided, told apart where a colleague was quicker, and taken back', async () => {
    await desk.sayHeld(6, 'Bags');
    const page = await list();
    // By keyboard: select, go down, select …
    for (let each = 1; each <= 5; each += 1) {
      await page.keyboard.press('x');
      await page.getByText(`${String(each)} selected`).waitFor();
      await page.keyboard.press('j');
    }
    await page.keyboard.press('r');
    await page.getByText('5 items would be decided.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'desk-bulk-preview');
    // Between the look and the deed a colleague decides two of them.
    const [first, second] = await desk.waiting();
    if (first === undefined || second === undefined) throw new Error('They should wait');
    await desk.decideAs(ben, first, 'approve');
    await desk.decideAs(ben, second, 'approve');
    await page.getByRole('button', { name: 'Reject 5' }).click();
    await page.getByText('3 decided').waitFor();
    await page.getByText('2 left alone').waitFor();
    await page.getByText(/(decided|changed) meanwhile/).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'desk-bulk-done');
    expect((await desk.waiting()).length).toBe(1);

    await page.getByRole('button', { name: 'Undo all of it' }).click();
    await page.getByText('Undone: 3 wait again.').waitFor();
    await picture(page, 'desk-bulk-undone');
    expect((await desk.waiting()).length).toBe(4);
  }, 180_000);

  it('are everything that a filter finds, frozen as it was looked at', async () => {
    await desk.sayHeld(4, 'Found by filter');
    const page = await list();
    await page.getByRole('button', { name: 'Select all that match' }).click();
    await page.getByText('All that match the filter').waitFor();
    await page.getByRole('button', { name: /Approve …/ }).click();
    await page.getByText('4 items would be decided.').waitFor();
    await desk.sayHeld(1, 'Came in after the look');
    await page.getByRole('button', { name: 'Approve 4' }).click();
    await page.getByText('4 decided').waitFor();
    expect((await desk.waiting()).map(({ comment: { body } }) => body.slice(0, 22))).toEqual(['Came in after the look']);
  }, 120_000);

  it('are all of an author, from the panel beside the comment', async () => {
    for (let each = 1; each <= 3; each += 1) await desk.say(`Cheap watches, the ${String(each)}. at https://bit.ly/watch${String(each)}`, { author: 'seller', name: 'Seller' });
    await desk.sayHeld(1, 'Somebody else');
    const page = await desk.sit(ana);
    while (!(await page.locator('article').textContent())?.includes('Cheap watches')) await page.keyboard.press('j');
    await page.keyboard.press('b');
    const panel = page.getByRole('complementary', { name: 'Author' });
    await panel.getByRole('button', { name: 'Reject all 3 that wait' }).click();
    await page.getByText('3 items would be decided.').waitFor();
    await page.getByRole('button', { name: 'Reject 3' }).click();
    await page.getByText('3 decided').waitFor();
    expect((await desk.waiting()).map(({ comment: { body } }) => body.slice(0, 13))).toEqual(['Somebody else']);

    // What is made of the author takes two steps, and says what it means.
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }, 120_000);

  it('are offered after a rejection, when more by the same author waits', async () => {
    for (let each = 1; each <= 2; each += 1) await desk.say(`Belts of the ${String(each)}. kind at https://bit.ly/belt${String(each)}`, { author: 'belts', name: 'Belts' });
    const page = await desk.sit(ana);
    await page.keyboard.press('r');
    await page.keyboard.press('1');
    await page.getByText('One more by this author waits.').waitFor();
    await picture(page, 'desk-offer');
    await page.getByRole('button', { name: 'Reject the one that waits' }).click();
    await page.getByText('1 item would be decided.').waitFor();
    expect((await desk.waiting()).length).toBe(1);
  }, 120_000);

  it('fill a list of a thousand without a stutter: only what is seen is drawn', async () => {
    await desk.sayHeld(1, 'The pattern of all');
    const looking = await list();
    await looking.route('**/review/items?*', async (route) => {
      const { searchParams } = new URL(route.request().url());
      const from = Number(searchParams.get('cursor') ?? 0);
      const answer = await route.fetch({ url: route.request().url().replace(/&cursor=\d+/, '') });
      const { items } = (await answer.json()) as { items: { id: string; comment: Record<string, unknown> }[] };
      const shape = items[0];
      if (shape === undefined) throw new Error('One item is needed as a pattern');
      const made = Array.from({ length: 50 }, (_, index) => ({ ...shape, id: `00000000-0000-7000-8000-${String(from + index).padStart(12, '0')}`, comment: { ...shape.comment, body: `Comment ${String(from + index + 1)} of a thousand` } }));
      await route.fulfill({ json: { items: made, nextCursor: from + 50 >= 1_000 ? null : String(from + 50) } });
    });
    await looking.reload();
    await looking.getByText('Comment 1 of a thousand').waitFor();
    const region = looking.getByRole('region', { name: 'Items' });
    // Down to the end, as a reader would: each time the list has grown.
    await looking.evaluate(`(async () => {
      const list = document.querySelector('[role=region]');
      while (!list.textContent.includes('Comment 1000 of a thousand')) {
        list.scrollTop = list.scrollHeight;
        await new Promise((resolve) => { requestAnimationFrame(resolve); });
      }
    })()`);
    await looking.getByText('Comment 1000 of a thousand').waitFor();
    expect(await region.getByRole('listitem').count()).toBeLessThan(60);
    const frames = await looking.evaluate<number[]>(`(async () => {
      const list = document.querySelector('[role=region]');
      const took = [];
      let last = performance.now();
      for (let top = list.scrollHeight; top > 0 && took.length < 120; top -= 400) {
        list.scrollTop = top;
        await new Promise((resolve) => { requestAnimationFrame(resolve); });
        took.push(performance.now() - last);
        last = performance.now();
      }
      return took.sort((a, b) => a - b);
    })()`);
    expect(frames.length).toBeGreaterThan(50);
    console.log(`scrolling a list of a thousand: median frame ${(frames[Math.floor(frames.length / 2)] ?? 0).toFixed(0)} ms, p95 ${(frames[Math.floor(frames.length * 0.95)] ?? 0).toFixed(0)} ms`);
  }, 120_000);
});
