import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Client as Database } from 'pg';
import { MOST_STREAMS_EACH } from '../../../src/review/stream/open-streams';
import { PositionEvents } from '../../../src/review/position-events';
import type { Client } from '../../support/client';
import { expectStatus, type PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';
import { StreamClient, type StreamEvent } from './stream-client';

let desk: Desk;
let base: string;
let ana: PersonInWorld;
let ben: PersonInWorld;
let open: StreamClient[] = [];

beforeAll(async () => {
  desk = await Desk.open();
  base = await desk.on.listen();
  [ana, ben] = [await desk.person('moderator', 'Ana'), await desk.person('moderator', 'Ben')];
});

afterEach(() => {
  for (const stream of open) stream.cut();
  open = [];
});

afterAll(() => desk.close());

/** As the worker does all the time. */
async function place(): Promise<void> {
  while ((await desk.on.app.get(PositionEvents).runOnce()) > 0);
}

async function listen(client: Client, query = '', headers: Record<string, string> = {}, path = desk.review('stream')): Promise<StreamClient> {
  const stream = await StreamClient.open(`${base}${path}${query}`, { ...client.headers, ...headers });
  open.push(stream);
  if (stream.status === 200) await stream.until(() => stream.events.length > 0, 'a greeting');
  return stream;
}

const resume = (client: Client, { lastEventId }: { lastEventId: string }): Promise<StreamClient> => listen(client, '', { 'last-event-id': lastEventId });

const told = ({ type, data }: StreamEvent): object => ({ type, ...(data as object) });

describe('the live stream', () => {
  it('begins with where it stands and what waits, and tells what happens, by whom, and to which item', async () => {
    await place();
    const stream = await listen(ana.client);
    expect(stream.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
    await stream.until(() => stream.events.some(({ type }) => type === 'counts'), 'counts');
    expect(stream.events[0]).toMatchObject({ type: 'ready', id: expect.any(Number) });
    const { id } = await desk.held();
    const item = await desk.itemOf(id, ben.client);
    await ben.client.post(desk.review(`items/${item.id}/claim`));
    const { body: decision } = await desk.decide(ben.client, item, { action: 'reject', reasonCode: 'abuse' });
    await place();
    await stream.until(() => stream.lines.length >= 3, 'three lines');
    const by = { id: ben.id, name: 'Ben' };
    expect(stream.lines.map(told)).toMatchObject([
      { type: 'item.opened', cause: 'comment.submitted', itemId: item.id, commentId: id, queueId: expect.any(String), by: null, status: 'held' },
      { type: 'item.claimed', itemId: item.id, commentId: id, by, expiresAt: expect.any(String) },
      { type: 'decision.made', itemId: item.id, commentId: id, by, decisionId: decision.id, action: 'reject', reasonCode: 'abuse', status: 'rejected', state: 'resolved' },
    ]);
    expect(JSON.stringify(stream.events)).not.toMatch(/claimId|weather/);
  });
});

describe('a stream that was cut', () => {
  it('goes on after the last event it had: none missing, none twice, in the order of the log', async () => {
    await place();
    const whole = await listen(ben.client);
    let part = await listen(ana.client);
    const got: number[] = [];
    for (let round = 0; round < 4; round++) {
      const { id } = await desk.held();
      const item = await desk.itemOf(id, ana.client);
      await place();
      await part.until(() => part.lines.length > 0, 'the line before the cut');
      part.cut();
      got.push(...part.lines.map(({ id: position }) => Number(position)));
      await ana.client.post(desk.review(`items/${item.id}/claim`));
      await desk.decide(ana.client, item, { action: 'approve' });
      await place();
      part = await resume(ana.client, part);
      expect(part.events[0]?.type).toBe('ready');
    }
    await whole.until(() => whole.lines.length >= 12, 'all lines');
    await part.until(() => part.lastEventId === whole.lastEventId, 'the last line');
    got.push(...part.lines.map(({ id }) => Number(id)));
    expect(got).toEqual(whole.lines.map(({ id }) => id));
    expect(got).toEqual([...new Set(got)].sort((a, b) => a - b));
  });

  it('hears of what was published at once and reported afterwards what the others heard: the report, not that it came', async () => {
    await desk.server.put(desk.path('articles/open-news'), { title: 'Open news', url: 'https://news.example/open', commentsMode: 'open' });
    await place();
    const whole = await listen(ben.client);
    const { body: published } = await desk.server.post(desk.path('comments'), { article: { id: 'open-news' }, author: { id: 'u-calm', name: 'Cara', kind: 'registered' }, body: 'The bridge opens in May, says the council.' });
    expect(published.status).toBe('published');
    await desk.held();
    await place();
    await whole.until(() => whole.lines.length === 1, 'what came after it');
    expectStatus(await desk.server.post(desk.path(`comments/${String(published.id)}/reports`), { reason: 'spam', reporterId: 'r-1' }), 201);
    await place();
    await whole.until(() => whole.lines.length > 1, 'the report');
    const late = await resume(ana.client, { lastEventId: String(whole.events[0]?.id) });
    await late.until(() => late.lastEventId === whole.lastEventId, 'the last line');
    expect(late.lines.map(({ id }) => id)).toEqual(whole.lines.map(({ id }) => id));
  });

  it.each([
    ['by the query, where a client cannot send the header', 1, '?after=1', {}],
    ['by the header, when both are there', 2, '?after=1', { 'last-event-id': '2' }],
  ])('resumes %s', async (_, from, query, headers) => {
    await desk.held();
    await place();
    const stream = await listen(ana.client, query, headers);
    expect(stream.events[0]).toMatchObject({ type: 'ready', id: from, data: { position: from } });
  });

  it.each([
    ['names a line that there never was', '', { 'last-event-id': '900000' }, 'unknown_position'],
    ['missed more than it wants to read', '?maxBehind=1', { 'last-event-id': '1' }, 'too_far_behind'],
  ])('is told to read everything anew when it %s', async (_, query, headers, reason) => {
    for (let n = 0; n < 3; n++) await desk.held();
    await place();
    const stream = await listen(ana.client, query, headers);
    expect(stream.events[0]).toMatchObject({ type: 'reset', data: { reason, position: expect.any(Number) } });
    const { id } = await desk.held();
    await place();
    await stream.until(() => stream.lines.some(({ data }) => data.commentId === id), 'what came after');
    expect(stream.lines).toHaveLength(1);
  });

  it.each(['x', '-1', '1.5', '99999999999999999'])('refuses the position %s', async (position) => {
    const answer = await ana.client.get(desk.review('stream'), { 'last-event-id': position });
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([422, 'invalid', '#last-event-id']);
  });
});

/** Copies of a held comment with their items: submitting hundreds would test intake. */
async function fill(database: Database, count: number): Promise<string[]> {
  const { id } = await desk.held();
  const { rows } = await database.query<{ id: string }>(
    `WITH copies AS (SELECT gen_random_uuid() AS id, gen_random_uuid() AS item, n FROM generate_series(1, $2::integer) AS n),
       c AS (INSERT INTO comment (site_id, id, article_id, author_kind, status, fingerprint, created_at, status_changed_at)
             SELECT o.site_id, copies.id, o.article_id, o.author_kind, 'held', o.fingerprint, o.created_at, o.status_changed_at FROM comment o, copies WHERE o.id = $1),
       r AS (INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at)
             SELECT o.site_id, copies.id, 1, o.body, o.format, o.evaluation_id, o.judged_at, o.created_at FROM comment_revision o, copies WHERE o.comment_id = $1)
     INSERT INTO review_item (site_id, id, comment_id, article_id, state, queue_id, priority, reason, content_revision, opened_at)
     SELECT o.site_id, copies.item, copies.id, o.article_id, 'open', 'spam', 100000, o.reason, 1, o.opened_at FROM review_item o, copies WHERE o.comment_id = $1 RETURNING id`,
    [id, count],
  );
  return rows.map((row) => row.id);
}

describe('five hundred decisions by ten people at once', () => {
  it('reach everybody who listens, cut or not, each once and in order, while several workers give positions', async () => {
    const database = new Database({ connectionString: desk.on.databaseUrl });
    await database.connect();
    const items = await fill(database, 500);
    const people = await Promise.all(Array.from({ length: 10 }, (_, n) => desk.person('moderator', `Moderator ${String(n)}`)));
    await place();
    const whole = await Promise.all([listen(ana.client), listen(ben.client)]);
    let part = await listen(ben.client);
    const got: number[] = [];
    const work = { isUnderWay: true };
    const positions = Promise.all([1, 2, 3].map(async () => {
      while (work.isUnderWay) await desk.on.app.get(PositionEvents).runOnce();
    }));
    const cuts = (async () => {
      while (work.isUnderWay) {
        const before = part.lines.length;
        await part.until(() => part.lines.length > before || !work.isUnderWay, 'a line to be cut after');
        part.cut();
        got.push(...part.lines.map(({ id }) => Number(id)));
        part = await resume(ben.client, part);
      }
    })();
    const waiting = [...items];
    await Promise.all(people.map(async ({ client }) => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) expect((await desk.decide(client, { id, version: 1 }, { action: 'approve' })).status).toBe(201);
    }));
    work.isUnderWay = false;
    await Promise.all([positions, cuts]);
    await place();
    const { rows } = await database.query<{ position: string }>(
      `SELECT p.position FROM event_position p JOIN event e ON e.site_id = p.site_id AND e.id = p.event_id WHERE e.site_id = $1 AND e.type = 'decision.made' AND e.item_id = ANY ($2::uuid[]) ORDER BY p.position`,
      [desk.site.id, items],
    );
    const expected = rows.map(({ position }) => Number(position));
    expect(expected).toHaveLength(500);
    const decisions = ({ lines }: StreamClient): number[] => lines.filter(({ type }) => type === 'decision.made').map(({ id }) => Number(id));
    await Promise.all(whole.map((stream) => stream.until(() => decisions(stream).length >= 500, 'all decisions')));
    for (const stream of whole) expect(decisions(stream)).toEqual(expected);
    await part.until(() => Number(part.lastEventId) >= (expected.at(-1) ?? 0), 'the last decision');
    expect([...got, ...part.lines.map(({ id }) => Number(id))]).toEqual(expected);
    await database.end();
  }, 120_000);
});

