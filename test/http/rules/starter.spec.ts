import { startTestApp, type TestApp } from '../../support/app';
import { beginWithStarter, type StarterRules, starterRules } from '../../support/older-starter';
import { expectStatus, World } from '../../support/world';
import { RuleDesk, wordRule } from './rules-world';

let service: TestApp;
let world: World;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
});

afterAll(() => service.close());

const pack = (): Promise<StarterRules> => starterRules(service);

/** A site that began with an older pack: without one rule, with one rule and one list of another kind. */
async function siteOfYesterday(): Promise<{ readonly desk: RuleDesk; readonly missing: string; readonly older: string; readonly list: string }> {
  const desk = await RuleDesk.on(world);
  const now = await pack();
  const [missing, older] = [String(now.rules[0]?.['id']), String(now.rules[1]?.['id'])];
  const list = now.lists.find(({ id }) => id === 'shorteners')?.id ?? '';
  const yesterday = {
    ...now,
    lists: now.lists.map((one) => (one.id === list ? { ...one, entries: ['old.example', ...one.entries.slice(2)] } : one)),
    rules: now.rules.slice(1).map((rule) => (rule['id'] === older ? { ...rule, priority: 77 } : rule)),
  };
  await beginWithStarter(service, desk.site, yesterday);
  return { desk, missing, older, list };
}

describe('the starter rules of a site', () => {
  it('are current when the site is new', async () => {
    const desk = await RuleDesk.on(world);
    const { body } = expectStatus(await desk.client.get(desk.path('rule-set/starter')), 200);
    expect(body).toEqual({ pack: { name: 'news-site', version: expect.any(Number) }, taken: body.pack, isCurrent: true, items: [] });
    expect((await desk.client.post(desk.path('rule-set/starter/update'), {}, await desk.seen())).body).toMatchObject({ status: 409, code: 'not_possible' });
  });

  it('say what an update would bring, and change nothing by saying it', async () => {
    const { desk, missing, older, list } = await siteOfYesterday();
    const { body } = expectStatus(await desk.client.get(desk.path('rule-set/starter')), 200);
    expect([body.isCurrent, body.taken]).toEqual([false, { name: 'news-site', version: 0 }]);
    expect(body.items).toEqual([
      { part: 'lists', id: list, change: 'changed', outcome: 'taken', conflicts: [] },
      { part: 'rules', id: missing, change: 'added', outcome: 'taken', conflicts: [] },
      { part: 'rules', id: older, change: 'changed', outcome: 'taken', conflicts: [] },
    ]);
    expect((await desk.draft()).body.isChanged).toBe(false);
  });

  it('take the update into the draft and lose nothing of the site’s own', async () => {
    const { desk, missing, older, list } = await siteOfYesterday();
    const { document } = (await desk.draft()).body as { document: StarterRules };
    const mine = {
      ...document,
      lists: document.lists.map((one) => (one.id === list ? { ...one, entries: [...one.entries, 'ours.example'] } : one)),
      rules: [...document.rules.map((rule) => (rule['id'] === older ? { ...rule, priority: 500, mode: 'paused' } : rule)), wordRule('our-own', 'blorbit')],
    };
    expectStatus(await desk.save({ document: mine }), 200);
    const { body, headers } = expectStatus(await desk.client.post(desk.path('rule-set/starter/update'), {}, await desk.seen()), 200);
    expect(body.items).toEqual([
      { part: 'lists', id: list, change: 'changed', outcome: 'merged', conflicts: [] },
      { part: 'rules', id: missing, change: 'added', outcome: 'taken', conflicts: [] },
      { part: 'rules', id: older, change: 'changed', outcome: 'conflict', conflicts: ['priority'] },
    ]);
    expect([body.isCurrent, headers['etag']]).toEqual([true, `"${String(body.draft.version)}"`]);
    const merged = (body as { draft: { document: StarterRules } }).draft.document;
    const [entries, wanted] = [merged, await pack()].map(({ lists }) => lists.find(({ id }) => id === list)?.entries ?? []);
    expect([...(entries ?? [])].sort()).toEqual([...(wanted ?? []), 'ours.example'].sort());
    expect(merged.rules.find(({ id }) => id === older)).toMatchObject({ priority: 500, mode: 'paused' });
    expect(merged.rules.map(({ id }) => id)).toEqual(expect.arrayContaining([missing, 'our-own']));
    expectStatus(await desk.publish('New starter rules', { override: { reason: 'Part of a test' } }), 201);
    expect(expectStatus(await desk.client.get(desk.path('rule-set/starter')), 200).body).toMatchObject({ isCurrent: true, items: [] });
  });

  it('are forgotten with a draft that is thrown away', async () => {
    const { desk } = await siteOfYesterday();
    expectStatus(await desk.client.post(desk.path('rule-set/starter/update'), {}, await desk.seen()), 200);
    expectStatus(await desk.client.delete(desk.path('rule-set/draft'), undefined, await desk.seen()), 200);
    expect((await desk.client.get(desk.path('rule-set/starter'))).body.isCurrent).toBe(false);
  });
});
