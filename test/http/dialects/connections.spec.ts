import { createHmac } from 'node:crypto';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Client as Database } from 'pg';
import { CurrentSite, Dialect } from '../../../src/access/access.decorator';
import { CurrentDialectCall, type DialectCall } from '../../../src/access/connections/dialect-call';
import { ConnectionTrials } from '../../../src/access/connections/connection-trials';
import { WRONG_SECRETS_A_MINUTE } from '../../../src/access/connections/dialect-door';
import type { Site } from '../../../src/domain/actor';
import { sameText } from '../../../src/platform/crypto/secrets';
import type { DialectProtocol } from '../../../src/platform/http/dialect-protocol';
import { startTestApp, type TestApp } from '../../support/app';
import { expectStatus, type PersonInWorld, World } from '../../support/world';

const LIMIT = 1_000_000;

/** A protocol of this test: forms, the secret in a header, errors in brackets. */
const FORMS: DialectProtocol = {
  dialect: 'openai',
  credentialOf: ({ headers }) => (typeof headers['x-secret'] === 'string' ? { kind: 'secret', secret: headers['x-secret'] } : null),
  refusal: ({ code, status }) => ({ status, headers: { 'content-type': 'text/plain' }, body: `[${code}]` }),
  takes: { forms: true, limit: LIMIT },
};

/** Another: a signature over the body. */
const SIGNED: DialectProtocol = {
  ...FORMS,
  dialect: 'coral',
  credentialOf: ({ headers, rawBody, params }) => {
    const given = String(headers['x-signature']);
    return { kind: 'signature', connectionId: (params as { id: string }).id, isBy: (secret) => sameText(given, signature(secret, rawBody ?? Buffer.alloc(0))) };
  },
  takes: { rawBody: true, limit: LIMIT },
};

const signature = (secret: string, body: Buffer | string): string => createHmac('sha256', secret).update(body).digest('hex');

@Controller('a-test')
class DialectController {
  @Dialect(FORMS)
  @HttpCode(200)
  @Post('forms')
  form(@Body() body: unknown, @CurrentSite() { slug }: Site, @CurrentDialectCall() call: DialectCall): unknown {
    call.operation = 'form';
    call.tell('fine');
    return { slug, body };
  }

  @Dialect(FORMS)
  @Post('broken')
  broken(@CurrentDialectCall() call: DialectCall): never {
    call.note('It is going to break.');
    throw new Error('a secret detail');
  }

  @Dialect(SIGNED)
  @HttpCode(200)
  @Post('signed/:id')
  signed(@CurrentSite() { slug }: Site, @Req() { rawBody, body }: FastifyRequest): unknown {
    return { slug, bytes: rawBody?.length, body };
  }
}

let service: TestApp;
let world: World;
let site: Site;
let admin: PersonInWorld;

beforeAll(async () => {
  service = await startTestApp({ controllers: [DialectController], env: { WEIR_TRUSTED_PROXIES: '127.0.0.1' } });
  world = new World(service);
  site = await world.newSite();
  admin = await world.person(site, 'admin');
});

afterAll(() => service.close());

const path = (rest = ''): string => `/v1/sites/${site.slug}/connections${rest}`;
const FORM = 'application/x-www-form-urlencoded';

async function post(url: string, payload: string | Buffer, headers: Record<string, string>): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  const { statusCode, body, headers: sent } = await service.app.inject({ method: 'POST', url, payload, headers });
  return { status: statusCode, body, headers: sent };
}

const form = (secret: string, payload: string | Buffer, contentType = FORM): ReturnType<typeof post> => post('/a-test/forms', payload, { 'content-type': contentType, 'x-secret': secret });

async function parsed(payload: string | Buffer, contentType = FORM): Promise<Record<string, unknown>> {
  const { secret } = await world.connection(site, 'openai');
  const { status, body } = await form(secret, payload, contentType);
  if (status !== 200) throw new Error(`${String(status)} ${body}`);
  return (JSON.parse(body) as { body: Record<string, unknown> }).body;
}

