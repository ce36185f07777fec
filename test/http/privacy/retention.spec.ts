import { ExpireData } from '../../../src/privacy/expire-data';
import { RETENTION_QUEUE, RetentionRounds } from '../../../src/privacy/retention-rounds';
import { PruneDeliveries } from '../../../src/notify/prune-deliveries';
import { firstIdOf, newId } from '../../../src/platform/ids';
import { Jobs } from '../../../src/platform/jobs/jobs';
import { expectStatus, type PersonInWorld } from '../../support/world';
import { Desk } from '../review/desk-world';

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

let desk: Desk;
let moderator: PersonInWorld;

beforeAll(async () => {
  desk = await Desk.open();
  moderator = await desk.person('moderator');
});

afterAll(() => desk.close());

/** A UUIDv7 begins with its moment. */
const momentOf = (id: string): number => parseInt(id.replaceAll('-', '').slice(0, 12), 16);

async function settle(retention: object, at = desk): Promise<void> {
  expectStatus(await (await at.world.ownerClient()).patch(at.path('settings'), { retention }), 200);
}

async function expire(moment: number, at = desk): Promise<boolean> {
  return desk.on.app.get(ExpireData, { strict: false }).execute(await at.world.site(at.site.slug), new Date(moment));
}

/** Asks before and after the edge: one second too young, and of just that age. */
async function around(days: number, moment: number, look: () => Promise<unknown>): Promise<unknown[]> {
  await expire(moment + days * DAY_MS - SECOND_MS);
  const young = await look();
  await expire(moment + days * DAY_MS);
  return [young, await look()];
}

async function one(sql: string, params: readonly unknown[]): Promise<unknown> {
  return Object.values((await desk.rows<Record<string, unknown>>(sql, params))[0] ?? {})[0];
}

async function written(more: object = {}, at = desk): Promise<string> {
  const said = { article: { id: at.article }, author: { id: `u-${newId()}`, name: 'Ana', kind: 'registered', email: 'ana@mail.example' }, request: { ip: '203.0.113.7', deviceId: 'd-7' }, body: 'A calm remark about the weather of the week.', ...more };
  return String(expectStatus(await at.server.post(at.path('comments'), said), 201).body.id);
}

async function rejected(): Promise<{ comment: string; decision: string }> {
  const comment = await written();
  const { body } = expectStatus(await desk.decide(moderator.client, await desk.itemOf(comment, moderator.client), { action: 'reject', reasonCode: 'abuse', note: 'a note', message: 'a message' }), 201);
  return { comment, decision: String(body.id) };
}

