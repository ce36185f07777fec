import type { Locator, Page } from 'playwright-core';
import { barriers, ConsoleBrowser, picture } from '../support/console-browser';
import { HELD, OfficeWorld, until } from './office-world';

const HOME = '/console/herald/office';
const LOOKS = [['light', {}], ['dark', { colorScheme: 'dark' }], ['phone', { width: 390 }]] as const;

describe('the office', () => {
  let world: OfficeWorld;
  let people: ConsoleBrowser;

  beforeAll(async () => {
    world = await OfficeWorld.open();
    people = await ConsoleBrowser.on(await world.service.listen());
    const jorge = { id: 'jorge-77', kind: 'subscriber', name: 'Jorge Maldonado' };
    await world.say('They were never going to stay, if you ask me.', { author: jorge });
    await world.decide((await world.say('Cheap watches at https://bit.ly/3xYz', { author: jorge })).id, 'reject');
    await world.say(HELD, { author: jorge });
  }, 120_000);

  afterEach(() => people.leave());

  afterAll(async () => {
    await people.close();
    await world.service.close();
  });

  /** Barriers, and what is wider than the screen. */
  async function faults(page: Page): Promise<string[]> {
    const tooWide = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
    return [...(tooWide > 0 ? [`the page is ${String(tooWide)} px wider than the screen`] : []), ...(await barriers(page))];
  }

  const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });

  describe('queues', () => {
    it('are made with conditions, take what fits, move up, and go with what waits put elsewhere', async () => {
      const page = await people.signIn(world.lead, HOME);
      await heading(page, 'Queues').waitFor();
      await page.getByRole('link', { name: 'New queue' }).click();
      await page.getByLabel('Id', { exact: true }).fill('election');
      await page.getByLabel('Name', { exact: true }).fill('Election night');
      await page.getByLabel('Time limit in minutes').fill('0');
      await page.getByLabel('Sections').fill('election, politics');
      await page.getByRole('group', { name: 'Authors' }).getByLabel('Registered').check();
      await page.getByRole('group', { name: 'What may not be done here' }).getByLabel('Put off').check();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('alert').getByText(/less than 1/).waitFor();
      await page.getByLabel('Time limit in minutes').fill('30');
      expect(await faults(page)).toEqual([]);
      await picture(page, 'office-queue-new');
      await page.getByRole('button', { name: 'Save' }).click();

      const row = page.getByRole('row', { name: /Election night/ });
      await row.getByText('section election or politics · Registered').waitFor();
      const queues = async (): Promise<{ id: string; position: number; open: number; slaMinutes: number; hiddenActions: string[] }[]> => (await world.read<{ items: { id: string; position: number; open: number; slaMinutes: number; hiddenActions: string[] }[] }>('review/queues')).items;
      const election = async () => (await queues()).find(({ id }) => id === 'election');
      expect(await election()).toMatchObject({ slaMinutes: 30, hiddenActions: ['snooze'] });

      // To the top by key: what is held there from now on is taken by it.
      const up = page.getByRole('button', { name: 'Move Election night up' });
      await up.focus();
      for (let position = (await election())?.position ?? 0; position > 1; position -= 1) {
        await page.locator('button:focus[aria-disabled="false"]').waitFor();
        await page.keyboard.press('Enter');
        await until(position - 1, async () => (await election())?.position);
      }
      await world.say(HELD, { article: { id: 'vote', title: 'The count goes on', section: 'election' } });
      await until(1, async () => (await election())?.open);

      await page.reload();
      await page.getByRole('link', { name: 'Election night' }).click();
      await page.getByRole('button', { name: 'Remove queue' }).click();
      await page.getByLabel('What waits goes to').selectOption('spam');
      await picture(page, 'office-queue-remove');
      await page.getByRole('button', { name: 'Remove and move' }).click();
      await heading(page, 'Queues').waitFor();
      await page.getByRole('row', { name: /Election night/ }).waitFor({ state: 'detached' });
      expect((await queues()).find(({ id }) => id === 'spam')?.open).toBeGreaterThan(0);
    }, 60_000);

    it('are given to people by admins', async () => {
      const page = await people.signIn(world.admin, `${HOME}/queues/hate`);
      await page.getByRole('group', { name: 'Who may see it' }).getByLabel('Ana Soto').check();
      await page.getByRole('button', { name: 'Save' }).click();
      await heading(page, 'Queues').waitFor();
      const { items } = await world.read<{ items: { id: string; members: string[] }[] }>('review/queues');
      expect(items.find(({ id }) => id === 'hate')?.members).toEqual([world.lead.id]);
      await people.leave();
      const lead = await people.signIn(world.lead, `${HOME}/queues/hate`);
      await lead.getByText('1 person may see it.').waitFor();
    }, 60_000);

    it.each(LOOKS)('have no barriers and one look: %s', async (name, look) => {
      const page = await people.signIn(world.admin, HOME, look);
      await page.getByRole('link', { name: 'Spam' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, `office-queues-${name}`);
      await page.getByRole('link', { name: 'Spam' }).click();
      await page.getByRole('group', { name: 'Rules that fired' }).getByRole('checkbox').first().waitFor();
      await page.getByRole('group', { name: 'Who may see it' }).getByRole('checkbox').first().waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, `office-queue-${name}`);
    }, 60_000);
  });

  describe('policies', () => {
    it('are added with titles for readers, sorted by key, switched off', async () => {
      const page = await people.signIn(world.admin, `${HOME}/policies`);
      await page.getByRole('link', { name: 'New policy' }).click();
      await page.getByLabel('Code', { exact: true }).fill('Not A Code');
      await page.getByLabel('Title', { exact: true }).fill('Court case');
      await page.getByLabel('Deutsch').fill('Laufendes Verfahren');
      await page.getByLabel('What falls under it').fill('Names of people in a running trial.');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('alert').getByText(/small letters/).waitFor();
      await page.getByLabel('Code', { exact: true }).fill('court-case');
      await page.getByRole('button', { name: 'Save' }).click();
      await heading(page, 'Policies').waitFor();

      // From the tenth place to the ninth, where it has a digit; the focus stays on the button.
      const row = page.getByRole('row', { name: /court-case/ });
      await row.waitFor();
      expect(await row.locator('kbd').count()).toBe(0);
      await page.getByRole('button', { name: 'Move Court case up' }).focus();
      await page.locator('button:focus[aria-disabled="false"]').waitFor();
      await page.keyboard.press('Enter');
      await row.locator('kbd').getByText('9').waitFor();
      expect(await page.getByRole('button', { name: 'Move Court case up' }).and(page.locator(':focus')).count()).toBe(1);

      await page.getByRole('link', { name: 'Court case' }).click();
      await page.getByLabel('In use').uncheck();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('row', { name: /court-case/ }).getByText('off').waitFor();
      const { items } = await world.read<{ items: { id: string; titles: object; isActive: boolean }[] }>('policies');
      expect(items.find(({ id }) => id === 'court-case')).toMatchObject({ titles: { de: 'Laufendes Verfahren' }, isActive: false });
    }, 60_000);

    it('that decisions name stay, and the page says why', async () => {
      const page = await people.signIn(world.admin, `${HOME}/policies/spam`);
      await page.getByRole('button', { name: 'Remove policy' }).click();
      await page.getByRole('alert').getByText(/Switch it off instead/).waitFor();
      expect(await heading(page, 'Spam').count()).toBe(1);
    }, 60_000);

    it.each(LOOKS)('have no barriers and one look: %s', async (name, look) => {
      const page = await people.signIn(world.admin, `${HOME}/policies`, look);
      await page.getByRole('link', { name: 'Off topic' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, `office-policies-${name}`);
      await page.getByRole('link', { name: 'Off topic' }).click();
      await heading(page, 'Off topic').waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, `office-policy-${name}`);
    }, 60_000);
  });

  describe('messages', () => {
    it('are written with what is filled in, and read before they are kept', async () => {
      const page = await people.signIn(world.admin, `${HOME}/templates`);
      await page.getByRole('link', { name: 'New message' }).click();
      await page.getByLabel('Name').fill('Advertising, friendly');
      await page.getByLabel('Policy').selectOption('spam');
      await page.getByLabel('Text').fill('Hello ');
      await page.getByRole('group', { name: 'Insert' }).getByRole('button', { name: 'Author' }).click();
      await page.keyboard.type(', thank you for writing. ');
      await page.getByRole('button', { name: '### by hand ###' }).click();
      const preview = page.getByRole('region', { name: /How it reads/ });
      await preview.getByText('Hello Marisol, thank you for writing.').waitFor();
      expect(await preview.locator('mark').count()).toBe(1);
      expect(await faults(page)).toEqual([]);
      await picture(page, 'office-template-writing');

      // A slip is told where it was made, in the service's words.
      const text = page.getByLabel('Text');
      await text.fill(`${await text.inputValue()} {{autor}}`);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('alert').first().waitFor();
      await text.fill('Hello {{author}}, “{{comment}}” is advertising ({{policy}}).');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('link', { name: 'Advertising, friendly' }).click();

      // What is kept is shown with a comment that really waits.
      await page.getByText('for the comment that has waited longest').waitFor();
      await page.getByText(/Hello Jorge Maldonado, “Look at this: .*” is advertising \(Spam\)\./).waitFor();
      await page.getByRole('button', { name: 'Remove message' }).click();
      await heading(page, 'Messages').waitFor();
      await page.getByRole('link', { name: 'Advertising, friendly' }).waitFor({ state: 'detached' });
    }, 60_000);

    it.each(LOOKS)('have no barriers and one look: %s', async (name, look) => {
      const page = await people.signIn(world.admin, `${HOME}/templates`, look);
      await page.getByRole('link', { name: 'Nicht veröffentlicht' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, `office-templates-${name}`);
      await page.getByRole('link', { name: 'Nicht veröffentlicht' }).click();
      await page.getByText('for the comment that has waited longest').waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, `office-template-${name}`);
    }, 60_000);
  });

  describe('authors', () => {
    const AUTHORS = '/console/herald/authors';

    it('are found by their name, suspended with a reason, and stand as before', async () => {
      const page = await people.signIn(world.moderator, AUTHORS);
      await page.getByLabel('Search').fill('Jorge');
      await page.getByRole('link', { name: 'Jorge Maldonado' }).click();
      await heading(page, 'Jorge Maldonado').waitFor();
      await page.getByText('They were never going to stay').waitFor();
      await page.getByLabel('Note for colleagues').fill('Writes from two accounts.');
      await page.getByRole('button', { name: 'Add note' }).click();
      await page.getByText('Writes from two accounts.').last().waitFor();

      await page.getByRole('radio', { name: /Suspended/ }).check();
      await page.getByLabel('For', { exact: true }).selectOption('30');
      await page.getByLabel('Why, for colleagues').fill('Third time');
      await page.getByRole('button', { name: 'Apply' }).click();
      await page.getByText(/Suspended, by Ines Maro/).waitFor();
      expect((await world.read<{ standing: { kind: string; note: string } }>('authors/jorge-77')).standing).toMatchObject({ kind: 'suspend', note: 'Third time' });
      await picture(page, 'author-suspended');

      await page.goto(new URL(`${AUTHORS}?standing=suspend`, page.url()).href);
      await page.getByRole('row', { name: /Jorge Maldonado/ }).getByText(/Suspended until/).waitFor();
      await page.getByRole('link', { name: 'Jorge Maldonado' }).click();
      await page.getByRole('radio', { name: /Like everybody/ }).check();
      await page.getByRole('button', { name: 'Apply' }).click();
      await page.getByText('Like everybody: the rules alone judge.').waitFor();
    }, 60_000);

    it.each(LOOKS)('have no barriers and one look: %s', async (name, look) => {
      const page = await people.signIn(world.admin, AUTHORS, look);
      await page.getByRole('link', { name: 'Jorge Maldonado' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, `authors-${name}`);
      await page.getByRole('link', { name: 'Jorge Maldonado' }).click();
      await heading(page, 'Jorge Maldonado').waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, `author-${name}`);
    }, 60_000);
  });

  describe('articles', () => {
    const ARTICLES = '/console/herald/articles';
    const NAME = 'The harbour bridge';

    it('are found, watched, looked at first, and close by themselves', async () => {
      const page = await people.signIn(world.lead, ARTICLES);
      await page.getByLabel('Search').fill('harbour');
      await page.getByRole('button', { name: `Watch ${NAME}` }).click();
      await page.getByRole('button', { name: `Watched: ${NAME}` }).waitFor();
      await page.getByLabel('Only watched').check();
      await page.waitForURL(/watched=true/);
      await page.getByLabel(`Comments of ${NAME}`).selectOption('premoderated');
      await page.locator('[data-mode="premoderated"]').waitFor();
      await until('premoderated', async () => (await world.read<{ commentsMode: string }>('articles/harbour')).commentsMode);
      expect((await world.say('The bridge will open in spring, they say.')).status).toBe('held');

      await page.getByRole('button', { name: 'Close later' }).click();
      await page.getByLabel('Closes at').fill('2031-05-01T18:30');
      await picture(page, 'article-closing');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(/^closes .*2031/).waitFor();
      expect((await world.read<{ closesAt: string }>('articles/harbour')).closesAt).toMatch(/^2031-05-01/);
      await page.getByRole('button', { name: 'Close later' }).click();
      await page.getByRole('button', { name: 'Do not close' }).click();
      await page.getByText(/^closes .*2031/).waitFor({ state: 'detached' });
    }, 60_000);

    it('lead from a count to its comments, and stay as they are for those who only look', async () => {
      const page = await people.signIn(world.moderator, ARTICLES);
      const line = page.getByRole('listitem').filter({ hasText: NAME });
      expect(await line.getByRole('button', { name: new RegExp(`Watch(ed:)? ${NAME}`) }).isDisabled()).toBe(true);
      await line.getByRole('definition').nth(2).getByRole('link').click();
      await page.getByText('Cheap watches at https://bit.ly/3xYz').waitFor();
    }, 60_000);

    it.each(LOOKS)('have no barriers and one look: %s', async (name, look) => {
      const page = await people.signIn(world.admin, ARTICLES, look);
      await page.getByRole('heading', { name: NAME }).waitFor();
      expect(await faults(page)).toEqual([]);
      await picture(page, `articles-${name}`);
    }, 60_000);
  });

  it.each([
    ['de', { queues: 'Warteschlangen', policies: 'Richtlinien', templates: 'Nachrichten', articles: 'Artikel', authors: 'Autoren' }],
    ['es', { queues: 'Colas', policies: 'Normas', templates: 'Mensajes', articles: 'Artículos', authors: 'Autores' }],
    ['fr', { queues: 'Files', policies: 'Motifs', templates: 'Messages', articles: 'Articles', authors: 'Auteurs' }],
  ])('fits a phone in every language: %s', async (language, titles) => {
    const page = await people.signIn(world.admin, `${HOME}/queues`, { width: 390 });
    await heading(page, 'Queues').waitFor();
    await page.evaluate(`localStorage.setItem('weir-language', '${language}')`);
    for (const [name, title] of Object.entries(titles)) {
      await page.goto(new URL(name === 'articles' || name === 'authors' ? `/console/herald/${name}` : `${HOME}/${name}`, page.url()).href);
      await heading(page, title).waitFor();
      await page.getByRole('main').getByRole('link').nth(1).waitFor();
      await picture(page, `${name}-${language}`);
      expect(await faults(page)).toEqual([]);
    }
  }, 120_000);

  it('is not in the menu of those who may not change it', async () => {
    const page = await people.signIn(world.moderator, '/console/herald/authors');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Authors' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Office' }).count()).toBe(0);
  }, 60_000);
});
