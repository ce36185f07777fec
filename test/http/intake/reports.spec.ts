import { randomUUID } from 'node:crypto';
import type { Answer } from '../../support/client';
import { Newsroom, saying, type ShownComment } from './newsroom';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(() => newsroom.close());

const report = (id: string, by: object, reason = 'spam'): Promise<Answer> => newsroom.server.post(newsroom.path(`comments/${id}/reports`), { reason, ...by });
const registered = (): object => ({ reporterId: `r-${randomUUID()}` });
let addresses = 0;
const anonymous = (): object => ({ reporterIp: `198.51.100.${++addresses}` });

async function reported(by: readonly (() => object)[], comment?: ShownComment): Promise<ShownComment> {
  const { id } = comment ?? (await newsroom.accepted());
  expect((await Promise.all(by.map((who) => report(id, who())))).map(({ status }) => status)).toEqual(by.map(() => 201));
  return newsroom.read(id);
}

const openItems = (id: string): Promise<{ id: string; version: number }[]> => newsroom.rows(`SELECT id, version FROM review_item WHERE comment_id = $1 AND state = 'open'`, [id]);

describe('reports', () => {
  it('bring a comment to the desk once, however many come', async () => {
    const comment = await reported([registered, anonymous]);
    expect(comment.status).toBe('published');
    expect(await openItems(comment.id)).toHaveLength(1);
    const signals = await newsroom.rows(`SELECT s.kind FROM review_signal s JOIN review_item i ON i.id = s.item_id WHERE i.comment_id = $1`, [comment.id]);
    expect(signals).toEqual([{ kind: 'report' }, { kind: 'report' }]);
  });

  it('count once per reporter: the second answer is the first report', async () => {
    const { id } = await newsroom.accepted();
    for (const who of [registered(), anonymous()]) {
      const answers = await Promise.all([report(id, who), report(id, who, 'offensive'), report(id, who, 'other')]);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    }
    expect((await newsroom.read(id)).status).toBe('published');
  });

  it('hold a published comment when three registered readers agree', async () => {
    const two = await reported([registered, registered]);
    expect(two.status).toBe('published');
    const three = await reported([registered], two);
    expect([three.status, three.version]).toEqual(['held', two.version + 1]);
    expect(await openItems(three.id)).toHaveLength(1);
    // The third report's line tells what the comment still was; what the three of them did is a line of its own, by the system.
    const lines = await newsroom.rows(`SELECT type, actor = 'system' AS "bySystem", payload->>'status' AS status, (payload->>'version')::integer AS version FROM event WHERE comment_id = $1 AND type IN ('comment.reported', 'comment.held') ORDER BY id`, [three.id]);
    const reportLine = { type: 'comment.reported', bySystem: false, status: 'published', version: two.version };
    expect(lines).toEqual([reportLine, reportLine, reportLine, { type: 'comment.held', bySystem: true, status: 'held', version: three.version }]);
  });

  it('hold it once when ten come at the same moment', async () => {
    const comment = await reported(Array.from({ length: 10 }, () => registered));
    expect([comment.status, comment.version]).toEqual(['held', 2]);
  });

  it('of anonymous readers weigh one together, and never hold by themselves', async () => {
    const crowd = await reported(Array.from({ length: 12 }, () => anonymous));
    expect(crowd.status).toBe('published');
    expect((await reported([registered], crowd)).status).toBe('published');
    expect((await reported([registered], crowd)).status).toBe('held');
  });

  it('follow the site\'s own threshold', async () => {
    const elsewhere = await Newsroom.at(newsroom.on, newsroom.world);
    const owner = await newsroom.world.ownerClient();
    expect((await owner.patch(elsewhere.path('settings'), { reports: { holdAtWeight: 1 } })).status).toBe(200);
    const [alone, crowd] = [await elsewhere.accepted(), await elsewhere.accepted()];
    await elsewhere.server.post(elsewhere.path(`comments/${alone.id}/reports`), { reason: 'spam', ...registered() });
    for (let n = 0; n < 3; n++) await elsewhere.server.post(elsewhere.path(`comments/${crowd.id}/reports`), { reason: 'spam', ...anonymous() });
    expect([(await elsewhere.read(alone.id)).status, (await elsewhere.read(crowd.id)).status]).toEqual(['held', 'published']);
  });

  it('bring an approved comment back to the desk, but leave it published, until it is edited', async () => {
    const moderator = await newsroom.world.person(newsroom.site, 'moderator');
    const held = await reported([registered, registered, registered]);
    const [item] = await openItems(held.id);
    const approved = await moderator.client.post(newsroom.path(`review/items/${item?.id ?? ''}/decisions`), { action: 'approve' }, { 'if-match': `"${item?.version ?? 0}"` });
    expect([approved.status, approved.body.comment.status]).toEqual([201, 'published']);
    const again = await reported([registered, registered, registered], held);
    expect(again.status).toBe('published');
    expect(await openItems(held.id)).toHaveLength(1);
    const edited = await newsroom.server.patch(newsroom.path(`comments/${held.id}`), { body: saying() }, { 'if-match': `"${again.version}"` });
    expect(edited.body.status).toBe('published');
    expect((await reported([registered, registered, registered], held)).status).toBe('held');
  });

  it('join the item of a held comment, and are not possible on what is rejected or withdrawn', async () => {
    const held = await newsroom.accepted({ body: 'See https://bit.ly/3xYz' });
    expect((await reported([registered], held)).status).toBe('held');
    expect(await openItems(held.id)).toHaveLength(1);
    await newsroom.server.delete(newsroom.path(`comments/${held.id}`));
    const refused = await report(held.id, registered());
    expect([refused.status, refused.body.code]).toEqual([409, 'not_possible']);
  });

  it('say who reports, and why', async () => {
    const { id } = await newsroom.accepted();
    expect((await report(id, {})).body.errors[0].pointer).toBe('/reporterId');
    expect((await report(id, registered(), 'dislike')).body.errors[0].pointer).toBe('/reason');
    expect((await report(id, { reporterIp: 'nowhere' })).body.errors[0].pointer).toBe('/reporterIp');
    expect((await report('01a20a51-56fd-75e9-a958-000000000000', registered())).status).toBe(404);
  });

  it('of readers with a token are theirs alone', async () => {
    const { id } = await newsroom.accepted();
    const reader = await newsroom.world.registeredReader(newsroom.site);
    const mine = await reader.client.post(newsroom.path(`comments/${id}/reports`), { reason: 'offensive', note: 'This is about me.' });
    expect(mine.status).toBe(201);
    const asSomebody = await reader.client.post(newsroom.path(`comments/${id}/reports`), { reason: 'spam', reporterId: 'somebody-else' });
    expect([asSomebody.status, asSomebody.body.errors[0].pointer]).toEqual([422, '/reporterId']);
    // Two anonymous tokens from one address are one reporter.
    const both = [await newsroom.world.readerToken(newsroom.site), await newsroom.world.readerToken(newsroom.site)];
    const answers = await Promise.all(both.map(({ client }) => client.post(newsroom.path(`comments/${id}/reports`), { reason: 'spam' })));
    expect(answers[0]?.body.id).toBe(answers[1]?.body.id);
  });
});
