import type { Page } from 'playwright-core';
import { picture } from '../support/console-browser';
import type { PersonInWorld } from '../support/world';
import { DeskWorld, movedOn, ready, shown } from './desk-world';

const MANY = 24;

describe('two moderators on one queue', () => {
  let desk: DeskWorld;
  let ana: PersonInWorld;
  let ben: PersonInWorld;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    ana = await desk.world.person(desk.site, 'moderator', 'Ana Soto');
    ben = await desk.world.person(desk.site, 'lead', 'Ben Okafor');
  }, 120_000);
  afterEach(async () => {
    await desk.browser.leave();
    await desk.clear();
  });
  afterAll(() => desk.close());

  it('never meet: each decides their own, nothing twice, nothing is left', async () => {
    await desk.sayHeld(MANY, 'Shared work');
    const pages = await Promise.all([desk.sit(ana), desk.sit(ben)]);
    const collisions: string[] = [];
    const work = async (page: Page): Promise<number> => {
      let decided = 0;
      for (;;) {
        const end = page.getByRole('heading', { name: 'Nothing waits.' });
        // A colleague who held it already may decide it under one's eyes: it stays until one goes on.
        const lost = page.getByText(/^(Ana Soto|Ben Okafor) approved this/);
        await page.getByText(/^yours until/).or(end).or(lost).first().waitFor();
        if (await end.isVisible()) return decided;
        const id = await shown(page);
        const isLost = await lost.isVisible();
        await page.keyboard.press(isLost ? 'j' : 'a');
        if (!isLost) decided += 1;
        await movedOn(page, id);
        for (const alert of await page.getByRole('alert').allTextContents()) collisions.push(alert);
      }
    };
    const decided = await Promise.all(pages.map(work));
    expect(collisions).toEqual([]);
    expect(decided.reduce((sum, each) => sum + each, 0)).toBe(MANY);
    expect(await desk.waiting()).toEqual([]);
    // Each was decided by one person, once.
    const { body } = await ben.client.get(desk.path('review/items?state=resolved&limit=100'));
    const items = (body as { items: { decisions: { reversed: boolean }[] }[] }).items;
    expect(items.filter(({ decisions }) => decisions.filter(({ reversed }) => !reversed).length > 1)).toEqual([]);
  }, 180_000);

  it('see each other work, live: who holds what, what is decided, what is new; and nothing jumps', async () => {
    await desk.sayHeld(4, 'Seen live');
    const page = await desk.sit(ana);
    // Held: the desk does not put it aside any more for somebody quicker.
    await page.getByText(/^yours until/).waitFor();
    const mine = await shown(page);
    const [other] = (await desk.waiting()).filter(({ id }) => id !== mine).slice(-1);
    if (other === undefined) throw new Error('There should be others');

    const claimed = await ben.client.post(desk.path(`review/items/${other.id}/claim`), { takeover: true });
    expect(claimed.status).toBe(200);
    await page.getByText('Ben Okafor is on it').first().waitFor();
    await desk.decideAs(ben, other, 'reject');
    await page.getByText('Ben Okafor rejected it').first().waitFor();
    expect(await shown(page)).toBe(mine);

    await desk.sayHeld(2, 'Just came in');
    await page.getByRole('button', { name: '2 new' }).first().waitFor();
    await page.getByText('5 waiting').first().waitFor();
    expect(await page.getByText('Just came in').count()).toBe(0);
    await picture(page, 'desk-live');
    await page.keyboard.press('.');
    await page.getByText('Just came in').first().waitFor();
    expect(await shown(page)).toBe(mine);
  }, 120_000);

  it('are told of new ones only when some came in, not when the queue moves up', async () => {
    await desk.sayHeld(60, 'Many');
    const page = await desk.sit(ana, {}, '?sort=newest');
    await page.getByText(/^yours until/).waitFor();
    const mine = await shown(page);
    for (const item of (await desk.waiting('&sort=newest')).filter(({ id }) => id !== mine).slice(5, 8)) await desk.decideAs(ben, item, 'approve');
    await page.getByText('57 waiting').first().waitFor();
    await page.getByText('Ben Okafor approved it').nth(2).waitFor();
    await desk.sayHeld(1, 'The only new one');
    await page.getByText('58 waiting').first().waitFor();
    await page.getByRole('button', { name: /^\d+ new$/ }).first().waitFor();
    expect(await page.getByRole('button', { name: /^\d+ new$/ }).first().textContent()).toBe('1 new');
  }, 120_000);

  it('learn it when a lead takes over what they are reading', async () => {
    await desk.sayHeld(2, 'Taken over');
    const page = await desk.sit(ana);
    await page.getByText(/^yours until/).waitFor();
    const mine = await shown(page);
    expect((await ben.client.post(desk.path(`review/items/${mine ?? ''}/claim`), { takeover: true })).status).toBe(200);
    await page.getByText('Ben Okafor is looking at this').waitFor();
    expect(await page.getByText(/^yours until/).count()).toBe(0);
    expect(await shown(page)).toBe(mine);
  }, 120_000);

  it('learn of a takeover also where no stream comes through', async () => {
    await desk.sayHeld(2, 'Taken over unheard');
    const page = await desk.sit(ana);
    await page.route('**/review/stream*', (route) => route.abort());
    await page.reload();
    await page.getByText(/^yours until/).waitFor();
    const mine = await shown(page);
    // The list was read once more: by now it says that Ana holds it.
    await page.waitForResponse(async (response) => response.url().includes('/review/items?') && (await response.text()).includes('"mine":true'));
    expect((await ben.client.post(desk.path(`review/items/${mine ?? ''}/claim`), { takeover: true })).status).toBe(200);
    await page.getByText('Ben Okafor is looking at this').waitFor();
    expect(await shown(page)).toBe(mine);
  }, 120_000);

  it('are told who was quicker, and by what; the item is not decided twice', async () => {
    await desk.sayHeld(2, 'Quicker');
    const page = await desk.sit(ana);
    // Held: the desk does not put it aside any more for somebody quicker.
    await page.getByText(/^yours until/).waitFor();
    const mine = await shown(page);
    const item = (await desk.waiting()).find(({ id }) => id === mine);
    if (item === undefined) throw new Error('It should wait');
    // Ana's window hears of nothing: her key comes after Ben's decision.
    await page.route('**/review/stream*', (route) => route.abort());
    await page.route(`**/review/items/${item.id}`, (route) => route.abort());
    expect((await ben.client.post(desk.path(`review/items/${item.id}/claim`), { takeover: true })).status).toBe(200);
    await desk.decideAs(ben, item, 'reject');
    await page.keyboard.press('a');
    await page.getByText(/Ben Okafor (was quicker: .* is already rejected|rejected this)/).first().waitFor();
    await picture(page, 'desk-conflict');
    const { body } = await ben.client.get(desk.path(`review/items/${item.id}`));
    expect(body).toMatchObject({ state: 'resolved', comment: { status: 'rejected' } });
  }, 120_000);

  it('see a decision on what they are reading, and a lead takes it back', async () => {
    await desk.sayHeld(2, 'Under the eyes');
    const page = await desk.sit(ben);
    // Held: the desk does not put it aside any more for somebody quicker.
    await page.getByText(/^yours until/).waitFor();
    const mine = await shown(page);
    const item = (await desk.waiting()).find(({ id }) => id === mine);
    if (item === undefined) throw new Error('It should wait');
    const cleo = await desk.world.person(desk.site, 'lead', 'Cleo Ade');
    expect((await cleo.client.post(desk.path(`review/items/${item.id}/claim`), { takeover: true })).status).toBe(200);
    await desk.decideAs(cleo, item, 'reject');
    await page.getByText('Cleo Ade rejected this').waitFor();
    await picture(page, 'desk-decided-by-colleague');
    await page.getByRole('button', { name: 'Undo this decision' }).click();
    await page.getByText(/^Undone/).waitFor();
    await ready(page);
    expect(await shown(page)).toBe(mine);
  }, 120_000);
});
