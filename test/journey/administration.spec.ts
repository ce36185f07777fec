import { Receiver } from '../http/notify/receiver';
import { barriers, ConsoleBrowser, picture } from '../support/console-browser';
import { expectStatus } from '../support/world';
import { OfficeWorld, until } from './office-world';

const OFFICE = '/console/herald/office';

describe('keys, webhooks, settings and sites', () => {
  let world: OfficeWorld;
  let browser: ConsoleBrowser;
  let receiver: Receiver;
  let url: string;

  beforeAll(async () => {
    world = await OfficeWorld.open({ WEIR_ROLES: 'api,worker', WEIR_WEBHOOK_ALLOW_NETWORKS: '127.0.0.0/8', WEIR_ADMIN_PASSWORD: 'the password of the owner' });
    receiver = await Receiver.start();
    url = await world.service.listen();
    browser = await ConsoleBrowser.on(url);
  }, 120_000);

  afterEach(() => browser.leave());

  afterAll(async () => {
    await browser.close();
    await receiver.stop();
    await world.service.close();
  });

  it('a key is made with what it may do, shown once, seen in use, and revoked', async () => {
    const page = await browser.signIn(world.admin, `${OFFICE}/keys`);
    await page.getByLabel('What the new key is for').fill('CMS of the night desk');
    await page.getByLabel('read comments').check();
    await page.getByRole('button', { name: 'Make key' }).click();
    const secret = (await page.locator('code').textContent()) ?? '';
    expect(secret).toMatch(/^weir_sk_/);
    const row = page.getByRole('row', { name: /CMS of the night desk/ });
    await row.getByText('hand in comments, read comments').waitFor();
    expect(await row.getByRole('cell', { name: 'never' }).count()).toBe(2);
    expect(await barriers(page)).toEqual([]);
    const asked = async (): Promise<number> => (await world.service.app.inject({ method: 'GET', url: '/v1/sites/herald/comments', headers: { authorization: `Bearer ${secret}` } })).statusCode;
    expect(await asked()).toBe(200);
    await until(1, async () => {
      await page.reload();
      await row.waitFor();
      return row.getByRole('cell', { name: 'never' }).count();
    });
    await picture(page, 'office-keys');
    await page.getByRole('button', { name: 'Revoke CMS of the night desk' }).press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('listitem').filter({ hasText: 'CMS of the night desk' }).waitFor();
    expect(await asked()).toBe(401);
  }, 120_000);

  it('a webhook is added, tried, failing is seen, and sent again', async () => {
    const page = await browser.signIn(world.admin, `${OFFICE}/webhooks`);
    await page.getByText('Nothing is told to anybody yet.').waitFor();
    await page.getByLabel('Address').fill('ftp://news.example/hook');
    await page.getByRole('button', { name: 'Add webhook' }).click();
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Address').fill(receiver.url);
    await page.getByRole('button', { name: 'Add webhook' }).click();
    await page.getByText(/^whsec_/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'office-webhooks');
    await page.getByRole('link', { name: 'Deliveries and settings of this webhook' }).click();
    await page.getByRole('button', { name: 'Send a test message' }).click();
    await page.getByRole('cell', { name: /^delivered/ }).waitFor();
    expect(receiver.received).toHaveLength(1);
    // Gone is the one answer after which Weir stops by itself.
    receiver.answersWith(410);
    await page.getByRole('button', { name: /^Send “Test message”/ }).click();
    await page.getByText(/^off: /).waitFor();
    await page.getByRole('cell', { name: /^failed/ }).first().waitFor();
    await page.getByText('1 attempt').first().click();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'office-webhook');
    const first = receiver.at(0).headers['webhook-id'];
    expect(receiver.at(1).headers['webhook-id']).toBe(first);
    await page.getByLabel('Switched on').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: /^Send “Test message”/ }).first().click();
    await until(2, () => page.getByRole('cell', { name: /^delivered/ }).count());
    expect(receiver.at(2).headers['webhook-id']).toBe(first);
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole('button', { name: 'Remove webhook' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('Nothing is told to anybody yet.').waitFor();
  }, 120_000);

  it('settings are changed, wrong ones named where they are wrong, and what changed stands in the log from what to what', async () => {
    const page = await browser.signIn(world.admin, `${OFFICE}/settings`);
    await page.getByLabel('Time zone').fill('Middle/Earth');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Time zone').fill('Europe/Vienna');
    await page.getByLabel('Longest comment').fill('2000');
    await page.getByLabel('Reports that hold').fill('');
    await page.getByLabel('Claims at the desk').selectOption('required');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Saved.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'office-settings');
    const readers = page.getByRole('region', { name: 'What readers may do' });
    await readers.getByLabel('Time to change a comment').fill('1441');
    await readers.getByRole('button', { name: 'Save' }).click();
    await readers.getByRole('alert').waitFor();
    await readers.getByLabel('Time to change a comment').fill('30');
    await readers.getByLabel('Asked to think again').selectOption('rejected');
    await readers.getByText('is asked once whether they want to change it').waitFor();
    await readers.getByRole('button', { name: 'Save' }).click();
    await readers.getByText('Saved.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'office-settings-readers');
    await page.getByLabel('Notes and messages').fill('400');
    await page.getByRole('region', { name: 'How long things are kept' }).getByRole('button', { name: 'Save' }).click();
    await until(400, async () => (await world.read<{ retention: { notes: number | null } }>('settings')).retention.notes);
    await page.getByLabel('New secret').fill('a-secret-that-signs-who-the-readers-of-the-herald-are');
    await page.getByRole('button', { name: 'Keep this secret' }).click();
    await page.getByText('There is a secret.').waitFor();
    expect(await world.read('settings')).toMatchObject({ timeZone: 'Europe/Vienna', bodyLimit: 2_000, reports: { holdAtWeight: null }, claims: 'required', hasSsoSecret: true, retention: { notes: 400, facts: null }, readers: { editMinutes: 30, nudge: 'rejected' } });
    const changes = async (): Promise<{ from: number; to: number } | undefined> => (await world.read<{ items: { payload: { changes: { bodyLimit?: { from: number; to: number } } } }[] }>('review/events?type=settings.changed')).items.map(({ payload }) => payload.changes.bodyLimit).find((change) => change !== undefined);
    await until(10_000, async () => (await changes())?.from);
    expect(await changes()).toEqual({ from: 10_000, to: 2_000 });

    const lead = await browser.signIn(world.lead, `${OFFICE}/settings`);
    await lead.getByText('You may look, but not change anything.').waitFor();
    expect(await lead.getByRole('button', { name: 'Save' }).count()).toBe(0);
    expect(await lead.getByLabel('Asked to think again').isDisabled()).toBe(true);
    expect(await lead.getByRole('link', { name: 'Keys' }).count()).toBe(0);
  }, 120_000);

  it('sites are made by the owner, who alone is shown the way there', async () => {
    const owner = { id: '', email: 'owner@weir.example', password: 'the password of the owner', client: world.admin.client };
    const page = await browser.signIn(owner, OFFICE);
    await page.getByRole('link', { name: 'Sites' }).click();
    await page.getByLabel('Name of the site').fill('Evening Post');
    await page.getByLabel('Short name').fill('Evening Post');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Short name').fill('evening-post');
    await page.keyboard.press('Enter');
    await page.getByText('Evening Post is there.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'office-sites');
    await page.getByRole('link', { name: 'People of Evening Post' }).click();
    await page.getByText('Nobody works here yet but the owner.').waitFor();
    expectStatus(await world.admin.client.get('/v1/sites/evening-post/settings'), 404);
    const admin = await browser.signIn(world.admin, OFFICE, { colorScheme: 'dark', width: 390 });
    await admin.getByRole('link', { name: 'Webhooks' }).waitFor();
    expect(await admin.getByRole('link', { name: 'Sites' }).count()).toBe(0);
    for (const path of ['keys', 'settings', 'webhooks']) {
      await admin.goto(`${url}${OFFICE}/${path}`);
      await admin.getByRole('button', { name: /Make key|Save|Add webhook/ }).first().waitFor();
      expect(await barriers(admin, 'contrast')).toEqual([]);
      expect(await admin.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await picture(admin, `office-${path}-phone-dark`);
    }
  }, 120_000);
});
