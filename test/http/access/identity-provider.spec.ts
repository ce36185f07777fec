import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { Site } from '../../../src/domain/actor';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer } from '../../support/client';
import { OpenIdProvider } from '../../support/openid-provider';
import { expectStatus, World } from '../../support/world';

const WEIR = 'http://weir.example';
const CALLBACK = '/v1/session/provider/callback';

const cookiesOf = ({ headers }: Answer): string[] => [headers['set-cookie'] ?? []].flat().map(String);
const cookieNamed = (answer: Answer, name: string): string => cookiesOf(answer).find((line) => line.startsWith(`${name}=`))?.split(';')[0] ?? '';
const ATTEMPTS = '20';

describe('signing in at a real provider', () => {
  let provider: OpenIdProvider;
  let service: TestApp;
  let world: World;
  let site: Site;

  beforeAll(async () => {
    provider = await OpenIdProvider.start(WEIR);
    service = await startTestApp({ env: { ...provider.settings, WEIR_PUBLIC_URL: WEIR, WEIR_SIGN_IN_ATTEMPTS: ATTEMPTS } });
    world = new World(service);
    site = await world.newSite();
  });

  afterAll(async () => {
    await service.close();
    provider.stop();
  });

  interface Trip {
    readonly errand: string;
    readonly back: string;
  }

  async function trip(login: string | null, page = '/console/herald/desk'): Promise<Trip> {
    const left = expectStatus(await world.nobody.get(`/v1/session/provider?page=${encodeURIComponent(page)}`), 302);
    const back = await provider.visit(String(left.headers['location']), login);
    expect(back.origin + back.pathname).toBe(WEIR + CALLBACK);
    return { errand: cookieNamed(left, 'weir_sign_in'), back: back.pathname + back.search };
  }

  const comeBack = async ({ errand, back }: Trip): Promise<Answer> => expectStatus(await world.nobody.get(back, { cookie: errand }), 302);
  const refusedAs = (reason: string): string => `/console/?refused=${reason}`;

  it('the sign-in page learns that there is one', async () => {
    expect((await world.nobody.get('/v1/session/ways')).body).toEqual({ provider: { name: 'Herald login' } });
  });

  it('leads back signed in, to the page that was asked for, and remembers who it was', async () => {
    const ana = await world.person(site, 'moderator');
    const answer = await comeBack(await trip(ana.email));
    expect(answer.headers['location']).toBe('/console/herald/desk');
    const cookie = cookieNamed(answer, 'weir_session');
    expect(cookiesOf(answer).find((line) => line.startsWith('weir_session='))).toMatch(/HttpOnly; SameSite=Lax/);
    expect((await world.nobody.get('/v1/session', { cookie })).body).toMatchObject({ person: { email: ana.email } });
    expect((await world.nobody.get('/v1/me/sessions', { cookie })).body.items[0]).toMatchObject({ signedInBy: 'oidc', isCurrent: true });
    expect((await ana.client.get('/v1/me/events')).body.items).toEqual([expect.objectContaining({ type: 'identity.linked', payload: { issuer: provider.url } })]);
    // Linked once; the second time says nothing new.
    expect((await comeBack(await trip(ana.email))).headers['location']).toBe('/console/herald/desk');
    expect((await ana.client.get('/v1/me/events')).body.items).toHaveLength(1);
  });

  it('opens no account for somebody who has none', async () => {
    expect((await comeBack(await trip('stranger@desk.example'))).headers['location']).toBe(refusedAs('unknown'));
  });

  it('takes no address that the provider has not verified', async () => {
    const bob = await world.person(site, 'moderator');
    const answer = await comeBack(await trip(`${bob.email}#unverified`));
    expect(answer.headers['location']).toBe(refusedAs('unknown'));
    expect(cookieNamed(answer, 'weir_session')).toBe('');
  });

  it('an address that was given to somebody else does not open the account of whoever had it', async () => {
    const eve = await world.person(site, 'admin');
    await comeBack(await trip(eve.email));
    expect((await comeBack(await trip(`${eve.email}#successor`))).headers['location']).toBe(refusedAs('linked'));
  });

  it('says so when somebody turns back at the provider', async () => {
    expect((await comeBack(await trip(null))).headers['location']).toBe(refusedAs('cancelled'));
  });

  it('an answer counts for the browser that asked, and once', async () => {
    const dan = await world.person(site, 'moderator');
    const mine = await trip(dan.email);
    const other = await trip(dan.email);
    expect((await comeBack({ back: mine.back, errand: '' })).headers['location']).toBe(refusedAs('expired'));
    expect((await comeBack({ back: mine.back, errand: other.errand })).headers['location']).toBe(refusedAs('provider'));
    expect((await comeBack({ back: mine.back, errand: 'weir_sign_in=AAAA' })).headers['location']).toBe(refusedAs('expired'));
    expect((await comeBack(mine)).headers['location']).toBe('/console/herald/desk');
    expect((await comeBack(mine)).headers['location']).toBe(refusedAs('expired'));
  });

  it('a session that was planted before ends', async () => {
    const fay = await world.person(site, 'moderator');
    const { errand, back } = await trip(fay.email);
    const planted = fay.client.headers['cookie'] ?? '';
    const cookie = cookieNamed(expectStatus(await world.nobody.get(back, { cookie: `${errand}; ${planted}` }), 302), 'weir_session');
    expect(cookie).not.toBe(planted);
    expect((await fay.client.get('/v1/me')).status).toBe(401);
  });

  it.each(['https://evil.example/', '//evil.example', '/console//evil.example', '/\\evil.example', '/console/\\evil', '/docs', 'javascript:alert(1)'])('never leads to %s', async (page) => {
    const gil = await world.person(site, 'viewer');
    expect((await comeBack(await trip(gil.email, page))).headers['location']).toBe('/console/');
  });
});

