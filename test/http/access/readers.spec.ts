import { decodeJwt } from 'jose';
import type { Site } from '../../../src/domain/actor';
import { Secrets } from '../../../src/platform/crypto/secrets';
import { startTestApp, type TestApp } from '../../support/app';
import { NEWS_ORIGIN, signReaderToken, ssoSecretOf, World } from '../../support/world';

let service: TestApp;
let world: World;
let site: Site;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
  site = await world.newSite();
  await world.giveSsoSecret(site);
});

afterAll(() => service.close());

const seconds = (from: number): number => Math.floor(Date.now() / 1_000) + from;
const path = (of: Site = site): string => `/v1/sites/${of.slug}/reader-sessions`;
/** 403 where no reader is let in: the token was believed. 401: it was not. */
const isBelieved = async (token: string, of: Site = site): Promise<boolean> => (await world.bearer(token).get(`/v1/sites/${of.slug}/settings`)).status === 403;

describe('a reader session', () => {
  it('gives a reader without an account a token for an hour', async () => {
    const { status, body, headers } = await world.nobody.post(path(), {}, { origin: NEWS_ORIGIN });
    expect(status).toBe(201);
    expect(decodeJwt(body.token as string)).toMatchObject({ iss: 'weir', aud: site.slug, sub: expect.stringMatching(/^anon:[0-9a-f-]{36}$/) });
    expect(new Date(body.expiresAt as string).getTime() - Date.now()).toBeLessThanOrEqual(3_600_000);
    expect(await isBelieved(body.token as string)).toBe(true);
    expect(headers['ratelimit']).toMatch(/^"reader-session";r=\d+;t=\d+$/);
  });

  it('stays the same reader when the old token comes along, even a month later', async () => {
    const first = await world.readerToken(site);
    expect((await world.readerToken(site, first.token)).authorId).toBe(first.authorId);
    const key = service.app.get(Secrets).key('reader-token');
    const claims = { iss: 'weir', aud: site.slug, sub: first.authorId };
    const old = await signReaderToken(key, { ...claims, exp: seconds(-29 * 86_400) });
    const tooOld = await signReaderToken(key, { ...claims, exp: seconds(-31 * 86_400) });
    expect(await isBelieved(old)).toBe(false);
    expect((await world.readerToken(site, old)).authorId).toBe(first.authorId);
    expect((await world.readerToken(site, tooOld)).authorId).not.toBe(first.authorId);
  });

  it('makes a new reader of a token that is forged, of another site, or of the news site', async () => {
    const { authorId, token } = await world.readerToken(site);
    const other = await world.newSite();
    expect((await world.readerToken(other, token)).authorId).not.toBe(authorId);
    const forged = await signReaderToken(ssoSecretOf(site), { iss: 'weir', aud: site.slug, sub: authorId });
    expect((await world.readerToken(site, forged)).authorId).not.toBe(authorId);
    const registered = await world.registeredReader(site);
    expect((await world.readerToken(site, registered.token)).authorId).toMatch(/^anon:/);
    expect((await world.readerToken(site, 'rubbish')).authorId).toMatch(/^anon:/);
  });

  it.each([
    ['an allowed origin', { origin: NEWS_ORIGIN }, 201],
    ['the public address of this service', { origin: 'http://localhost:0' }, 201],
    ['the address it was reached under', { origin: 'http://127.0.0.1:4711', host: '127.0.0.1:4711' }, 201],
    ['another origin', { origin: 'https://elsewhere.example' }, 403],
    ['an origin that only begins alike', { origin: `${NEWS_ORIGIN}.elsewhere.example` }, 403],
    ['no origin', {}, 403],
    ['a sandboxed page', { origin: 'null' }, 403],
  ] as const)('from %s', async (_, headers, status) => {
    expect((await world.nobody.post(path(), {}, headers)).status).toBe(status);
  });

  it('is not there on a site that is not there', async () => {
    expect((await world.nobody.post('/v1/sites/no-such-site/reader-sessions', {}, { origin: NEWS_ORIGIN })).status).toBe(404);
  });
});

describe('a token of the news site', () => {
  const valid = (): Record<string, unknown> => ({ aud: site.slug, sub: 'u-7', name: 'Ana', exp: seconds(1_800) });
  const signed = (claims: Record<string, unknown>): Promise<string> => signReaderToken(ssoSecretOf(site), claims);

  it('is believed with the claims it needs', async () => {
    expect(await isBelieved(await signed(valid()))).toBe(true);
    expect(await isBelieved(await signed({ ...valid(), name: undefined }))).toBe(true);
  });

  it.each([
    ['no subject', { sub: undefined }],
    ['no audience', { aud: undefined }],
    ['several audiences', { aud: ['a', 'b'] }],
    ['no end', { exp: undefined }],
    ['a past end', { exp: seconds(-60) }],
    ['an end more than an hour away', { exp: seconds(3_700) }],
    ['a start in the future', { nbf: seconds(600) }],
    ['the subject of a reader without an account', { sub: 'anon:7' }],
    ['our issuer', { iss: 'weir', sub: 'anon:7' }],
    ['an empty subject', { sub: '' }],
    ['a subject that cannot be stored', { sub: 'a\u0000b' }],
    ['a subject that is too long', { sub: 'x'.repeat(201) }],
    ['a name that is not a text', { name: { first: 'Ana' } }],
  ])('is refused with %s', async (_, change) => {
    expect(await isBelieved(await signed({ ...valid(), ...change }))).toBe(false);
  });

  it('is refused with another algorithm, or none', async () => {
    expect(await isBelieved(await signReaderToken(ssoSecretOf(site), valid(), 'HS512'))).toBe(false);
    const [, payload] = (await signed(valid())).split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload ?? ''}.`;
    expect(await isBelieved(none)).toBe(false);
  });

  it('ends with the secret that signed it', async () => {
    const other = await world.newSite();
    const { token } = await world.registeredReader(other);
    expect(await isBelieved(token, other)).toBe(true);
    const owner = await world.ownerClient();
    await owner.patch(`/v1/sites/${other.slug}/settings`, { ssoSecret: 'the next secret '.replaceAll(' ', '-').repeat(3) });
    expect(await isBelieved(token, other)).toBe(false);
  });
});

describe('CORS', () => {
  it('answers the preflight of the site\'s own pages, without credentials', async () => {
    const preflight = { origin: NEWS_ORIGIN, 'access-control-request-method': 'POST' };
    const response = await service.app.inject({ method: 'OPTIONS', url: path(), headers: preflight });
    expect(response.statusCode).toBe(204);
    expect(response.headers).toMatchObject({ 'access-control-allow-origin': NEWS_ORIGIN, vary: 'Origin' });
    expect(response.headers['access-control-allow-credentials']).toBeUndefined();
    const foreign = await service.app.inject({ method: 'OPTIONS', url: path(), headers: { ...preflight, origin: 'https://elsewhere.example' } });
    expect(foreign.statusCode).toBe(404);
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lets the site\'s own pages read answers, errors included', async () => {
    const { headers } = await world.nobody.get(`/v1/sites/${site.slug}/settings`, { origin: NEWS_ORIGIN });
    expect(headers['access-control-allow-origin']).toBe(NEWS_ORIGIN);
    expect((await world.nobody.get(`/v1/sites/${site.slug}/settings`, { origin: 'https://elsewhere.example' })).headers['access-control-allow-origin']).toBeUndefined();
  });
});
