import { expectStatus } from '../../support/world';
import { EvidenceWorld, wordRule } from './evidence-world';

let desk: EvidenceWorld;

beforeAll(async () => {
  desk = await EvidenceWorld.open();
});

afterAll(() => desk.close());

const REJECT = { then: { action: 'reject' } };

async function submitted(text: string, times: number): Promise<string[]> {
  return Promise.all(Array.from({ length: times }, async () => (await desk.submit(text)).status));
}

const release = (rule: string) => desk.admin.client.post(desk.path(`rules/${rule}/brake:release`));

async function factsOf(id: string): Promise<Record<string, unknown> | undefined> {
  return (await desk.rows<{ facts: Record<string, unknown> }>('SELECT facts FROM evaluation WHERE comment_id = $1', [id]))[0]?.facts;
}

describe('a new rule that rejects more than a twentieth of the comments', () => {
  it('is braked after twenty hits: what it would reject is held, and the facts say why', async () => {
    await desk.publish([wordRule('gribbles', 'gribble', REJECT), wordRule('calm', 'calm', REJECT)]);
    await submitted('A quiet day', 40);
    expect(await submitted('A gribble', 19)).toEqual(Array.from({ length: 19 }, () => 'rejected'));
    expect(await desk.watch()).toEqual([]);
    await submitted('A gribble', 1);
    expect(await desk.watch()).toMatchObject([{ rule: 'gribbles', kind: 'young', evidence: { hits: 20, evaluated: 60 } }]);
    const held = await desk.submit('A gribble');
    expect(held.status).toBe('held');
    expect(await factsOf(held.id)).toMatchObject({ braked: ['gribbles'] });
    expect(await desk.rule('gribbles')).toMatchObject({ flags: ['braked', 'young'], hits: 21, rejects: 20 });
    expect((await desk.submit('A calm')).status).toBe('rejected');
  });

  it('says so in the log and in the list of brakes', async () => {
    const { items } = (await desk.admin.client.get(desk.path('rules/brakes'))).body;
    expect(items).toMatchObject([{ rule: 'gribbles', kind: 'young', isOn: true, until: null, releasedAt: null }]);
    await desk.fold();
    const { body } = await desk.admin.client.get(desk.path('review/events?limit=100'));
    const told = (body.items as { type: string; payload: object; actor: string }[]).filter(({ type }) => type === 'rule.braked');
    expect(told).toMatchObject([{ actor: 'system', payload: { rule: 'gribbles', kind: 'young', hits: 20 } }]);
  });

  it('goes on once an admin has released it, and is not braked for the same reason again', async () => {
    const moderator = await desk.world.person(desk.site, 'moderator');
    expect((await moderator.client.post(desk.path('rules/gribbles/brake:release'))).status).toBe(403);
    expect(expectStatus(await release('gribbles'), 200).body.items).toMatchObject([{ rule: 'gribbles', isOn: false, releasedBy: `person:${desk.admin.id}` }]);
    expect((await desk.submit('A gribble')).status).toBe('rejected');
    expect(await desk.watch()).toEqual([]);
    expect((await release('gribbles')).status).toBe(404);
    expect((await release('no%00rule')).status).toBe(404);
  });

  it('is watched afresh when it was edited, and its brake goes with the next edit', async () => {
    await desk.publish([wordRule('gribbles', 'gribble', { ...REJECT, priority: 7 })]);
    await submitted('A gribble', 20);
    expect(await desk.watch()).toMatchObject([{ rule: 'gribbles', kind: 'young', evidence: { hits: 20, evaluated: 20 } }]);
    await desk.publish([wordRule('gribbles', 'gribble', { ...REJECT, priority: 8 })]);
    await desk.watch();
    expect((await desk.submit('A gribble')).status).toBe('rejected');
  });

  it('is not braked when it is older than a day', async () => {
    await desk.publish([wordRule('plonks', 'plonk', REJECT)], [], new Date(Date.now() - 25 * 3_600_000));
    await submitted('A plonk', 25);
    expect(await desk.watch()).toEqual([]);
  });
});

