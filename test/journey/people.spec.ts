import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { barriers, ConsoleBrowser, picture } from '../support/console-browser';
import { expectStatus, type PersonInWorld } from '../support/world';
import { HELD, OfficeWorld, until } from './office-world';
import { scanned } from './scan';

const HOME = '/console/herald/office/people';
const PASSWORD = 'the harbour bridge is old';

describe('people', () => {
  let world: OfficeWorld;
  let browser: ConsoleBrowser;
  let url: string;

  beforeAll(async () => {
    world = await OfficeWorld.open();
    url = await world.service.listen();
    browser = await ConsoleBrowser.on(url);
  }, 120_000);

  afterEach(() => browser.leave());

  afterAll(async () => {
    await browser.close();
    await world.service.close();
  });

  /** The link that a page shows this once, at the address where the service listens. */
  async function linkOn(page: Page): Promise<string> {
    const link = (await page.locator('code').filter({ hasText: '/console/#' }).textContent()) ?? '';
    return link.slice(link.indexOf('/console/#'));
  }

  it('are invited by a link, open an account with it, and find the sections they look after', async () => {
    const page = await browser.signIn(world.admin, HOME);
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
    const invite = page.getByRole('region', { name: 'Invite somebody' });
    await invite.getByLabel('Email').fill('lea@herald.example');
    await invite.getByLabel('Role').selectOption('Moderator');
    await invite.getByLabel('Sections').fill('local, sport');
    await page.keyboard.press('Enter');
    await page.getByText('It is shown this once').waitFor();
    await page.getByRole('region', { name: 'Invited, not here yet' }).getByRole('row', { name: /lea@herald\.example/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'people-invited');

    await world.say(HELD);
    await world.say(HELD, { article: { id: 'opera', title: 'At the opera', section: 'culture' } });
    const lea = await browser.open(await linkOn(page));
    await lea.getByRole('heading', { name: 'Work on Site herald' }).waitFor();
    expect(new URL(lea.url()).hash).toBe('');
    await lea.getByText('Tom Reyes invites you').waitFor();
    expect(await barriers(lea)).toEqual([]);
    await picture(lea, 'people-invitation');
    await lea.keyboard.type('Lea Brandt');
    await lea.keyboard.press('Tab');
    await lea.keyboard.type(PASSWORD);
    await lea.keyboard.press('Enter');
    await lea.getByRole('link', { name: 'My sections' }).click();
    await lea.getByRole('button', { name: 'List' }).or(lea.getByRole('radio', { name: 'List' })).first().waitFor();
    await until(1, async () => (await lea.getByText('The harbour bridge').count()) > 0 ? 1 : 0);
    expect(await lea.getByText('At the opera').count()).toBe(0);
    await picture(lea, 'people-my-sections');
    // Once used, it opens nothing.
    const late = await browser.open(await linkOn(page));
    await late.getByText('This link is not valid, or no longer.').waitFor();
    expect(await barriers(late)).toEqual([]);
  }, 120_000);

  it('who have an account sign in, and accept', async () => {
    const ines = world.moderator;
    const owner = await world.ownerOf('gazette');
    const { link } = expectStatus(await owner.post('/v1/sites/gazette/invitations', { email: ines.email, role: 'viewer' }), 201).body as { link: string };
    const page = await browser.open(link.slice(link.indexOf('/console/#')));
    await page.getByText('You have an account already.').waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Email').fill(ines.email);
    await page.getByLabel('Password', { exact: true }).fill(ines.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Accept the invitation' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await page.getByRole('button', { name: 'Site gazette' }).waitFor();
    expect(new URL(page.url()).pathname).toContain('/console/gazette');
  }, 120_000);

  it('are given another role and sections, a link for a new password, and leave', async () => {
    const mo = await world.colleague('moderator', 'Mo Adler');
    const page = await browser.signIn(world.admin, HOME);
    await page.getByRole('link', { name: 'Mo Adler' }).click();
    await page.getByLabel('Role').selectOption('Lead');
    await page.getByLabel('Sections').fill('sport');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: 'Link for a new password' }).click();
    await page.getByLabel('Your own password').fill('not mine');
    await page.keyboard.press('Enter');
    await page.getByText('This is not your password.').waitFor();
    await page.getByLabel('Your own password').fill(world.admin.password);
    await page.keyboard.press('Enter');
    await page.getByText('The link for Mo Adler.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'people-member');

    const elsewhere = await browser.open(await linkOn(page));
    await elsewhere.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    expect(await barriers(elsewhere)).toEqual([]);
    await picture(elsewhere, 'people-new-password');
    await elsewhere.keyboard.type(PASSWORD);
    await elsewhere.keyboard.press('Enter');
    await elsewhere.getByText('You are signed out everywhere.').waitFor();
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await browser.enter(elsewhere, { ...mo, password: PASSWORD });

    await page.getByRole('button', { name: 'Take off this site' }).click();
    await page.getByRole('button', { name: 'Take off', exact: true }).click();
    await page.getByRole('region', { name: 'Invite somebody' }).waitFor();
    await until(0, () => page.getByRole('link', { name: 'Mo Adler' }).count());
  }, 120_000);

  it('see and guard their own account by the keyboard: name, password, second factor, sessions, tokens', async () => {
    const mo = await world.colleague('moderator', 'Mo Winter');
    const other = await browser.signIn(mo, '/console/herald/desk');
    const page = await browser.signIn(mo, '/console/herald/desk');
    await page.getByRole('button', { name: 'Mo Winter' }).press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'My account' }).waitFor();
    // Two browsers and the one that the test signed in without one, below a line of headings.
    await until(4, () => page.getByRole('region', { name: 'Signed in' }).getByRole('row').count());
    expect(await barriers(page)).toEqual([]);
    expect(await page.title()).toBe('My account – Site herald – Weir');
    await picture(page, 'account');

    await page.getByRole('textbox', { name: 'Name' }).first().fill('Mo Winterbourne');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Mo Winterbourne' }).waitFor();

    const factor = page.getByRole('region', { name: 'Second factor' });
    await factor.getByRole('button', { name: 'Set up an app' }).press('Enter');
    await page.keyboard.type(mo.password);
    await page.keyboard.press('Enter');
    const secret = ((await factor.locator('code').textContent()) ?? '').replaceAll(' ', '');
    expect(await scanned(factor.getByRole('img', { name: 'QR code that holds the secret written below' }))).toBe(`otpauth://totp/Weir:${encodeURIComponent(mo.email)}?issuer=Weir&secret=${secret}&algorithm=SHA1&digits=6&period=30`);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'account-set-up');
    await page.keyboard.type(new TOTP({ secret, issuer: 'Weir' }).generate());
    await page.keyboard.press('Enter');
    await factor.getByText('Your recovery codes, shown this once').waitFor();
    expect(await factor.getByRole('listitem').count()).toBe(10);
    await picture(page, 'account-codes');
    const recoveryCode = (await factor.getByRole('listitem').first().textContent()) ?? '';
    await factor.getByRole('button', { name: 'Turn off' }).press('Enter');
    await page.keyboard.type(mo.password);
    await page.keyboard.press('Tab');
    await page.keyboard.type(recoveryCode);
    await page.keyboard.press('Enter');
    await factor.getByRole('button', { name: 'Set up an app' }).waitFor();

    const tokens = page.getByRole('region', { name: 'Tokens for scripts' });
    await tokens.getByLabel('What the new token is for').fill('nightly export');
    await page.keyboard.press('Enter');
    await tokens.getByText(/^weir_pat_/).waitFor();
    await tokens.getByRole('button', { name: 'Revoke nightly export' }).press('Enter');
    await tokens.getByText('You have no tokens.').waitFor();
    await page.getByRole('region', { name: 'What happened' }).getByRole('row', { name: /Token revoked/ }).waitFor();

    // The second factor ended the other browser's session; it signs in again and is then signed out from here.
    await other.reload();
    await browser.enter(other, mo);
    await page.getByRole('button', { name: 'Sign out everywhere' }).press('Enter');
    await page.keyboard.press('Enter');
    await page.getByLabel('Email').waitFor();
    await other.reload();
    await other.getByLabel('Email').waitFor();
  }, 180_000);

  it('read all of it in German, in the dark and on a phone', async () => {
    const tom: PersonInWorld = world.admin;
    const page = await browser.signIn(tom, HOME, { colorScheme: 'dark' });
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
    await page.evaluate(`localStorage.setItem('weir-language', 'de')`);
    await page.goto(`${url}/console/herald/account`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await until(true, async () => (await page.getByRole('table').count()) > 0);
    expect(await barriers(page, 'contrast')).toEqual([]);
    await picture(page, 'account-dark');
    const phone = await browser.signIn(tom, HOME, { width: 390 });
    await phone.getByRole('table').first().waitFor();
    expect(await barriers(phone)).toEqual([]);
    expect(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await picture(phone, 'people-phone');
    await phone.goto(`${url}/console/herald/account`);
    await until(true, async () => (await phone.getByRole('table').count()) > 0);
    expect(await phone.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await picture(phone, 'account-phone');
  }, 120_000);
});
