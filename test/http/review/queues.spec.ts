import type { Answer } from '../../support/client';
import { expectStatus, type PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

let desk: Desk;
let ana: PersonInWorld;
let ben: PersonInWorld;
let lead: PersonInWorld;

beforeAll(async () => {
  desk = await Desk.open();
});

beforeEach(async () => {
  desk = await Desk.at(desk.on, desk.world);
  [ana, ben, lead] = await Promise.all([desk.person('moderator', 'Ana'), desk.person('moderator', 'Ben'), desk.person('lead', 'Lea')]);
});

afterAll(() => desk.close());

interface Queue {
  readonly id: string;
  readonly position: number;
  readonly [member: string]: unknown;
}

function asQueue(answer: Answer): Queue {
  const queue = answer.body as unknown as Queue;
  return queue;
}

const add = async (body: object): Promise<Queue> => asQueue(expectStatus(await lead.client.post(desk.review('queues'), body), 201));
const change = async (id: string, body: object): Promise<Queue> => asQueue(expectStatus(await lead.client.patch(desk.review(`queues/${id}`), body), 200));
const queues = async (person = lead): Promise<Queue[]> => (await person.client.get(desk.review('queues'))).body.items as Queue[];
const queue = async (id: string, person = lead): Promise<Queue | undefined> => (await queues(person)).find((one) => one.id === id);
const queueOf = async (commentId: string): Promise<unknown> => (await desk.itemOf(commentId, lead.client))['queueId'];

describe('queues', () => {
  it('are added at their place, renamed and moved; the others make room', async () => {
    const made = await add({ name: 'Élection – nuit', position: 2, slaMinutes: 45 });
    expect(made).toMatchObject({ id: 'election-nuit', position: 2, slaMinutes: 45, conditions: {}, members: [], hiddenActions: [], isDefault: false });
    expect((await queues()).map(({ position }) => position)).toEqual((await queues()).map((_, index) => index + 1));
    expect(await change('election-nuit', { name: 'Election', position: 99, slaMinutes: null })).toMatchObject({ name: 'Election', position: (await queues()).length, slaMinutes: null });
    expect((await queues()).at(-1)?.id).toBe('election-nuit');
    expect((await queue('default'))?.['isDefault']).toBe(true);
  });

  it('have an id of their own each, and at most a hundred of them', async () => {
    await add({ id: 'sport', name: 'Sport' });
    expect(await lead.client.post(desk.review('queues'), { id: 'sport', name: 'Sport again' })).toMatchObject({ status: 409, body: { code: 'already_exists' } });
    for (let n = (await queues()).length; n < 100; n++) await add({ id: `q${String(n)}`, name: 'Q' });
    expect(await lead.client.post(desk.review('queues'), { name: 'One more' })).toMatchObject({ status: 409, body: { code: 'not_possible' } });
  });

  it.each([
    [{ name: '' }, '/name'],
    [{ name: '…' }, '/id'],
    [{ name: 'x'.repeat(81) }, '/name'],
    [{ name: 'x', id: 'No Spaces' }, '/id'],
    [{ name: 'x', slaMinutes: 0 }, '/slaMinutes'],
    [{ name: 'x', position: 0 }, '/position'],
    [{ name: 'x', conditions: { langs: 'de' } }, '/conditions/langs'],
    [{ name: 'x', conditions: { colours: [] } }, '/conditions/colours'],
    [{ name: 'x', conditions: { minScore: -1 } }, '/conditions/minScore'],
    [{ name: 'x', hiddenActions: ['release'] }, '/hiddenActions'],
    [{ name: 'x', members: ['0198f2c4-0000-7000-8000-000000000000'] }, '/members/0'],
  ])('refuse %j at %s', async (body, pointer) => {
    const answer = await lead.client.post(desk.review('queues'), body);
    expect([answer.status, (answer.body.errors as { pointer: string }[])[0]?.pointer]).toEqual([422, pointer]);
  });

  it('are set up by who manages them alone', async () => {
    for (const answer of [await ana.client.post(desk.review('queues'), { name: 'Mine' }), await ana.client.patch(desk.review('queues/spam'), { name: 'Mine' }), await ana.client.delete(desk.review('queues/spam'))]) {
      expect(answer.status).toBe(403);
    }
  });
});

describe('conditions', () => {
  it('sort what is opened: the first queue that fits takes it, in their order', async () => {
    await add({ id: 'world-desk', name: 'World', conditions: { sections: ['world'] } });
    await add({ id: 'registered', name: 'Registered', conditions: { authorKinds: ['registered'] } });
    const first = await desk.held();
    expect(await queueOf(first.id)).toBe('world-desk');
    await change('registered', { position: 1 });
    expect(await queueOf((await desk.held('u-x', 'Another calm remark, about rivers.')).id)).toBe('registered');
    await change('registered', { conditions: {} });
    await change('world-desk', { conditions: { sections: ['sport'] } });
    expect(await queueOf((await desk.held('u-y', 'A third calm remark, about boats.')).id)).toBe('default');
    expect(await queueOf(first.id)).toBe('world-desk');
  });

  it('must all be met', async () => {
    await add({ id: 'narrow', name: 'Narrow', position: 1, conditions: { sections: ['world', 'sport'], authorKinds: ['registered'], rules: ['article_premoderated'], minScore: 0, reported: false } });
    expect(await queueOf((await desk.held()).id)).toBe('narrow');
    for (const conditions of [{ sections: ['world'], authorKinds: ['staff'] }, { rules: ['no-such-rule'] }, { minScore: 1_000 }, { reported: true }, { kinds: ['appeal'] }, { langs: ['de'] }, { policies: ['spam'] }]) {
      await change('narrow', { conditions });
      expect([conditions, await queueOf((await desk.held(undefined, `A calm remark, number ${JSON.stringify(conditions).length}.`)).id)]).toEqual([conditions, 'default']);
    }
  });

  it('sort what readers report, too', async () => {
    await add({ id: 'complaints', name: 'Complaints', position: 1, conditions: { reported: true, sections: ['quiet'] } });
    expectStatus(await desk.server.put(desk.path('articles/open'), { title: 'Open', section: 'quiet' }), 200);
    const { body } = expectStatus(await desk.server.post(desk.path('comments'), { article: { id: 'open' }, author: { id: 'u-9', name: 'Ana', kind: 'registered' }, body: 'A remark that nobody would hold, about the tide.' }), 201);
    expect(body.status).toBe('published');
    expectStatus(await desk.server.post(desk.path(`comments/${String(body.id)}/reports`), { reason: 'spam', reporterId: 'r-1' }), 201);
    const item = await desk.itemOf(String(body.id), lead.client);
    expect(item).toMatchObject({ queueId: 'complaints', reports: 1 });
  });
});

describe('the time limit of a queue', () => {
  it('counts from when an item was opened, and a new one holds for what waits already', async () => {
    await change('default', { slaMinutes: 60 });
    const { id } = await desk.held();
    const item = await desk.itemOf(id, ana.client);
    const minutes = (due: unknown): number => (Date.parse(String(due)) - Date.parse(String(item['openedAt']))) / 60_000;
    expect(minutes(item['dueAt'])).toBe(60);
    expect(item['isOverdue']).toBe(false);
    await change('default', { slaMinutes: 5 });
    expect(minutes((await desk.itemOf(id, ana.client))['dueAt'])).toBe(5);
    await change('default', { slaMinutes: null });
    expect((await desk.itemOf(id, ana.client))['dueAt']).toBeNull();
    const moved = expectStatus(await ana.client.post(desk.review(`items/${item.id}/move`), { queueId: 'safety' }), 200).body;
    expect(minutes(moved['dueAt'])).toBe(30);
  });
});

describe('a queue that is removed', () => {
  it('gives what waits to the one that is named, and what rules still send there', async () => {
    await add({ id: 'passing', name: 'Passing', position: 1, conditions: { sections: ['world'] } });
    const { id } = await desk.held();
    const item = await desk.itemOf(id, ana.client);
    const answer = await lead.client.delete(desk.review('queues/passing'));
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '?moveTo' }]]);
    expect((await lead.client.delete(desk.review('queues/passing?moveTo=passing'))).status).toBe(422);
    expect((await lead.client.delete(desk.review('queues/passing?moveTo=nowhere'))).status).toBe(422);
    expectStatus(await lead.client.delete(desk.review('queues/passing?moveTo=hate')), 204);
    expect(await queue('passing')).toBeUndefined();
    const moved = await desk.itemOf(id, ana.client);
    expect(moved).toMatchObject({ queueId: 'hate', version: item.version + 1 });
    expect((await queue('hate'))?.['open']).toBe(1);
    expect((await lead.client.delete(desk.review('queues/passing'))).status).toBe(404);
    expect(await queueOf((await desk.held('u-after', 'A calm remark that comes after.')).id)).toBe('default');
  });

  it('needs no other when it is empty, may come back, and is never the default one', async () => {
    expectStatus(await lead.client.delete(desk.review('queues/campaigns')), 204);
    expect(await add({ id: 'campaigns', name: 'Campaigns again' })).toMatchObject({ id: 'campaigns', name: 'Campaigns again' });
    expect(await lead.client.delete(desk.review('queues/default?moveTo=hate'))).toMatchObject({ status: 409, body: { code: 'not_possible' } });
  });
});

