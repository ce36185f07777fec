import { Client as Database } from 'pg';
import { NewSiteSteps } from '../../../src/access/new-site-steps';
import { LastUse } from '../../../src/access/guard/last-use';
import type { Site } from '../../../src/domain/actor';
import { startTestApp, type TestApp } from '../../support/app';
import { World } from '../../support/world';

let service: TestApp;
let world: World;
let site: Site;
let database: Database;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
  site = await world.newSite();
  database = new Database({ connectionString: service.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await service.close();
});

describe('sites', () => {
  it('are made once under their slug, and listed page by page', async () => {
    const owner = await world.ownerClient();
    const made = await owner.post('/v1/sites', { slug: 'evening-post', name: 'Evening Post' });
    expect(made).toMatchObject({ status: 201, body: { slug: 'evening-post', name: 'Evening Post' } });
    expect(await owner.post('/v1/sites', { slug: 'evening-post', name: 'Another' })).toMatchObject({ status: 409, body: { code: 'already_exists' } });
    const slugs: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await owner.get(`/v1/sites?limit=1${cursor === null ? '' : `&cursor=${cursor}`}`);
      slugs.push(...(body.items as { slug: string }[]).map(({ slug }) => slug));
      cursor = body.nextCursor as string | null;
    } while (cursor !== null);
    expect(slugs).toEqual([...slugs].sort());
    expect(slugs).toEqual(expect.arrayContaining(['evening-post', site.slug]));
  });

  it.each([{ slug: 'Evening', name: 'x' }, { slug: '-x', name: 'x' }, { slug: 'a'.repeat(64), name: 'x' }, { slug: 'ok', name: '' }, { slug: 'ok', name: 'a\u0000b' }, { slug: 'ok', name: 'x', owner: 'me' }])('are not made of %j', async (body) => {
    const owner = await world.ownerClient();
    expect((await owner.post('/v1/sites', body)).status).toBe(422);
  });

  it('are complete or not there: a step that fails leaves nothing', async () => {
    const owner = await world.ownerClient();
    service.app.get(NewSiteSteps).register('fails for one slug', (_, { slug }) => (slug === 'unlucky' ? Promise.reject(new Error('no')) : Promise.resolve()));
    expect((await owner.post('/v1/sites', { slug: 'unlucky', name: 'Unlucky' })).status).toBe(500);
    expect((await owner.get('/v1/sites/unlucky/settings')).status).toBe(404);
  });

  it.each(['?limit=0', '?limit=101', '?limit=x', '?cursor=x', '?cursor=WzFd', '?order=new'])('and their keys are not listed with %s', async (query) => {
    const owner = await world.ownerClient();
    expect((await owner.get(`/v1/sites/${site.slug}/keys${query}`)).status).toBe(422);
  });
});

describe('settings', () => {
  it('change what the request names, at once, and keep the rest', async () => {
    const { client } = await world.person(site, 'admin');
    const path = `/v1/sites/${site.slug}/settings`;
    const { body: before } = await client.get(path);
    const { status, body } = await client.patch(path, { bodyLimit: 500, timeZone: 'Europe/Vienna' });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, bodyLimit: 500, timeZone: 'Europe/Vienna' });
    expect((await client.get(path)).body).toEqual(body);
    expect((await world.site(site.slug)).settings).toMatchObject({ bodyLimit: 500, timeZone: 'Europe/Vienna' });
  });

  it('hold two changes made at the same time', async () => {
    const { client } = await world.person(site, 'admin');
    const path = `/v1/sites/${site.slug}/settings`;
    await Promise.all([client.patch(path, { undoSeconds: 3 }), client.patch(path, { reports: { holdAtWeight: 9 } }), client.patch(path, { name: 'Renamed' })]);
    expect((await client.get(path)).body).toMatchObject({ undoSeconds: 3, reports: { holdAtWeight: 9 }, name: 'Renamed' });
  });

  it('of the desk change one by one, and stand in the session of everybody who works there, and of nobody else', async () => {
    const [here, elsewhere] = [await world.newSite(), await world.newSite()];
    const { client: admin } = await world.person(here, 'admin');
    const path = `/v1/sites/${here.slug}/settings`;
    expect((await admin.get(path)).body).toMatchObject({ desk: { blur: false, grey: false, breakAfter: 0 } });
    expect((await admin.patch(path, { desk: { blur: true } })).body).toMatchObject({ desk: { blur: true, grey: false, breakAfter: 0 } });
    expect((await admin.patch(path, { desk: { breakAfter: 500 } })).body).toMatchObject({ desk: { blur: true, grey: false, breakAfter: 500 } });
    const calm = async (at: Site, role: 'viewer' | 'moderator'): Promise<unknown> => ((await (await world.person(at, role)).client.get('/v1/session')).body.person as { sites: { slug: string; desk: unknown }[] }).sites.find(({ slug }) => slug === at.slug)?.desk;
    expect(await calm(here, 'moderator')).toEqual({ blur: true, grey: false, breakAfter: 500 });
    expect(await calm(here, 'viewer')).toEqual({ blur: true, grey: false, breakAfter: 500 });
    expect(await calm(elsewhere, 'moderator')).toEqual({ blur: false, grey: false, breakAfter: 0 });
    const owner = (await (await world.ownerClient()).get('/v1/me')).body as { sites: { slug: string; desk: unknown }[] };
    expect(owner.sites.find(({ slug }) => slug === here.slug)?.desk).toEqual({ blur: true, grey: false, breakAfter: 500 });
  });

  it('never show the SSO secret, and keep it encrypted', async () => {
    const { client } = await world.person(site, 'admin');
    const path = `/v1/sites/${site.slug}/settings`;
    const ssoSecret = 's3cr3t-'.repeat(6);
    const { body } = await client.patch(path, { ssoSecret });
    expect(body).toMatchObject({ hasSsoSecret: true });
    expect(JSON.stringify(body)).not.toContain(ssoSecret);
    const { rows } = await database.query<{ sso_secret: Buffer }>('SELECT sso_secret FROM site WHERE slug = $1', [site.slug]);
    expect(rows[0]?.sso_secret.includes(ssoSecret)).toBe(false);
    expect((await client.patch(path, { ssoSecret: null })).body).toMatchObject({ hasSsoSecret: false });
  });

  it.each([{ bodyLimit: 0 }, { bodyLimit: 50_001 }, { bodyLimit: '9' }, { allowedOrigins: ['news.example'] }, { allowedOrigins: ['https://news.example/path'] }, { allowedOrigins: ['https://news.example:443'] }, { allowedOrigins: ['http://news.example:80'] }, { allowedOrigins: [7] }, { allowedOrigins: 'https://news.example' }, { timeZone: 'Mars/Olympus' }, { undoSeconds: 61 }, { auditSamplePercent: 101 }, { auditSamplePercent: -1 }, { claims: 'always' }, { claims: null }, { desk: null }, { desk: { blur: 'yes' } }, { desk: { grey: null } }, { desk: { breakAfter: -1 } }, { desk: { breakAfter: 501 } }, { desk: { breakAfter: 2.5 } }, { desk: { sound: false } }, { retention: null }, { retention: { addresses: null } }, { retention: { addresses: 0 } }, { retention: { facts: 3_651 } }, { retention: { notes: 1.5 } }, { retention: { deliveries: 366 } }, { retention: { importProblems: '9' } }, { retention: { words: 9 } }, { ssoSecret: 'short' }, { ssoSecret: 7 }, { name: '' }, { colour: 'red' }])('refuse %j', async (change) => {
    const { client } = await world.person(site, 'admin');
    expect((await client.patch(`/v1/sites/${site.slug}/settings`, change)).status).toBe(422);
  });
});

