import { RunningRuleSets } from '../../../src/evaluate/running-rule-sets';
import { PositionEvents } from '../../../src/review/position-events';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work';
import { RuleListStore } from '../../../src/store/rule-list.store';
import { RuleSetStore } from '../../../src/store/rule-set.store';
import { startTestApp, type TestApp } from '../../support/app';
import { expectStatus, World } from '../../support/world';
import { judged, RuleDesk, wordRule } from './rules-world';

let service: TestApp;
let world: World;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
});

afterAll(() => service.close());

const follow = (): Promise<void> => service.app.get(RunningRuleSets).refresh();
const version = async (desk: RuleDesk): Promise<number> => (expectStatus(await desk.client.get(desk.path('rule-set')), 200).body as { version: number }).version;

describe('history', () => {
  it('says who published what and why, the newest first, by pages', async () => {
    const site = await world.newSite();
    const admin = await world.person(site, 'admin', 'Ada Admin');
    const desk = new RuleDesk(site, admin.client);
    for (const word of ['blorbit', 'zarnik']) {
      expectStatus(await desk.save({ document: { version: 1, rules: [wordRule('words', word)] } }), 200);
      expectStatus(await desk.publish(`Now about ${word}`), 201);
    }
    const first = expectStatus(await desk.client.get(desk.path('rule-set/versions?limit=2')), 200).body;
    expect(first.items).toMatchObject([
      { version: 3, note: 'Now about zarnik', publishedBy: { id: admin.id, name: 'Ada Admin' }, isRunning: true, rules: 1, lists: 0, rolledBackTo: null },
      { version: 2, note: 'Now about blorbit', isRunning: false },
    ]);
    const rest = expectStatus(await desk.client.get(desk.path(`rule-set/versions?limit=2&cursor=${String(first.nextCursor)}`)), 200).body;
    expect(rest).toMatchObject({ items: [{ version: 1, publishedBy: null }], nextCursor: null });
    expectStatus(await desk.client.get(desk.path('rule-set/versions?cursor=WyJ4Il0')), 422);
  });

  it('keeps each version with its text', async () => {
    const desk = await RuleDesk.on(world);
    const yaml = '# why\nversion: 1\nrules: []   # none\n';
    expectStatus(await desk.save({ yaml }), 200);
    expectStatus(await desk.publish('No rules'), 201);
    expect(expectStatus(await desk.client.get(desk.path('rule-set/versions/2')), 200).body).toMatchObject({ version: 2, yaml, document: { version: 1, rules: [] }, rules: 0 });
    for (const wrong of ['3', '0', '-1', 'x', '99999999999', '1e0']) expectStatus(await desk.client.get(desk.path(`rule-set/versions/${wrong}`)), 404);
  });

  it('is in the log', async () => {
    const site = await world.newSite();
    const admin = await world.person(site, 'admin');
    const desk = new RuleDesk(site, admin.client);
    await desk.run([wordRule('words', 'blorbit')]);
    expectStatus(await desk.client.post(desk.path('rule-set/rules/words/mode'), { mode: 'paused', note: 'Too loud' }), 201);
    expectStatus(await desk.client.post(desk.path('rule-set/rollback'), { to: 2 }), 201);
    await service.app.get(PositionEvents).runOnce();
    const { items } = (await desk.client.get(desk.path('review/events'))).body as { items: { type: string; actor: string; payload: Record<string, unknown> }[] };
    const published = items.filter(({ type, actor }) => type === 'rule_set.published' && actor === `person:${admin.id}`).map(({ payload: { hash, ...what } }) => [typeof hash, what]);
    expect(published).toEqual([['string', { version: 2 }], ['string', { version: 3, rule: 'words', mode: 'paused' }], ['string', { version: 4, rolledBackTo: 2 }]]);
  });
});