describe('a row goes at the age that the site has set, and a second earlier it stays', () => {
  it('hashes of addresses and devices', async () => {
    const id = await written();
    expect(await around(90, momentOf(id), () => one('SELECT (ip_hash IS NOT NULL)::integer + (device_hash IS NOT NULL)::integer FROM comment WHERE id = $1', [id]))).toEqual([2, 0]);
  });

  it('the hash of an email address: of an author who has written nothing since', async () => {
    const author = `u-${newId()}`;
    const ids = [await written({ author: { id: author, email: 'ana@mail.example' } }), await written({ author: { id: author, email: 'ana@mail.example' } })];
    await settle({ addresses: 7 });
    expect(await around(7, momentOf(String(ids[1])), () => one('SELECT email_hash IS NULL FROM author WHERE id = $1', [author]))).toEqual([false, true]);
    await settle({ addresses: 90 });
  });

  it('addresses of reporters, each of which stays a reporter of its own', async () => {
    const comment = await written();
    for (const reporterIp of ['203.0.113.8', '203.0.113.9']) expectStatus(await desk.server.post(desk.path(`comments/${comment}/reports`), { reason: 'spam', reporterIp }), 201);
    const [last] = await desk.rows<{ id: string }>('SELECT id FROM report WHERE comment_id = $1 ORDER BY id DESC LIMIT 1', [comment]);
    const look = (): Promise<unknown> => one(`SELECT count(DISTINCT reporter) FILTER (WHERE reporter LIKE 'address:expired:%')::integer FROM report WHERE comment_id = $1`, [comment]);
    expect((await around(90, momentOf(String(last?.id)), look))[1]).toBe(2);
  });

  it('facts, and what rules saw in them; the verdict stays', async () => {
    const id = await written({ request: { userAgent: 'Browser/1' } });
    await settle({ facts: 100 });
    const at = Number(await one('SELECT extract(epoch FROM judged_at) * 1000 FROM evaluation WHERE comment_id = $1', [id]));
    expect(await around(100, at, () => one(`SELECT (facts #>> '{context,userAgent}') || ' ' || action FROM evaluation WHERE comment_id = $1`, [id]))).toEqual(['Browser/1 hold', null]);
    expect(await one('SELECT action FROM evaluation WHERE comment_id = $1', [id])).toBe('hold');
    await settle({ facts: null });
  });

  it('notes and messages', async () => {
    const { decision } = await rejected();
    await settle({ notes: 30 });
    expect(await around(30, momentOf(decision), () => one(`SELECT note || ', ' || message FROM decision WHERE id = $1`, [decision]))).toEqual(['a note, a message', null]);
    await settle({ notes: null });
  });

  it('texts of what was rejected, counted from that day; the comment is withdrawn and keeps its author', async () => {
    const { comment } = await rejected();
    await settle({ rejectedTexts: 60 });
    const at = Number(await one('SELECT extract(epoch FROM status_changed_at) * 1000 FROM comment WHERE id = $1', [comment]));
    const look = (): Promise<unknown> => one(`SELECT r.body || ' ' || c.status FROM comment c JOIN comment_revision r ON r.comment_id = c.id WHERE c.id = $1`, [comment]);
    expect(await around(60, at, look)).toEqual(['A calm remark about the weather of the week. rejected', ' withdrawn']);
    expect(await one('SELECT author_id IS NOT NULL AND author_name IS NULL FROM comment WHERE id = $1', [comment])).toBe(true);
    expect((await desk.log()).filter(({ type, commentId }) => type === 'comment.erased' && commentId === comment)).toMatchObject([{ actor: 'system', payload: { status: 'withdrawn' } }]);
    await settle({ rejectedTexts: null });
  });

  it('texts of what was rejected only when an appeal against that has been decided: nobody could decide it without', async () => {
    const { comment } = await rejected();
    expectStatus(await desk.server.post(desk.path(`comments/${comment}/appeals`), { message: 'A mere remark.' }), 201);
    await settle({ rejectedTexts: 60 });
    const at = Number(await one('SELECT extract(epoch FROM status_changed_at) * 1000 FROM comment WHERE id = $1', [comment]));
    const look = (): Promise<unknown> => one('SELECT body FROM comment_revision WHERE comment_id = $1', [comment]);
    expect(await around(60, at, look)).toEqual(['A calm remark about the weather of the week.', 'A calm remark about the weather of the week.']);
    const lead = await desk.person('lead');
    expectStatus(await desk.decide(lead.client, await desk.itemOf(comment, lead.client), { action: 'reject', reasonCode: 'abuse' }), 201);
    expect(await around(60, at + DAY_MS, look)).toContain('');
    await settle({ rejectedTexts: null });
  });

  it('what was wrong with rows of an import', async () => {
    const id = newId<string>();
    await desk.rows(`INSERT INTO import_run (site_id, id, format, source, status, problems, requested_by, created_at, ended_at) VALUES ($1, $2, 'weir', 'weir', 'done', '[{"row": 1}]', 'system', now(), now())`, [desk.site.id, id]);
    expect(await around(90, momentOf(id), () => one('SELECT jsonb_array_length(problems) FROM import_run WHERE id = $1', [id]))).toEqual([1, 0]);
  });

  it('deliveries', async () => {
    const endpoint = String(expectStatus(await (await desk.world.ownerClient()).post(desk.path('webhooks'), { url: 'https://hooks.news.example/weir' }), 201).body.id);
    const id = newId<string>();
    await desk.rows(`INSERT INTO webhook_delivery (site_id, id, endpoint_id, message_id, type, payload, status, created_at) VALUES ($1, $2, $3, 'm', 't', '{}', 'delivered', now())`, [desk.site.id, id, endpoint]);
    await settle({ deliveries: 3 });
    const left: unknown[] = [];
    for (const late of [-SECOND_MS, SECOND_MS]) {
      await desk.on.app.get(PruneDeliveries, { strict: false }).execute(new Date(momentOf(id) + 3 * DAY_MS + late));
      left.push(await one('SELECT count(*)::integer FROM webhook_delivery WHERE id = $1', [id]));
    }
    expect(left).toEqual([1, 0]);
  });
});