describe('a provider that cannot be trusted or reached', () => {
  let hostile: Server;
  let service: TestApp;
  let world: World;
  /** What the token endpoint answers next. */
  let idToken = '';
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let issuer: string;
  let email: string;

  beforeAll(async () => {
    keys = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
    hostile = createServer((request, response) => {
      const answers: Readonly<Record<string, unknown>> = {
        '/.well-known/openid-configuration': { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
        '/jwks': { keys: [jwk] },
        '/token': { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: idToken },
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers[request.url ?? ''] ?? {}));
    });
    await new Promise<void>((resolve) => { hostile.listen(0, '127.0.0.1', resolve); });
    issuer = `http://127.0.0.1:${String((hostile.address() as AddressInfo).port)}`;
    service = await startTestApp({ env: { WEIR_OIDC_ISSUER: issuer, WEIR_OIDC_CLIENT_ID: 'weir', WEIR_OIDC_CLIENT_SECRET: 'secret', WEIR_PUBLIC_URL: WEIR, WEIR_SIGN_IN_ATTEMPTS: '8' } });
    world = new World(service);
    email = (await world.person(await world.newSite(), 'admin')).email;
  });

  afterAll(async () => {
    await service.close();
    hostile.close();
    hostile.closeAllConnections();
  });

  interface Claims {
    readonly iss: string;
    readonly aud: string;
    readonly sub: string;
    readonly nonce: string;
    readonly exp: number;
  }

  const now = (): number => Math.floor(Date.now() / 1_000);

  async function signedIn(token: (claims: Claims & { email: string; email_verified: true; iat: number }) => Promise<string> | string): Promise<string> {
    const left = expectStatus(await world.nobody.get('/v1/session/provider'), 302);
    const asked = new URL(String(left.headers['location'])).searchParams;
    idToken = await token({ iss: issuer, aud: 'weir', sub: 'u1', nonce: asked.get('nonce') ?? '', iat: now(), exp: now() + 60, email, email_verified: true });
    const answer = expectStatus(await world.nobody.get(`${CALLBACK}?code=abc&state=${asked.get('state') ?? ''}`, { cookie: cookieNamed(left, 'weir_sign_in') }), 302);
    return String(answer.headers['location']);
  }

  const sign = (claims: object, key = keys.privateKey, header: object = {}): Promise<string> => new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(key);

  it('a token that is as it must be signs in', async () => {
    expect(await signedIn((claims) => sign(claims))).toBe('/console/');
  });

  const forgeries: readonly (readonly [string, (claims: Claims) => Promise<string> | string])[] = [
    ['of another nonce', (claims) => sign({ ...claims, nonce: 'other' })],
    ['for another client', (claims) => sign({ ...claims, aud: 'somebody-else' })],
    ['of another issuer', (claims) => sign({ ...claims, iss: 'https://evil.example' })],
    ['that is too old', (claims) => sign({ ...claims, exp: now() - 600 })],
    ['that nobody signed', (claims) => new UnsecuredJWT({ ...claims }).encode()],
    ['signed with the client secret in place of the key', (claims) => new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('secret'.padEnd(32, '0')))],
    ['signed with another key', async (claims) => sign(claims, (await generateKeyPair('RS256')).privateKey)],
  ];

  it.each(forgeries)('a token %s does not', async (_name, forge) => {
    expect(await signedIn(forge)).toBe('/console/?refused=provider');
  });

  it('after so many failures an address is refused for a while', async () => {
    expect(await signedIn(() => 'not.a.token')).toBe('/console/?refused=provider');
    expect(await signedIn((claims) => sign(claims))).toBe('/console/?refused=too-many');
  });

  it('one that does not answer leads back to the sign-in page', async () => {
    const unreachable = await startTestApp({ env: { WEIR_OIDC_ISSUER: 'http://127.0.0.1:9', WEIR_OIDC_CLIENT_ID: 'weir', WEIR_OIDC_CLIENT_SECRET: 'secret' } });
    try {
      expect(expectStatus(await new World(unreachable).nobody.get('/v1/session/provider'), 302).headers['location']).toBe('/console/?refused=provider');
    } finally {
      await unreachable.close();
    }
  });
});

describe('without a provider', () => {
  let service: TestApp;
  beforeAll(async () => (service = await startTestApp()));
  afterAll(() => service.close());

  it('its pages are not there, and the sign-in page offers none', async () => {
    const { nobody } = new World(service);
    expect((await nobody.get('/v1/session/ways')).body).toEqual({ provider: null });
    for (const path of ['/v1/session/provider', `${CALLBACK}?code=a&state=b`]) expect(await nobody.get(path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});
