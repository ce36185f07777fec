import { Client } from 'pg';
import type { PersonId, SiteId } from '../../src/domain/ids';
import { rows, statement } from '../../src/platform/database/statement';
import { ALL_OPEN, type ItemFilter, type ItemSort } from '../../src/store/review-filter';
import { ReviewListStore, waitingPage } from '../../src/store/review-list.store';
import { LIST } from '../../src/store/queue.sql';
import { MOVE_PORTION, STRAYED, TIME_PORTION, WAKE, WAKE_SITE } from '../../src/store/review-workflow.sql';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { listAgain } from '../support/list-again';

const SITE = '01890000-0000-7000-8000-000000000001' as SiteId;
const ID = '01890000-0000-7000-8000-000000000002';
const NOW = new Date('2026-02-22T10:00:00Z');
const ITEMS = 6_000;
const LOOK = { now: NOW, closedQueues: [] };

let database: TestDatabase;
let client: Client;

/** Half of the items wait: by forty authors, under twenty articles, in five sections and three languages. */
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`INSERT INTO site (id, slug, name) VALUES ($1, 'herald', 'Herald')`, [SITE]);
  await client.query(`INSERT INTO article (site_id, id, section, created_at, updated_at) SELECT $1, 'a' || n, 's' || n % 5, $2, $2 FROM generate_series(0, 19) n`, [SITE, NOW]);
  await client.query(`INSERT INTO author (site_id, id, kind, created_at) SELECT $1, 'u' || n, 'registered', $2 FROM generate_series(0, 39) n`, [SITE, NOW]);
  await client.query(`INSERT INTO queue (site_id, id, name, position, created_at) SELECT $1, q, q, 1, $2::timestamptz FROM unnest('{default,spam,hate}'::text[]) q`, [SITE, NOW]);
  await client.query(
    `WITH n AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, $3::integer) n),
       c AS (INSERT INTO comment (site_id, id, article_id, author_id, author_kind, status, fingerprint, created_at, status_changed_at)
             SELECT $1, id, 'a' || n % 20, 'u' || n % 40, 'registered', 'held', '\\x00', $2::timestamptz, $2::timestamptz FROM n),
       r AS (INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at)
             SELECT $1, id, 1, 'remark number' || n || ' of group' || n % 50, 'text', id, $2::timestamptz, $2::timestamptz FROM n)
     INSERT INTO review_item (site_id, id, comment_id, article_id, author_id, author_kind, state, queue_id, priority, reason, rule, rules, policy, section, lang, score, reports, content_revision, opened_at, due_at, escalated_at, snoozed_until,
       resolved_at, claimed, claim_id, claimed_by, claim_expires_at)
     SELECT $1, gen_random_uuid(), id, 'a' || n % 20, 'u' || n % 40, 'registered', CASE WHEN n % 2 = 0 THEN 'open' ELSE 'resolved' END, (ARRAY['default', 'spam', 'hate'])[1 + n % 3], n % 300, 'why', 'r' || n % 30, ARRAY['r' || n % 30, 'x' || n % 7],
       'p' || n % 9, 's' || n % 5, (ARRAY['de', 'en', 'fr'])[1 + n % 3], n % 900, CASE WHEN n % 60 = 0 THEN 1 ELSE 0 END, 1, $2::timestamptz - n * interval '1 second', CASE WHEN n % 50 = 0 THEN $2::timestamptz + (n - 3000) * interval '1 second' END,
       CASE WHEN n % 80 = 0 THEN $2::timestamptz END, CASE WHEN n % 90 = 0 THEN $2::timestamptz + interval '1 hour' END, CASE WHEN n % 2 = 1 THEN $2::timestamptz END,
       n % 100 = 0, CASE WHEN n % 100 = 0 THEN gen_random_uuid() END, CASE WHEN n % 100 = 0 THEN $4::uuid END, CASE WHEN n % 100 = 0 THEN $2::timestamptz + interval '1 minute' END FROM n`,
    [SITE, NOW, ITEMS, ID],
  );
  await client.query(`INSERT INTO review_tag (site_id, item_id, tag, added_by, added_at) SELECT site_id, id, 't' || right(id::text, 1), $2, $3 FROM review_item WHERE site_id = $1`, [SITE, ID, NOW]);
  await listAgain(client);
  await client.query('ANALYZE');
}, 120_000);

