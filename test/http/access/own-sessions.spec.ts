import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../../src/app.module';
import type { Site } from '../../../src/domain/actor';
import type { Config } from '../../../src/platform/config/config';
import { CONFIG } from '../../../src/platform/config/config.module';
import { Secrets } from '../../../src/platform/crypto/secrets';
import { createApp } from '../../../src/platform/http/create-app';
import { startTestApp, type TestApp } from '../../support/app';
import { Client } from '../../support/client';
import { expectStatus, World } from '../../support/world';

let service: TestApp;
/** Another process on the same database. */
let second: NestFastifyApplication;
let world: World;
let site: Site;

beforeAll(async () => {
  service = await startTestApp();
  const config = service.app.get<Config>(CONFIG);
  second = await createApp(AppModule.create({ config, secrets: service.app.get(Secrets), databaseUrl: service.databaseUrl }), config);
  await second.init();
  await second.getHttpAdapter().getInstance().ready();
  world = new World(service);
  site = await world.newSite();
});

afterAll(async () => {
  await second.close();
  await service.close();
});

const there = (client: Client): Client => new Client(second, client.headers);

describe('own sessions', () => {
  it('are listed with the browser and the way they began, and nobody else sees them', async () => {
    const person = await world.person(site, 'viewer');
    expectStatus(await world.nobody.post('/v1/session', { email: person.email, password: person.password }, { 'user-agent': `Firefox ${'x'.repeat(400)}` }), 200);
    const { body } = expectStatus(await person.client.get('/v1/me/sessions'), 200);
    expect(body.items).toEqual([
      expect.objectContaining({ isCurrent: false, userAgent: `Firefox ${'x'.repeat(292)}`, signedInBy: 'password' }),
      expect.objectContaining({ isCurrent: true, userAgent: null }),
    ]);
    const colleague = await world.person(site, 'admin');
    expect((await colleague.client.delete(`/v1/me/sessions/${String(body.items[0].id)}`)).status).toBe(404);
  });

  it('end one by one', async () => {
    const person = await world.person(site, 'viewer');
    const other = await world.signIn(person.email, person.password);
    const { body } = await other.get('/v1/me/sessions');
    const { id } = (body.items as { id: string; isCurrent: boolean }[]).find(({ isCurrent }) => !isCurrent) ?? { id: '' };
    expect((await other.delete(`/v1/me/sessions/${id}`)).status).toBe(204);
    expect((await person.client.get('/v1/me')).status).toBe(401);
    expect((await other.get('/v1/me')).status).toBe(200);
  });

  it('end everywhere at once, in every process, although they were used there a moment ago', async () => {
    const person = await world.person(site, 'viewer');
    const other = await world.signIn(person.email, person.password);
    for (const client of [person.client, other, there(person.client), there(other)]) expect((await client.get('/v1/me')).status).toBe(200);
    const answer = await person.client.delete('/v1/me/sessions');
    expect(answer.status).toBe(204);
    expect(String(answer.headers['set-cookie'])).toMatch(/^weir_session=; /);
    for (const client of [there(person.client), there(other), person.client, other]) expect((await client.get('/v1/me')).status).toBe(401);
  });

  it('are ended by an admin of the site, and that stands in the log of the account', async () => {
    const admin = await world.person(site, 'admin');
    const person = await world.person(site, 'moderator');
    expect((await there(person.client).get('/v1/me')).status).toBe(200);
    expect((await admin.client.delete(`/v1/sites/${site.slug}/people/${person.id}/sessions`)).status).toBe(204);
    expect((await there(person.client).get('/v1/me')).status).toBe(401);
    const again = await world.signIn(person.email, person.password);
    const { body } = await again.get('/v1/me/events');
    expect(body.items).toEqual([expect.objectContaining({ type: 'sessions.ended', actor: `person:${admin.id}`, payload: { from: 1, to: 0, siteId: site.id } })]);
    expect((await again.delete(`/v1/sites/${site.slug}/people/${admin.id}/sessions`)).status).toBe(403);
  });

  it('do not survive a lost role or a revoked token in any process', async () => {
    const owner = await world.ownerClient();
    const person = await world.person(site, 'moderator');
    const { body } = expectStatus(await person.client.post('/v1/me/tokens', { name: 'script' }), 201);
    const script = there(world.bearer(String(body.secret)));
    expect((await script.get('/v1/me')).status).toBe(200);
    expect((await there(person.client).get(`/v1/sites/${site.slug}/settings`)).status).toBe(200);
    expectStatus(await person.client.delete(`/v1/me/tokens/${String(body.id)}`), 204);
    expect((await script.get('/v1/me')).status).toBe(401);
    expectStatus(await owner.delete(`/v1/sites/${site.slug}/people/${person.id}`), 204);
    expect((await there(person.client).get(`/v1/sites/${site.slug}/settings`)).status).toBe(404);
  });
});

describe('the own name', () => {
  it('is changed in a browser, shows everywhere, and the log of the account keeps both', async () => {
    const person = await world.person(site, 'moderator', 'Mo');
    expect(await person.client.patch('/v1/me', { name: 'Mo Reyes' })).toMatchObject({ status: 200, body: { id: person.id, name: 'Mo Reyes' } });
    expectStatus(await person.client.patch('/v1/me', { name: 'Mo Reyes' }), 200);
    expect((await person.client.get('/v1/me/events')).body.items).toMatchObject([{ type: 'name.changed', payload: { from: 'Mo', to: 'Mo Reyes' } }]);
    for (const body of [{ name: '' }, { name: 'a\nb' }, { name: 'x', email: 'other@desk.example' }]) expect((await person.client.patch('/v1/me', body)).status).toBe(422);
    const { body: token } = expectStatus(await person.client.post('/v1/me/tokens', { name: 'script' }), 201);
    expect((await world.bearer(String(token.secret)).patch('/v1/me', { name: 'Script' })).status).toBe(401);
  });
});

describe('the log of accounts', () => {
  it('tells the owner of all accounts, each person of their own, and never a secret', async () => {
    const person = await world.person(site, 'viewer');
    const { body: token } = expectStatus(await person.client.post('/v1/me/tokens', { name: 'nightly' }), 201);
    expectStatus(await person.client.put('/v1/me/password', { current: person.password, next: 'a password of its own' }), 204);
    expectStatus(await person.client.delete(`/v1/me/tokens/${String(token.id)}`), 204);
    const { body: own } = expectStatus(await person.client.get('/v1/me/events'), 200);
    expect((own.items as { type: string }[]).map(({ type }) => type)).toEqual(['token.revoked', 'password.changed', 'token.created']);
    for (const item of own.items as { actor: string; personId: string; requestId: string }[]) expect(item).toMatchObject({ actor: `person:${person.id}`, personId: person.id, requestId: expect.any(String) });
    const { body: all } = expectStatus(await (await world.ownerClient()).get('/v1/account-events?limit=100'), 200);
    expect(all.items).toEqual(expect.arrayContaining(own.items as unknown[]));
    expect((all.items as { type: string }[]).map(({ type }) => type)).toContain('owner.made');
    for (const hidden of [token.secret, person.password, 'a password of its own', '@']) expect(JSON.stringify(all)).not.toContain(hidden);
    expect((await (await world.person(site, 'admin')).client.get('/v1/account-events')).status).toBe(403);
  });
});
