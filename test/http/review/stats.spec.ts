import { Client as Database } from 'pg';
import fc from 'fast-check';
import { PositionEvents } from '../../../src/review/position-events';
import { FoldDesk } from '../../../src/review/stats/fold-desk';
import type { Answer } from '../../support/client';
import type { PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

let desk: Desk;
let database: Database;
let ana: PersonInWorld;
let ben: PersonInWorld;
let lead: PersonInWorld;

beforeAll(async () => {
  desk = await Desk.open();
  database = new Database({ connectionString: desk.on.databaseUrl });
  await database.connect();
  [ana, ben, lead] = [await desk.person('moderator', 'Ana'), await desk.person('moderator', 'ben'), await desk.person('lead', 'Lea')];
});

afterAll(async () => {
  await database.end();
  await desk.close();
});

/** As the worker does all the time. */
async function fold(): Promise<void> {
  while ((await desk.on.app.get(PositionEvents).runOnce()) > 0);
  while ((await desk.on.app.get(FoldDesk).runOnce()) > 0);
}

interface Row {
  readonly key: string | null;
  readonly name: string | null;
  readonly decided: number;
  readonly approved: number;
  readonly rejected: number;
  readonly undone: number;
  readonly overturned: number;
  readonly skipped: number;
  readonly p50Seconds: number | null;
  readonly p90Seconds: number | null;
  readonly handlingP50Seconds: number | null;
}

async function stats(groupBy: string, query = '', client = lead.client): Promise<Row[]> {
  await fold();
  const answer = await client.get(desk.review(`stats?groupBy=${groupBy}${query}`));
  expect(answer.status).toBe(200);
  return answer.body.items as Row[];
}

const at = async (of: Row[], key: string | null): Promise<Row | undefined> => Promise.resolve(of.find((row) => row.key === key));

/** A decision somebody made on a new held comment; the item had waited for so many seconds, and was taken so many before. */
async function decided(by: PersonInWorld, action: 'approve' | 'reject', { waited = 0, held = null }: { waited?: number; held?: number | null } = {}): Promise<{ id: string; item: string; decision: string }> {
  const { id } = await desk.held();
  const item = await desk.itemOf(id, by.client);
  await database.query('UPDATE review_item SET opened_at = now() - make_interval(secs => $2) WHERE id = $1', [item.id, waited]);
  if (held !== null) {
    await by.client.post(desk.review(`items/${item.id}/claim`));
    await database.query(`UPDATE event SET created_at = now() - make_interval(secs => $2) WHERE item_id = $1 AND type = 'item.claimed'`, [item.id, held]);
  }
  const { status, body } = await desk.decide(by.client, item, action === 'approve' ? { action } : { action, reasonCode: 'abuse' });
  expect(status).toBe(201);
  return { id, item: item.id, decision: String(body.id) };
}

const undo = (by: PersonInWorld, { decision }: { decision: string }): Promise<Answer> => by.client.post(desk.review(`decisions/${decision}/reversal`));

describe('statistics', () => {
  it('say who decided what, how it ended, and what was skipped; by name, in whatever order they worked', async () => {
    await decided(ben, 'approve');
    await decided(ben, 'approve');
    const [mistake, wrong, corrected] = [await decided(ana, 'reject'), await decided(ana, 'reject'), await decided(ana, 'approve')];
    expect((await undo(ana, mistake)).status).toBe(201);
    expect((await undo(lead, wrong)).status).toBe(201);
    const { headers } = await ben.client.get(desk.path(`comments/${corrected.id}`));
    expect((await ben.client.post(desk.path(`comments/${corrected.id}/decisions`), { action: 'reject', reasonCode: 'spam' }, { 'if-match': String(headers['etag']) })).status).toBe(201);
    const { id } = await desk.held();
    await ana.client.post(desk.review(`items/${(await desk.itemOf(id, ana.client)).id}/skip`));
    const rows = await stats('moderator');
    expect(rows.map(({ name }) => name)).toEqual(['Ana', 'ben']);
    expect(rows).toMatchObject([
      { key: ana.id, decided: 3, approved: 1, rejected: 2, undone: 1, overturned: 2, skipped: 1 },
      { key: ben.id, decided: 3, approved: 2, rejected: 1, undone: 0, overturned: 0, skipped: 0 },
    ]);
    expect((await at(await stats('policy'), 'spam'))?.name).toBe('Spam');
    expect((await stats('section')).map(({ key, decided: count }) => [key, count])).toEqual([['world', 6]]);
    expect((await stats('queue')).reduce((sum, { decided: count }) => sum + count, 0)).toBe(6);
  });

  it('take a correction back when it is taken back itself', async () => {
    const made = await decided(ana, 'approve');
    const before = (await at(await stats('moderator'), ana.id))?.overturned ?? NaN;
    const { headers } = await ben.client.get(desk.path(`comments/${made.id}`));
    const { body } = await ben.client.post(desk.path(`comments/${made.id}/decisions`), { action: 'reject', reasonCode: 'spam' }, { 'if-match': String(headers['etag']) });
    expect((await at(await stats('moderator'), ana.id))?.overturned).toBe(before + 1);
    await undo(ben, { decision: String(body.id) });
    expect((await at(await stats('moderator'), ana.id))?.overturned).toBe(before);
  });

  it('say how long things had waited', async () => {
    const cora = await desk.person('moderator', 'Cora');
    for (const waited of [100, 200, 4_000]) await decided(cora, 'approve', { waited });
    const row = await at(await stats('moderator'), cora.id);
    expect(row?.decided).toBe(3);
    // A bucket's middle is within 9.1 %; the rest is the time the test took.
    expect(Math.abs(Math.log((row?.p50Seconds ?? 0) / 200))).toBeLessThan(0.2);
    expect(Math.abs(Math.log((row?.p90Seconds ?? 0) / 4_000))).toBeLessThan(0.2);
    expect(row?.handlingP50Seconds).toBeNull();
  });

  it('say how long things were worked on: from taking one, or from the decision before; not when somebody went away', async () => {
    const dora = await desk.person('moderator', 'Dora');
    await decided(dora, 'approve', { held: 300 });
    const handling = async (): Promise<number | null | undefined> => (await at(await stats('moderator'), dora.id))?.handlingP50Seconds;
    expect(Math.abs(Math.log(((await handling()) ?? 0) / 300))).toBeLessThan(0.2);
    await decided(dora, 'approve', { held: 1_000 });
    await decided(dora, 'approve', { held: 1_000 });
    expect(await handling()).toBeLessThan(60);
    const away = await desk.person('moderator', 'Away');
    await decided(away, 'approve', { held: 7_000 });
    expect((await at(await stats('moderator'), away.id))?.handlingP50Seconds).toBeNull();
  });

  it('show who may not read the log only themselves', async () => {
    expect((await stats('moderator', '', ben.client)).map(({ key }) => key)).toEqual([ben.id]);
    const viewer = await desk.person('viewer');
    expect(await stats('moderator', '', viewer.client)).toEqual([]);
    expect((await stats('queue', '', viewer.client)).length).toBeGreaterThan(0);
    const load = (await ben.client.get(desk.path('insights/load'))).body.items as { person: { id: string } }[];
    expect(load.map(({ person }) => person.id)).toEqual([ben.id]);
  });

  it('keep silent about queues with members to everybody else', async () => {
    const other = await Desk.at(desk.on, desk.world);
    const [admin, member, stranger] = [await other.person('admin'), await other.person('moderator'), await other.person('moderator')];
    const { id } = await other.held();
    const item = await other.itemOf(id, admin.client);
    expect((await admin.client.post(other.review('queues'), { id: 'closed', name: 'Closed', members: [member.id] })).status).toBe(201);
    expect((await admin.client.post(other.review(`items/${item.id}/move`), { queueId: 'closed' })).status).toBe(200);
    expect((await other.decide(member.client, await other.itemOf(id, member.client), { action: 'approve' })).status).toBe(201);
    await fold();
    const keys = async (client: PersonInWorld['client']): Promise<unknown> => ((await client.get(other.review('stats?groupBy=queue'))).body.items as Row[]).map(({ key }) => key);
    expect([await keys(member.client), await keys(stranger.client), await keys(admin.client)]).toEqual([['closed'], [], ['closed']]);
    expect(((await stranger.client.get(other.path('insights/queues'))).body.items as { queueId: string }[]).map(({ queueId }) => queueId)).not.toContain('closed');
  });

  it.each([
    ['stats', '?groupBy'], ['stats?groupBy=colour', '?groupBy'], ['stats?groupBy=queue&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', '?from'],
    ['stats?groupBy=queue&from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', '?from'], ['stats?groupBy=queue&to=never', '?to'],
  ])('refuse review/%s', async (query, pointer) => {
    const { status, body } = await lead.client.get(desk.review(query));
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });

  it.each(['insights/volume', 'insights/decision-times', 'insights/queues', 'insights/load', 'review/stats?groupBy=queue'])('nobody without review.read sees %s', async (path) => {
    expect((await desk.server.get(desk.path(path))).status).toBe(403);
  });
});

describe('charts', () => {
  it('show what came in and what was decided, in every hour and day', async () => {
    const other = await Desk.at(desk.on, desk.world);
    const admin = await other.person('admin');
    await other.held();
    const { id } = await other.held();
    await other.server.post(other.path('comments'), { article: { id: 'open' }, author: { id: 'u-calm', name: 'Ana', kind: 'registered' }, body: 'A calm remark about gardens.' });
    await other.decide(admin.client, await other.itemOf(id, admin.client), { action: 'approve' });
    await fold();
    for (const bucket of ['hour', 'day']) {
      const { body } = await admin.client.get(other.path(`insights/volume?bucket=${bucket}`));
      const items = body.items as { at: string; published: number; held: number; rejected: number; reported: number; decided: number }[];
      expect(items.length).toBeGreaterThanOrEqual(bucket === 'hour' ? 168 : 7);
      expect(items.map(({ at: moment }) => moment)).toEqual([...new Set(items.map(({ at: moment }) => moment))].sort());
      // Two, should the hour or day end while this test runs.
      const sum = (of: (item: (typeof items)[number]) => number): number => items.slice(-2).reduce((total, item) => total + of(item), 0);
      expect([sum(({ published }) => published), sum(({ held }) => held), sum(({ rejected }) => rejected), sum(({ decided: count }) => count)]).toEqual([1, 2, 0, 1]);
      expect(items.slice(0, -2).every(({ published, held, reported, decided: count }) => published + held + reported + count === 0)).toBe(true);
    }
    const { body: times } = await admin.client.get(other.path('insights/decision-times?bucket=hour'));
    expect((times.items as { decided: number; p50Seconds: number | null }[]).filter(({ decided: count }) => count > 0)).toMatchObject([{ decided: 1, p50Seconds: expect.any(Number) }]);
    const { body: load } = await admin.client.get(other.path('insights/load'));
    expect(load.items).toEqual([{ person: { id: admin.id, name: expect.any(String) }, perDay: [{ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), decided: 1, skipped: 0, minutes: 0 }] }]);
  });

  it('begin days at midnight of the site, also where a day has 23 hours', async () => {
    const other = await Desk.at(desk.on, desk.world);
    const admin = await other.person('admin');
    expect((await admin.client.patch(other.path('settings'), { timeZone: 'Europe/Berlin' })).status).toBe(200);
    const { body } = await admin.client.get(other.path('insights/volume?from=2026-03-27T23:00:00Z&to=2026-03-30T22:00:00Z'));
    expect((body.items as { at: string }[]).map(({ at: moment }) => moment)).toEqual(['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
  });

  it.each([['bucket=minute', '?bucket'], ['bucket=hour&from=2026-01-01T00:00:00Z&to=2026-02-02T00:00:00Z', '?from'], ['from=2025-01-01T00:00:00Z&to=2026-01-03T00:00:00Z', '?from']])('refuse ?%s', async (query, pointer) => {
    const { status, body } = await lead.client.get(desk.path(`insights/volume?${query}`));
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });

  it('show at their limits: 31 days by hour, 366 by day', async () => {
    const [hours, days] = [await lead.client.get(desk.path('insights/volume?bucket=hour&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z')), await lead.client.get(desk.path('insights/volume?from=2025-01-01T00:00:00Z&to=2026-01-02T00:00:00Z'))];
    expect([hours.body.items.length, days.body.items.length]).toEqual([744, 366]);
  });

  it('say how old what waits is', async () => {
    const other = await Desk.at(desk.on, desk.world);
    const admin = await other.person('admin');
    const ids = [await other.held(), await other.held(), await other.held()].map(({ id }) => id);
    for (const table of ['review_item', 'waiting_item']) {
      await database.query(`UPDATE ${table} SET opened_at = now() - interval '2 hours', due_at = now() - interval '1 hour' WHERE comment_id = $1`, [ids[0]]);
      await database.query(`UPDATE ${table} SET opened_at = now() - interval '30 days' WHERE comment_id = $1`, [ids[1]]);
    }
    const { body } = await admin.client.get(other.path('insights/queues'));
    const queues = body.items as { open: number; overdue: number; oldestSeconds: number | null; ages: { upToSeconds: number | null; count: number }[] }[];
    const waiting = queues.filter(({ open }) => open > 0);
    const sum = (of: (queue: (typeof queues)[number]) => number): number => waiting.reduce((total, queue) => total + of(queue), 0);
    expect([sum(({ open }) => open), sum(({ overdue }) => overdue)]).toEqual([3, 1]);
    const ages = new Map(queues[0]?.ages.map(({ upToSeconds }, index) => [upToSeconds, sum((queue) => queue.ages[index]?.count ?? 0)]));
    expect([...ages].filter(([, count]) => count > 0)).toEqual([[900, 1], [14_400, 1], [null, 1]]);
    expect(Math.max(...waiting.map(({ oldestSeconds }) => oldestSeconds ?? 0))).toBeGreaterThanOrEqual(30 * 86_400);
    expect(queues.filter(({ open }) => open === 0).every(({ oldestSeconds }) => oldestSeconds === null)).toBe(true);
  });
});

/** What the sums must be, counted from the rows themselves. */
const RECOUNT = `
  SELECT d.decided_by::text AS key, count(*) FILTER (WHERE action = 'approve')::integer AS approved, count(*) FILTER (WHERE action = 'reject')::integer AS rejected,
    count(*) FILTER (WHERE reversed_by = decided_by OR reversed_by IS NULL AND own.found AND NOT others.found)::integer AS undone,
    count(*) FILTER (WHERE reversed_by <> decided_by OR reversed_by IS NULL AND others.found)::integer AS overturned
  FROM decision d
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM decision l WHERE l.comment_id = d.comment_id AND (l.created_at, l.id) > (d.created_at, d.id) AND l.revision = d.revision AND l.action <> d.action AND l.reversed_by IS NULL AND l.decided_by = d.decided_by) AS found) own
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM decision l WHERE l.comment_id = d.comment_id AND (l.created_at, l.id) > (d.created_at, d.id) AND l.revision = d.revision AND l.action <> d.action AND l.reversed_by IS NULL AND l.decided_by <> d.decided_by) AS found) others
  WHERE d.site_id = $1 GROUP BY 1 ORDER BY 1`;

describe('sums', () => {
  it('are what a recount of the decisions gives, whatever people do and whenever the worker looks, two workers at once included', async () => {
    const people = [ana, ben, lead];
    const step = fc.record({ who: fc.nat(2), comment: fc.nat(4), act: fc.constantFrom('approve', 'reject', 'undo', 'skip', 'fold', 'fold twice') });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const comments = await Promise.all(Array.from({ length: 5 }, () => desk.held()));
      for (const { who, comment, act } of steps) await perform(act, people[who] ?? ana, comments[comment]?.id ?? '');
      const rows = await stats('moderator', `&from=${new Date(Date.now() - 86_400_000).toISOString()}`);
      const { rows: expected } = await database.query<Row>(RECOUNT, [desk.site.id]);
      expect(rows.filter(({ decided: count }) => count > 0).map(({ key, approved, rejected, undone, overturned }) => ({ key, approved, rejected, undone, overturned })).sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))).toEqual(expected);
    }), { numRuns: 8 });
    for (const groupBy of ['rule', 'policy', 'queue', 'section']) {
      const sum = (await stats(groupBy, `&from=${new Date(Date.now() - 86_400_000).toISOString()}`)).reduce((total, { decided: count }) => total + count, 0);
      const { rows } = await database.query<{ count: number }>('SELECT count(*)::integer AS count FROM decision WHERE site_id = $1', [desk.site.id]);
      expect([groupBy, sum]).toEqual([groupBy, rows[0]?.count]);
    }
    const { rows: differing } = await database.query(
      `SELECT * FROM (SELECT dimension, (hour AT TIME ZONE 'UTC')::date AS day, key, sum(approved) a, sum(rejected) r, sum(undone) u, sum(overturned) o, sum(skipped) s, sum(handling_ms) h FROM desk_hourly GROUP BY 1, 2, 3) h
       FULL JOIN (SELECT dimension, day, key, sum(approved) a, sum(rejected) r, sum(undone) u, sum(overturned) o, sum(skipped) s, sum(handling_ms) h FROM desk_daily GROUP BY 1, 2, 3) d USING (dimension, day, key)
       WHERE (h.a, h.r, h.u, h.o, h.s, h.h) IS DISTINCT FROM (d.a, d.r, d.u, d.o, d.s, d.h)`,
    );
    expect(differing).toEqual([]);
    const { rows: apart } = await database.query(
      `SELECT * FROM (SELECT dimension, kind, key, bucket, sum(count) c FROM desk_time_hourly GROUP BY 1, 2, 3, 4) h
       FULL JOIN (SELECT dimension, kind, key, bucket, sum(count) c FROM desk_time_daily GROUP BY 1, 2, 3, 4) d USING (dimension, kind, key, bucket) WHERE h.c IS DISTINCT FROM d.c`,
    );
    expect(apart).toEqual([]);
    await spread();
    const counted = fc.record({ from: fc.integer({ min: 1, max: 400 }), hours: fc.integer({ min: 1, max: 200 }) });
    await fc.assert(fc.asyncProperty(counted, async ({ from: back, hours }) => {
      const [from, to] = [new Date(HOUR_NOW - back * 3_600_000), new Date(HOUR_NOW - (back - hours) * 3_600_000)];
      const { body } = await lead.client.get(desk.review(`stats?groupBy=queue&from=${from.toISOString()}&to=${to.toISOString()}`));
      const { rows } = await database.query<{ count: number }>('SELECT count(*)::integer AS count FROM decision_count WHERE site_id = $1 AND hour >= $2 AND hour < $3', [desk.site.id, from, to]);
      expect((body.items as Row[]).reduce((total, { decided: count }) => total + count, 0)).toBe(rows[0]?.count);
    }), { numRuns: 60 });
    const { rows: lines } = await database.query<{ type: string; count: number }>(`SELECT coalesce(payload ->> 'status', type) AS type, count(*)::integer AS count FROM event WHERE site_id = $1 AND type IN ('comment.submitted', 'item.skipped') GROUP BY 1`, [desk.site.id]);
    const { rows: volume } = await database.query<{ held: number; published: number }>('SELECT sum(held)::integer AS held, sum(published)::integer AS published FROM volume_hourly WHERE site_id = $1', [desk.site.id]);
    expect(volume[0]?.held).toBe(lines.find(({ type }) => type === 'held')?.count);
    const { rows: skips } = await database.query<{ skipped: number }>(`SELECT sum(skipped)::integer AS skipped FROM desk_hourly WHERE site_id = $1 AND dimension = 'site'`, [desk.site.id]);
    expect(skips[0]?.skipped).toBe(lines.find(({ type }) => type === 'item.skipped')?.count);
  }, 120_000);
});

