import { barriers, picture } from '../support/console-browser';
import type { PersonInWorld } from '../support/world';
import { DeskWorld, ready, shown, until } from './desk-world';

describe('what else is done with an item', () => {
  let desk: DeskWorld;
  let ana: PersonInWorld;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    ana = await desk.world.person(desk.site, 'lead', 'Ana Soto');
  }, 120_000);
  afterEach(async () => {
    await desk.browser.leave();
    await desk.clear();
  });
  afterAll(() => desk.close());

  interface Detail {
    readonly queueId: string;
    readonly escalated: boolean;
    readonly snoozedUntil: string | null;
    readonly notes: readonly { readonly text: string }[];
    readonly tags: readonly { readonly tag: string; readonly expiresAt: string | null }[];
    readonly signals: readonly { readonly id: string; readonly kind: string }[];
    readonly decisions: readonly { readonly signalFeedback: readonly { readonly signalId: string; readonly verdict: string }[] }[];
  }
  const detail = async (id: string): Promise<Detail> => (await ana.client.get(desk.path(`review/items/${id}`))).body as Detail;

  it('notes and tags stay with it, on the screen at once', async () => {
    await desk.sayHeld(2, 'Worked on');
    const page = await desk.sit(ana);
    const id = (await shown(page)) ?? '';
    await page.keyboard.press('n');
    await page.getByLabel('Note on this item').fill('I know this one, the same as in May.');
    await page.keyboard.press('Enter');
    await page.getByText('Note saved').waitFor();
    await page.getByText('I know this one, the same as in May.').waitFor();
    await page.keyboard.press('t');
    await page.getByLabel('Tag', { exact: true }).fill('election');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Tags' }).getByText('election').waitFor();
    expect(await shown(page)).toBe(id);
    expect(await detail(id)).toMatchObject({ notes: [{ text: 'I know this one, the same as in May.' }], tags: [{ tag: 'election' }] });
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'desk-notes');
    await page.getByRole('button', { name: 'Remove: election' }).click();
    await page.getByRole('list', { name: 'Tags' }).waitFor({ state: 'detached' });
  }, 120_000);

  it('a tag that ends by itself says when', async () => {
    await desk.sayHeld(1, 'For a while');
    const page = await desk.sit(ana);
    const id = (await shown(page)) ?? '';
    await page.keyboard.press('t');
    await page.getByLabel('Tag', { exact: true }).fill('election night');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'desk-tagging');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Tags' }).getByText(/^until \w+ \d+$/).waitFor();
    const [tag] = (await detail(id)).tags;
    expect(tag?.tag).toBe('election night');
    const days = (Date.parse(tag?.expiresAt ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7);
    // Tagged again for good, it loses its end.
    await page.keyboard.press('t');
    await page.getByLabel('Tag', { exact: true }).fill('election night');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Tags' }).getByText(/^until/).waitFor({ state: 'detached' });
    expect((await detail(id)).tags).toEqual([{ tag: 'election night', expiresAt: null }]);
  }, 120_000);

  it('takes along what a moderator says of the rules that brought it, and shows it with the decision', async () => {
    await desk.sayHeld(3, 'Brought here');
    const page = await desk.sit(ana);
    const first = (await shown(page)) ?? '';
    await page.keyboard.press('w');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    const wrong = page.getByRole('group', { name: 'Link to an unknown domain from a new author' }).getByRole('button', { name: 'Wrong' });
    expect(await wrong.getAttribute('aria-pressed')).toBe('true');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'desk-feedback');
    await page.keyboard.press('a');
    await until(async () => (await detail(first)).decisions.length === 1);
    const { signals, decisions } = await detail(first);
    expect(decisions[0]?.signalFeedback).toEqual([{ signalId: signals.find(({ kind }) => kind === 'verdict')?.id, verdict: 'wrong' }]);

    // The next one begins with nothing said, and what is taken back is not sent.
    await ready(page);
    const second = (await shown(page)) ?? '';
    expect(second).not.toBe(first);
    expect(await page.locator('#feedback [aria-pressed="true"]').count()).toBe(0);
    await page.keyboard.press('w');
    await page.keyboard.press('Space');
    await page.keyboard.press('Space');
    await page.keyboard.press('a');
    await until(async () => (await detail(second)).decisions.length === 1);
    expect((await detail(second)).decisions[0]?.signalFeedback).toEqual([]);

    await page.goto(`${desk.url}/console/herald/desk/all/${first}`);
    await page.getByText('“Link to an unknown domain from a new author” was wrong').waitFor();
    expect(await page.locator('#feedback').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'desk-feedback-said');
  }, 120_000);

  it('is moved to another queue and back, put off and brought back, escalated', async () => {
    await desk.sayHeld(3, 'Sent around');
    const page = await desk.sit(ana);
    const first = (await shown(page)) ?? '';
    await page.keyboard.press('v');
    await page.getByText('Move to').waitFor();
    await page.keyboard.press('1');
    await page.getByText('Moved to Safety').waitFor();
    await until(async () => (await detail(first)).queueId === 'safety');
    await page.keyboard.press('z');
    await page.getByText(/^Undone/).waitFor();
    expect((await detail(first)).queueId).toBe('spam');

    await ready(page);
    await page.keyboard.press('h');
    await page.getByText('Again in').waitFor();
    await picture(page, 'desk-later');
    await page.keyboard.press('3');
    await page.getByText('Put off: tomorrow at nine').waitFor();
    await until(async () => (await detail(first)).snoozedUntil !== null);
    await page.keyboard.press('z');
    await page.getByText(/^Undone/).waitFor();
    expect((await detail(first)).snoozedUntil).toBeNull();

    await ready(page);
    await page.keyboard.press('e');
    await page.getByLabel('Escalate to the leads').fill('Names a minor.');
    await page.keyboard.press('Enter');
    await page.getByText(/^Escalated/).waitFor();
    await until(async () => (await detail(first)).escalated);
  }, 120_000);

  it('is found by its words, and the search is kept as a view that everybody sees', async () => {
    await desk.sayHeld(3, 'Marmalade');
    await desk.sayHeld(2, 'Quince');
    const page = await desk.sit(ana);
    await page.keyboard.press('/');
    await page.getByLabel('Search comments').fill('quince');
    await page.keyboard.press('Enter');
    await page.getByText('Quince number 2').waitFor();
    expect(await page.getByText('Marmalade number').count()).toBe(0);
    await page.getByRole('button', { name: 'Save as a view' }).click();
    await page.getByLabel('Name of the view').fill('Everything about quinces');
    await page.getByLabel('for everybody').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: /Everything about quinces/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'desk-view');
    await page.getByRole('button', { name: 'More filters' }).click();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'desk-filters');
    await page.getByRole('button', { name: 'Delete the view' }).click();
    await page.getByRole('button', { name: 'Delete “Everything about quinces”?' }).click();
    await page.getByRole('link', { name: /Everything about quinces/ }).waitFor({ state: 'detached' });
  }, 120_000);

  it('is rejected with a message, and the author is suspended with it', async () => {
    await desk.say('Best offers at https://bit.ly/0ff3rs', { author: 'seller', name: 'Seller' });
    const page = await desk.sit(ana);
    await page.keyboard.press('m');
    await page.getByLabel('Message to the author').fill('Please do not advertise here. ### your words ###');
    await page.getByText('Replace what stands between ### first.').waitFor();
    await page.getByLabel('Message to the author').fill('Please do not advertise here.');
    await page.getByLabel('Author', { exact: true }).selectOption('suspend');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^Rejected/).waitFor();
    await page.getByText('Nothing waits.').waitFor();
    await until(async () => ((await ana.client.get(desk.path('authors/seller'))).body as { standing: { kind: string } | null }).standing?.kind === 'suspend');
    await page.keyboard.press('z');
    await page.getByText(/^Undone/).waitFor();
    expect(((await ana.client.get(desk.path('authors/seller'))).body as { standing: unknown }).standing).toBeNull();
  }, 120_000);

  it('stands in the history, newest first, by kind and person', async () => {
    await desk.sayHeld(2, 'For the record');
    for (const item of await desk.waiting()) await desk.decideAs(ana, item, 'reject');
    const page = await desk.browser.signIn(ana, '/console/herald/history');
    await page.getByText('Decided').first().waitFor();
    await page.getByText('rejected · Spam').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByText(/^For the record number 2: all of it at https/).waitFor();
    await picture(page, 'history-light');
    // Who has slurs blurred has all of these words blurred: nobody marked what is hard in them.
    await page.evaluate(`localStorage.setItem('weir-desk', '{"blur":true}')`);
    await page.reload();
    const words = page.getByText(/^For the record number 2/);
    await words.waitFor();
    const blur = (): Promise<string> => page.evaluate<string>(`getComputedStyle(document.querySelector('td p')).filter`);
    expect(await blur()).toBe('blur(5px)');
    await picture(page, 'history-blurred');
    await words.focus();
    expect(await blur()).toBe('none');
    expect(await barriers(page)).toEqual([]);
    await page.evaluate(`localStorage.removeItem('weir-desk')`);
    await page.reload();
    await page.getByText('Decided').first().waitFor();
    await page.getByRole('button', { name: 'Ana Soto' }).last().click();
    await page.getByRole('button', { name: 'Only Ana Soto' }).waitFor();
    await page.getByLabel('What').selectOption('all');
    await page.getByText('Decided').first().waitFor();
    const file = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    expect(await page.evaluate<string>(`fetch(${JSON.stringify(file)}).then((answer) => answer.headers.get('content-type'))`)).toContain('text/csv');
  }, 120_000);
});
