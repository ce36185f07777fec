import { Client as Database } from 'pg';
import { PositionEvents } from '../../../src/review/position-events';
import type { PersonInWorld } from '../../support/world';
import { listAgain } from '../../support/list-again';
import { expectStatus } from '../../support/world';
import { Desk, type ShownItem } from './desk-world';

let desk: Desk;
let ana: PersonInWorld;
let lead: PersonInWorld;
let database: Database;

beforeAll(async () => {
  desk = await Desk.open();
  database = new Database({ connectionString: desk.on.databaseUrl });
  await database.connect();
});

beforeEach(async () => {
  desk = await Desk.at(desk.on, desk.world);
  [ana, lead] = await Promise.all([desk.person('moderator', 'Ana'), desk.person('lead', 'Lea')]);
});

afterAll(async () => {
  await database.end();
  await desk.close();
});

const list = async (query: string): Promise<{ items: ShownItem[]; nextCursor: string | null }> => {
  const answer = await ana.client.get(desk.review(`items?${query}`));
  expect(answer.status).toBe(200);
  return answer.body as { items: ShownItem[]; nextCursor: string | null };
};

describe('an item', () => {
  it('shows what a moderator must read: text, thread, article, author, and why it is here', async () => {
    const server = desk.server;
    await server.put(desk.path('articles/open-news'), { title: 'Open news', url: 'https://news.example/open', section: 'world' });
    const submit = (more: object): ReturnType<typeof server.post> => server.post(desk.path('comments'), { article: { id: 'open-news' }, author: { id: 'u-jorge', name: 'Jorge', kind: 'registered' }, ...more });
    const { body: parent } = await submit({ body: 'They were never going to stay in that house.' });
    expect(parent.status).toBe('published');
    const { body: comment } = await submit({ author: { id: 'u-new', name: 'DealsForYou', kind: 'registered' }, parentId: parent.id, body: 'I made 4000 a week <b>here</b>: https://bit.ly/3xYz' });
    expect(comment.status).toBe('held');
    const { id } = await desk.itemOf(String(comment.id), ana.client);
    const { body: item, headers } = await ana.client.get(desk.review(`items/${id}`));
    expect(headers['etag']).toBe('"1"');
    expect(item).toMatchObject({
      state: 'open',
      claim: null,
      reason: comment.verdict.reason,
      rule: comment.verdict.primaryRule,
      comment: {
        body: 'I made 4000 a week <b>here</b>: https://bit.ly/3xYz',
        status: 'held',
        revision: 1,
        editedAt: null,
        parent: { id: parent.id, authorName: 'Jorge', body: 'They were never going to stay in that house.' },
        article: { id: 'open-news', title: 'Open news', section: 'world' },
        author: { id: 'u-new', name: 'DealsForYou', kind: 'registered', approved: 0, rejected: 0, submitted: 1 },
      },
      verdict: { action: 'hold', score: comment.verdict.score },
      signals: [{ kind: 'verdict' }],
      decisions: [],
      allowedActions: ['approve', 'reject', 'claim', 'skip', 'escalate', 'move', 'snooze', 'note', 'tag'],
    });
    expect(item.comment.html).toContain('&lt;b&gt;here&lt;/b&gt;');
    const quotes = (item.verdict.hits as { spans: { quote: string; start: number; end: number }[] }[]).flatMap(({ spans }) => spans.map(({ quote }) => quote));
    expect(quotes.some((quote) => quote.includes('bit.ly'))).toBe(true);

    const { body: why } = expectStatus(await ana.client.get(desk.review(`items/${id}/explain`)), 200);
    expect(why).toMatchObject({ commentId: comment.id, revision: 1, event: 'create', action: 'hold', primaryRule: item.rule, reason: item.reason, score: { total: item.verdict.score, shadow: expect.any(Number), groups: expect.any(Object) }, errors: [] });
    const hit = (why.hits as { rule: string; facts: { field: string; op: string }[]; suppressedBy: string | null; hard: boolean; braked: boolean }[]).find(({ rule }) => rule === item.rule);
    expect(hit).toMatchObject({ suppressedBy: null, hard: false, braked: false });
    expect(hit?.facts.map(({ field }) => field)).toContain('author.approved');
    expect(why.evaluated).toBeGreaterThan((why.hits as unknown[]).length);
  });

  it('whose evaluation is no longer kept is not explained', async () => {
    const { id: commentId } = await desk.held();
    const { id } = await desk.itemOf(commentId, ana.client);
    await database.query('DELETE FROM evaluation WHERE site_id = $1', [desk.site.id]);
    const answer = await ana.client.get(desk.review(`items/${id}/explain`));
    expect([answer.status, answer.body.code]).toEqual([410, 'gone']);
  });
});