describe('a daily maximum', () => {
  it('makes a hold of what comes beyond it, until the day ends', async () => {
    await desk.publish([wordRule('zorns', 'zorn', { ...REJECT, max_actions_per_day: 3 })], [], new Date(Date.now() - 25 * 3_600_000));
    expect(await submitted('A zorn', 3)).toEqual(['rejected', 'rejected', 'rejected']);
    const [brake] = await desk.watch();
    expect(brake).toMatchObject({ rule: 'zorns', kind: 'daily', evidence: { rejects: 3, maximum: 3 } });
    expect(brake?.until?.getTime()).toBe((Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000);
    expect(await submitted('A zorn', 2)).toEqual(['held', 'held']);
    expect(await desk.watch()).toEqual([]);
  });
});

describe('a rule that breaks', () => {
  const breaks = (times: number): Promise<unknown> => desk.rows(`INSERT INTO rule_error_minute (site_id, minute, rule, errors) VALUES ($1, date_trunc('minute', now()), 'frobs', $2)`, [desk.site.id, times]);

  it('is not run any more after five errors, and holds what its cheap conditions do not spare', async () => {
    await desk.publish([wordRule('frobs', 'frob', { when: { 'article.section': 'local', body: { regex: 'fr[ao]b' } } })]);
    await breaks(4);
    expect(await desk.watch()).toEqual([]);
    await desk.rows('UPDATE rule_error_minute SET errors = 5 WHERE site_id = $1', [desk.site.id]);
    expect(await desk.watch()).toMatchObject([{ rule: 'frobs', kind: 'degraded', evidence: { errors: 5 } }]);
    const [doubtful, spared] = [await desk.submit('A quiet day'), await desk.submit('A quiet day', { article: { id: 'far', section: 'world' } })];
    expect([doubtful.status, spared.status]).toEqual(['held', 'published']);
    expect(await factsOf(doubtful.id)).toMatchObject({ degraded: ['frobs'] });
    expect((await desk.rule('frobs')).flags).toContain('degraded');
  });

  it('runs again once an admin has acknowledged it, until it breaks again', async () => {
    expectStatus(await release('frobs'), 200);
    expect((await desk.submit('A quiet day')).status).toBe('published');
    expect((await desk.submit('A frob')).status).toBe('held');
    expect(await desk.watch()).toEqual([]);
  });
});

describe('an alarm', () => {
  it('goes off when a rule fires much more often than it used to, once an hour', async () => {
    await desk.publish([wordRule('snarks', 'snark')], [], new Date(Date.now() - 10 * 86_400_000));
    const version = (await desk.rows<{ version: number }>('SELECT version FROM rule_set WHERE site_id = $1 AND is_running', [desk.site.id]))[0]?.version;
    await desk.rows(
      `INSERT INTO judged_hourly (site_id, hour, version, event, evaluated, passed, us_sum)
       SELECT $1, date_trunc('hour', now()) - make_interval(hours => h), $2, 'create', 100, 98, 1000 FROM generate_series(1, 72) h`,
      [desk.site.id, version],
    );
    await desk.rows(`INSERT INTO rule_hourly (site_id, hour, rule, hits) SELECT $1, date_trunc('hour', now()) - make_interval(hours => h), 'snarks', 2 FROM generate_series(1, 72) h`, [desk.site.id]);
    await submitted('A quiet day', 60);
    await submitted('A snark', 20);
    const alarms = await desk.watch();
    expect(alarms).toEqual(expect.arrayContaining([expect.objectContaining({ rule: 'snarks', kind: 'rate' })]));
    expect((await desk.rule('snarks')).flags).toContain('alarm');
    expect((await desk.submit('A snark')).status).toBe('held');
    expect(await desk.watch()).toEqual([]);
  });
});
