import type { PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

let desk: Desk;
let ana: PersonInWorld;
let ben: PersonInWorld;
let lead: PersonInWorld;

beforeAll(async () => {
  desk = await Desk.open();
  [ana, ben, lead] = await Promise.all([desk.person('moderator', 'Ana'), desk.person('moderator', 'Ben'), desk.person('lead', 'Lea')]);
});

afterAll(() => desk.close());

async function waiting(author?: string): Promise<{ commentId: string; item: { id: string; version: number } }> {
  const { id } = await desk.held(author);
  return { commentId: id, item: await desk.itemOf(id, ana.client) };
}

describe('a decision', () => {
  it('publishes or rejects the comment and says who decided', async () => {
    const first = await waiting();
    const approved = await desk.decide(ana.client, first.item, { action: 'approve' });
    expect(approved.status).toBe(201);
    expect(approved.body).toMatchObject({ action: 'approve', itemId: first.item.id, commentId: first.commentId, decidedBy: { id: ana.id, name: 'Ana' }, previousStatus: 'held', comment: { status: 'published', version: 2 } });
    await expect(desk.comment(first.commentId)).resolves.toMatchObject({ status: 'published', version: 2 });

    const second = await waiting();
    const rejected = await desk.decide(ana.client, second.item, { action: 'reject', reasonCode: 'spam', note: 'third time today' });
    expect(rejected.body).toMatchObject({ action: 'reject', reasonCode: 'spam', note: 'third time today', comment: { status: 'rejected' } });
  });

  it('needs the version that was read, and a reason to reject', async () => {
    const { item } = await waiting();
    const without = await ana.client.post(desk.review(`items/${item.id}/decisions`), { action: 'approve' });
    expect([without.status, without.body.code]).toEqual([428, 'precondition_required']);
    const stale = await desk.decide(ana.client, { id: item.id, version: 7 }, { action: 'approve' });
    expect([stale.status, stale.body.code, stale.body.current.version]).toEqual([412, 'version_conflict', 1]);
    const silent = await desk.decide(ana.client, item, { action: 'reject' });
    expect([silent.status, silent.body.code]).toEqual([422, 'reason_required']);
    const unknown = await desk.decide(ana.client, item, { action: 'reject', reasonCode: 'because' });
    expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([422, '/reasonCode']);
  });

  it('tells the second moderator who decided what and when', async () => {
    const { item } = await waiting();
    const { body: made } = await desk.decide(ana.client, item, { action: 'reject', reasonCode: 'spam' });
    const told = { action: 'reject', reasonCode: 'spam', decidedBy: { id: ana.id, name: 'Ana' }, createdAt: made.createdAt };
    const late = await desk.decide(ben.client, item, { action: 'approve' });
    expect([late.status, late.body.code]).toEqual([412, 'version_conflict']);
    expect(late.body).toMatchObject({ current: { version: 2, state: 'resolved', status: 'rejected' }, decision: told });
    const later = await desk.decide(ben.client, { id: item.id, version: 2 }, { action: 'approve' });
    expect([later.status, later.body.code]).toEqual([409, 'already_resolved']);
    expect(later.body.decision).toMatchObject(told);
  });

  it('is refused while somebody else holds the item, except to a lead', async () => {
    const { item } = await waiting();
    await ana.client.post(desk.review(`items/${item.id}/claim`));
    const refused = await desk.decide(ben.client, item, { action: 'approve' });
    expect([refused.status, refused.body.code]).toEqual([409, 'claimed_by_other']);
    expect(refused.body).toMatchObject({ holder: { id: ana.id, name: 'Ana' }, expiresAt: expect.any(String) });
    expect((await desk.decide(lead.client, item, { action: 'approve' })).status).toBe(201);
  });

  it('minds claims as the site says: not at all, or only with one of its own; a lead, and many at once, need none', async () => {
    const admin = await desk.person('admin');
    const mode = (claims: string): Promise<unknown> => admin.client.patch(desk.path('settings'), { claims });
    const [one, two, three, four] = [await waiting(), await waiting(), await waiting(), await waiting()];
    try {
      await mode('required');
      const unclaimed = await desk.decide(ana.client, one.item, { action: 'approve' });
      expect([unclaimed.status, unclaimed.body.code]).toEqual([409, 'claim_required']);
      const direct = await ana.client.post(desk.path(`comments/${one.commentId}/decisions`), { action: 'approve' }, { 'if-match': '"1"' });
      expect([direct.status, direct.body.code]).toEqual([409, 'claim_required']);
      await ana.client.post(desk.review(`items/${one.item.id}/claim`));
      expect((await desk.decide(ben.client, one.item, { action: 'approve' })).body.code).toBe('claimed_by_other');
      expect((await desk.decide(ana.client, one.item, { action: 'approve' })).status).toBe(201);
      expect((await desk.decide(lead.client, two.item, { action: 'approve' })).status).toBe(201);
      await mode('off');
      await ana.client.post(desk.review(`items/${three.item.id}/claim`));
      expect((await ben.client.get(desk.review(`items/${three.item.id}`))).body.allowedActions).toEqual(expect.arrayContaining(['approve', 'reject']));
      expect((await desk.decide(ben.client, three.item, { action: 'approve' })).status).toBe(201);
    } finally {
      await mode('optional');
    }
    expect((await desk.decide(ana.client, four.item, { action: 'approve' })).status).toBe(201);
  });

  it('is refused on a text that was edited after it was read', async () => {
    const { commentId, item } = await waiting();
    const edited = await desk.server.patch(desk.path(`comments/${commentId}`), { body: 'Quite another remark.' }, { 'if-match': '"1"' });
    expect(edited.status).toBe(200);
    const refused = await desk.decide(ana.client, item, { action: 'approve' });
    expect([refused.status, refused.body.code]).toEqual([412, 'version_conflict']);
    const fresh = await desk.itemOf(commentId, ana.client);
    expect(fresh.comment).toMatchObject({ body: 'Quite another remark.', revision: 2 });
    const made = await desk.decide(ana.client, fresh, { action: 'approve' });
    expect([made.status, made.body.revision]).toEqual([201, 2]);
  });

  it('is made once however often the same request comes', async () => {
    const { item } = await waiting();
    const key = { 'idempotency-key': 'again-and-again' };
    const answers = await Promise.all([1, 2, 3].map(() => desk.decide(ana.client, item, { action: 'approve' }, key)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const other = await desk.decide(ana.client, item, { action: 'reject', reasonCode: 'spam' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('leaves a key free when it was refused', async () => {
    const { item } = await waiting();
    const key = { 'idempotency-key': 'second-try' };
    expect((await desk.decide(ana.client, item, { action: 'reject' }, key)).status).toBe(422);
    expect((await desk.decide(ana.client, item, { action: 'reject', reasonCode: 'spam' }, key)).status).toBe(201);
  });

  it('is not for viewers, keys or other sites', async () => {
    const { item } = await waiting();
    const viewer = await desk.person('viewer');
    expect((await desk.decide(viewer.client, item, { action: 'approve' })).status).toBe(403);
    const admin = await desk.world.siteKey(desk.site, ['admin']);
    expect((await desk.decide(admin.client, item, { action: 'approve' })).status).toBe(403);
    const elsewhere = await Desk.at(desk.on, desk.world);
    const stranger = await elsewhere.person('admin');
    expect((await elsewhere.decide(stranger.client, item, { action: 'approve' })).status).toBe(404);
    expect((await desk.decide(stranger.client, item, { action: 'approve' })).status).toBe(404);
  });
});

describe('a direct decision', () => {
  it('judges a comment that waits nowhere, at the version that was read', async () => {
    const { commentId, item } = await waiting();
    await desk.decide(ana.client, item, { action: 'approve' });
    const stale = await ana.client.post(desk.path(`comments/${commentId}/decisions`), { action: 'reject', reasonCode: 'abuse' }, { 'if-match': '"1"' });
    expect([stale.status, stale.body.current]).toEqual([412, { version: 2, state: null, status: 'published' }]);
    const made = await ana.client.post(desk.path(`comments/${commentId}/decisions`), { action: 'reject', reasonCode: 'abuse' }, { 'if-match': '"2"' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ previousStatus: 'published', comment: { status: 'rejected', version: 3 } });
    expect(made.body.itemId).not.toBe(item.id);
  });

  it('resolves the item that waits', async () => {
    const { commentId, item } = await waiting();
    const made = await ana.client.post(desk.path(`comments/${commentId}/decisions`), { action: 'approve' }, { 'if-match': '"1"' });
    expect(made.body).toMatchObject({ itemId: item.id });
    expect((await ana.client.get(desk.review(`items/${item.id}`))).body).toMatchObject({ state: 'resolved', version: 2, allowedActions: ['note', 'tag'] });
  });

  it('is not possible on a withdrawn comment', async () => {
    const { commentId } = await waiting();
    await desk.server.delete(desk.path(`comments/${commentId}`));
    const refused = await ana.client.post(desk.path(`comments/${commentId}/decisions`), { action: 'approve' }, { 'if-match': '"2"' });
    expect([refused.status, refused.body.code]).toEqual([409, 'not_possible']);
  });
});

describe('the author\'s record', () => {
  it('follows the decision in force, and undo', async () => {
    const author = 'u-of-record';
    const record = async (id: string): Promise<object> => {
      const { approved, rejected } = (await desk.itemOf(id, ana.client, 'resolved')).comment.author;
      return { approved, rejected };
    };
    const { commentId, item } = await waiting(author);
    await desk.decide(ana.client, item, { action: 'approve' });
    await expect(record(commentId)).resolves.toEqual({ approved: 1, rejected: 0 });
    const { body: second } = await ana.client.post(desk.path(`comments/${commentId}/decisions`), { action: 'reject', reasonCode: 'abuse' }, { 'if-match': '"2"' });
    await expect(record(commentId)).resolves.toEqual({ approved: 0, rejected: 1 });
    await ana.client.post(desk.review(`decisions/${second.id as string}/reversal`));
    await expect(record(commentId)).resolves.toEqual({ approved: 1, rejected: 0 });
  });
});
