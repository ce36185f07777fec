import type { Locator, Page } from 'playwright-core';
import { barriers, ConsoleBrowser, type Look, picture } from '../support/console-browser';
import { NOISY_RULE, RulesWorld } from './rules-world';

const HOME = '/console/herald/rules';

describe('the workshop', () => {
  let world: RulesWorld;
  let people: ConsoleBrowser;

  beforeAll(async () => {
    world = await RulesWorld.open();
    people = await ConsoleBrowser.on(await world.service.listen());
  }, 120_000);

  afterEach(() => people.leave());

  afterAll(async () => {
    await people.close();
    await world.service.close();
  });

  const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });
  const rulesList = (page: Page): Locator => page.getByRole('region', { name: 'Rules', exact: true });
  const saved = (page: Page): Promise<void> => page.getByText(/^Draft: 1 rule changed/).waitFor();

  /** Starts from what the world began with, whatever another test left in the draft. */
  async function forgetTheDraft(): Promise<void> {
    const { headers } = await world.admin.client.get(world.path('rule-set/draft'));
    await world.admin.client.delete(world.path('rule-set/draft'), undefined, { 'if-match': String(headers['etag']) });
  }

  it("an admin's afternoon: notices, tightens, fixes, tries, backtests, publishes in shadow, watches, promotes, rolls back", async () => {
    const page = await people.signIn(world.admin, HOME);
    const attention = page.getByRole('region', { name: 'Worth a look' });
    expect(await attention.getByRole('link', { name: /Offers and bargains/ }).textContent()).toContain('12 hits of 16 decided otherwise');
    await attention.getByRole('link', { name: /Offers and bargains/ }).click();
    await heading(page, 'Offers and bargains').waitFor();
    expect(await page.getByRole('region', { name: 'Evidence' }).textContent()).toContain('4 right 12 wrong');

    // What matched, entry by entry: the word to drop.
    await page.getByText('Day by day, and by what matched').click();
    await page.getByRole('row', { name: /^offer/ }).waitFor();

    // Tightened: one of the examples does not match any more.
    await page.getByLabel('Values for body').fill('freebies');
    await saved(page);
    await page.getByText('✗ 1 example fails').waitFor();
    await page.getByText('The rule should fire on this example and does not.').waitFor();
    await picture(page, 'rules-example-fails');
    await page.getByLabel('Must match, example 1', { exact: true }).fill('Claim your freebies before midnight');
    await page.getByText('✓ all 4 pass').waitFor();

    // Tried on a disguise, which needs one more setting.
    await page.getByRole('textbox', { name: 'Try it' }).fill('Get your f r e e b i e s in my group');
    await page.getByText('no rule matches').waitFor();
    await page.getByLabel('Disguised spellings').selectOption('normal');
    await page.getByText(/freebies · deals · .*(joined|spaced) letters/).waitFor();
    expect(await page.locator('mark').allTextContents()).toContain('f r e e b i e s');
    expect(await page.getByText('Held', { exact: true }).count()).toBe(1);
    await picture(page, 'rules-try');

    // On the past: what honest people said is no longer held.
    await page.getByText(/saved .* by Tom Reyes/).waitFor();
    await page.getByRole('button', { name: 'Backtest' }).click();
    await heading(page, /^Backtest: draft/).waitFor();
    await world.runBacktests();
    await page.getByText('Outcomes before and after').waitFor();
    expect(await page.getByRole('tab', { name: /No longer caught/ }).textContent()).toBe('No longer caught 13');
    await page.getByRole('tab', { name: /No longer caught/ }).click();
    await page.getByText('My offer of help to the library still stands').waitFor();
    await picture(page, 'rules-backtest');

    // Out in shadow, with a note.
    await page.getByRole('button', { name: 'Review and publish' }).click();
    await heading(page, 'Review and publish').waitFor();
    await page.getByLabel('goes out in').selectOption('shadow');
    await page.getByRole('region', { name: 'What changes in deals' }).getByText('+mode: shadow').waitFor();
    await picture(page, 'rules-publish');
    await page.getByLabel('Note').fill('Offers and bargains are mostly honest: freebies alone, in shadow first');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Version 3 runs.').waitFor();
    await world.judgeByTheLatest();

    // It watches: nothing is held by it, and what it would have held is counted.
    expect((await world.say('An offer to all the readers of this page', null)).status).toBe('published');
    expect((await world.say('F-r-e-e-b-i-e-s today only', 'reject')).status).toBe('published');
    await world.count();
    await page.reload();
    await heading(page, 'Offers and bargains').waitFor();
    await page.getByRole('region', { name: 'Evidence' }).getByText('5 right').waitFor();
    await page.getByText('shadow', { exact: true }).first().waitFor();
    await picture(page, 'rules-shadow');

    // It has earned its place.
    await page.getByRole('button', { name: 'Promote' }).click();
    await page.getByText(/^Version 4 runs: “Offers and bargains” is now active/).waitFor();
    await world.judgeByTheLatest();
    expect((await world.say('Freebies, freebies, freebies', null)).status).toBe('held');

    // And back to where the afternoon began.
    await page.getByRole('navigation', { name: 'Workshop' }).getByRole('link', { name: 'Versions' }).click();
    await page.getByRole('link', { name: '2', exact: true }).click();
    await page.getByText(/From version 4, which runs, back to version 2/).waitFor();
    await page.getByLabel('Note').fill('The newsroom wants to see every offer after all');
    await picture(page, 'rules-versions');
    await page.getByRole('button', { name: 'Roll back to version 2' }).click();
    await page.getByText(/^Version 5 runs: it says what version 2 said/).waitFor();
    await world.judgeByTheLatest();
    expect((await world.say('The offer stands until Friday', null)).status).toBe('held');
  }, 120_000);

  it('is edited as YAML: completed and explained from the language itself, with errors where they are', async () => {
    await forgetTheDraft();
    const page = await people.signIn(world.admin, `${HOME}/deals`);
    await page.getByRole('tab', { name: 'YAML' }).click();
    const editor = page.getByRole('textbox', { name: 'Rule deals as YAML' });
    await editor.click();
    expect(await editor.textContent()).toContain('name: Offers and bargains');

    // A slip is told at its line, in words, before anything is published.
    await page.getByText('action:', { exact: false }).last().click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('urg');
    await page.getByRole('option', { name: /urgency/ }).waitFor();
    await picture(page, 'rules-completion');
    // By a click: the editor takes no key for its list in the first 75 ms, so that nobody picks what they have not seen.
    await page.getByRole('option', { name: /urgency/ }).click();
    await page.keyboard.type('soon');
    await page.getByText(/this cannot be published yet/).waitFor();
    await page.locator('.cm-lintRange-error').waitFor();
    await picture(page, 'rules-yaml-error');
    await page.getByRole('textbox', { name: 'Try it' }).focus();
    await page.getByRole('button', { name: 'Show the line' }).first().click();
    await page.getByRole('textbox', { name: 'Rule deals as YAML' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('End');
    for (let letters = 0; letters < 4; letters += 1) await page.keyboard.press('Backspace');
    await page.keyboard.type('high');
    await page.getByText('✓ No errors').waitFor();

    // What cannot be read is kept here and not saved.
    await page.keyboard.insertText('\n  broken: [');
    await page.getByText(/^Not saved: /).waitFor();
    // Taken out by hand: how much one undo takes back depends on how quickly everything before it was typed.
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Backspace');
    await saved(page);
    await page.getByRole('tab', { name: 'Form' }).click();
    await page.getByText('also urgency: high').waitFor();
  }, 120_000);

  it('overwrites nobody: says who changed the draft meanwhile, and lets one compare', async () => {
    await forgetTheDraft();
    const page = await people.signIn(world.admin, `${HOME}/deals`);
    await page.getByLabel('Reason').fill('Advertises something');
    await saved(page);
    const reason = page.getByLabel('Reason');
    await world.putRule(world.colleague, { ...NOISY_RULE, reason: 'Sells something' });
    await reason.fill('Advertises');
    await page.getByText('Ana Soto changed the draft while you were writing.').waitFor();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('region', { name: /What Ana Soto saved/ }).getByText('-reason: Sells something').waitFor();
    await picture(page, 'rules-conflict');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take Ana Soto’s' }).click();
    await page.getByText(/saved .* by Ana Soto/).waitFor();
    expect(await reason.inputValue()).toBe('Sells something');
  }, 60_000);

  it('shows everything and changes nothing for those who may only look', async () => {
    const page = await people.signIn(world.viewer, `${HOME}/deals`);
    await page.getByText('You may look, but not change anything').waitFor();
    expect(await page.getByRole('button', { name: /Pause|Promote|New rule|Backtest$|Review and publish/ }).count()).toBe(0);
    expect(await page.getByLabel('Values for body').getAttribute('readonly')).not.toBeNull();
    await page.getByRole('textbox', { name: 'Try it' }).fill('a bargain');
    await page.getByText(/bargain · deals/).waitFor();
    await picture(page, 'rules-viewer');
  }, 60_000);

  it('keeps lists: bulk paste with a look first, search, and into the draft', async () => {
    await forgetTheDraft();
    const page = await people.signIn(world.admin, `${HOME}/~lists`);
    await page.getByLabel('New list').fill('local-insults');
    await page.getByRole('button', { name: 'Add list' }).click();
    await heading(page, 'local-insults').waitFor();
    await page.getByLabel('Entries to add').fill('gobbler\nflimmer\ngobbler\nwurble');
    await page.getByRole('button', { name: 'Look first' }).click();
    await page.getByText('It would be: 3 entries more').waitFor();
    await page.getByRole('button', { name: 'Into the draft' }).click();
    await page.getByRole('rowheader', { name: 'flimmer' }).waitFor();
    await page.getByLabel('Search').fill('wur');
    await page.getByRole('rowheader', { name: 'flimmer' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Remove wurble' }).click();
    await page.getByText('Nothing with “wur”.').waitFor();
    await picture(page, 'rules-list');
    expect(await barriers(page)).toEqual([]);
  }, 60_000);

  it('is reached by keys alone', async () => {
    await forgetTheDraft();
    const page = await people.signIn(world.admin, HOME);
    await rulesList(page).getByRole('link').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('bargains');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, 'Offers and bargains').waitFor();
    await page.keyboard.press('t');
    await page.keyboard.type('a bargain');
    await page.getByText(/bargain · deals/).waitFor();
    await tabTo(page, 'tab', 'Form');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('textbox', { name: 'Rule deals as YAML' }).waitFor();
    await tabTo(page, 'textbox', 'Rule deals as YAML');
    await tabTo(page, 'button', 'Backtest');
    await page.keyboard.press('Escape');
    await page.keyboard.press('p');
    await heading(page, 'Review and publish').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('dialog').textContent()).toContain('Backtest the draft');
  }, 60_000);

  /** Presses Tab until that element has the focus. */
  async function tabTo(page: Page, role: 'tab' | 'textbox' | 'button', name: string): Promise<void> {
    const wanted = page.getByRole(role, { name, exact: true });
    for (let presses = 0; presses < 120; presses += 1) {
      if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach the ${role} ${name}`);
  }

  it('asks for a reason before a rule rejects that has not proved itself, and keeps it', async () => {
    await forgetTheDraft();
    await world.publishRule({ ...NOISY_RULE, id: 'floggers', name: 'Floggers', mode: 'shadow', when: { body: { words: 'floggers' } }, then: { action: 'reject' }, examples: { match: ['floggers here', 'more floggers'], no_match: ['nothing', 'nobody'] } });
    const page = await people.signIn(world.admin, `${HOME}/floggers`);
    await page.getByRole('button', { name: 'Promote' }).click();
    await page.getByRole('alert').getByText('without having proved itself').waitFor();
    await page.getByLabel('Reason to do it all the same').fill('The police asked for it');
    await picture(page, 'rules-refused');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Do it all the same' }).click();
    await page.getByText(/“Floggers” is now active/).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText(/“Floggers” is now paused/).waitFor();
  }, 60_000);

  it('loses nothing without a connection', async () => {
    await forgetTheDraft();
    const page = await people.signIn(world.admin, `${HOME}/deals`);
    await page.getByLabel('Reason', { exact: true }).waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('Reason', { exact: true }).fill('Advertises, says the lead');
    await page.getByText('Not saved: The service could not be reached.').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Save again' }).click();
    await page.getByText(/^Draft: 1 rule changed/).waitFor();
    expect(await page.getByLabel('Reason', { exact: true }).inputValue()).toBe('Advertises, says the lead');
  }, 60_000);

  it('stops a backtest that somebody changed their mind about', async () => {
    const page = await people.signIn(world.admin, `${HOME}/~backtests`);
    await page.getByRole('button', { name: 'Start a backtest' }).click();
    await page.getByText('Waits for its turn').waitFor();
    await picture(page, 'rules-backtest-waiting');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('It was cancelled after 0 comments.').waitFor();
    await page.getByRole('link', { name: 'All backtests' }).click();
    expect(await page.getByRole('row', { name: /cancelled/ }).textContent()).toContain('Draft against version');
  }, 60_000);

  it('tries a text as somebody else, under another story', async () => {
    await forgetTheDraft();
    const page = await people.signIn(world.admin, HOME);
    await page.getByRole('textbox', { name: 'Try it' }).fill('What a sad day');
    await page.getByText('no rule matches').waitFor();
    await page.getByText('More about the comment').click();
    await page.getByLabel('Facts, one per line').fill('article.tags: [court-case]');
    await page.getByText(/Comments on this story are reviewed first/).first().waitFor();
    await page.getByLabel('Facts, one per line').fill('article.tags: 7');
    await page.getByText(/article\.tags/).last().waitFor();
    await page.getByLabel('Facts, one per line').fill('');
    await page.getByRole('textbox', { name: 'Try it' }).fill('Look: https://bit.ly/3xYz');
    await page.getByText('Held', { exact: true }).waitFor();
    await page.getByLabel('Written by').selectOption('regular');
    await page.getByText('Published', { exact: true }).waitFor();
    await picture(page, 'rules-try-facts');
    expect(await barriers(page)).toEqual([]);
  }, 60_000);

  it('costs the desk nothing: the workshop and its editor come when they are opened', async () => {
    const page = await people.open('/console/');
    const scripts: string[] = [];
    page.on('request', (request) => { if (request.resourceType() === 'script') scripts.push(request.url()); });
    await people.enter(page, world.admin);
    await page.getByRole('navigation', { name: 'Queues' }).waitFor();
    expect(scripts.filter((url) => /desk/.test(url))).not.toEqual([]);
    expect(scripts.filter((url) => /rules|yaml/.test(url))).toEqual([]);
    await page.getByRole('link', { name: 'Rules' }).click();
    await heading(page, 'Rules').waitFor();
    expect(scripts.filter((url) => /rules-/.test(url))).not.toEqual([]);
    expect(scripts.filter((url) => /yaml/.test(url))).toEqual([]);
  }, 60_000);

  it('gives a new rule an id, a condition and an example, and takes it out again', async () => {
    await forgetTheDraft();
    const page = await people.signIn(world.admin, HOME);
    await page.getByRole('button', { name: 'New rule' }).click();
    await heading(page, 'New rule').waitFor();
    await page.getByLabel('Id', { exact: true }).fill('short-shouts');
    await page.getByLabel('Id', { exact: true }).press('Enter');
    await page.waitForURL(/\/rules\/short-shouts$/);
    await page.getByLabel('Name', { exact: true }).fill('Short shouts');
    await heading(page, 'Short shouts').waitFor();
    await page.getByLabel('Ask about').selectOption('stats.caps_ratio');
    await page.getByLabel('Value for stats.caps_ratio').fill('0.9');
    await page.getByRole('button', { name: 'Add condition' }).click();
    await page.getByLabel('Ask about').nth(1).selectOption('stats.words');
    await page.getByLabel('stats.words is compared').selectOption('lte');
    await page.getByLabel('Value for stats.words').fill('4');
    await page.getByLabel('Must match, example 1', { exact: true }).fill('SHAME ON YOU');
    await page.getByText('✓ all 2 pass').waitFor();
    await page.getByRole('tab', { name: 'YAML' }).click();
    const text = page.getByRole('textbox', { name: 'Rule short-shouts as YAML' });
    await text.waitFor();
    expect(await text.textContent()).toContain('caps_ratio');
    await page.getByRole('button', { name: 'Remove from draft' }).click();
    await page.getByText('“short-shouts” is out of the draft.').waitFor();
  }, 60_000);

  const LOOKS: readonly (readonly [string, Look])[] = [['light', {}], ['dark', { colorScheme: 'dark' }], ['phone', { width: 390 }]];

  it.each(LOOKS)('has no barriers and one look: %s', async (name, look) => {
    await forgetTheDraft();
    await world.putRule(world.colleague, { ...NOISY_RULE, mode: 'shadow', when: { body: { words: ['freebies'] } } });
    const page = await people.signIn(world.admin, HOME, look);
    const show = async (path: string, ready: Locator, of: 'everything' | 'contrast'): Promise<void> => {
      await page.goto(new URL(`${HOME}${path}`, page.url()).href);
      await ready.first().waitFor();
      expect(await barriers(page, of)).toEqual([]);
      await picture(page, `rules${path === '' ? '' : path.replaceAll(/[/~]+/g, '-')}-${name}`);
    };
    // Dark differs by its colours alone; what the phone arranges anew are the first two.
    const arranged = name === 'dark' ? 'contrast' : 'everything';
    const known = name === 'light' ? 'everything' : 'contrast';
    await show('', page.getByRole('heading', { name: 'Worth a look' }), arranged);
    await show('/deals', page.getByText('✗ 1 example fails'), arranged);
    await page.getByRole('tab', { name: 'YAML' }).click();
    await page.getByRole('textbox', { name: 'Rule deals as YAML' }).waitFor();
    expect(await barriers(page, known)).toEqual([]);
    await picture(page, `rules-yaml-${name}`);
    await show('/spam-links', page.getByText('✓ all 6 pass'), 'contrast');
    await show('/~publish', page.getByRole('region', { name: 'What changes in deals' }), known);
    await show('/~versions/1', page.getByRole('region', { name: /^What changes from version/ }), 'contrast');
    await show('/~backtests', page.getByRole('button', { name: 'Start a backtest' }), 'contrast');
    await show('/~lists', page.getByRole('link', { name: 'shorteners' }), 'contrast');
    await show('/~lists/shorteners', page.getByRole('rowheader', { name: 'bit.ly' }), known);
  }, 180_000);
});
