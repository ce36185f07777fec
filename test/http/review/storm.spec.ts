import { Client as Database } from 'pg';
import type { Client } from '../../support/client';
import { expectStatus, World } from '../../support/world';
import { startTestApp } from '../../support/app';
import { Desk } from './desk-world';
import { CHANGES } from './storm/changes';
import { type Line, statusTold } from './storm/told';
import { AUTHORS, MODERATORS, numbers, READERS, Sea } from './storm/weather';
import { StreamClient } from './stream-client';

/** A minute with STORM_SECONDS=60; what goes wrong does so within seconds. */
const SECONDS = Number(process.env['STORM_SECONDS'] ?? 12);
const SEED = Number(process.env['PROPERTY_SEED'] ?? 20_260_222);
/** Who cannot be served in time is told to come again; on a busy machine that may happen, and changes nothing. */
const BUSY = 503;
/** Comments that wait when the storm begins. */
const BEFORE = 60;
/** For a busy machine to begin, and to bring what is under way to its end. */
const PATIENCE_S = 400;
const CLIENTS = { moderators: 9, leads: 3, site: 8 };

let desk: Desk;
let database: Database;
let sea: Sea;
let whole: StreamClient;
/** What a client heard whose line is cut again and again. */
const pieces: StreamClient[] = [];

beforeAll(async () => {
  const on = await startTestApp({ env: { WEIR_ROLES: 'api,worker', WEIR_DATABASE_POOL: '16' } });
  desk = await Desk.at(on, new World(on));
  database = new Database({ connectionString: on.databaseUrl });
  await database.connect();
  sea = new Sea(desk);
  await rage(await on.listen());
}, (SECONDS + PATIENCE_S) * 1_000);

afterAll(async () => {
  for (const stream of [whole, ...pieces]) stream.cut();
  await database.end();
  await desk.close();
});

const query = async <Row extends object>(sql: string): Promise<Row[]> => (await database.query<Row>(sql.replaceAll('$site', `'${desk.site.id}'`))).rows;

/** Twenty clients act for a while, each as fast as it is answered; then everything under way comes to its end. */
async function rage(base: string): Promise<void> {
  const people = await Promise.all([...Array.from({ length: CLIENTS.moderators }, () => 'moderator' as const), ...Array.from({ length: CLIENTS.leads }, () => 'lead' as const)].map((role) => desk.person(role)));
  const listen = (lastEventId = ''): Promise<StreamClient> => StreamClient.open(`${base}${desk.review('stream')}`, { ...people[0]?.client.headers, ...(lastEventId === '' ? {} : { 'last-event-id': lastEventId }) });
  whole = await listen();
  pieces.push(await listen());
  await whole.until(() => whole.events.length > 0, 'a greeting');
  for (let n = 0; n < BEFORE; n++) sea.comments.push({ ...(await desk.held(`u-${String(n % AUTHORS)}`, `What I said before the storm, number ${String(n)}.`)) });
  const until = Date.now() + SECONDS * 1_000;
  const cutting = cutAgainAndAgain(listen, until);
  const clients: readonly (readonly [Client, typeof READERS])[] = [...people.map(({ client }) => [client, MODERATORS] as const), ...Array.from({ length: CLIENTS.site }, () => [desk.server, READERS] as const)];
  await Promise.all(clients.map(async ([client, acts], n) => {
    const pick = numbers(SEED + n);
    while (Date.now() < until) sea.note((await acts[pick(acts.length)]?.(sea, client, pick))?.status ?? 0);
  }));
  await cutting;
  await calm();
}

async function cutAgainAndAgain(listen: (lastEventId?: string) => Promise<StreamClient>, until: number): Promise<void> {
  while (Date.now() < until) {
    const last = pieces.at(-1);
    if (!last) return;
    await last.until(() => last.lines.length >= 5 || Date.now() >= until, 'five lines');
    if (Date.now() >= until) return;
    last.cut();
    pieces.push(await again(() => listen(last.lastEventId)));
  }
}

