import { barriers, ConsoleBrowser, picture } from '../support/console-browser';
import { OfficeWorld } from './office-world';

const HOME = '/console/herald/office/connections';

describe('connections', () => {
  let world: OfficeWorld;
  let people: ConsoleBrowser;

  beforeAll(async () => {
    world = await OfficeWorld.open();
    people = await ConsoleBrowser.on(await world.service.listen());
  }, 120_000);

  afterEach(() => people.leave());

  afterAll(async () => {
    await people.close();
    await world.service.close();
  });

  it('are made with a key shown once, set up, tried, given a new key and removed', async () => {
    const page = await people.signIn(world.admin, HOME);
    await page.getByText('Nothing is connected yet.').waitFor();
    await page.getByRole('link', { name: 'New connection' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Blog of the local desk');
    await page.getByRole('button', { name: 'Make connection' }).click();
    const key = (await page.getByRole('status').locator('code').textContent()) ?? '';
    expect(key).toMatch(/^[a-z0-9]{12}$/);
    await page.getByText('WordPress (Akismet)').click();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'office-connection-made');

    // What the other software then asks.
    const { body } = await world.service.app.inject({ method: 'POST', url: '/1.1/comment-check', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ api_key: key, blog: 'https://news.example', user_ip: '203.0.113.9', comment_content: 'A quiet remark about the bridge' }).toString() });
    expect(body).toBe('false');

    await page.getByRole('link', { name: 'Settings and test of this connection' }).click();
    await page.getByLabel('Hosts that may be called back').fill('https://news.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Hosts that may be called back').fill('news.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('Everything is as it should be.').waitFor();
    await page.getByRole('cell', { name: 'false (published)' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'office-connection');

    await page.getByRole('button', { name: 'Make a new key' }).click();
    await page.getByText('It is shown this once').waitFor();
    expect(await page.locator('code').filter({ hasText: /^[a-z0-9]{12}$/ }).first().textContent()).not.toBe(key);
    await page.getByRole('button', { name: 'Remove connection' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('Nothing is connected yet.').waitFor();
  }, 120_000);

  it('are for admins: nobody else is shown the way there', async () => {
    const page = await people.signIn(world.lead, '/console/herald/office');
    await page.getByRole('link', { name: 'Queues' }).waitFor();
    expect(await page.getByRole('link', { name: 'Connections' }).count()).toBe(0);
  }, 60_000);
});