afterAll(async () => {
  await client.end();
  await database.drop();
});

const literal = (value: unknown): string => (value === null ? 'NULL' : typeof value === 'number' ? String(value) : value instanceof Date ? `'${value.toISOString()}'` : Array.isArray(value) ? `'{${value.join(',')}}'` : typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : 'NULL');

let prepared = 0;

/** The plan of a statement whose parameters the planner does not see, as after the fifth use of a prepared one. */
async function plan(text: string, params: readonly unknown[]): Promise<string> {
  const name = `p${String(prepared++)}`;
  await client.query('SET plan_cache_mode = force_generic_plan');
  await client.query(`PREPARE ${name} AS ${text}`);
  const { rows: lines } = await client.query<Record<string, string>>(`EXPLAIN EXECUTE ${name}${params.length === 0 ? '' : ` (${params.map(literal).join(', ')})`}`);
  return lines.map((line) => line['QUERY PLAN']).join('\n');
}

const listPlan = (filter: Partial<ItemFilter>, sort: ItemSort = 'priority'): Promise<string> => {
  const { text, params } = waitingPage(SITE, { filter: { ...ALL_OPEN, ...filter }, look: LOOK }, { sort, after: null, limit: 50 });
  return plan(text, params);
};

describe('lists of what waits', () => {
  it.each([
    ['everything, worst first', {}, 'priority', 'waiting_item_order_idx'],
    ['everything, oldest first', {}, 'oldest', 'waiting_item_age_idx'],
    ['everything, newest first', {}, 'newest', 'waiting_item_age_idx'],
    ['a queue', { queueId: 'spam' }, 'priority', 'waiting_item_queue_idx'],
    ['a queue by age', { queueId: 'spam' }, 'oldest', 'waiting_item_queue_age_idx'],
    ['an article', { articleId: 'a1' }, 'priority', 'waiting_item_article_idx'],
    ['an author', { authorId: 'u1' }, 'priority', 'waiting_item_author_idx'],
    ['a section', { section: 's1' }, 'priority', 'waiting_item_section_idx'],
    ['a language', { lang: 'de' }, 'priority', 'waiting_item_lang_idx'],
    ['a policy', { policy: 'p1' }, 'priority', 'waiting_item_policy_idx'],
    ['appeals', { kind: 'appeal' }, 'priority', 'waiting_item_appeal_idx'],
    ['what was escalated', { escalated: true }, 'priority', 'waiting_item_escalated_idx'],
    ['what was reported', { reported: true }, 'priority', 'waiting_item_reported_idx'],
    ['what is put off', { snoozed: true }, 'priority', 'waiting_item_snoozed_idx'],
    ['a rule', { rule: 'x1' }, 'priority', 'waiting_item_rules_idx'],
    ['words', { words: "'group1':*" }, 'priority', 'waiting_item_words_idx'],
    ['a tag', { tag: 't1' }, 'priority', 'review_tag_tag_idx'],
    ['what is held', { claimed: true }, 'priority', 'review_item_(lease|claim|holder)_idx'],
    ['what I hold', { claimed: true, claimedBy: ID as PersonId }, 'priority', 'review_item_(lease|claim|holder)_idx'],
  ] as const)('%s goes by its index', async (_, filter, sort, index) => {
    const text = await listPlan(filter, sort);
    expect(text).toMatch(new RegExp(index));
    expect(text).not.toMatch(/Seq Scan on (waiting_item|review_item|review_tag|comment)/);
  });

  it('what is overdue, or so bad, is looked for in the first of all, and only then anywhere', async () => {
    for (const filter of [{ overdue: true }, { minScore: 800 }]) expect(await listPlan(filter)).toMatch(/CTE near[^]*waiting_item_order_idx[^]*CTE few[^]*One-Time Filter/);
  });

  it('several at once go by the index of one', async () => {
    expect(await listPlan({ authorId: 'u1', queueId: 'spam', overdue: false, reported: false, words: "'group1':*" })).not.toMatch(/Seq Scan on (waiting_item|review_item)/);
  });

  it('nothing is sorted that comes from an index in order', async () => {
    for (const filter of [{}, { queueId: 'spam' }, { section: 's1' }, { authorId: 'u1' }]) {
      const text = await listPlan(filter);
      expect(text.split('->').slice(2).join('->')).not.toMatch(/Sort/);
    }
  });
});