describe('a connection', () => {
  it('is made with a secret in the form that its clients accept, shown once', async () => {
    const forms = { akismet: /^[a-z0-9]{12}$/, perspective: /^weir_pk_[\w-]{43}$/, openai: /^sk-weir-[\w-]{43}$/ };
    for (const [dialect, secret] of Object.entries(forms)) {
      const { body } = expectStatus(await admin.client.post(path(), { dialect, name: 'Blog' }), 201);
      expect(body).toMatchObject({ dialect, name: 'Blog', isEnabled: true, revokedAt: null, secretSince: body.createdAt, previousUntil: null, secret: expect.stringMatching(secret) });
    }
    const { body: list } = expectStatus(await admin.client.get(path()), 200);
    expect((list.items as object[]).every((item) => !('secret' in item))).toBe(true);
  });

  it("of Coral has no secret until Coral's is entered, which is never shown", async () => {
    const { body: made } = expectStatus(await admin.client.post(path(), { dialect: 'coral', name: 'Talk' }), 201);
    expect(made).toMatchObject({ secret: null, secretSince: null, address: expect.stringMatching(new RegExp(`/coral/${String(made.id)}$`)) });
    expect(await admin.client.post(path(`/${String(made.id)}/secret`), {})).toMatchObject({ status: 422, body: { errors: [{ pointer: '/secret' }] } });
    const { body: given } = expectStatus(await admin.client.post(path(`/${String(made.id)}/secret`), { secret: 'empsec_0123456789abcdef' }), 201);
    expect(given).toMatchObject({ secret: null, secretSince: expect.any(String) });
    const { body: other } = expectStatus(await admin.client.post(path(), { dialect: 'akismet', name: 'Blog' }), 201);
    expect(await admin.client.post(path(`/${String(other.id)}/secret`), { secret: 'empsec_0123456789abcdef' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/secret' }] } });
  });

  it('keeps its secret hashed and encrypted', async () => {
    const { id, secret } = await world.connection(site, 'akismet');
    const database = new Database({ connectionString: service.databaseUrl });
    await database.connect();
    const { rows } = await database.query<{ lookup: Buffer; sealed: Buffer }>('SELECT lookup, sealed FROM connection_secret WHERE connection_id = $1', [id]);
    await database.end();
    expect(rows).toHaveLength(1);
    expect(Buffer.concat(rows.flatMap(({ lookup, sealed }) => [lookup, sealed])).toString('latin1')).not.toContain(secret);
  });

  it.each([
    [{ dialect: 'disqus', name: 'x' }, '/dialect'],
    [{ dialect: 'akismet', name: '' }, '/name'],
    [{ dialect: 'akismet', name: 'x', settings: { callbackHosts: ['https://news.example'] } }, '/settings/callbackHosts'],
    [{ dialect: 'akismet', name: 'x', settings: { callbackHosts: ['News.example'] } }, '/settings/callbackHosts'],
    [{ dialect: 'akismet', name: 'x', settings: { attributes: { A: 'b' } } }, '/settings/attributes'],
    [{ dialect: 'perspective', name: 'x', settings: { attributes: { A: 1 } } }, '/settings/attributes'],
    [{ dialect: 'perspective', name: 'x', settings: { attributes: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`A${String(at)}`, 'b'])) } }, '/settings/attributes'],
    [{ dialect: 'perspective', name: 'x', secret: 'mine' }, '/secret'],
  ])('is not made of %j', async (body, pointer) => {
    expect(await admin.client.post(path(), body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  it('keeps its settings, and changes only those that are named', async () => {
    const { body } = expectStatus(await admin.client.post(path(), { dialect: 'akismet', name: 'Blog', settings: { callbackHosts: ['news.example', '10.1.0.7:8080'] } }), 201);
    const { body: renamed } = expectStatus(await admin.client.patch(path(`/${String(body.id)}`), { name: 'Blog of the desk' }), 200);
    expect(renamed).toMatchObject({ name: 'Blog of the desk', settings: { callbackHosts: ['news.example', '10.1.0.7:8080'] } });
  });

  it('is for admins', async () => {
    for (const role of ['lead', 'moderator', 'viewer'] as const) {
      const { client } = await world.person(site, role);
      expect((await client.get(path())).status).toBe(403);
      expect((await client.post(path(), { dialect: 'akismet', name: 'x' })).status).toBe(403);
    }
  });

  it('leaves a line in the log for each change, without its secret', async () => {
    const { id, secret } = await world.connection(site, 'akismet');
    await admin.client.patch(path(`/${id}`), { isEnabled: false, settings: { heldAs: 'spam' } });
    await admin.client.patch(path(`/${id}`), { isEnabled: false });
    await admin.client.post(path(`/${id}/secret`));
    for (let time = 0; time < 2; time++) await admin.client.delete(path(`/${id}`));
    const database = new Database({ connectionString: service.databaseUrl });
    await database.connect();
    const { rows } = await database.query<{ type: string; payload: Record<string, unknown> }>(`SELECT type, payload FROM event WHERE payload->>'connectionId' = $1 ORDER BY created_at, id`, [id]);
    await database.end();
    expect(rows.map(({ type }) => type)).toEqual(['connection.added', 'connection.changed', 'connection.secret_rotated', 'connection.removed']);
    expect(rows[1]?.payload['changes']).toEqual({ isEnabled: { from: true, to: false }, heldAs: { from: 'ham', to: 'spam' } });
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

describe('a route of a dialect', () => {
  it('lets a connection in with its secret, on its own site', async () => {
    const { secret } = await world.connection(site, 'openai');
    expect(await form(secret, 'a=1')).toMatchObject({ status: 200, body: JSON.stringify({ slug: site.slug, body: { a: '1' } }) });
    const other = await world.newSite();
    const { secret: theirs } = await world.connection(other, 'openai');
    expect(JSON.parse((await form(theirs, '')).body)).toMatchObject({ slug: other.slug });
  });

  it("lets nobody else in, and says so in its protocol's words", async () => {
    const { secret: perspective } = await world.connection(site, 'perspective');
    const { secret: key } = await world.siteKey(site, ['admin']);
    const refused = { status: 401, body: '[unauthenticated]' };
    expect(await post('/a-test/forms', '', { 'content-type': FORM })).toMatchObject(refused);
    for (const wrong of ['', 'sk-weir-unknown', perspective, key]) expect(await form(wrong, '')).toMatchObject(refused);
    expect(await post('/a-test/forms', '', { ...admin.client.headers, 'content-type': FORM })).toMatchObject(refused);
  });

  it('takes the secret before for as long as was asked', async () => {
    const { id, secret } = await world.connection(site, 'openai');
    const { body: next } = expectStatus(await admin.client.post(path(`/${id}/secret`)), 201);
    expect(Date.parse(String(next.previousUntil)) - Date.now()).toBeGreaterThan(23 * 3_600_000);
    for (const valid of [secret, String(next.secret)]) expect((await form(valid, '')).status).toBe(200);
    const { body: last } = expectStatus(await admin.client.post(path(`/${id}/secret`), { keepPreviousHours: 0 }), 201);
    expect(last.previousUntil).toBeNull();
    expect((await form(String(last.secret), '')).status).toBe(200);
    for (const over of [secret, String(next.secret)]) expect((await form(over, '')).status).toBe(401);
  });

  it('refuses a connection that is switched off or removed, at once', async () => {
    const { id, secret } = await world.connection(site, 'openai');
    expectStatus(await admin.client.patch(path(`/${id}`), { isEnabled: false }), 200);
    expect((await form(secret, '')).status).toBe(401);
    expectStatus(await admin.client.patch(path(`/${id}`), { isEnabled: true }), 200);
    expect((await form(secret, '')).status).toBe(200);
    expectStatus(await admin.client.delete(path(`/${id}`)), 204);
    expect((await form(secret, '')).status).toBe(401);
    expect((await admin.client.patch(path(`/${id}`), { isEnabled: true })).status).toBe(409);
    expect((await admin.client.post(path(`/${id}/secret`))).status).toBe(409);
  });

  it('slows down whoever shows wrong secrets, and nobody who shows a right one from the same address', async () => {
    const { secret } = await world.connection(site, 'openai');
    const from = { 'x-forwarded-for': '203.0.113.77', 'content-type': FORM };
    let last = await post('/a-test/forms', '', { ...from, 'x-secret': 'wrong' });
    for (let time = 1; time < WRONG_SECRETS_A_MINUTE; time++) last = await post('/a-test/forms', '', { ...from, 'x-secret': `wrong ${String(time)}` });
    expect(last.status).toBe(401);
    const next = await post('/a-test/forms', '', { ...from, 'x-secret': 'wrong' });
    expect(next).toMatchObject({ status: 429, body: '[too_many_requests]', headers: { 'retry-after': expect.stringMatching(/^\d+$/) } });
    expect((await post('/a-test/forms', '', { ...from, 'x-secret': secret })).status).toBe(200);
  });

  it("says every failure in its protocol's words: of the body, of the route, never what broke", async () => {
    const { secret } = await world.connection(site, 'openai');
    expect(await form(secret, 'x'.repeat(LIMIT))).toMatchObject({ status: 200 });
    expect(await form(secret, 'x'.repeat(LIMIT + 1))).toMatchObject({ status: 413, body: '[payload_too_large]' });
    expect(await form(secret, '{', 'application/json')).toMatchObject({ status: 400, body: '[malformed_request]' });
    expect(await form(secret, 'a', 'text/plain')).toMatchObject({ status: 415, body: '[unsupported_media_type]' });
    expect(await post('/a-test/broken', '', { 'content-type': FORM, 'x-secret': secret })).toMatchObject({ status: 500, body: '[internal]' });
  });

  it('verifies a signature over the very bytes', async () => {
    const { id, secret } = await world.connection(site, 'coral');
    const sign = (body: string, by = secret): ReturnType<typeof post> => post(`/a-test/signed/${id}`, body, { 'content-type': 'application/json', 'x-signature': signature(by, body) });
    const body = '{\n  "a": "ü\\u00fc"\n}';
    expect(JSON.parse((await sign(body)).body)).toEqual({ slug: site.slug, bytes: Buffer.byteLength(body), body: { a: 'üü' } });
    expect(await sign(body, 'another')).toMatchObject({ status: 401, body: '[unauthenticated]' });
    expect(await post(`/a-test/signed/${id}`, ' '.repeat(LIMIT + 1), { 'content-type': 'application/json', 'x-signature': 'x' })).toMatchObject({ status: 413, body: '[payload_too_large]' });
  });
});

describe('a form', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a=1&b=2+3%26', { a: '1', b: '2 3&' }],
    ['a=1&a=2', { a: '2' }],
    ['c[0]=x&c[1]=y&d[]=z', { c: ['x', 'y'], d: ['z'] }],
    ['c%5B0%5D=x&c%5B1%5D=y', { c: ['x', 'y'] }],
    ['__proto__[x]=1&constructor=2&ok=1', { ok: '1' }],
    ['t=100%25+%zz', { t: '100% %zz' }],
    ['', {}],
  ])('%s is read as %j', async (payload, expected) => {
    expect(await parsed(payload)).toEqual(expected);
  });

  it('is read in the charset that it names, and in UTF-8 without one or with one that nobody knows', async () => {
    expect(await parsed('t=caf%E9', `${FORM}; charset=ISO-8859-1`)).toEqual({ t: 'café' });
    expect(await parsed('t=%82%B1', `${FORM}; charset=Shift_JIS`)).toEqual({ t: 'こ' });
    expect(await parsed('t=caf%C3%A9')).toEqual({ t: 'café' });
    expect(await parsed('t=caf%C3%A9', `${FORM}; charset=klingon-1`)).toEqual({ t: 'café' });
    expect(await parsed(Buffer.from('t=café'))).toEqual({ t: 'café' });
  });

  it('has five thousand fields at most: what comes after them is not read', async () => {
    const fields = Array.from({ length: 5_001 }, (_, at) => `f${String(at)}=1`).join('&');
    expect(Object.keys(await parsed(fields))).toHaveLength(5_000);
  });

  it('is a 415 everywhere else', async () => {
    expect((await post(`/v1/sites/${site.slug}/comments`, 'a=1', { 'content-type': FORM })).status).toBe(415);
  });
});

describe('the last calls of a connection', () => {
  const callsOf = async (id: string): Promise<Record<string, unknown>[]> => expectStatus(await admin.client.get(path(`/${id}/calls`)), 200).body.items as Record<string, unknown>[];

  it('tell operation, status and outcome, newest first, and what was odd', async () => {
    const { id, secret } = await world.connection(site, 'openai');
    await form(secret, 'text=what+a+reader+wrote');
    await post('/a-test/broken', '', { 'content-type': FORM, 'x-secret': secret });
    await admin.client.patch(path(`/${id}`), { isEnabled: false });
    await form(secret, '');
    const calls = await callsOf(id);
    expect(calls).toMatchObject([
      { operation: '/a-test/forms', status: 401, outcome: 'refused', odd: [expect.stringContaining('switched off')] },
      { operation: '/a-test/broken', status: 500, outcome: null, odd: ['It is going to break.'] },
      { operation: 'form', status: 200, outcome: 'fine', odd: [], tookMs: expect.any(Number), calledAt: expect.any(String) },
    ]);
    expect(JSON.stringify(calls)).not.toContain('reader');
  });

  it('name a signature that was made with another secret', async () => {
    const { id } = await world.connection(site, 'coral');
    await post(`/a-test/signed/${id}`, '{}', { 'content-type': 'application/json', 'x-signature': 'no' });
    expect(await callsOf(id)).toMatchObject([{ status: 401, outcome: 'refused', odd: [expect.stringContaining('another secret')] }]);
  });

  it('are a hundred at most', async () => {
    const { id, secret } = await world.connection(site, 'openai');
    for (let time = 0; time < 60; time++) await form(secret, '');
    expect(await callsOf(id)).toHaveLength(60);
    for (let time = 0; time < 60; time++) await form(secret, '');
    expect(await callsOf(id)).toHaveLength(100);
  });
});

describe('the test of a connection', () => {
  it('goes through its steps, those of its dialect too, and shows the last calls', async () => {
    service.app.get(ConnectionTrials).register('openai', (_, { name }) => Promise.resolve([{ name: 'trial', isOk: true, detail: `Tried ${name}.` }]));
    const { id, secret } = await world.connection(site, 'openai');
    const test = async (): Promise<Record<string, unknown>> => expectStatus(await admin.client.post(path(`/${id}/test`)), 200).body as Record<string, unknown>;
    expect(await test()).toMatchObject({ isOk: false, calls: [], steps: [{ name: 'enabled', isOk: true }, { name: 'secret', isOk: true }, { name: 'trial', isOk: true, detail: 'Tried openai of a test.' }, { name: 'calls', isOk: false }] });
    await form(secret, '');
    expect(await test()).toMatchObject({ isOk: true, calls: [{ outcome: 'fine' }] });
    await admin.client.patch(path(`/${id}`), { isEnabled: false });
    expect(await test()).toMatchObject({ isOk: false, steps: [{ name: 'enabled', isOk: false }, {}, {}, {}] });
  });
});
