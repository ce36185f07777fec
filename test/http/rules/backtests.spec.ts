import { dictionary } from '../../../src/evaluate/dictionary';
import { BacktestRun } from '../../../src/rules/backtest/backtest-run';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work';
import type { BacktestId } from '../../../src/domain/ids';
import { BacktestStore } from '../../../src/store/backtest.store';
import { startTestApp, type TestApp } from '../../support/app';
import { expectStatus, World } from '../../support/world';
import { BacktestDesk } from './backtest-world';
import { EvidenceWorld, wordRule } from './evidence-world';

let service: TestApp;
let visitors: World;
let world: EvidenceWorld;
let desk: BacktestDesk;

beforeAll(async () => {
  service = await startTestApp();
  visitors = new World(service);
});

afterAll(() => service.close());

// A site of its own for each test: its history is what the test made it.
beforeEach(async () => {
  world = await EvidenceWorld.at(service, visitors);
  desk = new BacktestDesk(world);
});

afterEach(() => world.leave());

const BIRDS = [wordRule('gulls', 'gull'), wordRule('crabs', 'crab'), wordRule('eels', 'eel')];

describe('a backtest', () => {
  it('says what would have become of the comments of the past', async () => {
    await world.publish(BIRDS);
    await desk.submit('A gull took my sandwich');
    const crab = await desk.submit('The crab walks sideways');
    const eel = await desk.submit('No eel today');
    await desk.submit('Nothing but rain');
    const heron = await desk.submit('One heron, very early');
    const after = await world.publish([wordRule('gulls', 'gull'), wordRule('eels', 'eel', { then: { action: 'reject' } }), wordRule('herons', 'heron')]);

    const backtest = await desk.finished({ against: after });

    expect(backtest).toMatchObject({ status: 'done', against: after, basedOn: after, progress: { judged: 5, total: 5 }, failure: null });
    expect(backtest.result).toMatchObject({
      comments: 5, newlyCaught: 1, noLongerCaught: 1, changed: 1, unchanged: 2, unknown: 0, broken: 0,
      verdicts: { publish: { before: 2, after: 2 }, flag: { before: 0, after: 0 }, hold: { before: 3, after: 2 }, reject: { before: 0, after: 1 } },
      precision: { before: null, after: null },
    });
    expect(backtest.result?.rules.map(({ rule, hits, before, onlyHits }) => [rule, hits, before, onlyHits])).toEqual([['crabs', 0, 1, 0], ['eels', 1, 1, 1], ['gulls', 1, 1, 1], ['herons', 1, 0, 1]]);
    expect(await desk.changes(backtest.id, 'newly_caught')).toMatchObject([
      { commentId: heron, body: 'One heron, very early', before: 'publish', after: 'hold', primaryRule: 'herons', decided: null, hits: [{ rule: 'herons', spans: [{ field: 'body', start: 4, end: 9, quote: 'heron', entry: 'heron' }] }] },
    ]);
    expect(await desk.changes(backtest.id, 'no_longer_caught')).toMatchObject([{ commentId: crab, before: 'hold', after: 'publish', hits: [] }]);
    expect(await desk.changes(backtest.id, 'changed')).toMatchObject([{ commentId: eel, before: 'hold', after: 'reject', primaryRule: 'eels' }]);
  });

  it('holds both sides against what people decided, by comment and by rule', async () => {
    await world.publish([wordRule('gulls', 'gull')]);
    const [bad, good] = [await desk.submit('A gull took my sandwich'), await desk.submit('I like every gull')];
    await world.decide({ id: bad }, 'reject');
    await world.decide({ id: good }, 'approve');
    const taken = await desk.submit('This gull again');
    await world.undo(await world.decide({ id: taken }, 'reject'));
    const after = await world.publish([wordRule('sandwiches', 'sandwich'), wordRule('likes', 'like', { mode: 'shadow' })]);

    const { result } = await desk.finished({ against: after });

    expect(result?.precision).toMatchObject({ before: { confirmed: 1, overturned: 1, value: 0.5 }, after: { confirmed: 1, overturned: 0, value: 1, high: 1 } });
    expect(result?.precision.after?.low).toBeCloseTo(0.2065, 4);
    expect(result?.rules.map(({ rule, confirmed, overturned }) => [rule, confirmed, overturned])).toEqual([['gulls', 0, 0], ['likes', 0, 1], ['sandwiches', 1, 0]]);
    expect(result).toMatchObject({ comments: 3, noLongerCaught: 2, unchanged: 1 });
  });

  it('takes what was not counted then as unknown: the rule does nothing there, and the result says how often', async () => {
    const flood = (gt: number): object => ({ ...wordRule('flood', ''), when: { rate: { by: ['author'], window: '10m', count: { gt } } } });
    await world.publish([wordRule('gulls', 'gull')]);
    await desk.submit('Rain', { author: { id: 'ana' } });
    await world.publish([flood(5)]);
    await desk.submit('More rain', { author: { id: 'leo' } });
    await desk.submit('And hail', { author: { id: 'leo' } });
    const strict = await world.publish([flood(1)]);

    const backtest = await desk.finished({ against: strict });

    expect(backtest.result).toMatchObject({ comments: 3, unknown: 1, newlyCaught: 1, unchanged: 2 });
    expect(backtest.result?.rules).toMatchObject([{ rule: 'flood', hits: 1, unknown: 1 }]);
    expect((await desk.changes(backtest.id, 'newly_caught')).map(({ body }) => body)).toEqual(['And hail']);
  });

  it('judges each text by the verdict that stands, an edited comment at each of its texts', async () => {
    await world.publish([wordRule('gulls', 'gull')]);
    const id = await desk.submit('A gull took my sandwich');
    expectStatus(await world.server.patch(world.path(`comments/${id}`), { body: 'A crow took my sandwich' }, { 'if-match': '"1"' }), 200);
    const after = await world.publish([wordRule('crows', 'crow')]);
    const { result } = await desk.finished({ against: after });
    // The first text was held for its gull, the second let through: the crow is new in it.
    expect(result).toMatchObject({ comments: 2, noLongerCaught: 1, newlyCaught: 1 });
  });

  it('looks at the newest comments, and between the times that were asked for', async () => {
    await world.publish(BIRDS);
    await desk.submit('A gull took my sandwich');
    await desk.repeat(50);
    const after = await world.publish([]);
    const [{ at }] = (await world.rows<{ at: Date }>('SELECT min(judged_at) AS at FROM evaluation')) as [{ at: Date }];
    expect((await desk.finished({ against: after, limit: 20 })).result).toMatchObject({ comments: 20, noLongerCaught: 20 });
    expect((await desk.finished({ against: after, from: new Date(at.getTime() + 10_000).toISOString(), to: new Date(at.getTime() + 30_000).toISOString() })).result).toMatchObject({ comments: 20 });
  });

  it('says what each rule costs', async () => {
    await world.publish(BIRDS);
    await desk.submit('A gull took my sandwich');
    await desk.repeat(200);
    const { result } = await desk.finished({ against: await world.publish([...BIRDS, wordRule('herons', 'heron')]) });
    expect(result?.rules.map(({ rule }) => rule)).toEqual(['crabs', 'eels', 'gulls', 'herons']);
    for (const { usPerComment } of result?.rules ?? []) expect(usPerComment).toBeGreaterThan(0);
    expect(result?.perSecond).toBeGreaterThan(0);
  });

  it('of rules that are not right ends with a sentence that says why', async () => {
    const { status, failure, result } = await desk.finished({ against: await world.publish([{ ...wordRule('gulls', 'gull'), when: { body: { regex: '(gull' } } }]) });
    expect([status, result]).toEqual(['failed', undefined]);
    expect(failure).toBe('/rules/0/when/body/regex: A “(” is never closed. Write \\( for the character itself.');
  });
});