describe('a stream ends', () => {
  it('for a person whose membership has ended, and for nobody else', async () => {
    const cora = await desk.person('moderator', 'Cora');
    const admin = await desk.person('admin');
    await place();
    const [hers, mine] = [await listen(cora.client), await listen(ana.client)];
    expect((await admin.client.delete(desk.path(`people/${cora.id}`))).status).toBe(204);
    await place();
    await hers.until(() => hers.isOver, 'the end of the stream');
    expect((await listen(cora.client)).status).toBe(404);
    expect(mine.isOver).toBe(false);
  });

  it('for a key that is revoked', async () => {
    const key = await desk.world.siteKey(desk.site, ['admin']);
    const owner = await desk.world.ownerClient();
    await place();
    const stream = await listen(key.client);
    await owner.delete(desk.path(`keys/${key.id}`));
    await place();
    await stream.until(() => stream.isOver, 'the end of the stream');
    expect((await listen(key.client)).status).toBe(401);
  });
});

describe('limits', () => {
  it('one person has so many streams and no more; who closes one may open another', async () => {
    const many = await desk.person('viewer', 'Many');
    const streams = await Promise.all(Array.from({ length: MOST_STREAMS_EACH }, () => listen(many.client)));
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    const refused = await listen(many.client);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '15']);
    expect((await listen(ana.client)).status).toBe(200);
    streams[0]?.cut();
    // The service hears of the cut a moment later.
    let again = await listen(many.client);
    for (let tries = 0; again.status !== 200 && tries < 200; tries++) again = await listen(many.client);
    expect(again.status).toBe(200);
  });

  it('only who may read the desk reads the stream', async () => {
    const reader = await desk.world.registeredReader(desk.site);
    const key = await desk.world.siteKey(desk.site);
    expect([(await listen(desk.world.nobody)).status, (await listen(reader.client)).status, (await listen(key.client)).status]).toEqual([401, 403, 403]);
  });

  it('requests for the headers alone take no place', async () => {
    const vera = await desk.person('viewer', 'Vera');
    for (let n = 0; n <= MOST_STREAMS_EACH; n++) {
      const asked = request(`${base}${desk.review('stream')}`, { method: 'HEAD', headers: { ...vera.client.headers }, agent: false });
      asked.end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(200);
      await once(response.resume(), 'end');
    }
  });
});