describe('publishing', () => {
  it('needs a draft that says something else', async () => {
    const desk = await RuleDesk.on(world);
    expect((await desk.publish('Nothing new')).body).toMatchObject({ status: 409, code: 'not_possible' });
    expectStatus(await desk.client.post(desk.path('rule-set/versions'), {}, await desk.seen()), 422);
  });

  it('needs the draft as its admin has seen it', async () => {
    const desk = await RuleDesk.on(world);
    const seen = await desk.seen();
    expectStatus(await desk.save({ document: { version: 1, rules: [] } }), 200);
    expectStatus(await desk.client.post(desk.path('rule-set/versions'), { note: 'x' }, seen), 412);
    expectStatus(await desk.client.post(desk.path('rule-set/versions'), { note: 'x' }), 428);
    expect(await version(desk)).toBe(1);
  });

  it('by two admins at once makes one version', async () => {
    const desk = await RuleDesk.on(world);
    expectStatus(await desk.save({ document: { version: 1, rules: [wordRule('words', 'blorbit')] } }), 200);
    const seen = await desk.seen();
    const answers = await Promise.all([1, 2, 3].map((n) => desk.client.post(desk.path('rule-set/versions'), { note: `Try ${String(n)}` }, seen)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412]);
    expect(await version(desk)).toBe(2);
  });

  it('of a draft from before a rollback must say what it replaces', async () => {
    const desk = await RuleDesk.on(world);
    await desk.run([wordRule('words', 'blorbit')]);
    expectStatus(await desk.save({ document: { version: 1, rules: [wordRule('words', 'zarnik')] } }), 200);
    expectStatus(await desk.client.post(desk.path('rule-set/rollback'), { to: 1 }), 201);
    expect((await desk.draft()).body).toMatchObject({ isChanged: true, basedOn: 2 });
    const refused = await desk.publish('Over the rollback');
    expect(refused.body).toMatchObject({ status: 412, code: 'version_conflict', current: { running: 3, basedOn: 2 } });
    expectStatus(await desk.publish('Over the rollback', { replaces: 3 }), 201);
    expect(await version(desk)).toBe(4);
  });

  it('never lets a set judge that does not compile', async () => {
    const desk = await RuleDesk.on(world);
    const endless = wordRule('endless', 'blorbit', { when: { body: { regex: `(${'a'.repeat(50)}{90}){90}` } } });
    expectStatus(await desk.save({ document: { version: 1, rules: [endless] } }), 200);
    const refused = await desk.publish('Boom');
    expect([refused.status, refused.body.code, refused.body.check.ok]).toEqual([422, 'rule_set_refused', false]);
    expect(refused.body.check.errors[0]).toMatchObject({ rule: 'endless', pointer: expect.stringContaining('/rules/0/when/body') });
    expect(await version(desk)).toBe(1);
  });

  it('forgets long lists that nothing names any more, after a day', async () => {
    const desk = await RuleDesk.on(world);
    const entries = Array.from({ length: 1_200 }, (_, i) => `wordnumber${String(i)}`);
    expectStatus(await desk.client.put(desk.path('rule-set/draft/lists/long'), { list: { kind: 'words', entries } }, await desk.seen()), 200);
    const lists = service.app.get(RuleListStore);
    const { stored } = ((await desk.draft()).body.document as { lists: { entries: { stored: string } }[] }).lists.at(-1)?.entries ?? { stored: '' };
    const forget = (): Promise<number> => service.app.get(UnitOfWork).run((tx) => lists.forget(tx, desk.site.id, new Date(Date.now() + 60_000)));
    expect(await forget()).toBe(0);
    expectStatus(await desk.client.delete(desk.path('rule-set/draft'), undefined, await desk.seen()), 200);
    expect(await forget()).toBe(1);
    expect(await lists.known(service.app.get(UnitOfWork).reads, desk.site.id, [stored])).toEqual(new Map());
  });
});

describe('a rollback', () => {
  it('is a new version with the old rules, and judges at once', async () => {
    const desk = await RuleDesk.on(world);
    await desk.run([wordRule('words', 'blorbit')]);
    await desk.run([wordRule('words', 'zarnik')]);
    const { body } = expectStatus(await desk.client.post(desk.path('rule-set/rollback'), { to: 2, note: 'Zarniks are fine' }), 201);
    expect(body).toMatchObject({ version: 4, rolledBackTo: 2, note: 'Zarniks are fine', isRunning: true });
    const [old, now] = [2, 4].map((n) => desk.client.get(desk.path(`rule-set/versions/${String(n)}`)));
    expect((await now)?.body.hash).toBe((await old)?.body.hash);
    await follow();
    expect((await judged(world, desk.site, 'a blorbit and a zarnik')).body.verdict.hits).toMatchObject([{ spans: [{ quote: 'blorbit' }] }]);
  });

  it('goes to another version that there is', async () => {
    const desk = await RuleDesk.on(world);
    expect((await desk.client.post(desk.path('rule-set/rollback'), { to: 1 })).body).toMatchObject({ status: 409, code: 'not_possible' });
    expect((await desk.client.post(desk.path('rule-set/rollback'), { to: 7 })).body).toMatchObject({ status: 422, errors: [{ pointer: '/to' }] });
  });
});

