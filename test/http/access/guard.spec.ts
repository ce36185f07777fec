import type { Site } from '../../../src/domain/actor';
import type { TestApp } from '../../support/app';
import { startTestApp } from '../../support/app';
import { signReaderToken, World } from '../../support/world';

let service: TestApp;
let world: World;
let site: Site;
let other: Site;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
  site = await world.newSite();
  other = await world.newSite();
});

afterAll(() => service.close());

const settings = (of: Site): string => `/v1/sites/${of.slug}/settings`;

describe('the guard', () => {
  it('asks for a credential with the challenge of RFC 6750', async () => {
    const answer = await world.nobody.get(settings(site));
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it.each(['Basic dTpw', 'Bearer', 'Bearer weir_sk_never-made', 'Bearer weir_pat_never-made', 'Bearer not.a.jwt', 'Bearer a b', ''])('does not know the credential %j', async (authorization) => {
    expect(await world.nobody.get(settings(site), { authorization })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });

  it('answers for another site exactly as for no site', async () => {
    const { client } = await world.person(site, 'admin');
    const foreign = await client.get(settings(other));
    const absent = await client.get('/v1/sites/no-such-site/settings');
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
  });

  it('takes a slug that no database could store as a site that is not there', async () => {
    const { client } = await world.person(site, 'admin');
    expect((await client.get('/v1/sites/%00/settings')).status).toBe(404);
  });

  it.each([
    ['viewer', 200, 403],
    ['moderator', 200, 403],
    ['lead', 200, 403],
    ['admin', 200, 200],
  ] as const)('lets a %s read (%i) and change (%i) settings', async (role, read, change) => {
    const { client } = await world.person(site, role);
    expect((await client.get(settings(site))).status).toBe(read);
    expect((await client.patch(settings(site), {})).status).toBe(change);
  });

  it.each([
    [['comments:read'], 403],
    [['comments:write', 'articles:write', 'reports:write'], 403],
    [['admin'], 200],
  ] as const)('lets a key with %j have %i', async (scopes, status) => {
    const { client } = await world.siteKey(site, scopes);
    expect((await client.get(settings(site))).status).toBe(status);
  });

  it('lets the owner into every site, and nobody else into the list of sites', async () => {
    const owner = await world.ownerClient();
    expect((await owner.get(settings(site))).status).toBe(200);
    expect((await owner.get('/v1/sites')).status).toBe(200);
    expect((await (await world.person(site, 'admin')).client.get('/v1/sites')).status).toBe(403);
    expect((await (await world.siteKey(site, ['admin'])).client.get('/v1/sites')).status).toBe(403);
  });

  it('lets a reader only where readers are let in', async () => {
    const { client } = await world.readerToken(site);
    expect((await client.get(settings(site))).status).toBe(403);
    expect((await client.get(settings(other))).status).toBe(404);
    expect((await client.get('/v1/me')).status).toBe(403);
  });

  it('does not fall back to the cookie when the Authorization header is wrong', async () => {
    const { client } = await world.person(site, 'admin');
    expect((await client.get(settings(site), { authorization: 'Bearer weir_sk_wrong' })).status).toBe(401);
  });
});

describe('CSRF', () => {
  it('demands the token of the session for what changes something', async () => {
    const { client } = await world.person(site, 'admin');
    const { client: colleague } = await world.person(site, 'admin');
    for (const token of ['', 'wrong', colleague.headers['x-csrf-token'] ?? '']) {
      expect(await client.patch(settings(site), {}, { 'x-csrf-token': token })).toMatchObject({ status: 403, body: { code: 'csrf_token_invalid' } });
    }
    expect((await client.get(settings(site), { 'x-csrf-token': '' })).status).toBe(200);
    expect((await client.patch(settings(site), {})).status).toBe(200);
  });
});

describe('revocation', () => {
  it('ends a key at once, although it was used a moment ago', async () => {
    const { id, client } = await world.siteKey(site, ['admin']);
    expect((await client.get(settings(site))).status).toBe(200);
    const owner = await world.ownerClient();
    expect((await owner.delete(`/v1/sites/${site.slug}/keys/${id}`)).status).toBe(204);
    expect((await client.get(settings(site))).status).toBe(401);
  });

  it('ends a removed person\'s way into the site at once', async () => {
    const { id, client } = await world.person(site, 'moderator');
    expect((await client.get(settings(site))).status).toBe(200);
    const owner = await world.ownerClient();
    expect((await owner.delete(`/v1/sites/${site.slug}/people/${id}`)).status).toBe(204);
    expect((await client.get(settings(site))).status).toBe(404);
  });
});

describe('a token that a site signs', () => {
  it('is worth nothing on another site, whichever secret signed it', async () => {
    await world.giveSsoSecret(other);
    const { client } = await world.registeredReader(site);
    expect((await client.get(settings(other))).status).toBe(404);
    const forged = await signReaderToken('another secret of thirty-two characters and more', { aud: site.slug, sub: 'u-1' });
    expect((await world.bearer(forged).get(settings(site))).status).toBe(401);
  });
});
