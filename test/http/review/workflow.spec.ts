import { Client as Database } from 'pg';
import { KeepItemsMoving } from '../../../src/review/workflow/keep-items-moving';
import type { Answer } from '../../support/client';
import { expectStatus, type PersonInWorld } from '../../support/world';
import { Desk, type ShownItem } from './desk-world';

let desk: Desk;
let ana: PersonInWorld;
let ben: PersonInWorld;
let lead: PersonInWorld;
let database: Database;
let item: ShownItem;

beforeAll(async () => {
  desk = await Desk.open();
  database = new Database({ connectionString: desk.on.databaseUrl });
  await database.connect();
});

beforeEach(async () => {
  desk = await Desk.at(desk.on, desk.world);
  [ana, ben, lead] = await Promise.all([desk.person('moderator', 'Ana'), desk.person('moderator', 'Ben'), desk.person('lead', 'Lea')]);
  item = await desk.itemOf((await desk.held()).id, ana.client);
});

afterAll(async () => {
  await database.end();
  await desk.close();
});

const act = (verb: string, body: object = {}, person = ana, headers = {}): Promise<Answer> => person.client.post(desk.review(`items/${item.id}/${verb}`), body, headers);
const read = async (person = ana): Promise<ShownItem> => {
  const shown = expectStatus(await person.client.get(desk.review(`items/${item.id}`)), 200).body as unknown as ShownItem;
  return shown;
};
const ids = async (query: string): Promise<string[]> => ((await ana.client.get(desk.review(`items?${query}`))).body.items as { id: string }[]).map(({ id }) => id);
const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();
const eventTypes = async (): Promise<string[]> => (await database.query<{ type: string }>('SELECT type FROM event WHERE item_id = $1 ORDER BY created_at, id', [item.id])).rows.map(({ type }) => type);

describe('escalating', () => {
  it('lets the item go, puts it first and moves its version, once; the reason becomes a note', async () => {
    await act('claim');
    const answer = expectStatus(await act('escalate', { note: 'Is this a threat?' }), 200);
    expect(answer.body).toMatchObject({ escalated: true, version: item.version + 1, priority: 300_000 });
    expect(await read()).toMatchObject({ escalated: true, claim: null, notes: [{ text: 'Is this a threat?', by: { name: 'Ana' } }] });
    expect(expectStatus(await act('escalate', { note: 'Still?' }, ben), 200).body['version']).toBe(item.version + 1);
    expect((await read())['notes']).toHaveLength(2);
    expect(await ids('escalated=true')).toEqual([item.id]);
    expect(await ids('escalated=false')).toEqual([]);
    expect((await eventTypes()).filter((type) => type === 'item.escalated')).toHaveLength(1);
    expect(await desk.decide(ana.client, item, { action: 'approve' })).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
  });

  it('happens by itself when three have passed on it', async () => {
    for (const person of [ana, ben, lead]) expectStatus(await act('skip', {}, person), 200);
    expect(await read()).toMatchObject({ escalated: true, skips: 3, version: item.version + 1, priority: 300_000 });
    expect(await ids('escalated=true')).toEqual([item.id]);
  });
});

describe('moving', () => {
  it('puts it into another queue, ends the claim and moves the version', async () => {
    await act('claim');
    expect(expectStatus(await act('move', { queueId: 'hate' }), 200).body).toMatchObject({ queueId: 'hate', version: item.version + 1 });
    expect(await read()).toMatchObject({ queueId: 'hate', claim: null });
    expect(await ids('queue=hate')).toEqual([item.id]);
    expect(await ids('queue=default')).toEqual([]);
    for (const queueId of ['hate', 'nowhere']) expect([queueId, (await act('move', { queueId })).status]).toEqual([queueId, 422]);
  });

  it('minds the version when one is sent, and who holds it', async () => {
    expect(await act('move', { queueId: 'hate' }, ana, { 'if-match': '"7"' })).toMatchObject({ status: 412, body: { current: { version: item.version } } });
    await act('claim', {}, ben);
    for (const [verb, body] of [['move', { queueId: 'hate' }], ['escalate', {}], ['snooze', { until: soon(60_000) }]] as const) expect([verb, (await act(verb, body)).body.code]).toEqual([verb, 'claimed_by_other']);
    expectStatus(await act('move', { queueId: 'hate' }, lead, { 'if-match': `"${item.version}"` }), 200);
  });

  it('is over once it is decided', async () => {
    await desk.decide(ana.client, item, { action: 'approve' });
    for (const [verb, body] of [['move', { queueId: 'hate' }], ['escalate', {}], ['snooze', { until: soon(60_000) }]] as const) expect([verb, (await act(verb, body)).body.code]).toEqual([verb, 'already_resolved']);
  });
});