/** As a browser does: what is refused, because the service has not seen the cut yet, is tried again. */
async function again(listen: () => Promise<StreamClient>): Promise<StreamClient> {
  for (;;) {
    const stream = await listen();
    if (stream.status === 200) return stream;
    stream.cut();
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
}

/** Until bulk operations have ended and every event has its place and was told. */
async function calm(): Promise<void> {
  const left = async (): Promise<number> => Number((await query<{ n: string }>(`SELECT (SELECT count(*) FROM bulk_operation WHERE site_id = $site AND status IN ('waiting', 'running')) + (SELECT count(*) FROM event_waiting WHERE site_id = $site) AS n`))[0]?.n);
  for (const deadline = Date.now() + PATIENCE_S * 500; (await left()) > 0; ) {
    if (Date.now() > deadline) throw new Error('The work did not come to an end');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  const shown = await told();
  const last = shown.at(-1) ?? 0;
  await whole.until(() => (whole.lines.at(-1)?.id ?? 0) >= last, 'the last event');
  const piece = pieces.at(-1);
  await piece?.until(() => Number(piece.lastEventId) >= last, 'the last event after a cut');
}

/** Places in the log of everything that concerns an item or a comment at the desk. */
async function told(): Promise<number[]> {
  const rows = await query<{ position: string }>(`SELECT p.position FROM event_position p JOIN event e ON e.site_id = p.site_id AND e.id = p.event_id
    WHERE p.site_id = $site AND p.position > ${String(whole.events[0]?.id ?? 0)}
      AND CASE WHEN e.type = 'comment.submitted' THEN e.item_id IS NOT NULL ELSE e.item_id IS NOT NULL OR e.comment_id IS NOT NULL END ORDER BY p.position`);
  return rows.map(({ position }) => Number(position));
}

describe('after a storm of twenty clients', () => {
  it('much was done and much refused, and nothing broke', () => {
    const { answers } = sea;
    expect([...answers.keys()].filter((status) => status === 0 || (status >= 500 && status !== BUSY))).toEqual([]);
    const sum = (from: number, to: number): number => [...answers].reduce((all, [status, count]) => all + (status >= from && status < to ? count : 0), 0);
    expect(sum(200, 300)).toBeGreaterThan(20);
    expect(sum(400, 500)).toBeGreaterThan(20);
  });

  it('each comment has the status that its log tells, line by line', async () => {
    const lines = await query<Line & { comment_id: string }>(`SELECT e.comment_id, e.type, e.payload, d.status_before AS "statusBefore" FROM event e
      JOIN event_position p ON p.site_id = e.site_id AND p.event_id = e.id LEFT JOIN decision d ON d.site_id = e.site_id AND d.id = e.decision_id
      WHERE e.site_id = $site AND e.comment_id IS NOT NULL ORDER BY p.position`);
    const comments = await query<{ id: string; status: string }>('SELECT id, status FROM comment WHERE site_id = $site');
    const log = new Map<string, Line[]>();
    for (const line of lines) log.set(line.comment_id, [...(log.get(line.comment_id) ?? []), line]);
    expect(comments.flatMap(({ id, status }) => {
      const { status: said, wrong } = statusTold(log.get(id) ?? []);
      return said === status && wrong.length === 0 ? [] : [{ id, status, said, wrong, log: log.get(id)?.map(({ type, payload }) => [type, payload]) }];
    })).toEqual([]);
  });

  it('what is held has one open item, what is withdrawn has none, nothing has two', async () => {
    expect(await query(`SELECT c.status, count(i.id)::integer AS open FROM comment c LEFT JOIN review_item i ON i.site_id = c.site_id AND i.comment_id = c.id AND i.state = 'open'
      WHERE c.site_id = $site GROUP BY c.id, c.status HAVING count(i.id) > 1 OR (c.status = 'held' AND count(i.id) <> 1) OR (c.status = 'withdrawn' AND count(i.id) > 0)`)).toEqual([]);
  });

  it('the list of what waits repeats the open items and nothing else', async () => {
    const columns = 'comment_id, kind, queue_id, priority, opened_at, due_at, escalated_at, snoozed_until, article_id, author_id, author_kind, section, lang, policy, rules, score, reports';
    const [items, list] = [`SELECT id, ${columns} FROM review_item WHERE site_id = $site AND state = 'open'`, `SELECT item_id, ${columns} FROM waiting_item WHERE site_id = $site`];
    expect([await query(`${items} EXCEPT ${list}`), await query(`${list} EXCEPT ${items}`)]).toEqual([[], []]);
  });

  it('every decision and every reversal has its line, once', async () => {
    expect(await query(`SELECT d.id, d.reversed_by, count(*) FILTER (WHERE e.type = 'decision.made') AS made, count(*) FILTER (WHERE e.type = 'decision.reversed') AS reversed
      FROM decision d LEFT JOIN event e ON e.site_id = d.site_id AND e.decision_id = d.id AND e.type IN ('decision.made', 'decision.reversed')
      WHERE d.site_id = $site GROUP BY d.id, d.reversed_by HAVING count(*) FILTER (WHERE e.type = 'decision.made') <> 1 OR count(*) FILTER (WHERE e.type = 'decision.reversed') <> CASE WHEN d.reversed_by IS NULL THEN 0 ELSE 1 END`)).toEqual([]);
  });

  it.each(Object.entries(CHANGES))('%s has its line, and no line is without what it tells of', async (_what, sql) => {
    expect(await query(sql)).toEqual([]);
  });

  it('authors’ records agree with the decisions that stand', async () => {
    expect(await query(`WITH standing AS (
        SELECT DISTINCT ON (d.comment_id) d.comment_id, d.action FROM decision d WHERE d.site_id = $site AND d.reversed_by IS NULL ORDER BY d.comment_id, d.created_at DESC, d.id DESC)
      SELECT a.id, a.approved, a.rejected, count(*) FILTER (WHERE s.action = 'approve') AS approves, count(*) FILTER (WHERE s.action = 'reject') AS rejects
      FROM author a JOIN comment c ON c.site_id = a.site_id AND c.author_id = a.id LEFT JOIN standing s ON s.comment_id = c.id WHERE a.site_id = $site
      GROUP BY a.id, a.approved, a.rejected HAVING a.approved <> count(*) FILTER (WHERE s.action = 'approve') OR a.rejected <> count(*) FILTER (WHERE s.action = 'reject')`)).toEqual([]);
  });

  it('counts agree with a recount', async () => {
    const owner = await desk.world.ownerClient();
    const queues = expectStatus(await owner.get(desk.review('queues')), 200).body.items as { id: string; open: number }[];
    const recount = new Map((await query<{ queue_id: string; n: number }>(`SELECT queue_id, count(*)::integer AS n FROM review_item WHERE site_id = $site AND state = 'open' AND (snoozed_until IS NULL OR snoozed_until <= now()) GROUP BY queue_id`)).map(({ queue_id, n }) => [queue_id, n]));
    expect(Object.fromEntries(queues.map(({ id, open }) => [id, open]))).toEqual(Object.fromEntries(queues.map(({ id }) => [id, recount.get(id) ?? 0])));
    const articles = expectStatus(await owner.get(desk.path('articles')), 200).body.items as { id: string; counts: { published: number; held: number; rejected: number } }[];
    const statuses = await query<{ article_id: string; status: string; n: number }>('SELECT article_id, status, count(*)::integer AS n FROM comment WHERE site_id = $site GROUP BY article_id, status');
    const count = (id: string, status: string): number => statuses.find((row) => row.article_id === id && row.status === status)?.n ?? 0;
    expect(articles.map(({ id, counts }) => [id, counts.published, counts.held, counts.rejected])).toEqual(articles.map(({ id }) => [id, count(id, 'published'), count(id, 'held'), count(id, 'rejected')]));
  });

  it('the stream told every event once and in order, also to who was cut off again and again', async () => {
    const expected = await told();
    expect(whole.lines.map(({ id }) => id)).toEqual(expected);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.flatMap(({ lines }) => lines.map(({ id }) => id))).toEqual(expected);
  });
});
