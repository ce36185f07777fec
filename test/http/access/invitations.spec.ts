import { Client as Database } from 'pg';
import type { Site } from '../../../src/domain/actor';
import { PositionEvents } from '../../../src/review/position-events';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer, Client } from '../../support/client';
import { cookieOf, expectStatus, type PersonInWorld, World } from '../../support/world';

let service: TestApp;
let world: World;
let site: Site;
let admin: PersonInWorld;
let database: Database;

const ATTEMPTS = 5;
const HOUR_MS = 3_600_000;
const PASSWORD = 'a password of my own';

beforeAll(async () => {
  service = await startTestApp({ env: { WEIR_SIGN_IN_ATTEMPTS: String(ATTEMPTS), WEIR_TRUSTED_PROXIES: '127.0.0.1', WEIR_PUBLIC_URL: 'https://weir.example' } });
  world = new World(service);
  site = await world.newSite();
  admin = await world.person(site, 'admin', 'Ada');
  database = new Database({ connectionString: service.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await service.close();
});

let count = 0;
/** Another address each time, so that only what a test means to limit is limited. */
const elsewhere = (): { 'x-forwarded-for': string } => ({ 'x-forwarded-for': `198.51.100.${String(++count)}` });
const newEmail = (): string => `New-${String(++count)}@desk.example`;
const path = (of: Site = site, id = ''): string => `/v1/sites/${of.slug}/invitations${id === '' ? '' : `/${id}`}`;

const invite = async (by: Client, body: object, of = site): Promise<{ id: string; token: string; link: string; expiresAt: string }> => expectStatus(await by.post(path(of), { role: 'moderator', ...body }), 201).body as never;
const look = (token: string, headers = elsewhere()): Promise<Answer> => world.nobody.post('/v1/invitations/look', { token }, headers);
const open = (token: string, more: object = {}, headers: Record<string, string> = elsewhere()): Promise<Answer> => world.nobody.post('/v1/invitations/account', { token, name: 'Mo', password: PASSWORD, ...more }, headers);
const accept = (by: Client, token: string): Promise<Answer> => by.post('/v1/me/invitations', { token }, elsewhere());
const said = ({ status, body }: Answer): unknown => ({ status, ...(body as object), requestId: undefined });

async function eventsOf(of: Site, types: string): Promise<{ actor: string; payload: Record<string, unknown> }[]> {
  await service.app.get(PositionEvents, { strict: false }).runOnce();
  const owner = await world.ownerClient();
  return expectStatus(await owner.get(`/v1/sites/${of.slug}/review/events?${types.split(',').map((type) => `type=${type}`).join('&')}`), 200).body.items as never;
}

describe('an invitation', () => {
  it('lets in somebody who has no account: they choose name and password, and are signed in', async () => {
    const email = newEmail();
    const { token, link, expiresAt } = await invite(admin.client, { email, sections: ['sport', 'Lokales'] });
    expect(link).toBe(`https://weir.example/console/#invitation/${token}`);
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(71.9 * HOUR_MS);
    expect(expectStatus(await look(token), 200).body).toEqual({ site: { slug: site.slug, name: site.name }, email, role: 'moderator', sections: ['sport', 'Lokales'], invitedBy: 'Ada', expiresAt, hasAccount: false });
    const opened = expectStatus(await open(token), 201);
    expect(opened.body.person).toMatchObject({ name: 'Mo', email, isOwner: false, sites: [{ slug: site.slug, role: 'moderator', sections: ['sport', 'Lokales'] }] });
    expect((await world.nobody.get('/v1/me', { cookie: cookieOf(opened) })).status).toBe(200);
    await expect(world.signIn(email.toLowerCase(), PASSWORD)).resolves.toBeDefined();
  });

  it('is good once, also for two who open it at the same moment', async () => {
    const { token } = await invite(admin.client, { email: newEmail() });
    const statuses = (await Promise.all([open(token), open(token), open(token)])).map(({ status }) => status).sort();
    expect(statuses[0]).toBe(201);
    expect(statuses.slice(1).every((status) => status === 404 || status === 409)).toBe(true);
    expect((await open(token)).body).toMatchObject({ code: 'invalid_link' });
  });

  it('is shown with its link once, and kept as a hash', async () => {
    const email = newEmail();
    const { id, token } = await invite(admin.client, { email });
    const listed = expectStatus(await admin.client.get(path()), 200);
    expect(listed.body.items).toContainEqual({ id, email, role: 'moderator', sections: [], invitedBy: 'Ada', createdAt: expect.any(String), expiresAt: expect.any(String) });
    expect(JSON.stringify(listed.body)).not.toContain(token);
    const { rows } = await database.query<{ all: string }>('SELECT i::text AS all FROM invitation i WHERE id = $1', [id]);
    expect(rows[0]?.all).toContain(email);
    for (const hidden of [token, Buffer.from(token).toString('hex')]) expect(rows[0]?.all).not.toContain(hidden);
  });

  it('of an address takes the place of the one before', async () => {
    const email = newEmail();
    const first = await invite(admin.client, { email });
    const second = await invite(admin.client, { email: email.toUpperCase(), role: 'viewer' });
    expect((await look(first.token)).status).toBe(404);
    expect((await look(second.token)).body).toMatchObject({ role: 'viewer' });
  });

  it('that is unknown, used, taken back, too old or of an admin who is gone gets one and the same answer', async () => {
    const [used, revoked, old] = [await invite(admin.client, { email: newEmail() }), await invite(admin.client, { email: newEmail() }), await invite(admin.client, { email: newEmail() })];
    const leaving = await world.person(site, 'admin');
    const orphaned = await invite(leaving.client, { email: newEmail() });
    expectStatus(await open(used.token), 201);
    expectStatus(await admin.client.delete(path(site, revoked.id)), 204);
    await database.query("UPDATE invitation SET expires_at = now() - interval '1 second' WHERE id = $1", [old.id]);
    expectStatus(await admin.client.patch(`/v1/sites/${site.slug}/people/${leaving.id}`, { role: 'lead' }), 200);
    const answers = await Promise.all(['never-was', used.token, revoked.token, old.token, orphaned.token].map((token) => look(token)));
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'invalid_link' } });
    for (const answer of answers) expect(said(answer)).toEqual(said(answers[0] as Answer));
    const opened = await Promise.all(['never-was', used.token, revoked.token, old.token, orphaned.token].map((token) => open(token)));
    for (const answer of opened) expect(said(answer)).toEqual(said(answers[0] as Answer));
    const listed = (expectStatus(await admin.client.get(path()), 200).body.items as { id: string }[]).map(({ id }) => id);
    for (const { id } of [used, revoked, old, orphaned]) expect(listed).not.toContain(id);
  });

  it('makes the owner of an account a member only when they sign in and accept', async () => {
    const elsewhereSite = await world.newSite();
    const kim = await world.person(elsewhereSite, 'viewer', 'Kim');
    const { token } = await invite(admin.client, { email: kim.email.toUpperCase(), role: 'lead', sections: ['sport'] });
    expect((await kim.client.get('/v1/me')).body.sites).toHaveLength(1);
    expect((await look(token)).body).toMatchObject({ hasAccount: true });
    expect(await open(token, { password: 'a password of the attacker' })).toMatchObject({ status: 409, body: { code: 'already_exists' } });
    await expect(world.signIn(kim.email, kim.password)).resolves.toBeDefined();
    const accepted = expectStatus(await accept(kim.client, token), 200);
    expect(accepted.body.sites).toContainEqual(expect.objectContaining({ slug: site.slug, role: 'lead', sections: ['sport'] }));
    expect((await accept(kim.client, token)).body).toMatchObject({ code: 'invalid_link' });
  });

  it('is not for whoever else has the link, and stays for whom it is meant', async () => {
    const [mallory, kim] = [await world.person(await world.newSite(), 'admin'), await world.person(await world.newSite(), 'viewer')];
    const { token } = await invite(admin.client, { email: kim.email });
    expect(await accept(mallory.client, token)).toMatchObject({ status: 409, body: { code: 'not_possible' } });
    expectStatus(await accept(kim.client, token), 200);
  });

  it('is accepted in a browser that shows its CSRF token, and by no token for scripts', async () => {
    const kim = await world.person(await world.newSite(), 'viewer');
    const { token } = await invite(admin.client, { email: kim.email });
    const { body } = expectStatus(await kim.client.post('/v1/me/tokens', { name: 'script' }), 201);
    expect((await world.bearer(String(body.secret)).post('/v1/me/invitations', { token })).status).toBe(401);
    expect((await world.nobody.post('/v1/me/invitations', { token }, { cookie: kim.client.headers['cookie'] ?? '' })).body).toMatchObject({ code: 'csrf_token_invalid' });
  });

  it('ends the session that the browser came with when an account is opened', async () => {
    const other = await world.person(site, 'viewer');
    const { token } = await invite(admin.client, { email: newEmail() });
    const opened = expectStatus(await open(token, {}, { ...elsewhere(), cookie: other.client.headers['cookie'] ?? '' }), 201);
    expect(cookieOf(opened)).not.toBe(other.client.headers['cookie']);
    expect((await other.client.get('/v1/me')).status).toBe(401);
  });

  it('goes with the person it was for: who is added or taken off has none left', async () => {
    const owner = await world.ownerClient();
    const kim = await world.person(await world.newSite(), 'viewer');
    const first = await invite(admin.client, { email: kim.email });
    expectStatus(await owner.post(`/v1/sites/${site.slug}/people`, { email: kim.email, name: 'Kim', role: 'viewer' }), 201);
    expect((await look(first.token)).status).toBe(404);
    expect(await admin.client.post(path(), { email: kim.email, role: 'viewer' })).toMatchObject({ status: 409, body: { code: 'already_exists' } });
  });

  it('stands in the log of the site with what it gives, and never with an address or a token', async () => {
    const fresh = await world.newSite();
    const boss = await world.person(fresh, 'admin');
    const email = newEmail();
    const [kept, dropped] = [await invite(boss.client, { email, sections: ['sport'] }, fresh), await invite(boss.client, { email: newEmail(), role: 'viewer' }, fresh)];
    expectStatus(await boss.client.delete(path(fresh, dropped.id)), 204);
    const { body } = expectStatus(await open(kept.token), 201);
    const personId = String(body.person.id);
    const lines = await eventsOf(fresh, 'member.invited,invitation.revoked,member.added');
    expect(lines.map(({ actor, payload }) => ({ actor, payload }))).toEqual(expect.arrayContaining([
      { actor: `person:${boss.id}`, payload: { invitationId: kept.id, role: 'moderator', sections: ['sport'] } },
      { actor: `person:${boss.id}`, payload: { invitationId: dropped.id, role: 'viewer' } },
      { actor: `person:${personId}`, payload: { personId, role: 'moderator', sections: ['sport'], invitationId: kept.id } },
    ]));
    const text = JSON.stringify(lines).toLowerCase();
    for (const hidden of [email.toLowerCase(), kept.token.toLowerCase()]) expect(text).not.toContain(hidden);
    const mine = world.nobody.with({ cookie: cookieOf(await world.nobody.post('/v1/session', { email, password: PASSWORD }, elsewhere())) });
    expect((await mine.get('/v1/me/events')).body.items).toMatchObject([{ type: 'account.opened', payload: { siteId: fresh.id, invitedBy: boss.id } }]);
  });

  it.each([{ email: 'x', role: 'viewer' }, { email: 'a@b.example' }, { email: 'a@b.example', role: 'owner' }, { email: 'a@b.example', role: 'viewer', sections: ['', 'x'] }, { email: 'a@b.example', role: 'viewer', sections: ['x', 'x'] }, { email: 'a@b.example', role: 'viewer', sections: ['x'.repeat(256)] }, { email: 'a@b.example', role: 'viewer', password: PASSWORD }])('is not made of %j', async (body) => {
    expect((await admin.client.post(path(), body)).status).toBe(422);
  });

  it('is not accepted with a short password', async () => {
    const { token } = await invite(admin.client, { email: newEmail() });
    expect(await open(token, { password: 'short' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/password' }] } });
    expect((await look(token)).status).toBe(200);
  });
});

describe('who lets people in', () => {
  it('is people, never a key, whatever its scopes', async () => {
    const { client } = await world.siteKey(site, ['admin', 'comments:write', 'comments:read', 'articles:write', 'reports:write']);
    const people = `/v1/sites/${site.slug}/people`;
    const { id } = await world.person(site, 'viewer');
    const answers = [await client.post(path(), { email: newEmail(), role: 'admin' }), await client.post(people, { email: newEmail(), name: 'x', role: 'moderator', password: PASSWORD }), await client.patch(`${people}/${id}`, { role: 'admin' }), await client.post(`${people}/${id}/password-reset`, { password: PASSWORD }), await client.get(people)];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  it('is an admin in a browser: no lead, and no token for scripts', async () => {
    const lead = await world.person(site, 'lead');
    expect((await lead.client.post(path(), { email: newEmail(), role: 'viewer' })).status).toBe(403);
    const { body } = expectStatus(await admin.client.post('/v1/me/tokens', { name: 'script' }), 201);
    expect((await world.bearer(String(body.secret)).post(path(), { email: newEmail(), role: 'viewer' })).status).toBe(401);
  });

  it('does not make a member of somebody with an account without asking, unless an owner does', async () => {
    const kim = await world.person(await world.newSite(), 'viewer', 'Kim');
    const body = { email: kim.email, name: 'Somebody else', role: 'lead' };
    expect(await admin.client.post(`/v1/sites/${site.slug}/people`, body)).toMatchObject({ status: 409, body: { code: 'not_possible' } });
    expect((await kim.client.get('/v1/me')).body.sites).toHaveLength(1);
    const owner = await world.ownerClient();
    expect(await owner.post(`/v1/sites/${site.slug}/people`, body)).toMatchObject({ status: 201, body: { name: 'Kim', password: null } });
  });
});

describe('guessing links', () => {
  it('is closed after a few that open nothing, for all that take a token; those that open something do not count', async () => {
    const headers = elsewhere();
    const { token } = await invite(admin.client, { email: newEmail() });
    for (let n = 0; n < ATTEMPTS + 1; n++) expect((await look(token, headers)).status).toBe(200);
    const guesses = [() => look('guess', headers), () => open('guess', {}, headers), () => world.nobody.post('/v1/password-resets', { token: 'guess', password: PASSWORD }, headers), () => look('', headers), () => look('guess', headers)];
    const statuses: number[] = [];
    for (const guess of guesses) statuses.push((await guess()).status);
    expect(statuses).toEqual([404, 404, 404, 422, 404]);
    const refused = await look(token, headers);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    expect((await look(token)).status).toBe(200);
  });
});
