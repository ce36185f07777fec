import { randomUUID } from 'node:crypto';
import { JudgeReport } from '../../../src/intake/judge-report';
import { SignalRounds } from '../../../src/evaluate/signals/signal-rounds';
import { PositionEvents } from '../../../src/review/position-events';
import { RunningRuleSets } from '../../../src/evaluate/running-rule-sets';
import { expectStatus } from '../../support/world';
import { EvidenceWorld, wordRule, type Sent } from './evidence-world';

let world: EvidenceWorld;

beforeAll(async () => { world = await EvidenceWorld.open(); });
afterAll(() => world.close());

const onReport = (id: string, when: object, then: object = { action: 'hold' }, more: object = {}): object => wordRule(id, 'gribble', { on: ['report'], when, then, ...more });

async function report(comment: Pick<Sent, 'id'>, reason = 'spam', reporter: object = { reporterId: `r-${randomUUID()}` }): Promise<void> {
  expectStatus(await world.server.post(world.path(`comments/${comment.id}/reports`), { reason, ...reporter }), 201);
}

const judge = (now = new Date()): Promise<number> => world.on.app.get(JudgeReport, { strict: false }).runOnce(now);
const read = async (comment: Pick<Sent, 'id'>): Promise<Sent> => expectStatus(await world.server.get(world.path(`comments/${comment.id}`)), 200).body as Sent;

interface Stored {
  readonly id: string;
  readonly event: string;
  readonly action: string;
  readonly fields: Record<string, unknown>;
}

/** The verdicts on reports, as the desk's list of evaluations names them. */
async function verdicts(comment: Pick<Sent, 'id'>): Promise<Stored[]> {
  const { items } = expectStatus(await world.admin.client.get(world.path(`comments/${comment.id}/evaluations`)), 200).body as { items: { id: string; event: string }[] };
  const ids = items.filter(({ event }) => event === 'report').map(({ id }) => id);
  return world.rows<Stored>(`SELECT id, event, action, facts -> 'fields' AS fields FROM evaluation WHERE id = ANY ($1::uuid[]) ORDER BY judged_at`, [ids]);
}

const events = async (comment: Pick<Sent, 'id'>): Promise<unknown[]> =>
  (await world.rows<{ type: string; payload: Record<string, unknown> }>(`SELECT type, payload FROM event WHERE comment_id = $1 ORDER BY id`, [comment.id])).map(({ type, payload }) => [type, payload['status'], payload['because']]);