describe('the list', () => {
  it.each(['priority', 'oldest', 'newest'])('pages through every item once, sorted by %s', async (sort) => {
    for (let n = 0; n < 5; n++) await desk.held();
    await database.query(`UPDATE review_item SET priority = 100000, opened_at = date_trunc('second', opened_at), queue_id = CASE WHEN id::text ~ '[0-7]$' THEN 'spam' ELSE 'hate' END WHERE site_id = $1`, [desk.site.id]);
    await listAgain(database);
    const all = await list(`sort=${sort}`);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { items, nextCursor } = await list(`sort=${sort}&limit=2${cursor}`);
      seen.push(...items.map(({ id }) => id));
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(seen).toHaveLength(5);
    expect(seen).toEqual(all.items.map(({ id }) => id));
  });

  it('narrows by queue, article, author, claim and state', async () => {
    const [one, two] = [await desk.held('u-one'), await desk.held('u-two')];
    const ids = async (query: string): Promise<string[]> => (await list(query)).items.map(({ comment }) => comment.id).sort();
    await expect(ids('author=u-one')).resolves.toEqual([one.id]);
    await expect(ids('article=slow-news')).resolves.toEqual([one.id, two.id].sort());
    await expect(ids('article=other')).resolves.toEqual([]);
    await expect(ids('queue=nowhere')).resolves.toEqual([]);
    const item = await desk.itemOf(one.id, ana.client);
    await ana.client.post(desk.review(`items/${item.id}/claim`));
    await expect(ids('claimed=true')).resolves.toEqual([one.id]);
    await expect(ids('claimed=me')).resolves.toEqual([one.id]);
    await expect(ids('claimed=false')).resolves.toEqual([two.id]);
    await desk.decide(ana.client, item, { action: 'approve' });
    await expect(ids('state=resolved')).resolves.toEqual([one.id]);
    await expect(ids('state=open')).resolves.toEqual([two.id]);
  });

  it.each(['sort=worst', 'limit=0', 'limit=101', 'limit=x', 'cursor=garbage', 'cursor=WzEsMiwzXQ', 'state=lost', 'state=resolved&sort=priority', 'claimed=perhaps', 'queue=%00', 'queue[]=a', 'colour=red'])('refuses ?%s', async (query) => {
    const answer = await ana.client.get(desk.review(`items?${query}`));
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid']);
  });
});

describe('queues', () => {
  it('say what waits, for how long, and what is mine', async () => {
    const { id } = await desk.held();
    await desk.held();
    await database.query(`UPDATE review_item SET queue_id = 'hate', opened_at = now() - interval '3 hours', due_at = now() - interval '1 hour' WHERE comment_id = $1`, [id]);
    await database.query(`UPDATE review_item SET queue_id = 'spam' WHERE site_id = $1 AND comment_id <> $2`, [desk.site.id, id]);
    await listAgain(database);
    await ana.client.post(desk.review('claims'), { queueId: 'hate' });
    const { body } = await ana.client.get(desk.review('queues'));
    const queue = (name: string): object | undefined => (body.items as { id: string }[]).find((one) => one.id === name);
    expect(queue('hate')).toMatchObject({ name: 'Hate', open: 1, unclaimed: 0, overdue: 1, mine: 1 });
    expect((queue('hate') as { oldestAgeSeconds: number }).oldestAgeSeconds).toBeGreaterThanOrEqual(3 * 3_600);
    expect(queue('spam')).toMatchObject({ open: 1, unclaimed: 1, overdue: 0, mine: 0 });
    expect(queue('default')).toMatchObject({ open: 0, oldestAt: null, oldestAgeSeconds: null });
  });
});

describe('policies', () => {
  it('name the reasons with the digit that picks them', async () => {
    const { body } = await ana.client.get(desk.path('policies'));
    expect((body.items as { id: string; position: number }[]).map(({ id, position }) => [position, id])).toEqual([
      [1, 'spam'], [2, 'scam'], [3, 'off-topic'], [4, 'abuse'], [5, 'hate'], [6, 'threat'], [7, 'privacy'], [8, 'misinformation'], [9, 'other'],
    ]);
  });
});

interface Line {
  readonly position: number;
  readonly type: string;
  readonly commentId: string | null;
  readonly payload: { readonly status?: string };
}

async function log(): Promise<Line[]> {
  await desk.on.app.get(PositionEvents).runOnce();
  const lines: Line[] = [];
  for (let after = '0'; ;) {
    const { status, body } = await lead.client.get(desk.review(`events?after=${after}&limit=7`));
    expect(status).toBe(200);
    lines.push(...(body.items as Line[]));
    if (body.nextCursor === null) return lines;
    after = String(body.nextCursor);
  }
}

describe('events', () => {
  it('stand in an order without gaps, however many workers give positions', async () => {
    for (let n = 0; n < 3; n++) await desk.held();
    await Promise.all([1, 2, 3, 4].map(() => desk.on.app.get(PositionEvents).runOnce()));
    await ana.client.post(desk.review('claims'), { count: 3 });
    const lines = await log();
    expect(lines.map(({ position }) => position)).toEqual(lines.map((_, index) => index + 1));
    expect(lines.filter(({ type }) => type === 'item.claimed')).toHaveLength(3);
    expect((await ana.client.get(desk.review('events'))).status).toBe(403);
  });

  it('tell each comment\'s status: the last one that names it is what the comment has', async () => {
    const { id } = await desk.held();
    const item = await desk.itemOf(id, ana.client);
    const { body: first } = await desk.decide(ana.client, item, { action: 'approve' });
    await ana.client.post(desk.path(`comments/${id}/decisions`), { action: 'reject', reasonCode: 'abuse' }, { 'if-match': '"2"' });
    await expect(statusTold(id)).resolves.toBe('rejected');
    const { decisions } = (await ana.client.get(desk.review(`items/${item.id}`))).body as { decisions: { id: string }[] };
    expect(decisions[0]?.id).toBe(first.id);
    await lead.client.post(desk.review(`decisions/${String(decisions[1]?.id)}/reversal`));
    await expect(statusTold(id)).resolves.toBe('published');
    await desk.server.delete(desk.path(`comments/${id}`));
    await expect(statusTold(id)).resolves.toBe('withdrawn');
  });
});

async function statusTold(commentId: string): Promise<string | undefined> {
  const lines = (await log()).filter((line) => line.commentId === commentId && line.payload.status !== undefined);
  const told = lines.at(-1)?.payload.status;
  const { rows } = await database.query<{ status: string }>('SELECT status FROM comment WHERE id = $1', [commentId]);
  expect(told).toBe(rows[0]?.status);
  return told;
}
