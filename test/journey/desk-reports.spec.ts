import { Client as Database } from 'pg';
import type { Client } from '../support/client';
import { barriers, picture } from '../support/console-browser';
import { expectStatus, type PersonInWorld } from '../support/world';
import { DeskWorld, ready, until } from './desk-world';

describe('what readers and authors ask of the desk', () => {
  let desk: DeskWorld;
  let ana: PersonInWorld;
  let ben: PersonInWorld;
  let server: Client;
  let database: Database;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    [ana, ben] = [await desk.world.person(desk.site, 'moderator', 'Ana Soto'), await desk.world.person(desk.site, 'moderator', 'Ben Okafor')];
    server = (await desk.world.siteKey(desk.site, ['comments:write', 'comments:read', 'reports:write'])).client;
    database = new Database({ connectionString: desk.service.databaseUrl });
    await database.connect();
  }, 120_000);
  afterEach(async () => {
    await desk.browser.leave();
    await desk.clear();
  });
  afterAll(async () => {
    await database.end();
    await desk.close();
  });

  const statusOf = async (id: string): Promise<string> => String(expectStatus(await server.get(desk.path(`comments/${id}`)), 200).body.status);

  it('an appeal goes to somebody else: whoever rejected it sees why the buttons rest, a colleague decides it by one key', async () => {
    const { id } = await desk.say('All about the pier at https://bit.ly/p1er');
    const [item] = await desk.waiting();
    if (item === undefined) throw new Error('It should wait');
    await desk.decideAs(ana, item, 'reject');
    expectStatus(await server.post(desk.path(`comments/${id}/appeals`), { message: 'The pier is in the second paragraph.' }), 201);

    const hers = await desk.browser.signIn(ana, '/console/herald/desk/appeals');
    await hers.getByText('The author appeals against a rejection.').waitFor();
    await hers.getByText('The pier is in the second paragraph.').waitFor();
    await hers.locator('button:disabled', { hasText: 'Approve' }).waitFor();
    await hers.keyboard.press('a');
    expect(await barriers(hers)).toEqual([]);
    await picture(hers, 'desk-appeal-own');
    expect(await statusOf(id)).toBe('rejected');
    await hers.context().close();

    const his = await desk.sit(ben, undefined, '/appeals');
    await his.getByText('The pier is in the second paragraph.').waitFor();
    await picture(his, 'desk-appeal');
    await his.keyboard.press('a');
    await his.getByText('Nothing waits.').waitFor();
    await until(async () => (await statusOf(id)) === 'published');
  }, 240_000);

  it('a report brings back what was approved, with who reported and how much that weighs; a reporter who cries wolf is muted', async () => {
    const { id } = await desk.say('Come and see the harbour at https://bit.ly/harb0ur');
    const [item] = await desk.waiting();
    if (item === undefined) throw new Error('It should wait');
    await desk.decideAs(ana, item, 'approve');
    await desk.say('I only read here.', { author: 'wolf', name: 'Wolfgang' });
    const report = (reporterId: string, reason: string, note: string): Promise<unknown> => server.post(desk.path(`comments/${id}/reports`), { reason, note, reporterId });
    await report('wolf', 'offensive', 'I do not like it.');
    await report('reader-7', 'personal-data', 'My number is in it.');

    const page = await desk.sit(ben, undefined, '/reported');
    await page.getByText('Published', { exact: true }).waitFor();
    await page.getByText('personal data: “My number is in it.”').waitFor();
    await page.getByText(/2 reports · they weigh 2; 3 holds a comment/).waitFor();
    const wolf = page.getByRole('listitem').filter({ hasText: 'Wolfgang' });
    await wolf.getByText('weighs 1').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'desk-reported');
    await wolf.getByRole('button', { name: 'Stop listening' }).click();
    await wolf.getByText('no longer listened to').waitFor();
    await page.getByText(/they weigh 1; 3 holds a comment/).waitFor();
    await picture(page, 'desk-reporter-muted');
    // It stayed up all the while: a moderator had let it stand. Now it goes.
    expect(await statusOf(id)).toBe('published');
    await ready(page);
    await page.keyboard.press('r');
    await page.keyboard.press('7');
    await page.getByText(/as Private data$/).waitFor();
    await until(async () => (await statusOf(id)) === 'rejected');
  }, 240_000);

  it('an article that gets out of hand stands beside the queues, with what waits under it', async () => {
    await desk.sayHeld(3, 'A crowd');
    // As if so many had come within the hour: the worker, which looks again and again, finds it so, too.
    await database.query(`INSERT INTO arrival AS t (site_id, article_id, slot, comments, withheld) VALUES ($1, 'harbour', date_bin('10 minutes', now(), TIMESTAMPTZ '2000-01-01 00:00:00Z'), 84, 2)
      ON CONFLICT (site_id, article_id, slot) DO UPDATE SET comments = t.comments + excluded.comments`, [desk.site.id]);
    await database.query(`INSERT INTO surge (site_id, article_id, kind, since, comments, withheld, usual) VALUES ($1, 'harbour', 'comments', now() - interval '1 hour', 84, 2, 6) ON CONFLICT DO NOTHING`, [desk.site.id]);
    const page = await desk.sit(ana);
    const surging = page.getByRole('link', { name: /The harbour bridge opens again/ }).and(page.locator('nav a'));
    await surging.getByRole('img', { name: /comments an hour; usual are/ }).waitFor();
    await picture(page, 'desk-surge');
    await surging.click();
    await page.locator('nav [aria-current]', { hasText: 'The harbour bridge' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await until(async () => (await page.getByRole('region', { name: 'Next up' }).getByRole('listitem').count()) === 2);
  }, 240_000);
});
