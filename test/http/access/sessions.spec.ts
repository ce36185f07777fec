import { Client as Database } from 'pg';
import type { Site } from '../../../src/domain/actor';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer } from '../../support/client';
import { cookieOf, World } from '../../support/world';

let service: TestApp;
let world: World;
let site: Site;
let database: Database;

beforeAll(async () => {
  service = await startTestApp({ env: { WEIR_SIGN_IN_ATTEMPTS: '5', WEIR_TRUSTED_PROXIES: '127.0.0.1', WEIR_PUBLIC_URL: 'https://weir.example' } });
  world = new World(service);
  site = await world.newSite();
  database = new Database({ connectionString: service.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await service.close();
});

const signIn = (email: unknown, password: unknown, address: string): Promise<Answer> => world.nobody.post('/v1/session', { email, password }, { 'x-forwarded-for': address });

describe('signing in', () => {
  it('sets a cookie that no script reads and tells the CSRF token', async () => {
    const { email, password } = await world.person(site, 'moderator', 'Mo');
    const answer = await signIn(email.toUpperCase(), password, '198.51.100.1');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      person: { id: expect.any(String), email, name: 'Mo', isOwner: false, sites: [{ slug: site.slug, name: site.name, role: 'moderator', sections: [], permissions: expect.arrayContaining(['review.decide']), desk: { blur: false, breakAfter: 0, grey: false } }] },
      csrfToken: expect.any(String),
    });
    expect(String(answer.headers['set-cookie'])).toMatch(/^weir_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('says the same about an unknown email and a wrong password', async () => {
    const { email } = await world.person(site, 'viewer');
    const wrong = await signIn(email, 'not the password', '198.51.100.2');
    const unknown = await signIn('nobody@desk.example', 'not the password', '198.51.100.2');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'invalid_sign_in' } });
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
  });

  it('makes a new session each time and ends the one the browser had', async () => {
    const { email, password, client } = await world.person(site, 'viewer');
    const answer = await client.post('/v1/session', { email, password }, { 'x-forwarded-for': '198.51.100.3' });
    expect(cookieOf(answer)).not.toBe(client.headers['cookie']);
    expect((await client.get('/v1/session')).status).toBe(401);
    expect((await world.nobody.get('/v1/session', { cookie: cookieOf(answer) })).body).toEqual(answer.body);
  });

  it('keeps the token itself out of the database', async () => {
    const { client } = await world.person(site, 'viewer');
    const token = client.headers['cookie']?.split('=')[1] ?? '';
    const { rows } = await database.query<{ all: string }>('SELECT string_agg(session::text, \' \') AS all FROM session');
    expect(token).not.toBe('');
    expect(rows[0]?.all).not.toContain(token);
    expect(rows[0]?.all).not.toContain(Buffer.from(token).toString('hex'));
  });

  it('names the fields of a body that cannot be right', async () => {
    const answer = await signIn(7, '', '198.51.100.4');
    expect(answer.status).toBe(422);
    expect((answer.body.errors as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual(['/email', '/password']);
  });
});

describe('guessing', () => {
  it('is slowed for an account, from however many addresses', async () => {
    const { email, password } = await world.person(site, 'viewer');
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) statuses.push((await signIn(email, `guess ${String(n)}`, `203.0.113.${String(n)}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const refused = await signIn(email, password, '203.0.113.99');
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    expect(refused.headers['ratelimit-policy']).toBe('"sign-in-address";q=5;w=900, "sign-in-account";q=5;w=900');
    expect(refused.headers['ratelimit']).toMatch(/"sign-in-account";r=0;t=\d+$/);
  });

  it('is slowed for an address, at however many accounts, also within one IPv6 network', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) statuses.push((await signIn(`guess-${String(n)}@desk.example`, 'guess', `2001:db8:7:7::${String(n + 1)}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await signIn('guess@desk.example', 'guess', '2001:db8:7:8::1')).status).toBe(401);
  });

  it('cannot be sped up by asking all at once', async () => {
    const { email } = await world.person(site, 'viewer');
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => signIn(email, 'guess', `192.0.2.${String(n)}`)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  });

  it('does not count those who know their password', async () => {
    const { email, password } = await world.person(site, 'viewer');
    for (let n = 0; n < 8; n++) expect((await signIn(email, password, '198.51.100.8')).status).toBe(200);
  });
});

describe('a session', () => {
  it('ends with DELETE, and its cookie with it', async () => {
    const { client } = await world.person(site, 'viewer');
    expect((await client.get('/v1/me')).status).toBe(200);
    const answer = await client.delete('/v1/session');
    expect(answer.status).toBe(204);
    expect(String(answer.headers['set-cookie'])).toMatch(/^weir_session=; .*Expires=Thu, 01 Jan 1970/);
    expect((await client.get('/v1/me')).status).toBe(401);
  });

  it.each([
    ['nobody has used it for half a day', `last_seen_at = now() - interval '12 hours 1 minute'`],
    ['it is a week old', 'expires_at = now()'],
  ])('ends when %s', async (_, change) => {
    const { id, client } = await world.person(site, 'viewer');
    await database.query(`UPDATE session SET ${change} WHERE person_id = $1`, [id]);
    expect((await client.get('/v1/me')).status).toBe(401);
  });

  it('does not let a disabled person in', async () => {
    const { id, email, password, client } = await world.person(site, 'viewer');
    await database.query('UPDATE person SET disabled_at = now() WHERE id = $1', [id]);
    expect((await client.get('/v1/me')).status).toBe(401);
    expect((await signIn(email, password, '198.51.100.9')).status).toBe(401);
  });
});

describe('me', () => {
  it('changes the password, and ends the other sessions', async () => {
    const { email, password, client } = await world.person(site, 'viewer');
    const elsewhere = await world.signIn(email, password);
    const next = 'a password of its own';
    expect(await client.put('/v1/me/password', { current: 'wrong', next })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/current' }] } });
    expect((await client.put('/v1/me/password', { current: password, next: 'short' })).status).toBe(422);
    expect((await client.put('/v1/me/password', { current: password, next })).status).toBe(204);
    expect((await elsewhere.get('/v1/me')).status).toBe(401);
    expect((await client.get('/v1/me')).status).toBe(200);
    expect((await signIn(email, password, '198.51.100.11')).status).toBe(401);
    expect((await signIn(email, next, '198.51.100.11')).status).toBe(200);
  });

  it('makes tokens that do what their person may, until they are revoked', async () => {
    const { client } = await world.person(site, 'admin');
    const { status, body } = await client.post('/v1/me/tokens', { name: 'nightly' });
    expect(status).toBe(201);
    expect(body.secret).toMatch(/^weir_pat_[\w-]{43}$/);
    const script = world.bearer(body.secret as string);
    expect((await script.patch(`/v1/sites/${site.slug}/settings`, {})).status).toBe(200);
    expect((await script.get('/v1/session')).status).toBe(401);
    const { body: list } = await client.get('/v1/me/tokens');
    expect(list).toEqual({ items: [expect.objectContaining({ id: body.id, name: 'nightly' })], nextCursor: null });
    expect(JSON.stringify(list)).not.toContain(body.secret);
    const { client: colleague } = await world.person(site, 'admin');
    expect((await colleague.delete(`/v1/me/tokens/${String(body.id)}`)).status).toBe(404);
    expect((await client.delete(`/v1/me/tokens/${String(body.id)}`)).status).toBe(204);
    expect((await script.get('/v1/me')).status).toBe(401);
  });

  it('makes no token for a moment that has passed', async () => {
    const { client } = await world.person(site, 'viewer');
    for (const expiresAt of ['2020-01-01T00:00:00Z', 'tomorrow', '2027-02-31']) {
      expect((await client.post('/v1/me/tokens', { name: 'late', expiresAt })).status).toBe(422);
    }
  });

  it('ends an expired token', async () => {
    const { client } = await world.person(site, 'viewer');
    const { body } = await client.post('/v1/me/tokens', { name: 'short', expiresAt: '2099-01-01T00:00:00Z' });
    await database.query('UPDATE personal_token SET expires_at = now() WHERE id = $1', [body.id]);
    expect((await world.bearer(body.secret as string).get('/v1/me')).status).toBe(401);
  });
});