describe('keys', () => {
  const path = (): string => `/v1/sites/${site.slug}/keys`;

  it('show their secret once and are kept as a hash', async () => {
    const { client } = await world.person(site, 'admin');
    const { status, body } = await client.post(path(), { name: 'CMS', scopes: ['comments:write'] });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'CMS', scopes: ['comments:write'], secret: expect.stringMatching(/^weir_sk_[\w-]{43}$/) });
    const { body: list } = await client.get(path());
    expect(JSON.stringify(list)).not.toContain(body.secret);
    const { rows } = await database.query<{ row: string }>('SELECT k::text AS row FROM api_key k WHERE id = $1', [body.id]);
    expect(rows[0]?.row).not.toContain(body.secret);
  });

  it('are listed newest first, page by page, with their last use', async () => {
    const other = await world.newSite();
    const used = await world.siteKey(other, ['admin']);
    const made = [used, await world.siteKey(other), await world.siteKey(other)];
    await used.client.get(`/v1/sites/${other.slug}/settings`);
    await service.app.get(LastUse, { strict: false }).settled();
    const { client } = await world.person(other, 'admin');
    const { body: first } = await client.get(`/v1/sites/${other.slug}/keys?limit=2`);
    const { body: second } = await client.get(`/v1/sites/${other.slug}/keys?limit=2&cursor=${String(first.nextCursor)}`);
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(made.map(({ id }) => id).reverse());
    expect(second.nextCursor).toBeNull();
    expect([...first.items, ...second.items].map(({ lastUsedAt }: { lastUsedAt: string | null }) => lastUsedAt !== null)).toEqual([false, false, true]);
  });

  it('end when they expire', async () => {
    const { id, client } = await world.siteKey(site, ['admin'], { expiresAt: '2099-01-01T00:00:00Z' });
    await database.query('UPDATE api_key SET expires_at = now() WHERE id = $1', [id]);
    expect((await client.get(path())).status).toBe(401);
  });

  it('can be revoked twice, and stay on the list', async () => {
    const { client } = await world.person(site, 'admin');
    const { id } = await world.siteKey(site);
    expect((await client.delete(`${path()}/${id}`)).status).toBe(204);
    expect((await client.delete(`${path()}/${id}`)).status).toBe(204);
    const { body } = await client.get(path());
    expect(body.items).toContainEqual(expect.objectContaining({ id, revokedAt: expect.any(String) }));
  });

  it.each([{ name: 'x', scopes: [] }, { name: 'x', scopes: ['everything'] }, { name: 'x', scopes: ['admin', 'admin'] }, { name: '', scopes: ['admin'] }, { scopes: ['admin'] }, { name: 'x', scopes: ['admin'], expiresAt: '2020-01-01T00:00:00Z' }, { name: 'x', scopes: ['admin'], expiresAt: 'soon' }])('are not made of %j', async (body) => {
    const { client } = await world.person(site, 'admin');
    expect((await client.post(path(), body)).status).toBe(422);
  });

  it('that are not there cannot be revoked', async () => {
    const { client } = await world.person(site, 'admin');
    for (const id of ['0198f000-0000-7000-8000-000000000000', 'no-id', '%00']) expect((await client.delete(`${path()}/${id}`)).status).toBe(404);
  });
});
