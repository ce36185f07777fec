import { Client as Database } from 'pg';
import { PublishCalibration } from '../../src/evaluate/signals/toxicity/publish-calibration';
import { ToxicityServer } from '../http/signals/toxicity-server';
import { barriers, ConsoleBrowser, picture } from '../support/console-browser';
import { learned } from '../support/learned-decision';
import { OfficeWorld, until } from './office-world';

const PAGE = '/console/herald/office/toxicity';

interface Known {
  readonly version: number;
  readonly provider: { readonly kind: string; readonly url: string | null; readonly hasKey: boolean };
  readonly identityTerms: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

describe('how toxicity is scored', () => {
  let world: OfficeWorld;
  let browser: ConsoleBrowser;
  let hosted: ToxicityServer;
  let database: Database;

  beforeAll(async () => {
    world = await OfficeWorld.open({ WEIR_WEBHOOK_ALLOW_NETWORKS: '127.0.0.0/8' });
    hosted = await ToxicityServer.start();
    browser = await ConsoleBrowser.on(await world.service.listen());
    database = new Database({ connectionString: world.service.databaseUrl });
    await database.connect();
  }, 120_000);

  afterEach(() => browser.leave());

  afterAll(async () => {
    await browser.close();
    await hosted.stop();
    await database.end();
    await world.service.close();
  });

  const known = (): Promise<Known> => world.read<Known>('toxicity');

  it('a hosted model is chosen, its key goes in and never comes out, and the service can speak alone again', async () => {
    const page = await browser.signIn(world.admin, PAGE);
    await page.getByText('There are not enough decisions yet').waitFor();
    await page.getByLabel('Model', { exact: true }).selectOption('openai');
    await page.getByLabel('Address').fill('ftp://models.example/v1');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByLabel('Address').getAttribute('aria-invalid')).toBe('true');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Address').fill(hosted.url('/v1/moderations'));
    await page.getByLabel('Name of the model').fill('omni-moderation-latest');
    await page.getByLabel('Key').fill('a-key-for-the-hosted-model');
    await page.getByLabel('Longest wait').fill('250');
    await page.keyboard.press('Enter');
    await page.getByText('Saved. It counts from the next comment on.').waitFor();
    expect((await known()).provider).toEqual({ kind: 'openai', url: hosted.url('/v1/moderations'), model: 'omni-moderation-latest', timeoutMs: 250, hasKey: true });
    await page.reload();
    await page.getByText('There is one. Empty: it stays.').waitFor();
    expect(await page.content()).not.toContain('a-key-for-the-hosted-model');
    await picture(page, 'office-toxicity-hosted');
    await page.getByLabel('Model', { exact: true }).selectOption('linear');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await until('linear', async () => (await known()).provider.kind);
  }, 120_000);

  it('words become neutral or are no longer, and one that is two words is named', async () => {
    const page = await browser.signIn(world.admin, PAGE);
    await page.getByLabel('Neutral here, too').fill('lowlander, two words');
    await page.getByRole('button', { name: 'Save' }).last().click();
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Neutral here, too').fill('Lowlander, lowlanders');
    await page.getByLabel('Not neutral here').fill('straight');
    await page.getByRole('button', { name: 'Save' }).last().click();
    await page.getByText('Saved. It counts from the next comment on.').waitFor();
    expect((await known()).identityTerms).toMatchObject({ added: ['lowlander', 'lowlanders'], removed: ['straight'] });
  }, 120_000);

  it('says how far off the scores were, and are since they were fitted to what people decided here', async () => {
    // Makes the article that the others stand under.
    await world.say('The ferry was on time today.');
    for (let i = 0; i < 55; i++) {
      await learned(database, world.site, { body: `That is a rather silly plan, number ${String(i)}, by people who do not think.`, reason: 'abuse' });
      await learned(database, world.site, { body: `The harbour opens at ${String(i)} minutes past nine, and the ferry leaves at ten.`, reason: null });
    }
    expect(await world.service.app.get(PublishCalibration, { strict: false }).execute(world.site.id, new Date())).toBe(true);
    const page = await browser.signIn(world.admin, PAGE);
    await page.getByRole('row', { name: /^Insult 55 55 \d+% \d+%$/ }).scrollIntoViewIfNeeded();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'office-toxicity');

    const lead = await browser.signIn(world.lead, PAGE, { colorScheme: 'dark', width: 390 });
    await lead.getByText('You may look, but not change anything.').waitFor();
    expect(await lead.getByRole('button', { name: 'Save' }).count()).toBe(0);
    expect(await barriers(lead)).toEqual([]);
    await picture(lead, 'office-toxicity-dark');
  }, 120_000);
});
