import { Client as Database } from 'pg';
import type { PersonInWorld } from '../../support/world';
import { Desk } from './desk-world';

const ITEMS = 300;
const MODERATORS = 20;

let desk: Desk;
let people: PersonInWorld[];
let database: Database;

beforeAll(async () => {
  desk = await Desk.open();
  database = new Database({ connectionString: desk.on.databaseUrl });
  await database.connect();
  people = await Promise.all(Array.from({ length: MODERATORS }, (_, n) => desk.person('moderator', `Moderator ${n}`)));
  await fill();
}, 120_000);

afterAll(async () => {
  await database.end();
  await desk.close();
});

/** Copies of one real comment with its revision and item: 300 submissions would test intake. */
async function fill(): Promise<void> {
  const { id } = await desk.held();
  await database.query(
    `WITH copies AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, $2::integer) AS n),
       c AS (INSERT INTO comment (site_id, id, article_id, author_kind, status, fingerprint, created_at, status_changed_at)
             SELECT o.site_id, copies.id, o.article_id, o.author_kind, 'held', o.fingerprint, o.created_at, o.status_changed_at FROM comment o, copies WHERE o.id = $1),
       r AS (INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at)
             SELECT o.site_id, copies.id, 1, o.body, o.format, o.evaluation_id, o.judged_at, o.created_at FROM comment_revision o, copies WHERE o.comment_id = $1)
     INSERT INTO review_item (site_id, id, comment_id, article_id, state, queue_id, priority, reason, content_revision, opened_at)
     SELECT o.site_id, gen_random_uuid(), copies.id, o.article_id, 'open', 'spam', 100000 + n % 7, o.reason, 1, o.opened_at FROM review_item o, copies WHERE o.comment_id = $1`,
    [id, ITEMS],
  );
  await database.query('ANALYZE');
}

const inForce = async (): Promise<{ decisions: number; items: number }> => {
  const { rows } = await database.query<{ decisions: number; items: number }>('SELECT count(*)::integer AS decisions, count(DISTINCT item_id)::integer AS items FROM decision');
  return rows[0] ?? { decisions: -1, items: -1 };
};

describe('twenty moderators at once', () => {
  it('never hold the same item twice', async () => {
    const answers = await Promise.all(people.flatMap(({ client }) => [1, 2, 3].map(() => client.post(desk.review('claims'), { queueId: 'spam', count: 5 }))));
    const held = answers.flatMap(({ body }) => (body.items as { id: string }[]).map(({ id }) => id));
    expect(held).toHaveLength(ITEMS);
    expect(new Set(held).size).toBe(ITEMS);
    await database.query('UPDATE review_item SET claimed = false, claim_id = NULL, claimed_by = NULL, claimed_at = NULL, claim_expires_at = NULL');
  }, 60_000);

  it('decide every item exactly once, and who comes second is told who was first, and what', async () => {
    const { rows: items } = await database.query<{ id: string }>(`SELECT id FROM review_item WHERE queue_id = 'spam' AND state = 'open'`);
    const attempts = items.flatMap((item, n) => [people[n % MODERATORS], people[(n * 7 + 3) % MODERATORS]].map((person, attempt) => ({ item, person, attempt })));
    const answers = await inParallel(attempts, 20, async ({ item, person, attempt }) => {
      if (!person) throw new Error('There is no such moderator');
      const answer = await desk.decide(person.client, { ...item, version: 1 }, attempt === 0 ? { action: 'approve' } : { action: 'reject', reasonCode: 'spam' });
      return { item, answer };
    });
    const won = answers.filter(({ answer }) => answer.status === 201);
    const lost = answers.filter(({ answer }) => answer.status !== 201);
    expect(won).toHaveLength(ITEMS);
    expect(new Set(won.map(({ item }) => item.id)).size).toBe(ITEMS);
    expect(await inForce()).toEqual({ decisions: ITEMS, items: ITEMS });
    const winner = new Map(won.map(({ item, answer }) => [item.id, answer.body]));
    for (const { item, answer } of lost) {
      expect([answer.status, answer.body.code]).toEqual([412, 'version_conflict']);
      const { action, decidedBy, createdAt } = winner.get(item.id) as { action: string; decidedBy: object; createdAt: string };
      expect(answer.body.decision).toMatchObject({ action, decidedBy, createdAt });
    }
  }, 120_000);
});

async function inParallel<In, Out>(all: readonly In[], lanes: number, work: (one: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  const waiting = [...all];
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) results.push(await work(one));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
