import { Client as Database } from 'pg';
import { SweepLeases } from '../../../src/review/sweep-leases';
import type { PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

let desk: Desk;
let ana: PersonInWorld;
let ben: PersonInWorld;
let lead: PersonInWorld;
let database: Database;

beforeAll(async () => {
  desk = await Desk.open();
  database = new Database({ connectionString: desk.on.databaseUrl });
  await database.connect();
});

/** Each test has a site of its own: what is next depends on everything that waits. */
beforeEach(async () => {
  desk = await Desk.at(desk.on, desk.world);
  [ana, ben, lead] = await Promise.all([desk.person('moderator', 'Ana'), desk.person('moderator', 'Ben'), desk.person('lead', 'Lea')]);
});

afterAll(async () => {
  await database.end();
  await desk.close();
});

interface Item {
  readonly id: string;
  readonly version: number;
  readonly comment: { readonly id: string };
  readonly claim: object | null;
}

const claim = async (by: PersonInWorld, body: object = {}): Promise<{ claim: { id: string; token: string; expiresAt: string }; items: Item[] }> => {
  const answer = await by.client.post(desk.review('claims'), body);
  expect(answer.status).toBe(200);
  return answer.body as { claim: { id: string; token: string; expiresAt: string }; items: Item[] };
};

/** Holds the only item that waits. */
const claimOne = async (by: PersonInWorld): Promise<{ claimId: string; item: Item }> => {
  const { claim: held, items } = await claim(by);
  const [item] = items;
  if (item === undefined) throw new Error('Nothing waits');
  return { claimId: held.id, item };
};

const endLease = (itemId: string): Promise<unknown> => database.query(`UPDATE review_item SET claim_expires_at = now() - interval '1 second' WHERE id = $1`, [itemId]);

describe('claiming the next', () => {
  it('gives the worst first, the oldest among equals, each to one person', async () => {
    const [one, two, three] = [await desk.held(), await desk.held(), await desk.held()];
    await database.query('UPDATE review_item SET priority = CASE WHEN comment_id = $1 THEN 300000 ELSE 100000 END WHERE site_id = $2', [two.id, desk.site.id]);
    const hers = await claim(ana, { count: 2 });
    expect(hers.items.map(({ comment }) => comment.id)).toEqual([two.id, one.id]);
    expect(hers.items[0]).toMatchObject({ claim: { id: hers.claim.id, holder: { name: 'Ana' }, mine: true, expiresAt: hers.claim.expiresAt }, allowedActions: ['approve', 'reject', 'release', 'skip', 'escalate', 'move', 'snooze', 'note', 'tag'] });
    const lease = Date.parse(hers.claim.expiresAt) - Date.now();
    expect(lease).toBeGreaterThan(4.5 * 60_000);
    expect(lease).toBeLessThanOrEqual(5 * 60_000);
    const his = await claim(ben, { count: 20 });
    expect(his.items.map(({ comment }) => comment.id)).toEqual([three.id]);
    expect((await claim(lead)).items).toEqual([]);
  });

  it('stays in the queue asked for', async () => {
    const waiting = await desk.held();
    await desk.held();
    await database.query(`UPDATE review_item SET queue_id = 'hate' WHERE comment_id = $1`, [waiting.id]);
    expect((await claim(ana, { queueId: 'hate', count: 5 })).items.map(({ comment }) => comment.id)).toEqual([waiting.id]);
    const unknown = await ana.client.post(desk.review('claims'), { queueId: 'nowhere' });
    expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([422, '/queueId']);
  });

  it.each([{ count: 0 }, { count: 21 }, { count: 1.5 }, { queueId: 'a\u0000b' }, { queueId: 7 }, { counts: 1 }])('refuses %j', async (body) => {
    expect((await ana.client.post(desk.review('claims'), body)).status).toBe(422);
  });

  it('gives again what somebody let lie', async () => {
    await desk.held();
    const { item } = await claimOne(ana);
    await endLease(item.id);
    expect((await claim(ben)).items.map(({ id }) => id)).toEqual([item.id]);
  });
});

describe('claiming one item', () => {
  it('is refused while somebody holds it, with their name, and possible again when the lease has ended', async () => {
    await desk.held();
    const { item } = await claimOne(ana);
    const refused = await ben.client.post(desk.review(`items/${item.id}/claim`));
    expect([refused.status, refused.body.code]).toEqual([409, 'claimed_by_other']);
    expect(refused.body.holder).toEqual({ id: ana.id, name: 'Ana' });
    await endLease(item.id);
    const taken = await ben.client.post(desk.review(`items/${item.id}/claim`));
    expect(taken.body).toMatchObject({ item: { id: item.id, version: 1, claim: { holder: { name: 'Ben' }, mine: true } } });
  });

  it('may be taken over by a lead only', async () => {
    await desk.held();
    const { claimId, item } = await claimOne(ana);
    const path = desk.review(`items/${item.id}/claim`);
    expect((await ben.client.post(path, { takeover: true })).status).toBe(403);
    expect((await lead.client.post(path, { takeover: true })).status).toBe(200);
    const lost = await ana.client.post(desk.review(`claims/${claimId}/heartbeat`));
    expect([lost.status, lost.body.code]).toEqual([410, 'claim_lost']);
  });

  it('is refused on what has been decided, with who and what', async () => {
    const { id } = await desk.held();
    const item = await desk.itemOf(id, ana.client);
    await desk.decide(ana.client, item, { action: 'approve' });
    const refused = await ben.client.post(desk.review(`items/${item.id}/claim`));
    expect([refused.status, refused.body.code, refused.body.decision.decidedBy.name]).toEqual([409, 'already_resolved', 'Ana']);
  });

  it('knows nothing of ids that are not there', async () => {
    expect((await ana.client.post(desk.review('items/01890000-0000-7000-8000-000000000000/claim'))).status).toBe(404);
    expect((await ana.client.post(desk.review('items/what/claim'))).status).toBe(404);
  });
});

describe('a claim', () => {
  it('is renewed by its holder, half an hour at most in all', async () => {
    await desk.held();
    const { claimId, item } = await claimOne(ana);
    const heartbeat = desk.review(`claims/${claimId}/heartbeat`);
    await database.query(`UPDATE review_item SET claim_expires_at = now() + interval '10 seconds', claimed_at = now() - interval '29 minutes' WHERE claim_id = $1`, [claimId]);
    const renewed = await ana.client.post(heartbeat);
    expect([renewed.status, renewed.body.itemIds]).toEqual([200, [item.id]]);
    const left = Date.parse(String(renewed.body.expiresAt)) - Date.now();
    expect(left).toBeGreaterThan(50_000);
    expect(left).toBeLessThanOrEqual(60_000);
    expect((await ben.client.post(heartbeat)).status).toBe(410);
  });

  it('is let go by its holder, and letting go twice is no error', async () => {
    await desk.held();
    const { claimId } = await claimOne(ana);
    const path = desk.review(`claims/${claimId}`);
    expect((await ben.client.delete(path)).status).toBe(204);
    expect((await claim(ben)).items).toEqual([]);
    expect((await ana.client.delete(path)).status).toBe(204);
    expect((await ana.client.delete(path)).status).toBe(204);
    expect((await claim(ben)).items).toHaveLength(1);
  });

  it('does not move the item\'s version, and its end does not keep its holder from deciding', async () => {
    await desk.held();
    const { item } = await claimOne(ana);
    await endLease(item.id);
    expect((await desk.decide(ana.client, item, { action: 'approve' })).status).toBe(201);
  });

  it('ends by itself: the sweep puts its items back', async () => {
    await desk.held();
    const { item } = await claimOne(ana);
    const sweep = desk.on.app.get(SweepLeases);
    await sweep.runOnce(new Date());
    expect((await database.query('SELECT claimed FROM review_item WHERE id = $1', [item.id])).rows).toEqual([{ claimed: true }]);
    await endLease(item.id);
    await sweep.runOnce(new Date());
    expect((await database.query('SELECT claimed, claim_id FROM review_item WHERE id = $1', [item.id])).rows).toEqual([{ claimed: false, claim_id: null }]);
  });
});

describe('skipping', () => {
  it('hides the item from who skipped it, not from others, and the third skip escalates', async () => {
    const { id } = await desk.held();
    const item = await desk.itemOf(id, ana.client);
    const skip = (by: PersonInWorld): ReturnType<PersonInWorld['client']['post']> => by.client.post(desk.review(`items/${item.id}/skip`));
    expect((await skip(ana)).body).toMatchObject({ id: item.id, version: 1, skips: 1, escalated: false });
    expect((await claim(ana)).items).toEqual([]);
    expect((await claim(ben)).items).toHaveLength(1);
    expect((await skip(lead)).body.code).toBe('claimed_by_other');
    expect((await skip(ben)).body).toMatchObject({ skips: 2, escalated: false });
    expect((await skip(lead)).body).toMatchObject({ version: 2, skips: 3, escalated: true });
    expect(await desk.itemOf(id, ana.client)).toMatchObject({ escalated: true, priority: 300_000 });
  });

  it('ends after an hour', async () => {
    const { id } = await desk.held();
    const item = await desk.itemOf(id, ana.client);
    await ana.client.post(desk.review(`items/${item.id}/skip`));
    await database.query(`UPDATE review_skip SET until = now() - interval '1 second' WHERE item_id = $1`, [item.id]);
    expect((await claim(ana)).items).toHaveLength(1);
  });
});
