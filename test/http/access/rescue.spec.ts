import { TOTP } from 'otpauth';
import { Client as Database } from 'pg';
import type { Site } from '../../../src/domain/actor';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer, Client } from '../../support/client';
import { cookieOf, expectStatus, type PersonInWorld, World } from '../../support/world';

let service: TestApp;
let world: World;
let site: Site;
let admin: PersonInWorld;
let owner: Client;
let database: Database;

const NEXT = 'another password of mine';
const OWNERS = 'the password of the owner';

beforeAll(async () => {
  service = await startTestApp({ env: { WEIR_SIGN_IN_ATTEMPTS: '30', WEIR_ADMIN_PASSWORD: OWNERS, WEIR_TRUSTED_PROXIES: '127.0.0.1' } });
  world = new World(service);
  owner = await world.ownerClient();
  site = await world.newSite();
  admin = await world.person(site, 'admin');
  database = new Database({ connectionString: service.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await service.close();
});

let addresses = 0;
const elsewhere = (): { 'x-forwarded-for': string } => ({ 'x-forwarded-for': `198.51.100.${String(++addresses)}` });

const offer = (by: Client, id: string, password: string, of = site): Promise<Answer> => by.post(`/v1/sites/${of.slug}/people/${id}/password-reset`, { password });
const linkFor = async (person: PersonInWorld): Promise<string> => String(expectStatus(await offer(admin.client, person.id, admin.password), 201).body.token);
const use = (token: string, password = NEXT): Promise<Answer> => world.nobody.post('/v1/password-resets', { token, password }, elsewhere());
const signIn = ({ email }: PersonInWorld, password: string): Promise<Answer> => world.nobody.post('/v1/session', { email, password }, elsewhere());
const linesOf = async (id: string): Promise<{ type: string; actor: string; payload: object }[]> => (expectStatus(await owner.get('/v1/account-events?limit=100'), 200).body.items as { personId: string; type: string; actor: string; payload: object }[]).filter(({ personId }) => personId === id);

async function withSecondFactor(person: PersonInWorld): Promise<() => string> {
  const secret = String(expectStatus(await person.client.post('/v1/me/second-factor', { password: person.password }), 201).body.secret);
  const code = (): string => new TOTP({ secret, issuer: 'Weir' }).generate();
  expectStatus(await person.client.post('/v1/me/second-factor/confirmation', { code: code() }), 201);
  await database.query('UPDATE second_factor SET last_step = 0 WHERE person_id = $1', [person.id]);
  return code;
}

describe('a link for a new password', () => {
  it('lets its person choose one, ends every session, and is good once', async () => {
    const mo = await world.person(site, 'moderator');
    const answer = expectStatus(await offer(admin.client, mo.id, admin.password), 201);
    const token = String(answer.body.token);
    expect(answer.body).toEqual({ token, link: expect.stringMatching(new RegExp(`/console/#password/${token}$`)), expiresAt: expect.any(String) });
    expect(Date.parse(String(answer.body.expiresAt)) - Date.now()).toBeLessThanOrEqual(3_600_000);
    expect((await mo.client.get('/v1/me')).status).toBe(200);
    expectStatus(await use(token), 204);
    expect((await mo.client.get('/v1/me')).status).toBe(401);
    expect((await signIn(mo, mo.password)).status).toBe(401);
    expect((await signIn(mo, NEXT)).status).toBe(200);
    expect((await use(token, 'yet another password')).body).toMatchObject({ code: 'invalid_link' });
    expect(await linesOf(mo.id)).toMatchObject([
      { type: 'password.reset', actor: `person:${mo.id}`, payload: { madeBy: admin.id, sessionsEnded: 1 } },
      { type: 'password.reset_offered', actor: `person:${admin.id}`, payload: { siteId: site.id } },
    ]);
    expect(JSON.stringify(await linesOf(mo.id))).not.toContain(token);
  });

  it('is good once also for two who bring it at the same moment, and kept as a hash', async () => {
    const mo = await world.person(site, 'viewer');
    const token = await linkFor(mo);
    const { rows } = await database.query<{ all: string }>('SELECT r::text AS all FROM password_reset r WHERE person_id = $1', [mo.id]);
    for (const hidden of [token, Buffer.from(token).toString('hex')]) expect(rows[0]?.all).not.toContain(hidden);
    expect((await Promise.all([use(token), use(token)])).map(({ status }) => status).sort()).toEqual([204, 404]);
  });

  it('leaves the second factor as it is, and voids a sign-in that was half way', async () => {
    const mo = await world.person(site, 'lead');
    const code = await withSecondFactor(mo);
    const ticket = String(expectStatus(await signIn(mo, mo.password), 401).body.ticket);
    expectStatus(await use(await linkFor(mo)), 204);
    expect((await world.nobody.post('/v1/session/second-step', { ticket, code: code() }, elsewhere())).status).toBe(401);
    const first = await signIn(mo, NEXT);
    expect(first).toMatchObject({ status: 401, body: { code: 'second_factor_required' } });
    const second = expectStatus(await world.nobody.post('/v1/session/second-step', { ticket: String(first.body.ticket), code: code() }, elsewhere()), 200);
    expect((await world.nobody.get('/v1/me', { cookie: cookieOf(second) })).status).toBe(200);
  });

  it('that was replaced, is too old, or came before a change of the password opens nothing', async () => {
    const [replaced, old, changed] = [await world.person(site, 'viewer'), await world.person(site, 'viewer'), await world.person(site, 'viewer')];
    const first = await linkFor(replaced);
    const second = await linkFor(replaced);
    expect((await use(first)).status).toBe(404);
    const late = await linkFor(old);
    await database.query("UPDATE password_reset SET expires_at = now() - interval '1 second' WHERE person_id = $1", [old.id]);
    expect((await use(late)).status).toBe(404);
    const overtaken = await linkFor(changed);
    expectStatus(await changed.client.put('/v1/me/password', { current: changed.password, next: NEXT }), 204);
    expect((await use(overtaken, 'a third password of mine')).status).toBe(404);
    expectStatus(await use(second), 204);
  });

  it('counts while whoever made it may still make it', async () => {
    const [leaving, mo, kim] = [await world.person(site, 'admin'), await world.person(site, 'viewer'), await world.person(site, 'viewer')];
    const token = String(expectStatus(await offer(leaving.client, mo.id, leaving.password), 201).body.token);
    const raised = String(expectStatus(await offer(leaving.client, kim.id, leaving.password), 201).body.token);
    expectStatus(await admin.client.patch(`/v1/sites/${site.slug}/people/${kim.id}`, { role: 'admin' }), 200);
    expect((await use(raised)).status).toBe(404);
    expectStatus(await admin.client.delete(`/v1/sites/${site.slug}/people/${leaving.id}`), 204);
    expect((await use(token)).status).toBe(404);
    expect((await signIn(mo, mo.password)).status).toBe(200);
  });

  it('is made by an admin for those who are no admins and work nowhere else, by an owner for everybody else', async () => {
    const elsewhereSite = await world.newSite();
    const [colleague, both, stranger] = [await world.person(site, 'admin'), await world.person(site, 'moderator'), await world.person(elsewhereSite, 'viewer')];
    expectStatus(await owner.post(`/v1/sites/${elsewhereSite.slug}/people`, { email: both.email, name: 'x', role: 'viewer' }), 201);
    const { body: me } = await owner.get('/v1/me');
    expectStatus(await owner.post(`/v1/sites/${site.slug}/people`, { email: me.email, name: 'x', role: 'viewer' }), 201);
    expect((await offer(admin.client, colleague.id, admin.password)).status).toBe(403);
    expect((await offer(admin.client, both.id, admin.password)).status).toBe(403);
    expect((await offer(admin.client, String(me.id), admin.password)).status).toBe(403);
    expect((await offer(admin.client, stranger.id, admin.password)).status).toBe(404);
    expect((await offer(admin.client, admin.id, admin.password)).status).toBe(409);
    for (const { id } of [colleague, both]) expect((await offer(owner, id, OWNERS)).status).toBe(201);
    expect((await offer(owner, String(me.id), OWNERS)).status).toBe(409);
  });

  it('asks for the password of whoever makes it', async () => {
    const mo = await world.person(site, 'viewer');
    expect(await offer(admin.client, mo.id, 'not the one of the admin')).toMatchObject({ status: 422, body: { errors: [{ pointer: '/password' }] } });
    const { body } = expectStatus(await admin.client.post('/v1/me/tokens', { name: 'script' }), 201);
    expect((await offer(world.bearer(String(body.secret)), mo.id, admin.password)).status).toBe(401);
  });
});

describe('a second factor that was lost', () => {
  const take = (by: Client, id: string, password: string): Promise<Answer> => by.post(`/v1/people/${id}/second-factor/removal`, { password });

  it('is taken away by an owner, who says their password; its sessions end, and the log says who', async () => {
    const mo = await world.person(site, 'moderator');
    await withSecondFactor(mo);
    expect((await take(owner, mo.id, 'wrong')).status).toBe(422);
    expectStatus(await take(owner, mo.id, OWNERS), 204);
    expect((await mo.client.get('/v1/me')).status).toBe(401);
    expect((await signIn(mo, mo.password)).status).toBe(200);
    const { body: me } = await owner.get('/v1/me');
    expect((await linesOf(mo.id))[0]).toMatchObject({ type: 'second_factor.removed', actor: `person:${String(me.id)}`, payload: { sessionsEnded: 1 } });
    expect(await take(owner, mo.id, OWNERS)).toMatchObject({ status: 409, body: { code: 'not_possible' } });
  });

  it('is not taken away by an admin, nor by an owner from themselves', async () => {
    const mo = await world.person(site, 'moderator');
    await withSecondFactor(mo);
    expect((await take(admin.client, mo.id, admin.password)).status).toBe(403);
    const { body: me } = await owner.get('/v1/me');
    expect((await take(owner, String(me.id), OWNERS)).status).toBe(409);
    expect((await take(owner, '0198f000-0000-7000-8000-000000000000', OWNERS)).status).toBe(404);
    expect((await signIn(mo, mo.password)).body).toMatchObject({ code: 'second_factor_required' });
  });
});
