import { barriers, picture } from '../support/console-browser';
import { RuleDesk, wordRule } from '../http/rules/rules-world';
import { comment, Readers, send } from './readers-world';

let readers: Readers;

beforeAll(async () => {
  readers = await Readers.at();
  const desk = await RuleDesk.on(readers.world, readers.site);
  await desk.run([wordRule('rude', 'nincompoop', { policy: 'abuse.words', then: { action: 'reject' } })], {}, { override: { reason: 'Only for a test' } });
  await readers.settings({ readers: { nudge: 'rejected' } });
}, 120_000);

afterEach(() => readers.leave());

afterAll(() => readers.close());

const QUESTION = 'This may not be published as it is. Would you like to change it? Reason: Abuse.';

describe('a reader is asked to think again', () => {
  it('and changes it', async () => {
    const page = await readers.open({ article: 'changed' });
    await send(page, 'The mayor is a nincompoop, and that is all.');
    await page.getByRole('group', { name: QUESTION }).waitFor();
    await picture(page, 'reader-nudge');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change it' }).click();
    const box = page.getByLabel('Write a comment', { exact: true });
    expect([await box.inputValue(), await page.getByText(QUESTION).count()]).toEqual(['The mayor is a nincompoop, and that is all.', 0]);
    await send(page, 'The mayor was wrong about that, and that is all.');
    await comment(page, 'was wrong about that').getByText('Your comment is up.').waitFor();
  });

  it('or sends it all the same, and hears what became of it', async () => {
    const page = await readers.open({ article: 'anyway' });
    await send(page, 'The captain is a nincompoop, I stand by it.');
    await page.getByText(QUESTION).waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    await page.getByRole('button', { name: 'Send it anyway' }).click();
    const own = comment(page, 'I stand by it');
    await own.getByText('Reason: Abuse. Only you can see this.').waitFor();
    expect([await page.getByText(QUESTION).count(), await page.getByLabel('Write a comment', { exact: true }).inputValue()]).toEqual([0, '']);
  });

  it('in the language of the page', async () => {
    const page = await readers.open({ article: 'german', root: 'lang="de"' });
    await page.getByLabel('Kommentar schreiben', { exact: true }).fill('So ein nincompoop, dieser Kapitän.');
    await page.getByRole('button', { name: 'Absenden' }).click();
    const question = page.getByText('So erscheint das vielleicht nicht. Möchten Sie es noch ändern? Grund: Beleidigung.');
    await question.waitFor();
    expect(await page.getByRole('button', { name: 'Trotzdem senden' }).isVisible()).toBe(true);
  });
});
