import type { RuleStatsView } from '../../../src/rules/evidence/rule-stats.view';
import { EvidenceWorld, wordRule } from './evidence-world';

let desk: EvidenceWorld;

beforeAll(async () => {
  desk = await EvidenceWorld.open({ WEIR_ROLES: 'api,worker' });
});

afterAll(() => desk.close());

const PATIENCE_MS = 15_000;

/** The rule's line, once it is as expected; the last one seen when that takes too long. */
async function statsOnce(rule: string, isThere: (stats: RuleStatsView) => boolean): Promise<RuleStatsView | undefined> {
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    const { items } = (await desk.stats()) as { items: RuleStatsView[] };
    const found = items.find((one) => one.rule === rule);
    if ((found && isThere(found)) || Date.now() > until) return found;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

describe('a worker that nobody tells what to do', () => {
  it('counts hits, decisions and undone decisions by itself', async () => {
    await desk.publish([wordRule('gribbles', 'gribble')]);
    const comment = await desk.submit('A gribble');
    expect(await statsOnce('gribbles', ({ pending }) => pending === 1)).toMatchObject({ hits: 1, pending: 1 });
    const decision = await desk.decide(comment, 'approve');
    expect(await statsOnce('gribbles', ({ overturned }) => overturned === 1)).toMatchObject({ hits: 1, pending: 0, overturned: 1, precision: { value: 0 } });
    await desk.undo(decision);
    expect(await statsOnce('gribbles', ({ overturned }) => overturned === 0)).toMatchObject({ hits: 1, pending: 1, overturned: 0, precision: null });
  });

  it('brakes a new rule that rejects too much', async () => {
    await desk.publish([wordRule('plonks', 'plonk', { then: { action: 'reject' } })]);
    for (let i = 0; i < 20; i++) await desk.submit('A plonk');
    expect((await statsOnce('plonks', ({ flags }) => flags.includes('braked')))?.flags).toContain('braked');
    let status = 'rejected';
    for (const until = Date.now() + PATIENCE_MS; status === 'rejected' && Date.now() < until; ) ({ status } = await desk.submit('A plonk'));
    expect(status).toBe('held');
  });
});