describe('pages', () => {
  const store = new ReviewListStore();
  const all = async (filter: ItemFilter, sort: ItemSort): Promise<string[]> => {
    const found: string[] = [];
    for (let after = null as Awaited<ReturnType<ReviewListStore['list']>>['next']; ;) {
      const { items, next } = await store.list({ client }, SITE, { filter, look: LOOK }, { sort, after, limit: 37 });
      found.push(...items.map(({ id }) => id));
      if (next === null) return found;
      after = next;
    }
  };
  const expected = async (where: string): Promise<string[]> => (await rows<{ id: string }>({ client }, statement(`test_expected_${String(prepared++)}`, `SELECT id FROM review_item i WHERE site_id = $1 AND ${where}`), [SITE])).map(({ id }) => id).sort();

  it.each([
    ['open, put off ones too', { ...ALL_OPEN, snoozed: null }, `state = 'open'`],
    ['open and awake', ALL_OPEN, `state = 'open' AND snoozed_until IS NULL`],
    ['a rule and a section', { ...ALL_OPEN, rule: 'x3', section: 's2', snoozed: null }, `state = 'open' AND 'x3' = ANY (rules) AND section = 's2'`],
    ['overdue or not', { ...ALL_OPEN, overdue: false, snoozed: null }, `state = 'open' AND (due_at IS NULL OR due_at >= '2026-02-22T10:00:00Z')`],
    ['held', { ...ALL_OPEN, claimed: true, snoozed: null }, `state = 'open' AND claimed`],
    ['not held', { ...ALL_OPEN, claimed: false, snoozed: null }, `state = 'open' AND NOT claimed`],
    ['tagged', { ...ALL_OPEN, tag: 't3', snoozed: null }, `state = 'open' AND id IN (SELECT item_id FROM review_tag WHERE tag = 't3')`],
    ['decided', { ...ALL_OPEN, state: 'resolved', section: 's1' }, `state = 'resolved' AND section = 's1'`],
  ] as const)('of %s give every item once, in every order', async (_, filter, where) => {
    const wanted = await expected(where);
    expect(wanted.length).toBeGreaterThan(10);
    for (const sort of filter.state === 'open' ? (['priority', 'oldest', 'newest'] as const) : (['oldest', 'newest'] as const)) expect([...(await all(filter, sort))].sort()).toEqual(wanted);
    const counted = filter.state === 'open' ? await store.count({ client }, SITE, { filter, look: LOOK }) : wanted.length;
    expect(counted).toBe(wanted.length);
  });

  it('leave out queues that are closed', async () => {
    const store2 = new ReviewListStore();
    const look = { now: NOW, closedQueues: ['spam', 'hate'] };
    expect(await store2.count({ client }, SITE, { filter: { ...ALL_OPEN, snoozed: null }, look })).toBe((await expected(`state = 'open' AND queue_id = 'default'`)).length);
  });
});

describe('what the desk’s worker looks for', () => {
  it.each([
    ['who has slept enough', WAKE, [NOW, 500], 'review_item_snooze_idx'],
    ['who has slept enough on one site', WAKE_SITE, [NOW, 500, SITE], 'review_item_snooze_idx'],
    ['queues that have gone', STRAYED, [], 'waiting_item_queue(_age)?_idx|queue_removed_idx'],
    ['a portion of a queue', MOVE_PORTION, [SITE, 'spam', 'hate', 500], 'waiting_item_queue(_age)?_idx'],
    ['a portion with another time limit', TIME_PORTION, [SITE, 'spam', 60, 500], 'waiting_item_queue(_age)?_idx'],
  ] as const)('%s goes by index', async (_, { text }, params, index) => {
    const shown = await plan(text, params);
    expect(shown).toMatch(new RegExp(index));
    expect(shown).not.toMatch(/Seq Scan on review_item/);
  });

  it('counts read the slim rows and what is held, nothing else', async () => {
    expect(await plan(LIST.text, [SITE, ID, NOW])).toMatch(/waiting_item[^]*review_item_(lease|claim|holder)_idx|review_item_(lease|claim|holder)_idx[^]*waiting_item/);
  });
});
