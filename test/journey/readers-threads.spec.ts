import { randomUUID } from 'node:crypto';
import { longThread } from '../support/long-thread';
import { comment, inBox, Readers } from './readers-world';

let readers: Readers;

beforeAll(async () => {
  readers = await Readers.at();
}, 120_000);

afterEach(() => readers.leave());

afterAll(() => readers.close());

const shown = (page: Parameters<typeof inBox>[0]): Promise<number> => inBox<number>(page, `root.querySelectorAll('article').length`);

describe('a thread that is longer than a page', () => {
  beforeAll(async () => {
    await readers.published('long', 'The first of them all, and the youngest here.');
    await readers.sql(longThread({ siteId: readers.site.id, articleId: 'long', size: 1_081, parentOf: 'CASE WHEN n = 1 THEN NULL ELSE 1 END' }));
  });

  it('comes further with each click, down to its last reply', async () => {
    const page = await readers.open({ article: 'long' });
    await page.getByRole('button', { name: 'Show 80 more replies' }).click();
    await comment(page, 'Number 1051: ').waitFor({ state: 'attached' });
    expect(await shown(page)).toBe(1_052);
    expect(await inBox(page, `root.activeElement.id`)).toMatch(/^comment-/);
    await page.getByRole('button', { name: 'Show 30 more replies' }).click();
    await comment(page, 'Number 1081: ').waitFor({ state: 'attached' });
    expect([await shown(page), await page.getByRole('button', { name: /more repl/ }).count()]).toEqual([1_082, 0]);
  });

  it('says so when more cannot be loaded, and has it at the next try', async () => {
    const page = await readers.open({ article: 'long' });
    const more = page.getByRole('button', { name: 'Show 80 more replies' });
    await more.waitFor();
    await page.context().setOffline(true);
    await more.click();
    await page.getByText('The comments could not be loaded.').waitFor();
    await page.context().setOffline(false);
    await more.click();
    const rest = page.getByRole('button', { name: 'Show 30 more replies' });
    await rest.waitFor();
    expect([await rest.isEnabled(), await page.getByText('could not be loaded').count()]).toEqual([true, 0]);
  });

  it('stays as far as it was read when something new comes', async () => {
    await readers.published('many', 'This one came before all the others did.');
    await readers.sql(longThread({ siteId: readers.site.id, articleId: 'many', size: 70, parentOf: 'NULL' }));
    const page = await readers.open({ article: 'many' });
    await page.getByRole('button', { name: 'Show more comments' }).click();
    await comment(page, 'Number 1: ').waitFor();
    expect(await shown(page)).toBe(71);
    await readers.published('many', 'And this one comes while somebody reads.');
    await page.getByRole('button', { name: 'Show one new comment' }).click();
    await comment(page, 'while somebody reads').waitFor();
    expect([await shown(page), await page.getByRole('button', { name: 'Show more comments' }).count()]).toEqual([72, 0]);
  });
});

describe('the language of the box', () => {
  it.each([
    ['of the page', { root: 'lang="de-AT"' }, 'de-AT', 'Kommentar schreiben'],
    ['of the place where the tag stands', { root: 'lang="en"', body: (script: string) => `<div lang="es">${script}</div>` }, 'es', 'Escribir un comentario'],
    ['that the tag asks for', { root: 'lang="en"', tag: 'data-lang="fr"' }, 'fr', 'Écrire un commentaire'],
    ['as near to its tag as it can be read', { root: 'lang="de_CH"' }, 'de-CH', 'Kommentar schreiben'],
    ['English, where there are no words in the page\'s', { root: 'lang="ar" dir="rtl"' }, 'en', 'Write a comment'],
    ['English, where the page names none', { root: 'lang="to whom it may concern"' }, 'en', 'Write a comment'],
    ['of the browser, where the page says nothing', { root: '', context: { locale: 'fr-CA' } }, 'fr-CA', 'Écrire un commentaire'],
  ])('is that %s, in words, dates and what a screen reader is told', async (_, how, tag, label) => {
    const article = `spoken-${randomUUID()}`;
    const id = await readers.published(article, `A comment to be read in ${tag}, or so one hopes.`);
    const page = await readers.open({ article, ...how });
    await page.getByLabel(label, { exact: true }).waitFor();
    await page.getByRole('article').waitFor();
    const { body } = await readers.server.get(readers.path(`comments/${id}`));
    const title = await page.evaluate(`new Intl.DateTimeFormat('${tag}', { dateStyle: 'long', timeStyle: 'short' }).format(new Date('${String(body.createdAt)}'))`);
    expect(await inBox(page, `[root.querySelector('.box').lang, root.querySelector('time').title]`)).toEqual([tag, title]);
  });
});