describe('putting off', () => {
  it('takes it out of lists, counts and claims; it comes back by itself', async () => {
    await act('claim');
    const until = soon(3_600_000);
    expect(expectStatus(await act('snooze', { until }), 200).body).toMatchObject({ snoozedUntil: until, version: item.version });
    expect([await ids(''), await ids('snoozed=true'), await ids('snoozed=any')]).toEqual([[], [item.id], [item.id]]);
    expect((await ana.client.post(desk.review('claims'), {})).body.items).toEqual([]);
    const counts = async (): Promise<object | undefined> => ((await ana.client.get(desk.review('queues'))).body.items as { id: string }[]).find(({ id }) => id === 'default');
    expect(await counts()).toMatchObject({ open: 0, unclaimed: 0, snoozed: 1 });
    await desk.on.app.get(KeepItemsMoving, { strict: false }).runOnce(new Date(Date.parse(until) + 1));
    expect(await ids('')).toEqual([item.id]);
    expect(await counts()).toMatchObject({ open: 1, unclaimed: 1, snoozed: 0 });
    expect(await eventTypes()).toEqual(expect.arrayContaining(['item.snoozed', 'item.woken']));
    expect((await ana.client.post(desk.review('claims'), {})).body.items).toHaveLength(1);
  });

  it('is over for a claim the moment its time is, woken or not', async () => {
    await act('snooze', { until: soon(3_600_000) });
    for (const table of ['review_item', 'waiting_item']) await database.query(`UPDATE ${table} SET snoozed_until = now() - interval '1 second' WHERE site_id = $1`, [desk.site.id]);
    expect((await ana.client.post(desk.review('claims'), {})).body.items).toHaveLength(1);
  });

  it('is taken back with null, and by a new text', async () => {
    await act('snooze', { until: soon(3_600_000) });
    expect(expectStatus(await act('snooze', { until: null }), 200).body['snoozedUntil']).toBeNull();
    await act('snooze', { until: soon(3_600_000) });
    expectStatus(await desk.server.patch(desk.path(`comments/${item.comment.id}`), { body: 'Another calm remark, about the sea.' }, { 'if-match': '"1"' }), 200);
    expect(await ids('q=sea')).toEqual([item.id]);
  });

  it.each([['yesterday', -86_400_000], ['in more than thirty days', 31 * 86_400_000]])('refuses %s', async (_, ms) => {
    expect(await act('snooze', { until: soon(ms) })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/until' }] } });
  });
});

describe('notes and tags', () => {
  it('stand beside the item, whoever holds it and however it was decided, and move no version', async () => {
    await act('claim', {}, ben);
    const note = expectStatus(await act('notes', { text: 'Seen before.' }), 201).body;
    expect(note).toMatchObject({ text: 'Seen before.', by: { id: ana.id, name: 'Ana' } });
    const expiresAt = soon(3_600_000);
    expect(expectStatus(await ana.client.put(desk.review(`items/${item.id}/tags/wahl%20nacht`), { expiresAt }), 200).body).toEqual({ tag: 'wahl nacht', expiresAt });
    expectStatus(await ana.client.put(desk.review(`items/${item.id}/tags/legal`), {}), 200);
    const shown = await read();
    expect(shown).toMatchObject({ version: item.version, notes: [{ id: note.id }], tags: [{ tag: 'legal', expiresAt: null }, { tag: 'wahl nacht', expiresAt }] });
    expect(await ids('tag=legal')).toEqual([item.id]);
    expect(await ids('tag=illegal')).toEqual([]);
    await desk.decide(ben.client, item, { action: 'approve' });
    expectStatus(await act('notes', { text: 'Decided rightly.' }), 201);
    expect(await ids('state=resolved&tag=legal')).toEqual([item.id]);
    expectStatus(await ana.client.delete(desk.review(`items/${item.id}/tags/legal`)), 204);
    expect((await ana.client.delete(desk.review(`items/${item.id}/tags/legal`))).status).toBe(404);
    const { rows } = await database.query<{ payload: object }>(`SELECT payload FROM event WHERE item_id = $1 AND type = 'item.noted'`, [item.id]);
    expect(JSON.stringify(rows)).not.toContain('Seen before');
  });

  it('end: a tag is gone at its time, deleted or not', async () => {
    await ana.client.put(desk.review(`items/${item.id}/tags/brief`), { expiresAt: soon(3_600_000) });
    await database.query(`UPDATE review_tag SET expires_at = now() - interval '1 second' WHERE site_id = $1`, [desk.site.id]);
    expect(await ids('tag=brief')).toEqual([]);
    expect((await read())['tags']).toEqual([]);
    await desk.on.app.get(KeepItemsMoving, { strict: false }).runOnce(new Date());
    expect((await database.query('SELECT FROM review_tag WHERE site_id = $1', [desk.site.id])).rowCount).toBe(0);
  });

  it.each([
    [{ text: '' }, 422],
    [{ text: '   ' }, 422],
    [{ text: 'x'.repeat(2_001) }, 422],
    [{ text: 'x'.repeat(2_000) }, 201],
  ])('a note of %p is answered with %i', async (body, status) => {
    expect((await act('notes', body)).status).toBe(status);
  });

  it.each([['%20', 422], ['x'.repeat(41), 422], ['x'.repeat(40), 200], ['-a', 422], ['a%2Fb', 422], ['%E6%97%A5%E6%9C%AC', 200]])('a tag %s is answered with %i', async (tag, status) => {
    expect((await ana.client.put(desk.review(`items/${item.id}/tags/${tag}`), {})).status).toBe(status);
  });

  it('are at most a hundred and twenty', async () => {
    for (let n = 0; n < 20; n++) expectStatus(await ana.client.put(desk.review(`items/${item.id}/tags/t${String(n)}`), {}), 200);
    expect((await ana.client.put(desk.review(`items/${item.id}/tags/t20`), {})).body.code).toBe('not_possible');
    expectStatus(await ana.client.put(desk.review(`items/${item.id}/tags/t19`), {}), 200);
    await database.query(`INSERT INTO review_note (site_id, id, comment_id, item_id, text, written_by, created_at) SELECT $1, gen_random_uuid(), $2, $3, 'n', $4, now() FROM generate_series(1, 99)`, [desk.site.id, item.comment.id, item.id, ana.id]);
    expectStatus(await act('notes', { text: 'the hundredth' }), 201);
    expect((await act('notes', { text: 'one more' })).body.code).toBe('not_possible');
  });
});

describe('what stands around a comment', () => {
  it('are the other answers beside it, and what was answered to it, five at most', async () => {
    expectStatus(await desk.server.put(desk.path('articles/open'), { title: 'Open', section: 'world' }), 200);
    const say = async (body: string, parentId?: string, article = 'open'): Promise<string> => String(expectStatus(await desk.server.post(desk.path('comments'), { article: { id: article }, author: { id: `u-${body.length}`, name: 'Ana', kind: 'registered' }, body, ...(parentId === undefined ? {} : { parentId }) }), 201).body.id);
    const top = await say('The first remark of all, about rain.');
    const answers: string[] = [];
    for (const n of ['one', 'two', 'three', 'four', 'five', 'six']) answers.push(await say(`Answer ${n} to the first remark, friendly.`, top));
    expectStatus(await desk.server.post(desk.path(`comments/${answers[3] ?? ''}/reports`), { reason: 'spam', reporterId: 'r-1' }), 201);
    const reported = await desk.itemOf(answers[3] ?? '', ana.client);
    const { thread } = expectStatus(await ana.client.get(desk.review(`items/${reported.id}`)), 200).body as unknown as { thread: { id: string; place: string; html: string }[] };
    expect(thread.map(({ id, place }) => [id, place])).toEqual([[answers[0], 'earlier'], [answers[1], 'earlier'], [answers[2], 'earlier'], [answers[4], 'later'], [answers[5], 'later']]);
    expect(thread[0]?.html).toContain('Answer one');
    expectStatus(await desk.server.post(desk.path(`comments/${top}/reports`), { reason: 'spam', reporterId: 'r-1' }), 201);
    const first = expectStatus(await ana.client.get(desk.review(`items/${(await desk.itemOf(top, ana.client)).id}`)), 200).body as unknown as { thread: { id: string; place: string }[] };
    expect(first.thread.map(({ place }) => place)).toEqual(['reply', 'reply', 'reply', 'reply', 'reply']);
  });
});