describe('a backtest that waits or runs', () => {
  it('keeps others of the site from beginning', async () => {
    const first = await desk.begun({ against: 1 });
    expect(await desk.ask({ against: 1 })).toMatchObject({ status: 409, body: { code: 'not_possible' } });
    await desk.run();
    const second = await desk.begun({ against: 1 });
    const { items } = expectStatus(await world.admin.client.get(desk.path()), 200).body as { items: { id: string; status: string }[] };
    expect(items.map(({ id, status }) => [id, status])).toEqual([[second.id, 'waiting'], [first.id, 'done']]);
  });

  it('can be cancelled before it begins, and once', async () => {
    const { id } = await desk.begun({ against: 1 });
    expectStatus(await world.admin.client.delete(desk.path(`/${id}`)), 204);
    await desk.run();
    expect(await desk.read(id)).toMatchObject({ status: 'cancelled', startedAt: null, endedAt: expect.any(String) });
    expect(await world.admin.client.delete(desk.path(`/${id}`))).toMatchObject({ status: 409, body: { code: 'not_possible' } });
  });

  it('can be cancelled under way', async () => {
    const { id } = await desk.begun({ against: 1 });
    const running = desk.run();
    while ((await desk.read(id)).status === 'waiting');
    expectStatus(await world.admin.client.delete(desk.path(`/${id}`)), 204);
    await running;
    expect(await desk.read(id)).toMatchObject({ status: 'cancelled', failure: null });
  });

  it('survives the process that runs it: another goes on from the last mark, and nothing is counted twice', async () => {
    await world.publish(BIRDS);
    await desk.submit('A gull took my sandwich');
    await desk.repeat(12_000);
    const { id } = await desk.begun({ against: await world.publish([]) });
    const store = world.on.app.get(BacktestStore);
    const work = world.on.app.get(UnitOfWork);
    const dying = { id: id as BacktestId, takenBy: '00000000-0000-7000-8000-00000000000d' };
    const row = await store.take(work.reads, world.site.id, dying, { now: new Date(), until: new Date(Date.now() + 60_000) });
    if (!row) throw new Error('The backtest could not be taken');
    const death = new AbortController();
    const data = { databaseUrl: world.on.databaseUrl, siteId: world.site.id, document: JSON.stringify(row.document), lists: [], words: (await dictionary()).table, learned: [], checks: true, since: row.from_at.toISOString() };
    const run = new BacktestRun(row, dying, { work, store, threads: 1, data }).execute(death.signal);
    while (((await store.find(work.reads, world.site.id, dying.id))?.tally ?? null) === null);
    death.abort();
    expect(await run).toBe('stopping');
    const left = await desk.read(id);
    expect(left.result?.comments).toBeLessThan(12_001);

    await desk.run();
    expect(await desk.read(id)).toMatchObject({ status: 'running' });
    await world.rows(`UPDATE backtest SET taken_until = now() - interval '1 second' WHERE id = $1`, [id]);
    await desk.run();

    expect(await desk.read(id)).toMatchObject({ status: 'done', progress: { judged: 12_001, total: 12_001 }, result: { comments: 12_001, noLongerCaught: 12_001 } });
    const kept = await world.rows<{ n: number; least: number; most: number; comments: number }>(
      'SELECT count(*)::integer AS n, min(place) AS least, max(place) AS most, count(DISTINCT comment_id)::integer AS comments FROM backtest_change WHERE backtest_id = $1',
      [id],
    );
    expect(kept).toEqual([{ n: 10_000, least: 1, most: 10_000, comments: 10_000 }]);
  }, 60_000);

  it('is given up when it never gets any further', async () => {
    const { id } = await desk.begun({ against: 1 });
    await world.rows(`UPDATE backtest SET status = 'running', attempts = 3, taken_until = now() - interval '1 second' WHERE id = $1`, [id]);
    await desk.run();
    expect(await desk.read(id)).toMatchObject({ status: 'failed', failure: expect.stringContaining('several times') });
  });
});