describe('a queue with members', () => {
  it('is not there for others: not in lists, not by id, not to claim, not to decide', async () => {
    const { id } = await desk.held();
    const item = await desk.itemOf(id, ana.client);
    await change('default', { members: [ana.id] });
    expect(await queue('default', ana)).toMatchObject({ open: 1, members: [ana.id] });
    expect(await queue('default', lead)).toMatchObject({ open: 1 });
    expect(await queue('default', ben)).toBeUndefined();
    expect((await ben.client.get(desk.review('items'))).body.items).toEqual([]);
    expect((await ben.client.get(desk.review('items?state=resolved'))).body.items).toEqual([]);
    expect((await ben.client.get(desk.review(`items/${item.id}`))).status).toBe(404);
    expect((await ben.client.post(desk.review('claims'), {})).body.items).toEqual([]);
    expect((await ben.client.post(desk.review('claims'), { queueId: 'default' })).status).toBe(422);
    for (const verb of ['claim', 'skip', 'escalate']) expect([verb, (await ben.client.post(desk.review(`items/${item.id}/${verb}`), {})).status]).toEqual([verb, 404]);
    expect((await ben.client.post(desk.review(`items/${item.id}/notes`), { text: 'hello' })).status).toBe(404);
    expect((await ben.client.put(desk.review(`items/${item.id}/tags/x`), {})).status).toBe(404);
    expect((await desk.decide(ben.client, item, { action: 'approve' })).status).toBe(404);
    expect((await ben.client.post(desk.path(`comments/${id}/decisions`), { action: 'approve' }, { 'if-match': '"1"' })).status).toBe(404);
    const [template] = expectStatus(await ben.client.get(desk.path('message-templates')), 200).body.items as [{ id: string }];
    const rendered = (client: typeof ben.client): Promise<Answer> => client.post(desk.path(`message-templates/${template.id}/render`), { itemId: item.id });
    expect([(await rendered(ana.client)).status, (await rendered(ben.client)).status]).toEqual([200, 422]);
    const bulk = (client: typeof ben.client): Promise<Answer> => client.post(desk.review('bulk-operations'), { action: 'approve', dryRun: true, selection: { ids: [{ id: item.id, version: item.version }] } });
    expect([(await bulk(ana.client)).status, (await bulk(ben.client)).status]).toEqual([200, 422]);
    expectStatus(await desk.decide(ana.client, item, { action: 'approve' }), 201);
    await change('default', { members: [] });
    expect(await queue('default', ben)).toMatchObject({ open: 0 });
  });
});

describe('hidden actions', () => {
  it('are not offered and not done, by anybody, until the item is in another queue', async () => {
    const { id } = await desk.held();
    await change('default', { hiddenActions: ['approve', 'snooze', 'skip', 'note'] });
    const item = await desk.itemOf(id, lead.client);
    expect(item['allowedActions']).toEqual(['reject', 'claim', 'escalate', 'move', 'tag']);
    const refused = [
      await desk.decide(lead.client, item, { action: 'approve' }),
      await lead.client.post(desk.review(`items/${item.id}/skip`), {}),
      await lead.client.post(desk.review(`items/${item.id}/snooze`), { until: new Date(Date.now() + 60_000).toISOString() }),
      await lead.client.post(desk.review(`items/${item.id}/notes`), { text: 'hello' }),
      await lead.client.post(desk.path(`comments/${id}/decisions`), { action: 'approve' }, { 'if-match': '"1"' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expectStatus(await lead.client.post(desk.review(`items/${item.id}/move`), { queueId: 'hate' }), 200);
    const moved = await desk.itemOf(id, lead.client);
    expectStatus(await desk.decide(lead.client, moved, { action: 'approve' }), 201);
  });
});