const HOUR_NOW = Math.floor(Date.now() / 3_600_000) * 3_600_000;

/** What was counted lies in sixteen days, as if they had worked so long; sums of hours and days are counted anew from it. */
async function spread(): Promise<void> {
  await database.query(`UPDATE decision_count SET hour = hour - (abs(hashtext(decision_id::text)) % 400) * interval '1 hour' WHERE site_id = $1`, [desk.site.id]);
  await database.query('DELETE FROM desk_hourly WHERE site_id = $1 AND dimension = $2', [desk.site.id, 'queue']);
  await database.query('DELETE FROM desk_daily WHERE site_id = $1 AND dimension = $2', [desk.site.id, 'queue']);
  const counts = `count(*) FILTER (WHERE action = 'approve'), count(*) FILTER (WHERE action = 'reject'), 0, 0, 0, 0 FROM decision_count WHERE site_id = $1 GROUP BY 3, 4`;
  await database.query(`INSERT INTO desk_hourly SELECT $1, 'queue', hour, queue, ${counts}`, [desk.site.id]);
  await database.query(`INSERT INTO desk_daily SELECT $1, 'queue', (hour AT TIME ZONE 'UTC')::date, queue, ${counts}`, [desk.site.id]);
}

async function perform(act: string, who: PersonInWorld, comment: string): Promise<void> {
  if (act === 'fold') return fold();
  if (act === 'fold twice') {
    await Promise.all([fold(), fold()]);
    return;
  }
  if (act === 'undo') {
    const { rows } = await database.query<{ id: string }>('SELECT id FROM decision WHERE comment_id = $1 AND reversed_by IS NULL ORDER BY created_at DESC LIMIT 1', [comment]);
    if (rows[0]) await undo(who, { decision: rows[0].id });
    return;
  }
  if (act === 'skip') {
    const { rows } = await database.query<{ id: string }>(`SELECT id FROM review_item WHERE comment_id = $1 AND state = 'open'`, [comment]);
    if (rows[0]) await who.client.post(desk.review(`items/${rows[0].id}/skip`));
    return;
  }
  const { headers } = await who.client.get(desk.path(`comments/${comment}`));
  await who.client.post(desk.path(`comments/${comment}/decisions`), act === 'approve' ? { action: act } : { action: act, reasonCode: 'abuse' }, { 'if-match': String(headers['etag']) });
}
