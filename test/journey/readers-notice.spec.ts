import { barriers, picture } from '../support/console-browser';
import { StateReasons } from '../../src/law/state-reasons';
import { PositionEvents } from '../../src/review/position-events';
import { expectStatus } from '../support/world';
import { comment, Readers } from './readers-world';

const WHY = 'It calls for violence against a minister, which is a crime.';

let readers: Readers;

beforeAll(async () => {
  readers = await Readers.at();
}, 120_000);

afterEach(() => readers.leave());

afterAll(() => readers.close());

/** The worker reads the log to its end. */
async function follow(): Promise<void> {
  const { app } = readers.service;
  while ((await app.get(PositionEvents, { strict: false }).runOnce()) > 0);
  while ((await app.get(StateReasons, { strict: false }).runOnce()) > 0);
}

describe('a reader gives notice of illegal content', () => {
  it('only where the site takes notices', async () => {
    await readers.published('no-notices', 'Somebody should do something about that minister.');
    const page = await readers.open({ article: 'no-notices' });
    await comment(page, 'that minister').getByRole('button', { name: 'Report' }).click();
    await comment(page, 'that minister').getByRole('button', { name: 'Spam' }).waitFor();
    expect(await page.getByRole('link', { name: 'Illegal content' }).count()).toBe(0);
    const { url, site } = readers;
    await page.goto(`${url}/notice/${site.slug}/${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`);
    await page.getByLabel('What it is about').selectOption('Violence');
    await page.getByLabel('Why it is illegal').fill(WHY);
    await page.getByLabel('It is about sexual abuse of children.').check();
    await page.getByLabel('I believe in good faith').check();
    await page.getByRole('button', { name: 'Give notice' }).click();
    await page.getByText('This site takes no notices here.').waitFor();
  }, 60_000);

  it('from the comment on, gets a reference, and learns with it what was decided', async () => {
    await readers.settings({ law: { notices: true, contact: 'comments@herald.example' } });
    const id = await readers.published('notices', 'Somebody should do something about that minister, you know what.');
    const article = await readers.open({ article: 'notices' });
    await comment(article, 'you know what').getByRole('button', { name: 'Report' }).click();
    expect(await barriers(article)).toEqual([]);
    await picture(article, 'reader-notice-link');
    const opened = article.context().waitForEvent('page');
    await article.getByRole('link', { name: 'Illegal content' }).click();
    const page = await opened;
    await page.getByRole('heading', { name: 'Give notice of illegal content' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('What it is about').selectOption('Violence');
    await page.getByLabel('Why it is illegal').fill(WHY);
    await page.getByLabel('Your name').fill('  ');
    await page.getByLabel('Your email address').fill('nora@elsewhere.example');
    await page.getByLabel('I believe in good faith').check();
    await picture(page, 'notice');
    await page.getByRole('button', { name: 'Give notice' }).click();
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Your name').fill('Nora Notifier');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your notice has arrived' }).waitFor();
    const reference = (await page.locator('code').textContent()) ?? '';
    expect(reference).toMatch(/^weir_notice_/);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'notice-arrived');

    await page.getByRole('link', { name: 'What became of a notice' }).click();
    await page.getByLabel('Reference').fill('weir_notice_nobody-has-this-one');
    await page.keyboard.press('Enter');
    await page.getByText('There is no such comment or notice here.').waitFor();
    await page.getByLabel('Reference').fill(reference);
    await page.keyboard.press('Enter');
    await page.getByText('Nobody has decided on your notice yet.').waitFor();
    const owner = await readers.world.ownerClient();
    await follow();
    const { version } = expectStatus(await owner.get(readers.path(`comments/${id}`)), 200).body as { version: number };
    expectStatus(await owner.post(readers.path(`comments/${id}/decisions`), { action: 'reject', reasonCode: 'threat' }, { 'if-match': `"${String(version)}"` }), 201);
    await follow();
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByText('is no longer shown').waitFor();
    expect(await page.getByText('comments@herald.example').count()).toBe(1);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'notice-decided');
  }, 120_000);

  it('in the language of their browser, on a phone, in the dark', async () => {
    const { url, site } = readers;
    const page = await readers.open({ article: 'notices', context: { locale: 'de-AT', colorScheme: 'dark', viewport: { width: 390, height: 800 } } });
    await page.goto(`${url}/notice/${site.slug}/${await readers.published('notices', 'Nobody needs a minister like that one.')}`);
    await page.getByRole('heading', { name: 'Rechtswidrigen Inhalt melden' }).waitFor();
    expect(Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'))).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'notice-phone-dark');
  }, 60_000);
});
