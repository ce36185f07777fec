import type { Page } from 'playwright-core';
import { barriers, picture } from '../support/console-browser';
import { comment, inBox, Readers, send } from './readers-world';

let readers: Readers;

beforeAll(async () => {
  readers = await Readers.at();
}, 120_000);

afterEach(() => readers.leave());

afterAll(() => readers.close());

async function write(page: Page, text: string): Promise<ReturnType<typeof comment>> {
  await send(page, text);
  const own = comment(page, text);
  await own.getByText('Your comment is up.').waitFor();
  return own;
}

async function change(page: Page, own: ReturnType<typeof comment>, text: string): Promise<void> {
  await own.getByRole('button', { name: 'Edit' }).click();
  await own.getByLabel('Edit', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Save' }).click();
}

describe('a reader changes what they sent', () => {
  it('with the text in the box, and everybody reads the other words', async () => {
    const page = await readers.open({ article: 'changed' });
    const own = await write(page, 'The ferry leaves at seen, as it did last year.');
    await own.getByRole('button', { name: 'Edit' }).click();
    const box = own.getByLabel('Edit', { exact: true });
    expect([await box.inputValue(), await own.getByText('You can change it for 5 more minutes.').isVisible(), await own.getByText('leaves at seen').isVisible()]).toEqual(['The ferry leaves at seen, as it did last year.', true, false]);
    await picture(page, 'reader-edit');
    expect(await barriers(page)).toEqual([]);
    await box.fill('The ferry leaves at seven, as it did last year.');
    await page.getByRole('button', { name: 'Save' }).click();
    const changed = comment(page, 'leaves at seven');
    await changed.getByText('edited').waitFor();
    expect([await changed.getByLabel('Edit', { exact: true }).count(), await page.getByText('leaves at seen').count(), await inBox(page, 'root.activeElement.id.slice(0, 8)')]).toEqual([0, 0, 'comment-']);

    const another = await readers.open({ article: 'changed' });
    await comment(another, 'leaves at seven').getByText('edited').waitFor();
    expect(await comment(another, 'leaves at seven').getByRole('button', { name: 'Edit' }).count()).toBe(0);
  });

  it('thinks better of that, too', async () => {
    const page = await readers.open({ article: 'cancelled' });
    const own = await write(page, 'They will dredge the harbour in the spring.');
    await own.getByRole('button', { name: 'Edit' }).click();
    await own.getByLabel('Edit', { exact: true }).fill('They will not.');
    await own.getByRole('button', { name: 'Cancel' }).click();
    expect([await own.getByText('dredge the harbour').isVisible(), await own.getByText('edited').count()]).toEqual([true, 0]);
  });

  it('into something that a moderator must see, and is told', async () => {
    const page = await readers.open({ article: 'held-later', root: 'lang="en"' });
    const own = await write(page, 'A friend of mine sells the tickets, too.');
    await change(page, own, 'A friend of mine sells the tickets at https://bit.ly/3xYz');
    const changed = comment(page, 'bit.ly');
    await changed.getByText('A moderator will look at it.').waitFor();
    expect(await changed.getByRole('button', { name: 'Edit' }).count()).toBe(1);
  });

  it('after a reload, too, as long as there is time', async () => {
    const page = await readers.open({ article: 'reloaded' });
    await write(page, 'The pier was painted green, which suits it.');
    await page.reload();
    const own = comment(page, 'painted green');
    await change(page, own, 'The pier was painted blue, which suits it.');
    await comment(page, 'painted blue').getByText('edited').waitFor();
    expect(await page.getByText('painted green').count()).toBe(0);
  });

  it('not when the time is over, which is said while the words are kept', async () => {
    const page = await readers.open({ article: 'late' });
    const own = await write(page, 'Nobody has asked the captains so far.');
    await own.getByRole('button', { name: 'Edit' }).click();
    await own.getByLabel('Edit', { exact: true }).fill('Somebody has asked the captains by now.');
    await readers.sql(`UPDATE comment SET created_at = created_at - interval '10 minutes' WHERE article_id = 'late'`);
    await page.getByRole('button', { name: 'Save' }).click();
    await own.getByText('It is too late to change this comment.').waitFor();
    expect(await own.getByLabel('Edit', { exact: true }).inputValue()).toBe('Somebody has asked the captains by now.');
  });

  it('sees no button where the site gives no time, and sees it go when the time is over', async () => {
    await readers.settings({ readers: { editMinutes: 0 } });
    const page = await readers.open({ article: 'never' });
    const own = await write(page, 'This site wants us to think before we write.');
    expect(await own.getByRole('button', { name: 'Edit' }).count()).toBe(0);
    await readers.settings({ readers: { editMinutes: 1 } });

    const patient = await readers.open({ article: 'passing', context: { locale: 'en' }, clock: true });
    const passing = await write(patient, 'Time goes by, and the tide goes out.');
    await passing.getByRole('button', { name: 'Edit' }).waitFor();
    await patient.clock.fastForward(61_000);
    await passing.getByRole('button', { name: 'Edit' }).waitFor({ state: 'detached' });
    await readers.settings({ readers: { editMinutes: 5 } });
  });
});
