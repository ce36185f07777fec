import { barriers, picture } from '../support/console-browser';
import { comment, Readers, send } from './readers-world';

let readers: Readers;

beforeAll(async () => {
  readers = await Readers.at();
}, 120_000);

afterEach(() => readers.leave());

afterAll(() => readers.close());

it.each([
  ['light', {}],
  ['dark', { root: 'lang="en" style="color-scheme: dark; background: #171614"', context: { colorScheme: 'dark' } }],
  ['right-to-left', { root: 'lang="ar" dir="rtl"' }],
  ['phone', { context: { viewport: { width: 390, height: 844 } } }],
] as const)('nobody is kept out of the box: %s', async (name, how) => {
  const article = `looks-${name}`;
  const top = await readers.published(article, `They were never going to stay, if you ask me (${name}).`);
  await readers.published(article, `And who staffs the clinics from now on (${name})?`, { parentId: top });
  const page = await readers.open({ article, ...how });
  await send(page, `See https://bit.ly/3xYz for the ${name} one.`);
  await comment(page, 'bit.ly').getByText('A moderator will look at it.').waitFor();
  await comment(page, 'never going to stay').getByRole('button', { name: 'Report' }).click();
  await comment(page, 'who staffs').getByRole('button', { name: 'Reply to' }).click();
  await comment(page, 'bit.ly').getByRole('button', { name: 'Take back' }).click();
  await picture(page, `reader-${name}`);
  expect(await barriers(page)).toEqual([]);
});