describe('the small switch', () => {
  it('changes one mode, in the text as well, and nothing else', async () => {
    const desk = await RuleDesk.on(world);
    const yaml = (await desk.draft()).body.yaml as string;
    const { body } = expectStatus(await desk.client.post(desk.path('rule-set/rules/trusted-author/mode'), { mode: 'paused', note: 'For a test' }), 201);
    expect(body.yaml).toBe(yaml.replace(/(- id: trusted-author\n(?: {4}.*\n)*? {4}mode: )active/, '$1paused'));
    expect(body.yaml).not.toBe(yaml);
    const difference = expectStatus(await desk.client.get(desk.path('rule-set/versions/1...2')), 200).body;
    expect(difference.rules).toMatchObject([{ id: 'trusted-author', change: 'changed', fields: ['mode'], before: { mode: 'active' }, after: { mode: 'paused' } }]);
  });

  it('works on a draft too, so that publishing it does not switch the rule on again', async () => {
    const desk = await RuleDesk.on(world);
    await desk.run([wordRule('words', 'blorbit'), wordRule('others', 'zarnik')]);
    expectStatus(await desk.save({ document: { version: 1, rules: [wordRule('words', 'blorbit'), wordRule('others', 'plonk')] } }), 200);
    expectStatus(await desk.client.post(desk.path('rule-set/rules/words/mode'), { mode: 'paused' }), 201);
    const { body } = await desk.draft();
    expect(body).toMatchObject({ isChanged: true, basedOn: 3, document: { rules: [{ id: 'words', mode: 'paused' }, { id: 'others', mode: 'active' }] } });
    const published = expectStatus(await desk.publish('Plonks'), 201).body;
    expect(published.document.rules).toMatchObject([{ id: 'words', mode: 'paused' }, { id: 'others', name: 'Rule about plonk' }]);
  });

  it('pauses a rule in a hurry, also while an example fails; to run it the example must hold', async () => {
    const desk = await RuleDesk.on(world);
    await desk.run([wordRule('words', 'blorbit')]);
    // As after an upgrade of the engine that reads something differently.
    const wrong = { version: 1, rules: [wordRule('words', 'blorbit', { examples: { match: ['nothing', 'blorbit'], no_match: ['x', 'y'] } })] };
    await service.app.get(UnitOfWork).run((tx) => service.app.get(RuleSetStore).publish(tx, desk.site.id, { document: JSON.stringify(wrong), hash: 'h', note: null, publishedBy: null }, new Date()));
    expectStatus(await desk.client.post(desk.path('rule-set/rules/words/mode'), { mode: 'paused' }), 201);
    expect((await desk.client.post(desk.path('rule-set/rules/words/mode'), { mode: 'active' })).body.code).toBe('rule_set_refused');
  });

  it('needs a rule that is there, in another mode', async () => {
    const desk = await RuleDesk.on(world);
    const switched = async (rule: string, mode: string): Promise<number> => (await desk.client.post(desk.path(`rule-set/rules/${rule}/mode`), { mode })).status;
    expect([await switched('nothing', 'paused'), await switched('trusted-author', 'active'), await switched('trusted-author', 'draft')]).toEqual([404, 409, 422]);
  });
});

describe('the difference', () => {
  it('is told by rule, by list and as text, also against the draft', async () => {
    const desk = await RuleDesk.on(world);
    const lists = (entries: readonly unknown[]): object[] => [{ id: 'words', kind: 'words', entries }];
    const rule = wordRule('kept', 'blorbit');
    expectStatus(await desk.save({ document: { version: 1, lists: lists(['a1', 'b1']), rules: [rule, wordRule('gone', 'plonk')] } }), 200);
    expectStatus(await desk.publish('First'), 201);
    expectStatus(await desk.save({ document: { version: 1, lists: lists(['b1', { term: 'c1', note: 'new' }]), rules: [{ ...rule, priority: 5 }, wordRule('came', 'zarnik')] } }), 200);
    const { body } = expectStatus(await desk.client.get(desk.path('rule-set/versions/2...draft')), 200);
    expect(body).toMatchObject({
      from: '2', to: 'draft',
      rules: [{ id: 'kept', change: 'changed', fields: ['priority'] }, { id: 'came', change: 'added', before: null }, { id: 'gone', change: 'removed', after: null }],
      lists: [{ id: 'words', change: 'changed', added: 1, removed: 1, changed: 0, fields: ['entries'], sample: { added: ['c1'], removed: ['a1'] } }],
    });
    expect(body.text).toMatch(/^--- version 2\n\+\+\+ draft\n@@ /);
    expect(body.text).toContain('+    priority: 5\n');
  });

  it('is empty where there is none, and not there where a version is not', async () => {
    const desk = await RuleDesk.on(world);
    expect(expectStatus(await desk.client.get(desk.path('rule-set/versions/1...draft')), 200).body).toEqual({ from: '1', to: 'draft', rules: [], lists: [], text: '' });
    for (const range of ['1...2', '2...1', 'draft...x', '1...', '...1', '1..2']) expect((await desk.client.get(desk.path(`rule-set/versions/${range}`))).status).toBe(404);
  });
});
