import { RunBulk } from '../../../src/review/bulk/run-bulk';
import type { Answer } from '../../support/client';
import { EvidenceWorld, type Sent, wordRule } from './evidence-world';

let desk: EvidenceWorld;

beforeAll(async () => {
  desk = await EvidenceWorld.open();
});

afterAll(() => desk.close());

const LONG_AGO = '2026-01-01T00:00:00Z';
const undo = (rule: string, body: object): Promise<Answer> => desk.admin.client.post(desk.path(`rules/${rule}/undo`), body);
const statusOf = async ({ id }: Sent): Promise<unknown> => (await desk.admin.client.get(desk.path(`comments/${id}`))).body.status;
const work = (): Promise<void> => desk.on.app.get(RunBulk, { strict: false }).runOnce();

describe('everything that one rule did', () => {
  it('is undone where nothing else speaks against the comment and nobody has touched it since', async () => {
    await desk.publish([
      wordRule('holds', 'gribble'),
      wordRule('rejects', 'snark', { then: { action: 'reject' } }),
      wordRule('flags', 'blorbit', { then: { action: 'flag' } }),
      wordRule('all-words', 'x', { when: { body: { words: ['gribble', 'snark', 'blorbit'] } }, then: { action: 'none', score: 1 }, examples: { match: ['a gribble', 'a snark'], no_match: ['a quiet day', 'another one'] } }),
    ]);
    const held = await desk.submit('A gribble of the first kind');
    const decided = await desk.submit('A gribble that somebody looks at');
    const both = await desk.submit('A gribble and a snark');
    const flaggedToo = await desk.submit('A gribble and a blorbit');
    const edited = await desk.submit('A gribble to be edited');
    expect([held.status, decided.status, both.status, flaggedToo.status]).toEqual(['held', 'held', 'rejected', 'held']);
    await desk.admin.client.post(desk.path(`comments/${decided.id}/decisions`), { action: 'reject', reasonCode: 'spam' }, { 'if-match': '"1"' });
    await desk.server.patch(desk.path(`comments/${edited.id}`), { body: 'A gribble after the edit' }, { 'if-match': '"1"' });
    await desk.fold();

    const dry = await undo('holds', { since: LONG_AGO, dryRun: true });
    expect([dry.status, dry.body]).toMatchObject([202, { bulkOperationId: null, count: 2, kept: 2, more: false, sample: [{ commentId: edited.id, status: 'held' }, { commentId: held.id, status: 'held' }] }]);
    await work();
    await expect(statusOf(held)).resolves.toBe('held');

    const begun = await undo('holds', { since: LONG_AGO });
    await work();
    expect((await desk.admin.client.get(desk.path(`review/bulk-operations/${String(begun.body.bulkOperationId)}`))).body).toMatchObject({
      status: 'done', origin: 'rule', action: 'approve', selection: { rule: 'holds', since: LONG_AGO }, succeeded: 2, skipped: [], failed: [],
    });
    const after = await Promise.all([held, edited, decided, both, flaggedToo].map(statusOf));
    expect(after).toEqual(['published', 'published', 'rejected', 'rejected', 'held']);
  });

  it('brings back what it rejected and lets go what it flagged, since that time only, and can be taken back itself', async () => {
    const before = await desk.submit('A snark of long ago');
    const rejected = await desk.submit('A snark of today');
    const flagged = await desk.submit('A blorbit of today');
    expect([rejected.status, flagged.status]).toEqual(['rejected', 'published']);
    await desk.fold();
    const [{ at } = { at: new Date() }] = await desk.rows<{ at: Date }>('SELECT created_at AS at FROM comment WHERE id = $1', [rejected.id]);
    const begun = await undo('rejects', { since: at.toISOString() });
    await undo('flags', { since: LONG_AGO });
    await work();
    expect([await statusOf(before), await statusOf(rejected), await statusOf(flagged)]).toEqual(['rejected', 'published', 'published']);
    expect(await desk.rows(`SELECT state FROM review_item WHERE comment_id = $1`, [flagged.id])).toEqual([{ state: 'resolved' }]);
    expect((await desk.admin.client.post(desk.path(`review/bulk-operations/${String(begun.body.bulkOperationId)}/reversal`), {})).status).toBe(202);
    await work();
    await expect(statusOf(rejected)).resolves.toBe('rejected');
  });

  it('is for those who publish rules, for a rule there is, and names a time', async () => {
    const lead = await desk.world.person(desk.site, 'lead');
    expect((await lead.client.post(desk.path('rules/holds/undo'), { since: LONG_AGO })).status).toBe(403);
    const { client: key } = await desk.world.siteKey(desk.site, ['admin']);
    expect((await key.post(desk.path('rules/holds/undo'), { since: LONG_AGO })).status).toBe(403);
    expect((await undo('no-such-rule', { since: LONG_AGO })).status).toBe(404);
    expect((await undo('No Rule', { since: LONG_AGO })).status).toBe(404);
    expect((await undo('holds', {})).body).toMatchObject({ errors: [{ pointer: '/since' }] });
  });
});
