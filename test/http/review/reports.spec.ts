import { randomUUID } from 'node:crypto';
import type { Answer } from '../../support/client';
import { expectStatus, type PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

let desk: Desk;
let moderator: PersonInWorld;

beforeAll(async () => {
  desk = await Desk.open();
  moderator = await desk.person('moderator', 'Mara Moderator');
  expectStatus(await desk.server.put(desk.path('articles/open'), { title: 'Open to all' }), 200);
});

afterAll(() => desk.close());

/** A sentence nobody has said before. */
const saying = (): string => `The ferries of pier ${randomUUID().replaceAll(/[^a-f]/g, '')} were on time again this morning.`;

async function published(): Promise<string> {
  const { body } = expectStatus(await desk.server.post(desk.path('comments'), { article: { id: 'open' }, author: { id: `u-${randomUUID()}`, name: 'Ana' }, body: saying() }), 201);
  if (body.status !== 'published') throw new Error(`The comment is ${String(body.status)}`);
  return String(body.id);
}

const newReporter = (): string => `r-${randomUUID()}`;
const report = async (id: string, reporterId: string, more: object = {}): Promise<Answer> => expectStatus(await desk.server.post(desk.path(`comments/${id}/reports`), { reason: 'spam', reporterId, ...more }), 201);
const reporter = (id: string): Promise<Answer> => moderator.client.get(desk.path(`reporters/${id}`));
const mute = (id: string, body: object = {}): Promise<Answer> => moderator.client.put(desk.path(`reporters/${id}/muted`), body);
const reports = async (id: string, query = ''): Promise<Answer['body']> => expectStatus(await moderator.client.get(desk.path(`comments/${id}/reports${query}`)), 200).body;
const statusOf = async (id: string): Promise<unknown> => (await desk.comment(id)).status;

async function decide(id: string, action: 'approve' | 'reject'): Promise<string> {
  const item = await desk.itemOf(id, moderator.client);
  return String(expectStatus(await desk.decide(moderator.client, item, { action, ...(action === 'reject' ? { reasonCode: 'spam' } : {}) }), 201).body.id);
}

/** Somebody whose reports were decided like this before. */
async function withRecord(record: { upheld?: number; dismissed?: number }): Promise<string> {
  const id = newReporter();
  for (const [action, count] of [['reject', record.upheld ?? 0], ['approve', record.dismissed ?? 0]] as const) {
    for (let n = 0; n < count; n++) {
      const comment = await published();
      await report(comment, id);
      await decide(comment, action);
    }
  }
  return id;
}

describe('a reporter', () => {
  it('weighs by what people decided on the texts they reported', async () => {
    const id = await withRecord({ upheld: 3, dismissed: 1 });
    expect((await reporter(id)).body).toMatchObject({ id, reports: 4, upheld: 3, dismissed: 1, weight: 1.25, mutedAt: null, mutedBy: null });
    const comment = await published();
    await report(comment, id);
    expect((await reports(comment)).items).toMatchObject([{ weight: 1.25, outcome: null, reporter: { kind: 'registered', authorId: id, mutedAt: null } }]);
  });

  it('who is always right holds with others sooner, and who is always wrong later', async () => {
    const [right, alsoRight, wrong] = [await withRecord({ upheld: 5 }), await withRecord({ upheld: 5 }), await withRecord({ dismissed: 5 })];
    const [soon, late] = [await published(), await published()];
    await report(soon, right);
    await report(soon, alsoRight);
    await report(late, wrong);
    await report(late, newReporter());
    await report(late, newReporter());
    expect([await statusOf(soon), (await reports(soon)).sum]).toEqual(['held', { count: 2, weight: 3.12, reasons: { spam: 2 }, holdAtWeight: 3 }]);
    expect([await statusOf(late), (await reports(late)).sum.weight]).toEqual(['published', 2.44]);
  });

  it('is weighed anew when a decision is taken back or an appeal upheld', async () => {
    const id = newReporter();
    const comment = await published();
    await report(comment, id);
    const decision = await decide(comment, 'reject');
    expect((await reporter(id)).body).toMatchObject({ upheld: 1, dismissed: 0, weight: 1.2 });
    expectStatus(await moderator.client.post(desk.review(`decisions/${decision}/reversal`), {}), 201);
    expect((await reporter(id)).body).toMatchObject({ upheld: 0, dismissed: 0, weight: 1 });
    await decide(comment, 'approve');
    expect((await reporter(id)).body).toMatchObject({ upheld: 0, dismissed: 1, weight: 0.8 });
    expect((await reports(comment)).items).toMatchObject([{ outcome: 'dismissed', weight: 1 }]);
  });

  it('is not judged by another text than the one they reported', async () => {
    const id = newReporter();
    const comment = await published();
    await report(comment, id);
    const { version } = await desk.comment(comment);
    expectStatus(await desk.server.patch(desk.path(`comments/${comment}`), { body: saying() }, { 'if-match': `"${String(version)}"` }), 200);
    await decide(comment, 'approve');
    expect((await reporter(id)).body).toMatchObject({ reports: 1, upheld: 0, dismissed: 0 });
  });
});

describe('a muted reporter', () => {
  it('gets the same answer as everybody, and nothing follows from it', async () => {
    const [id, other] = [newReporter(), newReporter()];
    await report(await published(), id);
    expect((await mute(id, { note: 'Reports whoever disagrees.' })).body).toMatchObject({ weight: 0, mutedAt: expect.any(String), mutedBy: { id: moderator.id, name: 'Mara Moderator' }, note: 'Reports whoever disagrees.' });
    const comment = await published();
    const [loud, quiet] = [await report(await published(), other), await report(comment, id)];
    expect(Object.keys(quiet.body as object)).toEqual(Object.keys(loud.body as object));
    expect((await report(comment, id)).body).toEqual(quiet.body);
    expect(await desk.rows(`SELECT id FROM review_item WHERE comment_id = $1`, [comment])).toEqual([]);
    expect((await reports(comment)).sum).toMatchObject({ count: 0, weight: 0 });
    expect((await desk.log()).filter(({ commentId }) => commentId === comment).map(({ type }) => type)).toEqual(['comment.submitted', 'report.ignored']);
  });

  it('no longer counts towards a hold with what they reported before', async () => {
    const [id, comment] = [newReporter(), await published()];
    await report(comment, id);
    await report(comment, newReporter());
    await mute(id);
    await report(comment, newReporter());
    expect([await statusOf(comment), (await reports(comment)).sum.count]).toEqual(['published', 2]);
    await report(comment, newReporter());
    expect(await statusOf(comment)).toBe('held');
  });

  it('is heard again once unmuted; muting and unmuting twice is once', async () => {
    const id = newReporter();
    await report(await published(), id);
    const [one, two] = [await mute(id, { note: 'One' }), await mute(id, { note: 'Two' })];
    expect([one.status, two.status, two.body]).toEqual([200, 200, one.body]);
    const unmute = (): Promise<Answer> => moderator.client.delete(desk.path(`reporters/${id}/muted`));
    expect([(await unmute()).status, (await unmute()).status]).toEqual([204, 204]);
    const comment = await published();
    await report(comment, id);
    expect((await reports(comment)).sum).toMatchObject({ count: 1, weight: 1 });
    const log = (await desk.log()).filter(({ payload }) => payload['authorId'] === id && !('standing' in payload));
    expect(log.map(({ type, actor }) => [type, actor])).toEqual([['reporter.muted', `person:${moderator.id}`], ['reporter.unmuted', `person:${moderator.id}`]]);
  });

  it('must have reported before, and only people who decide may mute', async () => {
    const id = newReporter();
    expect([(await reporter(id)).status, (await mute(id)).status]).toEqual([404, 404]);
    await report(await published(), id);
    const viewer = await desk.person('viewer');
    expect((await viewer.client.get(desk.path(`reporters/${id}`))).status).toBe(200);
    expect((await viewer.client.put(desk.path(`reporters/${id}/muted`), {})).status).toBe(403);
    expect((await desk.server.get(desk.path(`reporters/${id}`))).status).toBe(403);
    const tooLong = await mute(id, { note: 'x'.repeat(501) });
    expect([tooLong.status, (tooLong.body.errors as { pointer: string }[])[0]?.pointer]).toEqual([422, '/note']);
  });
});

describe('the reports of a comment', () => {
  it('are listed at the desk with who and why, page by page, and never with an address', async () => {
    const comment = await published();
    await report(comment, newReporter(), { reason: 'offensive', note: 'This is about my mother.' });
    expectStatus(await desk.server.post(desk.path(`comments/${comment}/reports`), { reason: 'other', reporterIp: '198.51.100.7' }), 201);
    expectStatus(await moderator.client.post(desk.path(`comments/${comment}/reports`), { reason: 'threat' }), 201);
    const first = await reports(comment, '?limit=2');
    expect(first.items).toMatchObject([
      { reason: 'offensive', note: 'This is about my mother.', revision: 1, reporter: { kind: 'registered' } },
      { reason: 'other', note: null, reporter: { kind: 'anonymous', authorId: null, name: null } },
    ]);
    const second = await reports(comment, `?limit=2&cursor=${String(first.nextCursor)}`);
    expect([second.items, second.nextCursor]).toMatchObject([[{ reason: 'threat', reporter: { authorId: null, name: 'Mara Moderator' } }], null]);
    expect(JSON.stringify([first, second])).not.toMatch(/address:|198\.51/);
  });

  it('are for people of the desk', async () => {
    const comment = await published();
    const reader = await desk.world.readerToken(desk.site);
    expect((await reader.client.get(desk.path(`comments/${comment}/reports`))).status).toBe(403);
    expect((await desk.server.get(desk.path(`comments/${comment}/reports`))).status).toBe(403);
    expect((await moderator.client.get(desk.path('comments/01a20a51-56fd-75e9-a958-000000000000/reports'))).status).toBe(404);
  });
});

describe('the threshold of reports', () => {
  const holdAt = async (holdAtWeight: unknown): Promise<Answer> => (await desk.world.ownerClient()).patch(desk.path('settings'), { reports: { holdAtWeight } });

  afterAll(() => holdAt(3));

  it('can be off: then reports open an item and never hold', async () => {
    expect((await holdAt(null)).body.reports).toEqual({ holdAtWeight: null });
    const comment = await published();
    for (let n = 0; n < 6; n++) await report(comment, newReporter());
    expect([await statusOf(comment), (await reports(comment)).sum.holdAtWeight]).toEqual(['published', null]);
    expect((await desk.itemOf(comment, moderator.client))['queueId']).toBe('reported');
  });

  it('is reached at the hundredth', async () => {
    expect((await holdAt(2.2)).status).toBe(200);
    const [below, at] = [await published(), await published()];
    await report(below, newReporter());
    await report(below, newReporter());
    await report(at, await withRecord({ upheld: 1 }));
    await report(at, newReporter());
    expect([await statusOf(below), await statusOf(at)]).toEqual(['published', 'held']);
  });

  it.each([0.09, 1_000.01, '3', -1, 0.123])('is not %j', async (weight) => {
    const { status, body } = await holdAt(weight);
    expect([status, (body.errors as { pointer: string }[])[0]?.pointer]).toEqual([422, '/reports/holdAtWeight']);
  });

  it.each([0.1, 1_000])('may be %d', async (weight) => {
    expect((await holdAt(weight)).body.reports).toEqual({ holdAtWeight: weight });
  });
});
