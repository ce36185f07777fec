import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Site } from '../../../src/domain/actor';
import { startTestApp, type TestApp } from '../../support/app';
import { cookieOf, ssoSecretOf, World } from '../../support/world';

/** Tries of each kind; the middle one counts. */
const TRIES = 9;

let service: TestApp;
let world: World;
let site: Site;
let other: Site;

beforeAll(async () => {
  service = await startTestApp({ env: { WEIR_SIGN_IN_ATTEMPTS: '1000' } });
  world = new World(service);
  [site, other] = [await world.newSite(), await world.newSite()];
  for (const each of [site, other]) await world.giveSsoSecret(each);
});

afterAll(() => service.close());

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = (): object => ({ sub: 'u-7', name: 'Ana', aud: site.slug, iat: Math.floor(Date.now() / 1_000), exp: Math.floor(Date.now() / 1_000) + 600 });

/** A token with any header, signed by HMAC with any secret. */
function forged(header: object, secret: string | Buffer): string {
  const content = `${encoded(header)}.${encoded(claims())}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

async function isLetIn(token: string): Promise<boolean> {
  const { status } = await world.bearer(token).post(`/v1/sites/${site.slug}/comments`, { article: { id: 'a-1' }, body: 'A quiet remark' });
  expect([201, 401]).toContain(status);
  return status === 201;
}

describe('a forged token of a reader', () => {
  it('is believed when it is what the site signs, so that the others fail for what is wrong with them', async () => {
    expect(await isLetIn(forged({ alg: 'HS256', typ: 'JWT' }, ssoSecretOf(site)))).toBe(true);
  });

  it.each([
    ['without an algorithm', () => `${encoded({ alg: 'none' })}.${encoded(claims())}.`],
    ['without an algorithm, in other letters', () => `${encoded({ alg: 'nOnE' })}.${encoded(claims())}.`],
    ['whose signature was cut off', () => forged({ alg: 'HS256' }, ssoSecretOf(site)).replace(/[^.]*$/, '')],
    ['with an empty secret', () => forged({ alg: 'HS256' }, '')],
    ['with another site\'s secret', () => forged({ alg: 'HS256' }, ssoSecretOf(other))],
    ['that brings its own key', () => forged({ alg: 'HS256', jwk: { kty: 'oct', k: Buffer.from('mine').toString('base64url') } }, 'mine')],
    ['that names a file as its key', () => forged({ alg: 'HS256', kid: '../../../../dev/null' }, '')],
    ['that names an address for its key', () => forged({ alg: 'HS256', jku: 'https://evil.example/keys' }, 'mine')],
    ['that says something else is critical', () => forged({ alg: 'HS256', crit: ['b64'], b64: false }, ssoSecretOf(site))],
    ['whose header lies about the algorithm', () => forged({ alg: 'RS256' }, ssoSecretOf(site))],
  ])('%s is not', async (_, make) => {
    expect(await isLetIn(make())).toBe(false);
  });

  it('signed with a private key of the forger\'s is not', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    expect(await isLetIn(await new SignJWT({ ...claims() }).setProtectedHeader({ alg: 'RS256' }).sign(privateKey))).toBe(false);
  });
});

describe('a session', () => {
  it('is never one that somebody put there: signing in makes a new one, and what was there before opens nothing', async () => {
    const { email, password } = await world.person(site, 'admin');
    for (const planted of ['weir_session=planted-by-somebody', 'weir_session=planted; weir_session=twice']) {
      const answer = await world.nobody.post('/v1/session', { email, password }, { cookie: planted });
      expect(answer.status).toBe(200);
      expect(cookieOf(answer)).not.toContain('planted');
      expect((await world.nobody.get('/v1/session', { cookie: planted })).status).toBe(401);
    }
  });

  it('of one who signed in does nothing for another page: neither by a form, nor as a text that looks like JSON, nor by a GET', async () => {
    const { client } = await world.person(site, 'admin');
    const cookie = { cookie: client.headers['cookie'] ?? '', origin: 'https://evil.example' };
    const settings = `/v1/sites/${site.slug}/settings`;
    const before = (await client.get(settings)).body as unknown;
    for (const [contentType, body] of [['application/x-www-form-urlencoded', 'name=Evil'], ['text/plain', '{"name":"Evil"}'], ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="name"\r\n\r\nEvil\r\n--x--'], ['application/json', '{"name":"Evil"}']] as const) {
      for (const method of ['POST', 'PATCH', 'PUT', 'DELETE'] as const) {
        const { status } = await world.nobody.send(method, settings, { body, headers: { ...cookie, 'content-type': contentType } });
        expect([403, 404, 405, 415]).toContain(status);
      }
    }
    for (const query of ['?name=Evil', '?_method=PATCH&name=Evil']) await world.nobody.get(settings + query, { ...cookie, 'x-http-method-override': 'PATCH' });
    expect((await client.get(settings)).body).toEqual(before);
  });
});

describe('how long a refusal takes', () => {
  async function middle(ask: () => Promise<unknown>): Promise<number> {
    const took: number[] = [];
    for (let n = 0; n < TRIES; n++) {
      const began = performance.now();
      await ask();
      took.push(performance.now() - began);
    }
    return took.sort((a, b) => a - b)[Math.floor(TRIES / 2)] ?? 0;
  }

  it('does not tell whether somebody has an account', async () => {
    const { email } = await world.person(site, 'viewer');
    const wrong = (address: string) => () => world.nobody.post('/v1/session', { email: address, password: 'not the password' });
    const [known, unknown] = [await middle(wrong(email)), await middle(wrong('nobody@desk.example'))];
    // Both hash a password, which takes tens of milliseconds; without that an unknown account would be ten times as fast.
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });

  it('does not tell how much of a key is right: it is looked up by its hash, of which a guess tells nothing', async () => {
    const { secret } = await world.siteKey(site);
    const near = world.bearer(`${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`);
    expect((await near.get(`/v1/sites/${site.slug}/settings`)).status).toBe(401);
  });
});