describe('two sites', () => {
  it('never hear of each other', async () => {
    const other = await Desk.at(desk.on, desk.world);
    const dora = await other.person('admin', 'Dora');
    await place();
    const [here, there] = [await listen(ana.client), await listen(dora.client, '', {}, other.review('stream'))];
    const [mine, theirs] = [await desk.held(), await other.held()];
    await place();
    await here.until(() => here.lines.length > 0, 'the comment here');
    await there.until(() => there.lines.length > 0, 'the comment there');
    await place();
    expect(here.lines.map(told)).toMatchObject([{ commentId: mine.id }]);
    expect(there.lines.map(told)).toMatchObject([{ commentId: theirs.id }]);
    expect((await listen(dora.client)).status).toBe(404);
  });
});

describe('a queue with members', () => {
  it('is not there for anybody else: neither its items nor its counts', async () => {
    const other = await Desk.at(desk.on, desk.world);
    const [member, stranger] = [await other.person('moderator', 'Mia'), await other.person('moderator', 'Sten')];
    const database = new Database({ connectionString: desk.on.databaseUrl });
    await database.connect();
    await database.query('UPDATE queue SET members = ARRAY[$2::uuid] WHERE site_id = $1', [other.site.id, member.id]);
    await database.query(`UPDATE queue SET members = '{}' WHERE site_id = $1 AND id = 'hate'`, [other.site.id]);
    await database.end();
    await place();
    const [seen, unseen] = [await listen(member.client, '', {}, other.review('stream')), await listen(stranger.client, '', {}, other.review('stream'))];
    const { id } = await other.held();
    await place();
    const counts = ({ events }: StreamClient): { total: number; queues: object }[] => events.filter(({ type }) => type === 'counts').map(({ data }) => data as { total: number; queues: object });
    await seen.until(() => seen.lines.length > 0 && counts(seen).at(-1)?.total === 1, 'the item and its count');
    await unseen.until(() => counts(unseen).length > 0, 'counts');
    expect(seen.lines.map(told)).toMatchObject([{ type: 'item.opened', commentId: id }]);
    expect(unseen.lines).toEqual([]);
    expect(counts(unseen)).toEqual([{ total: 0, queues: { hate: { open: 0, unclaimed: 0, overdue: 0 } } }]);
    const again = await listen(stranger.client, '?after=0', {}, other.review('stream'));
    await again.until(() => counts(again).length > 0, 'counts');
    expect(JSON.stringify(again.events)).not.toContain(id);
  });

  it('takes an item away before the eyes of others: they hear that it has gone, not where to', async () => {
    const other = await Desk.at(desk.on, desk.world);
    const [admin, stranger] = [await other.person('admin', 'Ada'), await other.person('moderator', 'Sten')];
    expect((await admin.client.post(other.review('queues'), { id: 'closed', name: 'Closed', members: [admin.id] })).status).toBe(201);
    const { id } = await other.held();
    const item = await other.itemOf(id, stranger.client);
    await place();
    const unseen = await listen(stranger.client, '', {}, other.review('stream'));
    expect((await admin.client.post(other.review(`items/${item.id}/move`), { queueId: 'closed' }, { 'if-match': `"${String(item.version)}"` })).status).toBe(200);
    await place();
    await unseen.until(() => unseen.lines.length > 0, 'that it has gone');
    expect(unseen.lines.map(told)).toMatchObject([{ type: 'item.changed', itemId: item.id, state: 'gone', queueId: null, by: null }]);
    expect(JSON.stringify(unseen.lines)).not.toContain('closed');
  });
});

describe('when the service stops', () => {
  it('streams end by themselves, also one whose client has stopped reading, and nothing waits for them', async () => {
    const own = await Desk.open();
    const url = await own.on.listen();
    const eve = await own.person('moderator', 'Eve');
    const streams = await Promise.all([1, 2, 3].map(() => StreamClient.open(`${url}${own.review('stream')}`, eve.client.headers)));
    await Promise.all(streams.map((stream) => stream.until(() => stream.events.length > 0)));
    streams[2]?.pause();
    const began = Date.now();
    await own.close();
    await Promise.all(streams.slice(0, 2).map((stream) => stream.until(() => stream.isOver, 'the end')));
    expect(Date.now() - began).toBeLessThan(9_000);
  });
});
