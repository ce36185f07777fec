import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { SiteId } from '../../src/domain/ids';
import type { Hit, Verdict } from '../../src/engine/verdict';
import { FoldEvidence } from '../../src/evaluate/evidence/fold-evidence';
import { FoldLog } from '../../src/evaluate/fold-log';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { type Tx, UnitOfWork } from '../../src/platform/database/unit-of-work';
import { newId } from '../../src/platform/ids';
import { PositionEvents } from '../../src/review/position-events';
import { EventLogStore } from '../../src/store/event-log.store';
import { FoldCursorStore } from '../../src/store/fold-cursor.store';
import { RuleHitStore } from '../../src/store/rule-hit.store';
import { type Addition, RuleSumsStore, type SumTable } from '../../src/store/rule-sums.store';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
let dataSource: DataSource;
let work: UnitOfWork;
let site: SiteId;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions({ url: database.url, pool: 10 })).initialize();
  work = new UnitOfWork(dataSource);
});

beforeEach(async () => {
  site = newId<SiteId>();
  await dataSource.query('INSERT INTO site (id, slug, name, created_at) VALUES ($1, $2, $2, now())', [site, `s-${site}`]);
  await dataSource.query(`INSERT INTO article (site_id, id, created_at, updated_at) VALUES ($1, 'a', now(), now())`, [site]);
  await dataSource.query(`INSERT INTO queue (site_id, id, name, position, created_at) VALUES ($1, 'default', 'Review', 1, now())`, [site]);
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** What a process does that dies at the worst moment: everything is written, nothing is committed. */
class DyingSums extends RuleSumsStore {
  override async add(tx: Tx, siteId: SiteId, table: SumTable, additions: readonly Addition[]): Promise<void> {
    await super.add(tx, siteId, table, additions);
    if (table === 'rule_error_minute') throw new Error('killed');
  }
}

const folder = (sums = new RuleSumsStore()): FoldEvidence => new FoldEvidence(new FoldLog(work, new FoldCursorStore(), new EventLogStore()), new FoldCursorStore(), new RuleHitStore(), sums);
const place = async (): Promise<void> => {
  while ((await new PositionEvents(work, new EventLogStore()).runOnce()) > 0);
};
const fold = async (): Promise<void> => {
  await place();
  while ((await folder().runOnce()).lines > 0);
};

const aHit = (rule: string, more: Partial<Hit> = {}): Hit => ({ rule, mode: 'active', action: 'hold', hard: false, reason: '', policy: '', score: 0, spans: [{ field: 'body', start: 0, end: 1, entry: 'list:gribble', via: [] }], facts: [], ...more });
const aVerdict = (hits: readonly Hit[], more: Partial<Verdict> = {}): Partial<Verdict> => ({ action: 'hold', primaryRule: hits[0]?.rule ?? null, hits, errors: [], ...more });

interface Query {
  query(sql: string, params: unknown[]): Promise<unknown>;
}

/** A judged comment as intake stores it. */
async function judged(hits: readonly Hit[], { on = dataSource, more = {}, at = new Date('2026-02-22T10:00:00Z') }: { on?: Query; more?: Partial<Verdict>; at?: Date } = {}): Promise<string> {
  const [comment, evaluation] = [newId(), newId()];
  await on.query(`INSERT INTO comment (site_id, id, article_id, author_kind, status, fingerprint, created_at, status_changed_at) VALUES ($1, $2, 'a', 'anonymous', 'held', '\\x00', $3, $3)`, [site, comment, at]);
  await on.query(`INSERT INTO comment_revision (site_id, comment_id, revision, body, format, evaluation_id, judged_at, created_at) VALUES ($1, $2, 1, 'x', 'text', $3, $4, $4)`, [site, comment, evaluation, at]);
  await on.query(
    `INSERT INTO evaluation (site_id, judged_at, id, comment_id, revision, event, action, rule_set_version, engine_version, facts, verdict, took_us)
     VALUES ($1, $2, $3, $4, 1, 'create', 'hold', 1, '1', '{"fields":{"article.section":"local"}}', $5, 100)`,
    [site, at, evaluation, comment, JSON.stringify(aVerdict(hits, more))],
  );
  await on.query(`INSERT INTO review_item (site_id, id, comment_id, article_id, state, queue_id, priority, reason, content_revision, opened_at) VALUES ($1, $2, $3, 'a', 'open', 'default', 1, '', 1, $4)`, [site, newId(), comment, at]);
  await told('comment.submitted', comment, at, on);
  return comment;
}

async function told(type: string, comment: string, at = new Date(), on: Query = dataSource): Promise<void> {
  const id = newId();
  await on.query(`INSERT INTO event (site_id, id, type, actor, comment_id, created_at) VALUES ($1, $2, $3, 'system', $4, $5)`, [site, id, type, comment, at]);
  await on.query(`INSERT INTO event_waiting (site_id, id, event_ids) VALUES ($1, $2, ARRAY[$2::uuid])`, [site, id]);
}

async function decided(comment: string, action: 'approve' | 'reject', isTold = true): Promise<string> {
  const id = newId<string>();
  await dataSource.query(
    `INSERT INTO decision (site_id, id, comment_id, item_id, item_version, revision, action, status_before, status_after, comment_version, decided_by, created_at)
     SELECT site_id, $2, comment_id, id, 1, 1, $3, 'held', 'published', 2, $4, now() FROM review_item WHERE site_id = $1 AND comment_id = $5`,
    [site, id, action, randomUUID(), comment],
  );
  await dataSource.query(`UPDATE review_item SET state = 'resolved' WHERE site_id = $1 AND comment_id = $2`, [site, comment]);
  if (isTold) await told('decision.made', comment);
  return id;
}

interface Sums { rule: string; hits: number; only_hits: number; pending: number; confirmed: number; overturned: number; errors: number }

const sums = async (): Promise<Sums[]> =>
  dataSource.query('SELECT rule, sum(hits)::integer AS hits, sum(only_hits)::integer AS only_hits, sum(pending)::integer AS pending, sum(confirmed)::integer AS confirmed, sum(overturned)::integer AS overturned, sum(errors)::integer AS errors FROM rule_daily WHERE site_id = $1 GROUP BY rule ORDER BY rule', [site]);
const evaluated = async (): Promise<number> => (await dataSource.query<{ n: number }[]>('SELECT coalesce(sum(evaluated), 0)::integer AS n FROM judged_hourly WHERE site_id = $1', [site]))[0]?.n ?? 0;
const entries = (): Promise<unknown[]> => dataSource.query('SELECT rule, entry, hits, confirmed, overturned FROM entry_daily WHERE site_id = $1 ORDER BY rule, entry', [site]);

describe('folding the log', () => {
  it('counts everything once, however many workers fold at the same time', async () => {
    for (let i = 0; i < 30; i++) await judged(i % 3 === 0 ? [] : i % 3 === 1 ? [aHit('a')] : [aHit('a'), aHit('b', { mode: 'shadow' })]);
    await place();
    await Promise.all(Array.from({ length: 6 }, async () => {
      for (let round = 0; round < 4; round++) await folder().runOnce();
    }));
    await fold();
    expect(await evaluated()).toBe(30);
    expect(await sums()).toMatchObject([{ rule: 'a', hits: 20, only_hits: 20, pending: 20 }, { rule: 'b', hits: 10, only_hits: 0, pending: 10 }]);
    expect(await dataSource.query('SELECT 1 FROM rule_hit WHERE site_id = $1', [site])).toHaveLength(30);
  });

  it('counts everything once when the process dies before it commits', async () => {
    await judged([aHit('a')]);
    await place();
    for (let attempt = 0; attempt < 3; attempt++) await expect(folder(new DyingSums()).runOnce()).rejects.toThrow('killed');
    expect([await evaluated(), await sums()]).toEqual([0, []]);
    await fold();
    expect(await evaluated()).toBe(1);
    expect(await sums()).toMatchObject([{ rule: 'a', hits: 1 }]);
  });

  it('does not miss what was written first and committed last', async () => {
    const late = dataSource.createQueryRunner();
    await late.connect();
    await late.startTransaction();
    await judged([aHit('late')], { on: late });
    await judged([aHit('early')]);
    await fold();
    expect(await sums()).toMatchObject([{ rule: 'early', hits: 1 }]);
    await late.commitTransaction();
    await late.release();
    await fold();
    expect(await sums()).toMatchObject([{ rule: 'early', hits: 1 }, { rule: 'late', hits: 1 }]);
  });

  it('comes to the same whether a decision is folded with the comment, after it, or was made long before anybody looked', async () => {
    const [together, after, before] = [await judged([aHit('a')]), await judged([aHit('a')]), await judged([aHit('a')])];
    await decided(together, 'reject');
    await decided(before, 'approve', false);
    await fold();
    expect(await sums()).toMatchObject([{ confirmed: 1, overturned: 1, pending: 1 }]);
    await decided(after, 'reject');
    await fold();
    expect(await sums()).toMatchObject([{ hits: 3, confirmed: 2, overturned: 1, pending: 0 }]);
    expect(await entries()).toEqual([{ rule: 'a', entry: 'list:gribble', hits: 3, confirmed: 2, overturned: 1 }]);
  });

  it('goes by the decision in force: a later one corrects, one taken back leaves the one before', async () => {
    const comment = await judged([aHit('a')]);
    await decided(comment, 'approve');
    const second = await decided(comment, 'reject');
    await fold();
    expect(await sums()).toMatchObject([{ confirmed: 1, overturned: 0 }]);
    await dataSource.query('UPDATE decision SET reversed_by = $3 WHERE site_id = $1 AND id = $2', [site, second, randomUUID()]);
    await told('decision.reversed', comment);
    await fold();
    expect(await sums()).toMatchObject([{ confirmed: 0, overturned: 1 }]);
    await told('decision.reversed', comment);
    await fold();
    expect(await sums()).toMatchObject([{ confirmed: 0, overturned: 1 }]);
  });

  it('counts errors by rule, those of broken rules by the minute too, and nothing of a comment whose judging failed', async () => {
    await judged([], { more: { errors: [{ rule: 'a', applied: 'hold', detail: 'The rule broke: stack' }, { rule: 'b', applied: 'hold', detail: 'Could not be computed: signal.toxicity.' }] } });
    await judged([], { more: { primaryRule: 'engine_error' } });
    await fold();
    expect(await sums()).toMatchObject([{ rule: 'a', errors: 1, hits: 0 }, { rule: 'b', errors: 1, hits: 0 }]);
    expect(await dataSource.query('SELECT rule, errors, minute FROM rule_error_minute WHERE site_id = $1', [site])).toEqual([{ rule: 'a', errors: 1, minute: new Date('2026-02-22T10:00:00Z') }]);
    expect(await evaluated()).toBe(1);
  });
});

describe('sums of hours and minutes', () => {
  it('are forgotten once nothing looks back to them, each in its own time', async () => {
    const now = new Date('2026-02-22T10:00:00Z');
    const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
    const store = new RuleSumsStore();
    await work.run(async (tx) => {
      for (const days of [0.5, 2, 14, 16, 39, 41]) {
        await store.add(tx, site, 'rule_error_minute', [{ key: [ago(days), 'r'], by: [1] }]);
        await store.add(tx, site, 'rule_hourly', [{ key: [ago(days), 'r'], by: [1] }]);
        await store.add(tx, site, 'judged_hourly', [{ key: [ago(days), 1, 'create'], by: [1, 1, 1] }]);
      }
      await store.expire(tx, now);
    });
    const left = async (table: string): Promise<number> => (await dataSource.query<unknown[]>(`SELECT 1 FROM ${table} WHERE site_id = $1`, [site])).length;
    expect([await left('rule_error_minute'), await left('rule_hourly'), await left('judged_hourly')]).toEqual([1, 3, 5]);
  });
});

describe('the versions of a rule', () => {
  const publish = (version: number, rules: readonly object[], lists: readonly object[] = []): Promise<unknown> =>
    dataSource.query(`INSERT INTO rule_set (site_id, version, document, hash, created_at) VALUES ($1, $2, $3, '', now())`, [site, version, JSON.stringify({ version: 1, lists, rules })]);
  const contents = async (): Promise<string[]> => {
    await work.run((tx) => new RuleSumsStore().register(tx, site, [1, 2]));
    const found = await dataSource.query<{ content: string }[]>(`SELECT content FROM rule_version WHERE site_id = $1 AND rule = 'r' ORDER BY version`, [site]);
    return found.map(({ content }) => content);
  };
  const rule = { id: 'r', name: 'One', mode: 'shadow', when: { body: { lists: 'words' } }, then: { action: 'hold' } };
  const words = { id: 'words', kind: 'words', entries: ['gribble'] };

  it.each([
    ['another name, mode and other examples', { ...rule, name: 'Two', mode: 'active', examples: { match: ['a gribble'], no_match: [] } }, words, true],
    ['another condition', { ...rule, when: { body: { words: 'plonk' } } }, words, false],
    ['another effect', { ...rule, then: { action: 'reject' } }, words, false],
    ['one more entry in a list it names', rule, { ...words, entries: ['gribble', 'plonk'] }, false],
    ['one more entry in another list', rule, { ...words, id: 'others', entries: ['plonk'] }, true],
  ])('%s', async (_, next, list, isSame) => {
    await publish(1, [rule], [words]);
    await publish(2, [next], list.id === 'others' ? [words, list] : [list]);
    const [first, second] = await contents();
    expect(first === second).toBe(isSame);
    expect(second).toBeDefined();
  });
});