describe('rules on reports', () => {
  it('hold what is published when the reports say what the rule asks for, and the log, the site and the item say why', async () => {
    await world.publish([onReport('threats', { 'reports.reasons': { any_in: ['threat'] }, 'reports.weight': { gte: 2 } })]);
    expectStatus(await world.admin.client.post(world.path('webhooks'), { url: 'https://hooks.news.example/weir', types: ['comment.status_changed'] }), 201);
    const comment = await world.submit('A word on the tides.');
    await report(comment, 'threat');
    expect(await judge()).toBe(1);
    expect((await read(comment)).status).toBe('published');
    await report(comment, 'spam', { reporterIp: '198.51.100.3' });
    expect([await judge(), await judge()]).toEqual([1, 0]);
    expect(await read(comment)).toMatchObject({ status: 'held', version: 2 });
    expect((await verdicts(comment)).map(({ action, fields }) => [action, fields['reports.count'], fields['reports.weight'], fields['reports.reasons']])).toEqual([['publish', 1, 1, ['threat']], ['hold', 2, 2, ['spam', 'threat']]]);
    expect((await events(comment)).slice(-3)).toEqual([['comment.reported', 'published', undefined], ['comment.judged_again', 'published', undefined], ['comment.held', 'held', 'rule']]);
    expect(await world.rows(`SELECT payload ->> 'because' AS because, payload ->> 'rule' AS rule FROM outbox WHERE comment_id = $1 AND type = 'comment.status_changed'`, [comment.id])).toEqual([{ because: 'rule', rule: 'threats' }]);
    expect(await world.rows(`SELECT rule, reports FROM review_item WHERE comment_id = $1 AND state = 'open'`, [comment.id])).toEqual([{ rule: 'threats', reports: 2 }]);
  });

  it('come out the same, to the last byte, when they are replayed', async () => {
    await world.publish([onReport('any', { 'reports.count': { gte: 1 }, 'article.comment_count': { gte: 0 }, 'site.surge': { is: false, missing: false } })]);
    const comment = await world.submit('Another word on the tides.');
    await report(comment);
    expect(await judge()).toBe(1);
    const [verdict] = await verdicts(comment);
    expect(verdict?.action).toBe('hold');
    expect((await world.admin.client.get(world.path(`comments/${comment.id}/evaluations/${verdict?.id ?? ''}/replay`))).body).toMatchObject({ identical: true, stored: { action: 'hold' } });
  });

  it('judge once, however many reports came, and never by rules that do not name reports', async () => {
    await world.publish([wordRule('words', 'tides'), onReport('many', { 'reports.count': { gte: 99 } })]);
    const comment = await world.submit('Calm water.');
    await world.rows(`UPDATE comment_revision SET body = 'About the tides' WHERE comment_id = $1`, [comment.id]);
    for (let n = 0; n < 2; n++) await report(comment);
    expect([await judge(), (await read(comment)).status, (await verdicts(comment)).length]).toEqual([1, 'published', 1]);
    await world.publish([wordRule('words', 'tides')]);
    const other = await world.submit('Calm water again.');
    await report(other);
    expect([await judge(), (await verdicts(other)).length]).toEqual([0, 0]);
    expect(await world.rows('SELECT 1 FROM report_waiting')).toEqual([]);
  });

  it('do not hold for what the article or the author is: a report does not ask whether new comments are taken', async () => {
    await world.publish([onReport('never', { 'reports.count': { gte: 99 } })]);
    const comment = await world.submit('Before the article was closed.', { article: { id: 'soon-closed' } });
    expectStatus(await world.admin.client.patch(world.path('articles/soon-closed'), { commentsMode: 'closed' }), 200);
    await report(comment);
    expect([await judge(), (await read(comment)).status]).toEqual([1, 'published']);
  });

  it('hold where they say reject, flag what a moderator approved, and say nothing of what was decided meanwhile', async () => {
    await world.publish([onReport('harsh', { 'reports.count': { gte: 1 } }, { action: 'reject' })]);
    const [harsh, approved, decided] = [await world.submit('One.'), await world.submit('Two.'), await world.submit('Three.')];
    await report(harsh);
    await world.decide(approved, 'approve');
    await report(approved);
    await report(decided);
    await world.decide(decided, 'approve');
    expect(await judge()).toBe(2);
    expect([(await read(harsh)).status, (await read(approved)).status, (await read(decided)).status]).toEqual(['held', 'published', 'published']);
    expect((await verdicts(approved)).map(({ action }) => action)).toEqual(['flag']);
    expect(await verdicts(decided)).toEqual([]);
  });

  it('do what else they say, once, and count among the statistics of rules', async () => {
    await world.publish([onReport('mark', { 'reports.count': { gte: 1 } }, { action: 'hold', label: [{ entity: 'author', add: 'reported' }] })]);
    const author = `u-${randomUUID()}`;
    const comment = await world.submit('Four.', { author: { id: author, name: 'Ana' } });
    await report(comment);
    await judge();
    await world.fold();
    const rounds = world.on.app.get(SignalRounds, { strict: false });
    while ((await world.on.app.get(PositionEvents, { strict: false }).runOnce()) > 0);
    while ((await rounds.runEffectsOnce()) > 0);
    expect(await world.rows('SELECT name, added_by FROM label WHERE subject = $1', [author])).toEqual([{ name: 'reported', added_by: 'rule:mark' }]);
    expect(await world.rows(`SELECT rule, outcome FROM rule_hit WHERE comment_id = $1`, [comment.id])).toEqual([{ rule: 'mark', outcome: 'pending' }]);
    await world.decide(comment, 'reject');
    await world.fold();
    expect(await world.rows(`SELECT rule, outcome FROM rule_hit WHERE comment_id = $1`, [comment.id])).toEqual([{ rule: 'mark', outcome: 'confirmed' }]);
  });

  it('that break leave the comment as it is, are tried again, and then leave it to people', async () => {
    await world.publish([onReport('any', { 'reports.count': { gte: 1 } })]);
    const comment = await world.submit('Five.');
    await report(comment);
    const running = world.on.app.get(RunningRuleSets);
    const { compiled } = await running.of(world.site.id);
    const broken = Object.getOwnPropertyDescriptor(compiled, 'rules');
    Object.defineProperty(compiled, 'rules', { configurable: true, get: () => { throw new Error('broken'); } });
    try {
      let now = Date.now();
      for (let n = 0; n < 4; n++) expect(await judge(new Date((now += 3_600_000)))).toBe(0);
    } finally {
      Object.defineProperty(compiled, 'rules', broken ?? {});
    }
    expect([(await read(comment)).status, await world.rows('SELECT 1 FROM report_waiting')]).toEqual(['published', []]);
    expect(await world.rows(`SELECT 1 FROM review_item WHERE comment_id = $1 AND state = 'open'`, [comment.id])).toHaveLength(1);
  });
});

