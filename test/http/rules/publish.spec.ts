import { RunningRuleSets } from '../../../src/evaluate/running-rule-sets';
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

/** Another process would look every second; a test asks this one to look now. */
const follow = (): Promise<void> => service.app.get(RunningRuleSets).refresh();

describe('a draft that is published', () => {
  it('judges the next comment', async () => {
    const desk = await RuleDesk.on(world);
    expect((await judged(world, desk.site, 'what a blorbit')).body.status).toBe('published');
    const version = await desk.run([wordRule('blorbits', 'blorbit')]);
    await follow();
    const { body } = await judged(world, desk.site, 'what a blorbit');
    expect([body.status, body.verdict.primaryRule, body.verdict.ruleSet]).toEqual(['held', 'blorbits', version]);
  });

  it('is refused while an example fails, and what runs goes on running', async () => {
    const desk = await RuleDesk.on(world);
    const wrong = wordRule('blorbits', 'blorbit', { examples: { match: ['nothing', 'a blorbit'], no_match: ['x y', 'z'] } });
    expectStatus(await desk.save({ document: { version: 1, rules: [wrong] } }), 200);
    const refused = await desk.publish('Should not go through');
    expect([refused.status, refused.body.code]).toEqual([422, 'rule_set_refused']);
    expect(refused.body.check.examples.failed).toEqual([expect.objectContaining({ rule: 'blorbits', kind: 'match', index: 0, text: 'nothing' })]);
    const { body } = expectStatus(await desk.client.get(desk.path('rule-set')), 200);
    expect(body.version).toBe(1);
  });
});
