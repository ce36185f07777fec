import { TOTP } from 'otpauth';
import { barriers, ConsoleBrowser, picture } from '../support/console-browser';
import { freePort } from '../../src/platform/embedded/free-port';
import { OpenIdProvider } from '../support/openid-provider';
import { startTestApp, type TestApp } from '../support/app';
import { expectStatus, type PersonInWorld, World } from '../support/world';

describe('signing in with a second factor', () => {
  let service: TestApp;
  let browser: ConsoleBrowser;
  let ana: PersonInWorld;
  let recoveryCode: string;

  beforeAll(async () => {
    service = await startTestApp();
    const world = new World(service);
    ana = await world.person(await world.newSite('herald'), 'moderator', 'Ana Soto');
    const { secret } = expectStatus(await ana.client.post('/v1/me/second-factor', { password: ana.password }), 201).body as { secret: string };
    const code = new TOTP({ secret, issuer: 'Weir' }).generate();
    const { recoveryCodes } = expectStatus(await ana.client.post('/v1/me/second-factor/confirmation', { code }), 201).body as { recoveryCodes: string[] };
    recoveryCode = String(recoveryCodes[0]);
    browser = await ConsoleBrowser.on(await service.listen());
  }, 120_000);

  afterEach(() => browser.leave());

  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  it('asks for the code after the password, says when it is wrong, leads back, and in', async () => {
    const page = await browser.open('/console/');
    const first = async (): Promise<void> => {
      await page.getByLabel('Email').fill(ana.email);
      await page.getByLabel('Password', { exact: true }).fill(ana.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Your code' }).waitFor();
    };
    await first();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.type('abcdef');
    await page.keyboard.press('Enter');
    await page.getByText('That code is not right').waitFor();
    await picture(page, 'sign-in-code');
    await page.getByRole('button', { name: 'Back to email and password' }).click();
    await first();
    await page.keyboard.type(recoveryCode);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  }, 60_000);
});

describe('a session that ends in the middle of the work', () => {
  it('is said, and who signs in again is where they were', async () => {
    const service = await startTestApp();
    const world = new World(service);
    const bea = await world.person(await world.newSite('herald'), 'admin', 'Bea Bauer');
    const browser = await ConsoleBrowser.on(await service.listen());
    const page = await browser.signIn(bea, '/console/herald/articles');
    await page.getByRole('heading', { name: 'Articles' }).waitFor();
    await page.context().clearCookies();
    await page.getByLabel('Search').fill('harbour');
    await page.getByText('You were signed out.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'sign-in-ended');
    await browser.enter(page, bea);
    await page.getByRole('heading', { name: 'Articles' }).waitFor();
    // Whoever leaves by themselves is not told so.
    await page.getByRole('button', { name: 'Bea Bauer' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('Sign in to the desk.').waitFor();
    await browser.close();
    await service.close();
  }, 60_000);
});

describe('signing in at an identity provider', () => {
  let service: TestApp;
  let provider: OpenIdProvider;
  let browser: ConsoleBrowser;
  let ana: PersonInWorld;

  beforeAll(async () => {
    const port = await freePort(0);
    const weir = `http://127.0.0.1:${String(port)}`;
    provider = await OpenIdProvider.start(weir);
    service = await startTestApp({ env: { ...provider.settings, WEIR_PUBLIC_URL: weir } });
    const world = new World(service);
    ana = await world.person(await world.newSite('herald'), 'moderator', 'Ana Soto');
    browser = await ConsoleBrowser.on(await service.listen(port));
  }, 120_000);

  afterEach(() => browser.leave());

  afterAll(async () => {
    await browser.close();
    await service.close();
    provider.stop();
  });

  it('leads to the provider and back to the page that was asked for; who has no account hears it', async () => {
    const page = await browser.open('/console/herald/history');
    const button = page.getByRole('link', { name: 'Sign in with Herald login' });
    await button.waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'sign-in-provider');
    const there = async (login: string): Promise<void> => {
      await button.click();
      await page.locator('input[name=login]').fill(login);
      await page.locator('input[name=password]').fill('any');
      await page.locator('button[type=submit]').click();
      await page.getByRole('button', { name: 'Continue' }).click();
    };
    await there('stranger@desk.example');
    await page.getByText('There is no account here for the address').waitFor();
    await picture(page, 'sign-in-refused');
    await page.context().clearCookies();
    await page.goto(`${new URL(page.url()).origin}/console/herald/history`);
    await there(ana.email);
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/herald/history');
  }, 60_000);
});