describe('retention', () => {
  const withAddress = (at: Desk): Promise<unknown> => one('SELECT count(*)::integer FROM comment WHERE site_id = $1 AND ip_hash IS NOT NULL', [at.site.id]);

  it('goes on where it was interrupted, in portions', async () => {
    const other = await Desk.at(desk.on, desk.world);
    for (let n = 0; n < 5; n++) await written({}, other);
    const site = await other.world.site(other.site.slug);
    const later = new Date(Date.now() + 91 * DAY_MS);
    const left: unknown[] = [];
    for (const portions of [1, 1, 1_000]) {
      let begun = 0;
      const isDone = await desk.on.app.get(ExpireData, { strict: false }).execute(site, later, { limit: 2, isOver: () => begun++ >= portions });
      left.push([isDone, await withAddress(other)]);
    }
    expect(left).toEqual([[false, 3], [false, 1], [true, 0]]);
  });

  it('leaves other sites alone, which have other ideas', async () => {
    const [mine, theirs] = [await Desk.at(desk.on, desk.world), await Desk.at(desk.on, desk.world)];
    for (const at of [mine, theirs]) await written({}, at);
    await settle({ addresses: 1 }, mine);
    for (const at of [mine, theirs]) await expire(Date.now() + 2 * DAY_MS, at);
    expect([await withAddress(mine), await withAddress(theirs)]).toEqual([0, 1]);
  });

  it('begins anew after an import, which brings comments of long ago', async () => {
    const at = await Desk.at(desk.on, desk.world);
    const id = await written({}, at);
    const now = Date.now() + 91 * DAY_MS;
    await expire(now, at);
    const old = firstIdOf(new Date(momentOf(id) - 365 * DAY_MS));
    await desk.rows(
      `WITH c AS (INSERT INTO comment (site_id, id, article_id, author_kind, status, fingerprint, ip_hash, created_at, status_changed_at) SELECT site_id, $3, article_id, author_kind, status, '', 'x', created_at, status_changed_at FROM comment WHERE site_id = $1 AND id = $2)
       INSERT INTO import_run (site_id, id, format, source, status, requested_by, created_at, ended_at) VALUES ($1, $4, 'weir', 'weir', 'done', 'system', now(), $5)`,
      [at.site.id, id, old, newId(), new Date(now + SECOND_MS)],
    );
    await expire(now, at);
    expect(await withAddress(at)).toBe(0);
  });

  it('is a job of each site', async () => {
    const at = await Desk.at(desk.on, desk.world);
    await written({}, at);
    await settle({ addresses: 1 }, at);
    const old = firstIdOf(new Date(Date.now() - DAY_MS - SECOND_MS));
    await desk.rows(`INSERT INTO comment (site_id, id, article_id, author_kind, status, fingerprint, ip_hash, created_at, status_changed_at) SELECT site_id, $2, article_id, author_kind, status, '', 'x', created_at, status_changed_at FROM comment WHERE site_id = $1`, [at.site.id, old]);
    await desk.on.app.get(RetentionRounds, { strict: false }).sendAll();
    const jobs = desk.on.app.get(Jobs);
    while (Number(await one(`SELECT count(*)::integer FROM pgboss.job WHERE name = $1 AND state < 'active'`, [RETENTION_QUEUE])) > 0) await jobs.drain(RETENTION_QUEUE);
    expect(await withAddress(at)).toBe(1);
  });

  it('is set and shown with the settings, each kind by itself', async () => {
    const at = await Desk.at(desk.on, desk.world);
    const owner = await at.world.ownerClient();
    expect((await owner.get(at.path('settings'))).body.retention).toEqual({ addresses: 90, facts: null, notes: null, rejectedTexts: null, deliveries: 30, importProblems: 90, notices: 180 });
    await settle({ facts: 3_650, addresses: 1 }, at);
    await settle({ notes: 7 }, at);
    expect((await owner.get(at.path('settings'))).body.retention).toEqual({ addresses: 1, facts: 3_650, notes: 7, rejectedTexts: null, deliveries: 30, importProblems: 90, notices: 180 });
    await settle({ facts: null }, at);
    expect((await owner.get(at.path('settings'))).body.retention).toMatchObject({ facts: null });
  });
});
