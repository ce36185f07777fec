import { Client as Database } from 'pg';
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
  [ana, ben, lead] = await Promise.all([desk.person('moderator', 'Ana'), desk.person('moderator', 'Ben'), desk.person('lead', 'Lea')]);
});

afterAll(async () => {
  await database.end();
  await desk.close();
});

interface Made {
  readonly commentId: string;
  readonly item: { readonly id: string; readonly version: number };
  readonly decision: { readonly id: string };
}

async function decided(action: 'approve' | 'reject' = 'approve'): Promise<Made> {
  const { id: commentId } = await desk.held();
  const item = await desk.itemOf(commentId, ana.client);
  const { body: decision } = await desk.decide(ana.client, item, { action, ...(action === 'reject' ? { reasonCode: 'spam' } : {}) });
  return { commentId, item, decision };
}

const undo = (by: PersonInWorld, id: string): ReturnType<PersonInWorld['client']['post']> => by.client.post(desk.review(`decisions/${id}/reversal`));

describe('taking a decision back', () => {
  it.each(['approve', 'reject'] as const)('restores status and item after %s', async (action) => {
    const { commentId, item, decision } = await decided(action);
    const undone = await undo(ana, decision.id);
    expect(undone.status).toBe(201);
    expect(undone.body).toMatchObject({ decisionId: decision.id, itemId: item.id, commentId, reversedBy: { id: ana.id, name: 'Ana' }, comment: { status: 'held', version: 3 }, item: { id: item.id, version: 3 } });
    await expect(desk.comment(commentId)).resolves.toMatchObject({ status: 'held', version: 3 });
    const open = await desk.itemOf(commentId, ana.client);
    expect(open).toMatchObject({ id: item.id, version: 3, state: 'open', decisions: [{ id: decision.id, reversed: true }] });
    expect((await desk.decide(ben.client, open, { action: 'approve' })).status).toBe(201);
  });

  it('is for one\'s own decisions, for ten minutes; for any and always with more say', async () => {
    const { decision } = await decided();
    expect((await undo(ben, decision.id)).status).toBe(403);
    await database.query(`UPDATE decision SET created_at = created_at - interval '11 minutes' WHERE id = $1`, [decision.id]);
    const late = await undo(ana, decision.id);
    expect([late.status, late.body.code]).toEqual([403, 'forbidden']);
    expect((await undo(lead, decision.id)).status).toBe(201);
  });

  it('works once', async () => {
    const { decision } = await decided();
    const answers = await Promise.all([undo(ana, decision.id), undo(lead, decision.id), undo(ana, decision.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('superseded');
  });

  it('is superseded by a later decision, and possible again when that one is taken back', async () => {
    const { commentId, decision } = await decided();
    const { body: later } = await ben.client.post(desk.path(`comments/${commentId}/decisions`), { action: 'reject', reasonCode: 'abuse' }, { 'if-match': '"2"' });
    const refused = await undo(ana, decision.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'superseded']);
    expect(refused.body.decision).toMatchObject({ id: later.id, action: 'reject', decidedBy: { name: 'Ben' } });
    expect((await undo(ben, String(later.id))).status).toBe(201);
    expect((await undo(ana, decision.id)).body).toMatchObject({ comment: { status: 'held' } });
  });

  it('is superseded by an edit and by a withdrawal', async () => {
    const edited = await decided();
    await desk.server.patch(desk.path(`comments/${edited.commentId}`), { body: 'Something else.' }, { 'if-match': '"2"' });
    expect((await undo(ana, edited.decision.id)).body.code).toBe('superseded');
    const withdrawn = await decided();
    await desk.server.delete(desk.path(`comments/${withdrawn.commentId}`));
    expect((await undo(ana, withdrawn.decision.id)).body).toMatchObject({ code: 'superseded', current: { status: 'withdrawn' } });
  });

  it('joins the item that a report has opened since, with its reasons', async () => {
    const { commentId, item, decision } = await decided();
    expect((await desk.server.post(desk.path(`comments/${commentId}/reports`), { reason: 'spam', reporterId: 'u-reader' })).status).toBe(201);
    const reported = await desk.itemOf(commentId, ana.client);
    expect(reported.id).not.toBe(item.id);
    const undone = await undo(ana, decision.id);
    expect(undone.body).toMatchObject({ itemId: reported.id, item: { id: reported.id, version: reported.version + 1 }, comment: { status: 'held' } });
    const joined = (await ana.client.get(desk.review(`items/${reported.id}`))).body;
    expect((joined.signals as { kind: string }[]).map(({ kind }) => kind).sort()).toEqual(['report', 'verdict']);
    expect((await ana.client.get(desk.review(`items/${item.id}`))).body.state).toBe('resolved');
  });
});

describe('what the site hears', () => {
  const messages = async (commentId: string): Promise<{ type: string; payload: Record<string, unknown>; wait: number }[]> => {
    const { rows } = await database.query<{ type: string; payload: Record<string, unknown>; wait: number }>(
      `SELECT type, payload, extract(epoch FROM send_after - created_at)::integer AS wait FROM outbox WHERE comment_id = $1 AND type IN ('comment.decided', 'decision.reversed') ORDER BY id`,
      [commentId],
    );
    return rows;
  };

  beforeAll(async () => {
    await database.query(
      `INSERT INTO webhook_endpoint (site_id, id, url, types, secret, created_at) VALUES ($1, '01890000-0000-7000-8000-000000000001', 'https://news.example/hook', '{comment.decided,decision.reversed}', '\\x00', now())`,
      [desk.site.id],
    );
  });

  it('is held back while the undo bar stands, and says nothing of the moderator', async () => {
    const { commentId, decision } = await decided();
    const [message] = await messages(commentId);
    expect(message).toMatchObject({ type: 'comment.decided', wait: 10 });
    expect(message?.payload).toMatchObject({ comment: { id: commentId, status: 'published', version: 2 }, decision: { id: decision.id, action: 'approve', reasonCode: null }, previousStatus: 'held' });
    expect(JSON.stringify(message?.payload)).not.toContain('Ana');
    expect(JSON.stringify(message?.payload)).not.toContain(ana.id);
  });

  it('is nothing at all after an undo in time', async () => {
    const { commentId, decision } = await decided();
    await undo(ana, decision.id);
    await expect(messages(commentId)).resolves.toEqual([]);
  });

  it('is the undo when the decision has been told', async () => {
    const { commentId, decision } = await decided();
    await database.query('DELETE FROM outbox WHERE decision_id = $1', [decision.id]);
    await undo(ana, decision.id);
    const told = await messages(commentId);
    expect(told).toMatchObject([{ type: 'decision.reversed', wait: 0, payload: { comment: { id: commentId, status: 'held', version: 3 }, decision: { id: decision.id }, previousStatus: 'published' } }]);
  });
});