describe('what is asked of a backtest', () => {
  it.each([
    [{}, '/against'],
    [{ against: 'running' }, '/against'],
    [{ against: 0 }, '/against'],
    [{ against: 99 }, '/against'],
    [{ against: 1, limit: 0 }, '/limit'],
    [{ against: 1, from: 'yesterday' }, '/from'],
    [{ against: 1, from: '2026-02-02T00:00:00Z', to: '2026-02-01T00:00:00Z' }, '/from'],
    [{ against: 1, colour: 'blue' }, '/colour'],
  ])('%j is refused at %s', async (body, pointer) => {
    expect(await desk.ask(body)).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ pointer }] } });
  });

  it('is asked by admins and read by everybody who may read rules', async () => {
    const { id } = await desk.begun({ against: 1 });
    const viewer = (await world.world.person(world.site, 'viewer')).client;
    expect((await viewer.get(desk.path(`/${id}`))).status).toBe(200);
    expect((await viewer.get(desk.path(`/${id}/changes`))).status).toBe(200);
    expect((await viewer.post(desk.path(), { against: 1 })).status).toBe(403);
    expect((await viewer.delete(desk.path(`/${id}`))).status).toBe(403);
    expect((await viewer.get(desk.path(`/${id}/changes?cursor=WzEuNV0`))).status).toBe(422);
  });
});
