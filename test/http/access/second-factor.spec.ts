import { Client as Database } from 'pg';
import { TOTP } from 'otpauth';
import type { Site } from '../../../src/domain/actor';
import { startTestApp, type TestApp } from '../../support/app';
import type { Answer } from '../../support/client';
import { cookieOf, expectStatus, type PersonInWorld, World } from '../../support/world';

let service: TestApp;
let world: World;
let site: Site;
let database: Database;

const ATTEMPTS = 6;
const STEP_MS = 30_000;

beforeAll(async () => {
  service = await startTestApp({ env: { WEIR_SIGN_IN_ATTEMPTS: String(ATTEMPTS), WEIR_TRUSTED_PROXIES: '127.0.0.1' } });
  world = new World(service);
  site = await world.newSite();
  database = new Database({ connectionString: service.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await service.close();
});

let addresses = 0;
/** Another address each time, so that only the limit per account counts. */
const elsewhere = (): { 'x-forwarded-for': string } => ({ 'x-forwarded-for': `198.51.100.${String(++addresses)}` });

interface Guarded extends PersonInWorld {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  /** The code of a step that was not used yet: each call names the next one there is. */
  readonly code: () => Promise<string>;
}

const codeAt = (secret: string, timestamp: number): string => new TOTP({ secret, issuer: 'Weir' }).generate({ timestamp });

/** A person who has set up an app; its last step is put back, so that the present code is a fresh one. */
async function guarded(): Promise<Guarded> {
  const person = await world.person(site, 'moderator');
  const { body } = expectStatus(await person.client.post('/v1/me/second-factor', { password: person.password }), 201);
  const secret = String(body.secret);
  const { body: confirmed } = expectStatus(await person.client.post('/v1/me/second-factor/confirmation', { code: codeAt(secret, Date.now()) }), 201);
  const code = async (): Promise<string> => {
    await database.query('UPDATE second_factor SET last_step = 0 WHERE person_id = $1', [person.id]);
    return codeAt(secret, Date.now());
  };
  return { ...person, secret, recoveryCodes: confirmed.recoveryCodes as string[], code };
}

const firstStep = ({ email, password }: PersonInWorld): Promise<Answer> => world.nobody.post('/v1/session', { email, password }, elsewhere());
const ticketOf = async (person: PersonInWorld): Promise<string> => String(expectStatus(await firstStep(person), 401).body.ticket);
const secondStep = (ticket: string, code: string, headers: Record<string, string> = elsewhere()): Promise<Answer> => world.nobody.post('/v1/session/second-step', { ticket, code }, headers);

describe('setting up a second factor', () => {
  it('asks for the password, shows the secret once, and counts only when a code has confirmed it', async () => {
    const person = await world.person(site, 'viewer');
    expect(await person.client.post('/v1/me/second-factor', { password: 'wrong' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/password' }] } });
    const { body } = expectStatus(await person.client.post('/v1/me/second-factor', { password: person.password }), 201);
    expect(body.uri).toContain(`otpauth://totp/Weir:${encodeURIComponent(person.email)}?issuer=Weir&secret=${String(body.secret)}`);
    expect((await firstStep(person)).status).toBe(200);
    expect(await person.client.post('/v1/me/second-factor/confirmation', { code: '000000x' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/code' }] } });
    const { body: confirmed } = expectStatus(await person.client.post('/v1/me/second-factor/confirmation', { code: codeAt(String(body.secret), Date.now()) }), 201);
    expect(new Set(confirmed.recoveryCodes as string[]).size).toBe(10);
    expect((await person.client.get('/v1/me/second-factor')).body).toEqual({ isOn: true, since: expect.any(String), recoveryCodesLeft: 10 });
    expect(await person.client.post('/v1/me/second-factor', { password: person.password })).toMatchObject({ status: 409, body: { code: 'not_possible' } });
  });

  it('ends the sessions that began without it, but for the one at hand', async () => {
    const person = await world.person(site, 'viewer');
    const other = await world.signIn(person.email, person.password);
    const { body } = expectStatus(await person.client.post('/v1/me/second-factor', { password: person.password }), 201);
    expectStatus(await person.client.post('/v1/me/second-factor/confirmation', { code: codeAt(String(body.secret), Date.now()) }), 201);
    expect((await other.get('/v1/me')).status).toBe(401);
    expect((await person.client.get('/v1/me')).status).toBe(200);
  });

  it('keeps neither the secret nor a recovery code in clear', async () => {
    const { id, secret, recoveryCodes } = await guarded();
    const { rows } = await database.query<{ all: string }>("SELECT concat(f::text, (SELECT string_agg(c::text, ' ') FROM recovery_code c WHERE c.person_id = f.person_id)) AS all FROM second_factor f WHERE person_id = $1", [id]);
    const stored = rows[0]?.all ?? '';
    expect(stored.length).toBeGreaterThan(500);
    for (const hidden of [secret, Buffer.from(secret).toString('hex'), ...recoveryCodes.flatMap((code) => [code, Buffer.from(code).toString('hex'), Buffer.from(code.replaceAll('-', '')).toString('hex')])]) expect(stored).not.toContain(hidden);
  });

  it('is nothing that a token for scripts could do', async () => {
    const person = await world.person(site, 'viewer');
    const { body } = expectStatus(await person.client.post('/v1/me/tokens', { name: 'script' }), 201);
    expect((await world.bearer(String(body.secret)).post('/v1/me/second-factor', { password: person.password })).status).toBe(401);
  });
});

describe('signing in with a second factor', () => {
  it('takes two steps, and gives no session before the second', async () => {
    const person = await guarded();
    const first = await firstStep(person);
    expect(first).toMatchObject({ status: 401, body: { code: 'second_factor_required', ticket: expect.any(String), expiresAt: expect.any(String) } });
    expect(first.headers['set-cookie']).toBeUndefined();
    const second = await secondStep(String(first.body.ticket), await person.code());
    expect(second).toMatchObject({ status: 200, body: { person: { id: person.id } } });
    expect((await world.nobody.get('/v1/me', { cookie: cookieOf(second) })).status).toBe(200);
  });

  it('starts a session under a new id and ends the one that the browser brought', async () => {
    const person = await guarded();
    const old = person.client.headers['cookie'] ?? '';
    const answer = await secondStep(await ticketOf(person), await person.code(), { ...elsewhere(), cookie: old });
    expect(cookieOf(answer)).not.toBe(old);
    expect((await world.nobody.get('/v1/me', { cookie: old })).status).toBe(401);
    const planted = `weir_session=${'p'.repeat(43)}`;
    const fixed = await secondStep(await ticketOf(person), await person.code(), { ...elsewhere(), cookie: planted });
    expect(cookieOf(fixed)).not.toBe(planted);
    expect((await world.nobody.get('/v1/me', { cookie: planted })).status).toBe(401);
  });

  it('takes a code once, also of two that come at the same moment', async () => {
    const person = await guarded();
    const code = await person.code();
    const tickets = [await ticketOf(person), await ticketOf(person)];
    const statuses = (await Promise.all(tickets.map((ticket) => secondStep(ticket, code)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 401]);
    expect(await secondStep(tickets[0] ?? '', code)).toMatchObject({ status: 401, body: { code: 'invalid_second_step' } });
  });

  it('takes the codes one step before and after, and no older one once a newer was used', async () => {
    const person = await guarded();
    const ticket = await ticketOf(person);
    await person.code();
    expect((await secondStep(ticket, codeAt(person.secret, Date.now() - 3 * STEP_MS))).status).toBe(401);
    expect((await secondStep(ticket, codeAt(person.secret, Date.now() + 3 * STEP_MS))).status).toBe(401);
    expect((await secondStep(ticket, codeAt(person.secret, Date.now()))).status).toBe(200);
    expect((await secondStep(ticket, codeAt(person.secret, Date.now() - STEP_MS))).status).toBe(401);
  });

  it('takes a recovery code once, however it is typed, and tells how many are left', async () => {
    const person = await guarded();
    const [first = '', second = ''] = person.recoveryCodes;
    expect((await secondStep(await ticketOf(person), first.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await secondStep(await ticketOf(person), first)).status).toBe(401);
    const answers = await Promise.all([await ticketOf(person), await ticketOf(person)].map((ticket) => secondStep(ticket, second)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const { body } = await person.client.get('/v1/me/second-factor');
    expect(body.recoveryCodesLeft).toBe(8);
    const { body: log } = await person.client.get('/v1/me/events');
    expect((log.items as { type: string }[]).map(({ type }) => type)).toEqual(['recovery_code.used', 'recovery_code.used', 'second_factor.added']);
  });

  it("takes no other person's ticket, code or recovery code, and no invented or old ticket", async () => {
    const [one, other] = [await guarded(), await guarded()];
    const ticket = await ticketOf(one);
    expect((await secondStep(ticket, await other.code())).status).toBe(401);
    expect((await secondStep(ticket, other.recoveryCodes[0] ?? '')).status).toBe(401);
    for (const invented of ['x', ticket.slice(0, -2), `${ticket}AA`]) expect((await secondStep(invented, await one.code())).status).toBe(401);
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 5 * 60_000 + 1);
    try {
      expect((await secondStep(ticket, codeAt(one.secret, Date.now()))).status).toBe(401);
    } finally {
      clock.mockRestore();
    }
  });

  it('takes no ticket that was given for a password of before', async () => {
    const person = await guarded();
    const ticket = await ticketOf(person);
    expectStatus(await person.client.put('/v1/me/password', { current: person.password, next: 'another password of mine' }), 204);
    expect((await secondStep(ticket, await person.code())).status).toBe(401);
  });

  it('is closed to guessing, whatever tickets and addresses are used, also all at once', async () => {
    const person = await guarded();
    const tickets = await Promise.all(Array.from({ length: 3 }, () => ticketOf(person)));
    const answers = await Promise.all(Array.from({ length: ATTEMPTS + 5 }, (_, n) => secondStep(tickets[n % 3] ?? '', 'abcdef')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(ATTEMPTS);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    const right = await secondStep(await ticketOf(person), await person.code());
    expect(right).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(800);
  });

  it('counts no attempt that was right', async () => {
    const person = await guarded();
    for (let n = 0; n < ATTEMPTS + 1; n++) expect((await secondStep(await ticketOf(person), await person.code())).status).toBe(200);
  });
});

describe('taking a second factor away', () => {
  it('needs password and code, and leaves no recovery code behind', async () => {
    const person = await guarded();
    expect((await person.client.post('/v1/me/second-factor/removal', { password: person.password, code: 'abcdef' })).status).toBe(422);
    expect((await person.client.post('/v1/me/second-factor/removal', { password: 'wrong', code: await person.code() })).status).toBe(422);
    expect((await person.client.post('/v1/me/second-factor/removal', { password: person.password, code: await person.code() })).status).toBe(204);
    expect((await firstStep(person)).status).toBe(200);
    const { rows } = await database.query('SELECT 1 FROM recovery_code WHERE person_id = $1', [person.id]);
    expect(rows).toEqual([]);
  });

  it('gives new recovery codes, after which the old ones are worth nothing', async () => {
    const person = await guarded();
    const { body } = expectStatus(await person.client.post('/v1/me/second-factor/recovery-codes', { password: person.password, code: person.recoveryCodes[0] }), 201);
    expect((await secondStep(await ticketOf(person), person.recoveryCodes[1] ?? '')).status).toBe(401);
    expect((await secondStep(await ticketOf(person), (body.recoveryCodes as string[])[0] ?? '')).status).toBe(200);
  });

  it('cannot be tried for ever from an open browser', async () => {
    const person = await guarded();
    const statuses: number[] = [];
    for (let n = 0; n < ATTEMPTS; n++) statuses.push((await person.client.post('/v1/me/second-factor/removal', { password: 'guess', code: '123456' })).status);
    // Setting it up took two of them.
    expect(statuses).toEqual([422, 422, 422, 422, 429, 429]);
  });
});
