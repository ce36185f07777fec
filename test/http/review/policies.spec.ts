import { randomUUID } from 'node:crypto';
import type { Answer, Client } from '../../support/client';
import { expectStatus, type PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

interface ShownPolicy {
  readonly id: string;
  readonly title: string;
  readonly position: number;
  readonly isActive: boolean;
}

let desk: Desk;
let admin: PersonInWorld;
let moderator: PersonInWorld;

beforeAll(async () => {
  desk = await Desk.open();
  [admin, moderator] = [await desk.person('admin'), await desk.person('moderator')];
});

afterAll(() => desk.close());

const list = async (on = desk, client: Client = admin.client): Promise<ShownPolicy[]> => expectStatus(await client.get(on.path('policies')), 200).body.items as ShownPolicy[];
const add = (id: string, more: object = {}): Promise<Answer> => admin.client.post(desk.path('policies'), { id, title: `Title of ${id}`, ...more });
const change = (id: string, to: object): Promise<Answer> => admin.client.patch(desk.path(`policies/${id}`), to);
const remove = (id: string): Promise<Answer> => admin.client.delete(desk.path(`policies/${id}`));
const pointerOf = ({ status, body }: Answer): unknown[] => [status, (body.errors as { pointer: string }[] | undefined)?.[0]?.pointer];

describe('policies', () => {
  it('are there from the first moment, in the order of their digits and in four languages', async () => {
    const elsewhere = await Desk.at(desk.on, desk.world);
    const policies = await list(elsewhere, (await elsewhere.person('viewer')).client);
    expect(policies.map(({ id, position }) => [id, position])).toEqual(['spam', 'scam', 'off-topic', 'abuse', 'hate', 'threat', 'privacy', 'misinformation', 'other'].map((id, index) => [id, index + 1]));
    expect(policies[3]).toEqual({ id: 'abuse', title: 'Abuse', titles: { de: 'Beleidigung', es: 'Insultos', fr: 'Insultes' }, description: null, isSpam: false, position: 4, isActive: true });
    expect(policies.filter((policy) => (policy as { isSpam?: boolean }).isSpam).map(({ id }) => id)).toEqual(['spam', 'scam']);
  });

  it('are added at their place, changed, moved and removed', async () => {
    const added = await add('tone', { position: 2, titles: { de: 'Ton' }, description: 'Shouting, mostly.', isSpam: false });
    expect([added.status, added.body]).toEqual([201, { id: 'tone', title: 'Title of tone', titles: { de: 'Ton' }, description: 'Shouting, mostly.', isSpam: false, position: 2, isActive: true }]);
    expect((await list()).slice(0, 3).map(({ id }) => id)).toEqual(['spam', 'tone', 'scam']);
    expect((await change('tone', { title: 'Tone', description: null, position: 1 })).body).toMatchObject({ title: 'Tone', titles: { de: 'Ton' }, description: null, position: 1 });
    const moved = await list();
    expect(moved.slice(0, 3).map(({ id, position }) => [id, position])).toEqual([['tone', 1], ['spam', 2], ['scam', 3]]);
    expect((await remove('tone')).status).toBe(204);
    expect((await list())[0]).toMatchObject({ id: 'spam', position: 1 });
    expect((await remove('tone')).status).toBe(404);
    expect((await change('tone', { title: 'x' })).status).toBe(404);
  });

  it('that are switched off cannot be named any more, and come last', async () => {
    await add('phase');
    const off = await change('phase', { isActive: false });
    expect([off.status, off.body.isActive]).toEqual([200, false]);
    expect((await list()).at(-1)).toMatchObject({ id: 'phase', isActive: false });
    await add('later');
    expect((await list()).slice(-2).map(({ id }) => id)).toEqual(['later', 'phase']);
    const { id } = await desk.held();
    const item = await desk.itemOf(id, moderator.client);
    expect(pointerOf(await desk.decide(moderator.client, item, { action: 'reject', reasonCode: 'phase' }))).toEqual([422, '/reasonCode']);
    expect((await change('phase', { isActive: true })).body.isActive).toBe(true);
    expect((await desk.decide(moderator.client, item, { action: 'reject', reasonCode: 'phase' })).status).toBe(201);
  });

  it('that a decision named stay, so that the past can be told', async () => {
    await add('named');
    const { id } = await desk.held();
    expect((await desk.decide(moderator.client, await desk.itemOf(id, moderator.client), { action: 'reject', reasonCode: 'named' })).status).toBe(201);
    const refused = await remove('named');
    expect([refused.status, refused.body.code]).toEqual([409, 'not_possible']);
    expect(refused.body.detail).toContain('isActive');
  });

  it('never run out: the last one in use stays', async () => {
    const elsewhere = await Desk.at(desk.on, desk.world);
    const { client } = await elsewhere.person('admin');
    const all = await list(elsewhere, client);
    for (const { id } of all.slice(1)) expectStatus(await client.patch(elsewhere.path(`policies/${id}`), { isActive: false }), 200);
    const last = elsewhere.path(`policies/${all[0]?.id ?? ''}`);
    expect([(await client.patch(last, { isActive: false })).status, (await client.delete(last)).status]).toEqual([409, 409]);
  });

  it('keep one order, however many sort them at once', async () => {
    const ids = (await list()).filter(({ isActive }) => isActive).map(({ id }) => id);
    await Promise.all(ids.map((id, index) => change(id, { position: ((index * 5) % ids.length) + 1 })));
    const sorted = await list();
    expect(sorted.map(({ position }) => position)).toEqual(sorted.map((_, index) => index + 1));
    expect(new Set(sorted.map(({ id }) => id)).size).toBe(sorted.length);
  });

  it.each([
    ['an id with spaces', { id: 'no good', title: 'x' }, '/id'],
    ['an id with empty parts', { id: 'spam..links', title: 'x' }, '/id'],
    ['an id of 65 characters', { id: 'a'.repeat(65), title: 'x' }, '/id'],
    ['no title', { id: 'x' }, '/title'],
    ['a title of 101 characters', { id: 'x', title: 'a'.repeat(101) }, '/title'],
    ['titles under no language', { id: 'x', title: 'x', titles: { German: 'Ton' } }, '/titles'],
    ['titles that are no text', { id: 'x', title: 'x', titles: { de: 7 } }, '/titles'],
    ['titles in a list', { id: 'x', title: 'x', titles: ['Ton'] }, '/titles'],
    ['too many titles', { id: 'x', title: 'x', titles: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`a${String.fromCharCode(97 + n)}`, 'x'])) }, '/titles'],
    ['place nought', { id: 'x', title: 'x', position: 0 }, '/position'],
    ['a member nobody knows', { id: 'x', title: 'x', colour: 'red' }, '/colour'],
  ])('are refused with %s', async (_, body, pointer) => {
    expect(pointerOf(await admin.client.post(desk.path('policies'), body))).toEqual([422, pointer]);
  });

  it('take ids and titles at their limits', async () => {
    const id = `a${'b'.repeat(63)}`;
    const most = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`a${String.fromCharCode(97 + n)}`, 'x'.repeat(100)]));
    expect((await add(id, { title: 'a'.repeat(100), titles: most, description: 'd'.repeat(2_000) })).status).toBe(201);
    expect((await add(id)).body.code).toBe('already_exists');
    expect((await remove(id)).status).toBe(204);
  });

  it('are at most a hundred', async () => {
    const elsewhere = await Desk.at(desk.on, desk.world);
    const { client } = await elsewhere.person('admin');
    const more = (n: number): Promise<Answer> => client.post(elsewhere.path('policies'), { id: `p-${n}`, title: 'One more' });
    for (let n = 0; n < 91; n++) expectStatus(await more(n), 201);
    expect([(await more(91)).status, (await list(elsewhere, client)).length]).toEqual([409, 100]);
  });

  it('are for admins to change, and each change is told in the log', async () => {
    for (const person of [moderator, await desk.person('lead')]) {
      expect((await person.client.post(desk.path('policies'), { id: 'mine', title: 'Mine' })).status).toBe(403);
      expect((await person.client.patch(desk.path('policies/spam'), { title: 'Mine' })).status).toBe(403);
      expect((await person.client.delete(desk.path('policies/spam'))).status).toBe(403);
    }
    const id = `told-${randomUUID().slice(0, 8)}`;
    await add(id);
    await change(id, { title: 'Told' });
    await change(id, { title: 'Told' });
    await remove(id);
    const events = (await desk.log()).filter(({ payload }) => payload['policyId'] === id);
    expect(events.map(({ type, actor }) => [type, actor])).toEqual(['policy.added', 'policy.changed', 'policy.removed'].map((type) => [type, `person:${admin.id}`]));
    expect(events[1]?.payload).toEqual({ policyId: id, changes: { title: { from: `Title of ${id}`, to: 'Told' } } });
  });
});
