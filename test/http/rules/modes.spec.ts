import { RunningRuleSets } from '../../../src/evaluate/running-rule-sets';
import { startTestApp, type TestApp } from '../../support/app';
import { World } from '../../support/world';
import { judged, RuleDesk, wordRule } from './rules-world';

let service: TestApp;
let world: World;

beforeAll(async () => {
  service = await startTestApp();
  world = new World(service);
});

afterAll(() => service.close());

async function deskWith(...rules: readonly Record<string, unknown>[]): Promise<RuleDesk> {
  const desk = await RuleDesk.on(world);
  await desk.run(rules);
  await service.app.get(RunningRuleSets).refresh();
  return desk;
}

const author = (n: number): Record<string, unknown> => ({ id: `u-${String(n)}`, kind: 'registered', name: 'Ana' });

describe('a rule in shadow mode', () => {
  it('changes nothing, and is listed among the hits', async () => {
    const desk = await deskWith(wordRule('watching', 'blorbit', { mode: 'shadow', then: { action: 'reject', hard: true, stop: true, score: 20, queue: 'spam', tags: ['watched'] } }), wordRule('flagging', 'blorbit', { priority: -5, then: { action: 'flag' } }));
    const { body } = await judged(world, desk.site, 'a blorbit');
    expect(body).toMatchObject({ status: 'published', verdict: { action: 'flag', primaryRule: 'flagging', score: 0, hits: [{ rule: 'watching', mode: 'shadow', action: 'reject' }, { rule: 'flagging', mode: 'active' }] } });
    expect(body.verdict.hits[1].suppressedBy).toBeUndefined();
  });
});

describe('a sampled rule', () => {
  it('hits some authors, and always the same ones', async () => {
    const desk = await deskWith(wordRule('sampled', 'blorbit', { sample: 50 }));
    const authors = Array.from({ length: 16 }, (_, n) => author(n));
    const round = async (text: string): Promise<string[]> => {
      const statuses: string[] = [];
      for (const one of authors) statuses.push(((await judged(world, desk.site, text, one)).body as { status: string }).status);
      return statuses;
    };
    const first = await round('the first blorbit');
    expect(new Set(first)).toEqual(new Set(['published', 'held']));
    expect(await round('another blorbit')).toEqual(first);
  });

  it('hits other authors than another rule with the same share', async () => {
    const desk = await deskWith(wordRule('one', 'blorbit', { sample: 50 }), wordRule('two', 'zarnik', { sample: 50 }));
    const hits = new Set<string>();
    for (let n = 0; n < 24; n++) hits.add(((await judged(world, desk.site, 'a blorbit and a zarnik', author(n))).body as { verdict: { hits: { rule: string }[] } }).verdict.hits.map(({ rule }) => rule).join());
    expect([...hits].sort()).toEqual(['', 'one', 'one,two', 'two']);
  });
});

describe('a rule with an end', () => {
  it('stops by itself, and its list entries too', async () => {
    const [past, future] = ['2020-01-01T00:00:00Z', '2100-01-01T00:00:00Z'];
    const desk = await RuleDesk.on(world);
    const lists = [{ id: 'terms', kind: 'words', entries: [{ term: 'plonk', expires_at: past }, { term: 'plim', expires_at: future }] }];
    await desk.run([wordRule('ended', 'blorbit', { expires_at: past }), wordRule('running', 'zarnik', { expires_at: future }), wordRule('listed', 'plim', { when: { body: { lists: 'terms' } } })], { lists });
    await service.app.get(RunningRuleSets).refresh();
    const ruleFor = async (text: string): Promise<unknown> => (await judged(world, desk.site, text)).body.verdict.primaryRule;
    expect([await ruleFor('a blorbit'), await ruleFor('a zarnik'), await ruleFor('a plonk'), await ruleFor('a plim')]).toEqual([null, 'running', null, 'listed']);
  });

  it('stops at its time, without anybody doing anything', async () => {
    const end = new Date(Date.now() + 4_000);
    const desk = await deskWith(wordRule('ending', 'blorbit', { expires_at: end.toISOString() }));
    const held = async (): Promise<boolean> => (await judged(world, desk.site, 'a blorbit')).body.status === 'held';
    const before = await held();
    // Where publishing took longer than the rule lasted there is nothing to see before.
    expect(before || Date.now() > end.getTime() - 1_000).toBe(true);
    while (await held()) expect(Date.now()).toBeLessThan(end.getTime() + 5_000);
    expect(Date.now()).toBeGreaterThanOrEqual(end.getTime());
  });
});

describe('the rules of two sites', () => {
  it('have the same names and nothing else in common', async () => {
    const [herald, courier] = [await deskWith(wordRule('words', 'blorbit')), await deskWith(wordRule('words', 'zarnik', { then: { action: 'flag' } }))];
    const verdictOn = async ({ site }: RuleDesk, text: string): Promise<[string, string | null]> => {
      const { action, primaryRule } = (await judged(world, site, text)).body.verdict as { action: string; primaryRule: string | null };
      return [action, primaryRule];
    };
    expect([await verdictOn(herald, 'blorbit'), await verdictOn(herald, 'zarnik')]).toEqual([['hold', 'words'], ['publish', null]]);
    expect([await verdictOn(courier, 'blorbit'), await verdictOn(courier, 'zarnik')]).toEqual([['publish', null], ['flag', 'words']]);
    await herald.client.post(herald.path('rule-set/rules/words/mode'), { mode: 'paused' });
    await service.app.get(RunningRuleSets).refresh();
    expect([await verdictOn(herald, 'blorbit'), await verdictOn(courier, 'zarnik')]).toEqual([['publish', null], ['flag', 'words']]);
    for (const path of ['rule-set', 'rule-set/draft', 'rule-set/versions', 'lists']) expect((await herald.client.get(courier.path(path))).status).toBe(404);
  });
});
