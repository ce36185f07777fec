import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EnsureOwner } from '../../../src/access/ensure-owner';
import type { Site } from '../../../src/domain/actor';
import { PositionEvents } from '../../../src/review/position-events';
import { startTestApp, type TestApp } from '../../support/app';
import { temporaryFolder } from '../../support/temporary-folder';
import { expectStatus, World } from '../../support/world';

let service: TestApp;
let world: World;
let site: Site;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
  site = await world.newSite();
});

afterAll(() => service.close());

const path = (of: Site, id = ''): string => `/v1/sites/${of.slug}/people${id === '' ? '' : `/${id}`}`;
const rolesIn = (items: unknown): string[] => (items as { role: string }[]).map(({ role }) => role);

describe('people of a site', () => {
  it('get a password once when none is given, and can sign in with it', async () => {
    const { client } = await world.person(site, 'admin');
    const { status, body } = await client.post(path(site), { email: 'Lee@desk.example', name: 'Lee', role: 'moderator' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ email: 'Lee@desk.example', name: 'Lee', role: 'moderator' });
    const lee = await world.signIn('lee@desk.example', body.password as string);
    expect((await lee.get('/v1/me')).body).toMatchObject({ name: 'Lee', sites: [{ slug: site.slug, role: 'moderator' }] });
    expect(JSON.stringify((await client.get(path(site))).body)).not.toContain(body.password);
  });

  it('get a password too when an empty one is sent as null', async () => {
    const { client } = await world.person(site, 'admin');
    const { body } = await client.post(path(site), { email: 'nul@desk.example', name: 'Nul', role: 'viewer', password: null });
    await expect(world.signIn('nul@desk.example', body.password as string)).resolves.toBeDefined();
  });

  it('keep their own account when an owner adds them to another site', async () => {
    const other = await world.newSite();
    const { email, password } = await world.person(site, 'viewer', 'Kim');
    const owner = await world.ownerClient();
    const { status, body } = await owner.post(path(other), { email: email.toUpperCase(), name: 'Somebody else', role: 'lead', password: 'a password of the attacker' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Kim', role: 'lead', password: null });
    const kim = await world.signIn(email, password);
    expect(rolesIn((await kim.get('/v1/me')).body.sites).sort()).toEqual(['lead', 'viewer']);
  });

  it('are added once', async () => {
    const { client } = await world.person(site, 'admin');
    const { email } = await world.person(site, 'viewer');
    expect(await client.post(path(site), { email, name: 'Again', role: 'admin' })).toMatchObject({ status: 409, body: { code: 'already_exists' } });
  });

  it('have what their new role allows at once', async () => {
    const { client } = await world.person(site, 'admin');
    const colleague = await world.person(site, 'moderator');
    expect((await colleague.client.get(path(site))).status).toBe(403);
    expect(await client.patch(path(site, colleague.id), { role: 'admin' })).toMatchObject({ status: 200, body: { id: colleague.id, role: 'admin' } });
    expect((await colleague.client.get(path(site))).status).toBe(200);
  });

  it('look after sections, which say nothing of what they may do and stand in the log from what to what', async () => {
    const { client } = await world.person(site, 'admin');
    const colleague = await world.person(site, 'moderator');
    expect((await client.patch(path(site, colleague.id), { sections: ['sport', 'Lokales'] })).body).toMatchObject({ role: 'moderator', sections: ['sport', 'Lokales'] });
    expect((await client.patch(path(site, colleague.id), { role: 'lead', sections: ['sport'] })).body).toMatchObject({ role: 'lead', sections: ['sport'] });
    expect((await colleague.client.get('/v1/me')).body.sites).toMatchObject([{ role: 'lead', sections: ['sport'] }]);
    expect((await client.get(path(site))).body.items).toContainEqual(expect.objectContaining({ id: colleague.id, sections: ['sport'] }));
    expectStatus(await client.patch(path(site, colleague.id), { sections: ['sport'] }), 200);
    await service.app.get(PositionEvents, { strict: false }).runOnce();
    const { body } = await client.get(`/v1/sites/${site.slug}/review/events?type=member.changed`);
    const lines = (body.items as { payload: { personId: string } }[]).map(({ payload }) => payload).filter(({ personId }) => personId === colleague.id);
    expect(lines).toHaveLength(2);
    expect(lines).toEqual(expect.arrayContaining([
      { personId: colleague.id, sections: { from: [], to: ['sport', 'Lokales'] } },
      { personId: colleague.id, from: 'moderator', to: 'lead', sections: { from: ['sport', 'Lokales'], to: ['sport'] } },
    ]));
  });

  it('do not raise themselves, not even the owner', async () => {
    const owner = await world.ownerClient();
    const { body: me } = await owner.get('/v1/me');
    expect((await owner.post(path(site), { email: me.email, name: 'Owner', role: 'viewer' })).status).toBe(201);
    expect((await owner.patch(path(site, me.id as string), { role: 'lead' })).status).toBe(403);
    const { client } = await world.person(site, 'admin');
    expect((await client.patch(path(site, me.id as string), { role: 'lead' })).status).toBe(200);
  });

  it('always include an admin, even when two remove each other at the same moment', async () => {
    const other = await world.newSite();
    const [a, b] = [await world.person(other, 'admin'), await world.person(other, 'admin')];
    const statuses = (await Promise.all([a.client.delete(path(other, b.id)), b.client.delete(path(other, a.id))])).map(({ status }) => status).sort();
    // The second is refused as the last admin, or no longer belongs to the site: both leave one.
    expect(statuses[0]).toBe(204);
    expect([404, 409]).toContain(statuses[1]);
    const owner = await world.ownerClient();
    const { body } = await owner.get(path(other));
    expect(rolesIn(body.items)).toEqual(['admin']);
    const [last] = body.items as [{ id: string }];
    expect((await owner.patch(path(other, last.id), { role: 'lead' })).body).toMatchObject({ code: 'not_possible' });
    expect((await owner.delete(path(other, last.id))).body).toMatchObject({ code: 'not_possible' });
  });

  it.each([{ name: 'x', role: 'viewer' }, { email: 'x', name: 'x', role: 'viewer' }, { email: 'a@b.example', name: 'x', role: 'owner' }, { email: 'a@b.example', name: 'x', role: 'viewer', password: 'short' }, { email: 'a@b.example', name: 'x', role: 'viewer', isOwner: true }])('are not made of %j', async (body) => {
    const { client } = await world.person(site, 'admin');
    expect((await client.post(path(site), body)).status).toBe(422);
  });
});

describe('the first start', () => {
  it('makes one owner, however many processes start, with a password that only its user can read', async () => {
    const dataDir = temporaryFolder('weir-owner-');
    const fresh = await startTestApp({ env: { WEIR_DATA_DIR: dataDir } });
    try {
      const ensure = fresh.app.get(EnsureOwner);
      const made = (await Promise.all([ensure.execute(), ensure.execute(), ensure.execute()])).filter((owner) => owner !== null);
      expect(made).toEqual([{ email: 'owner@weir.example', generatedPassword: expect.any(String), file: join(dataDir, 'owner.txt') }]);
      const password = made[0]?.generatedPassword ?? '';
      expect(readFileSync(join(dataDir, 'owner.txt'), 'utf8')).toBe(`owner@weir.example\n${password}\n`);
      expect(statSync(join(dataDir, 'owner.txt')).mode & 0o777).toBe(0o600);
      const owner = await new World(fresh).signIn('owner@weir.example', password);
      expect((await owner.get('/v1/me')).body).toMatchObject({ isOwner: true });
      expect(await ensure.execute()).toBeNull();
    } finally {
      await fresh.close();
    }
  });

  it('takes the password that the operator chose, and writes it nowhere', async () => {
    const fresh = await startTestApp({ env: { WEIR_ADMIN_EMAIL: 'chief@desk.example', WEIR_ADMIN_PASSWORD: 'chosen by the operator' } });
    try {
      expect(await fresh.app.get(EnsureOwner).execute()).toEqual({ email: 'chief@desk.example', generatedPassword: null, file: null });
      await expect(new World(fresh).signIn('chief@desk.example', 'chosen by the operator')).resolves.toBeDefined();
    } finally {
      await fresh.close();
    }
  });

  it('on a database with owners knows who signs in, whoever is configured', async () => {
    const old = await startTestApp({ env: { WEIR_ADMIN_EMAIL: 'chief@desk.example', WEIR_ADMIN_PASSWORD: 'chosen by the operator' } });
    const named = async (email: string): Promise<[unknown, string]> => {
      const restored = await startTestApp({ env: { WEIR_ADMIN_EMAIL: email, WEIR_ADMIN_PASSWORD: 'chosen for another one' }, beside: old });
      const ensure = restored.app.get(EnsureOwner);
      return Promise.all([ensure.execute(), ensure.email()]).finally(() => restored.close());
    };
    try {
      expect(await old.app.get(EnsureOwner).email()).toBe('chief@desk.example');
      await old.app.get(EnsureOwner).execute();
      expect(await named('owner@weir.example')).toEqual([null, 'chief@desk.example']);
      expect(await named('Chief@desk.example')).toEqual([null, 'chief@desk.example']);
    } finally {
      await old.close();
    }
  });
});