describe('facts of the site', () => {
  it('are looked up for a new comment only where a running rule asks', async () => {
    const facts = async (comment: Pick<Sent, 'id'>): Promise<Record<string, unknown>> => (await world.rows<{ fields: Record<string, unknown> }>(`SELECT facts -> 'fields' AS fields FROM evaluation WHERE comment_id = $1`, [comment.id]))[0]?.fields ?? {};
    await world.publish([wordRule('words', 'tides')]);
    expect(Object.keys(await facts(await world.submit('Six.'))).filter((name) => /^(reports|site\.surge|article\.comment_count)/.test(name))).toEqual([]);
    await world.publish([wordRule('early', '', { when: { 'article.comment_count': { lt: 2 } } }), wordRule('fast', '', { when: { 'site.surge': true } }), wordRule('none', '', { when: { 'reports.count': { gt: 0 } } })]);
    const article = { id: `a-${randomUUID()}` };
    const first = await world.submit('Seven.', { article });
    expect([first.status, await facts(first)]).toEqual(['held', expect.objectContaining({ 'article.comment_count': 0, 'site.surge': false, 'reports.count': 0, 'reports.weight': 0, 'reports.reasons': [] })]);
    for (const n of [1, 2]) expect([n, (await world.submit('Eight.', { article })).status]).toEqual([n, 'held']);
    for (const { id } of await world.rows<{ id: string }>('SELECT id FROM comment WHERE article_id = $1 LIMIT 2', [article.id])) await world.decide({ id }, 'approve');
    const late = await world.submit('Nine.', { article });
    expect([late.status, (await facts(late))['article.comment_count']]).toEqual(['published', 2]);
    await world.rows(`INSERT INTO surge (site_id, article_id, kind, since, comments, withheld, usual) VALUES ($1, '', 'comments', now(), 500, 0, 20)`, [world.site.id]);
    expect((await world.submit('Ten.', { article })).status).toBe('held');
    await world.rows('DELETE FROM surge');
  });

  it('bring no warning any more when a rule asks for them, or judges on reports', async () => {
    const rule = onReport('asks', { 'reports.weight': { gte: 2 }, 'article.comment_count': { gt: 1 }, 'site.surge': true });
    const { body } = expectStatus(await world.admin.client.post(world.path('rule-set/draft:check'), { document: { version: 1, rules: [rule] } }), 200);
    expect(JSON.stringify((body as { warnings?: unknown }).warnings ?? body)).not.toMatch(/never had a value|are not judged on/);
  });
});
