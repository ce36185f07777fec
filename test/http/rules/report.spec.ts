import { expectStatus } from '../../support/world';
import { EvidenceWorld, wordRule } from './evidence-world';

let desk: EvidenceWorld;

beforeAll(async () => {
  desk = await EvidenceWorld.open();
});

afterAll(() => desk.close());

const DAY_MS = 86_400_000;
const dayAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

async function report(): Promise<Record<string, unknown>> {
  await desk.watch();
  return expectStatus(await desk.admin.client.get(desk.path('rules/report')), 200).body as Record<string, unknown>;
}

/** Days long past, as the worker has folded them. */
async function past(rule: string, day: string, { confirmed = 0, overturned = 0 }): Promise<void> {
  await desk.rows(
    `INSERT INTO rule_daily (site_id, day, rule, version, hits, only_hits, rejects, pending, confirmed, overturned, weight_confirmed, weight_overturned, weight_squared, errors, us_sum, last_hit)
     VALUES ($1, $2::date, $3, 1, $6::integer, 0, 0, 0, $4::integer, $5::integer, $4::integer, $5::integer, $6::integer, 0, 0, $2::date)`,
    [desk.site.id, day, rule, confirmed, overturned, confirmed + overturned],
  );
}

describe('the weekly report', () => {
  it('of a site on which nothing happened is short', async () => {
    await desk.publish([wordRule('gribbles', 'gribble')]);
    expect(await report()).toMatchObject({ from: dayAgo(6), to: dayAgo(0), evaluated: 0, precisionDrops: [], dead: [], noisy: [], brakes: [], suggestions: [] });
  });

  it('names a rule that became worse, and not one that always was as it is', async () => {
    await desk.publish([wordRule('worse', 'gribble'), wordRule('same', 'plonk')]);
    await past('worse', dayAgo(10), { confirmed: 58, overturned: 2 });
    await past('worse', dayAgo(1), { confirmed: 14, overturned: 11 });
    await past('same', dayAgo(10), { confirmed: 58, overturned: 2 });
    await past('same', dayAgo(1), { confirmed: 23, overturned: 2 });
    expect((await report())['precisionDrops']).toMatchObject([{ rule: 'worse', name: 'The word gribble', before: { reviewed: 60 }, now: { reviewed: 25, value: 0.56 } }]);
  });

  it('names a noisy rule, with the entry that is to blame', async () => {
    await desk.publish([wordRule('noisy', 'gribble', { when: { body: { words: ['gribble', 'zorn'] } } })]);
    for (let i = 0; i < 11; i++) await desk.decide(await desk.submit('A gribble'), 'approve');
    await desk.decide(await desk.submit('A zorn'), 'reject');
    const found = await report();
    expect(found['noisy']).toMatchObject([{ rule: 'noisy', mode: 'active', precision: { reviewed: 12 }, entries: [{ entry: 'gribble', hits: 11, confirmed: 0, overturned: 11 }] }]);
    expect((await desk.rule('noisy')).flags).toEqual(['noisy', 'young']);
  });

  it('names a rule that has not fired for sixty days, and not one that has been there for fifty', async () => {
    await desk.publish([wordRule('dead', 'frob'), wordRule('paused', 'plonk', { mode: 'paused' }), wordRule('fired', 'snark')], [], new Date(Date.now() - 61 * DAY_MS));
    await past('fired', dayAgo(59), { confirmed: 1 });
    await desk.watch();
    await desk.publish([wordRule('dead', 'frob'), wordRule('paused', 'plonk', { mode: 'paused' }), wordRule('fired', 'snark'), wordRule('new', 'zorn')], [], new Date(Date.now() - 50 * DAY_MS));
    expect((await report())['dead']).toMatchObject([{ rule: 'dead', mode: 'active' }]);
    expect((await desk.rule('dead')).flags).toEqual(['dead']);
  });

  it('suggests what people rejected and no rule caught; and no more once they took it back', async () => {
    await desk.publish([wordRule('caught', 'gribble')]);
    const decisions: string[] = [];
    for (const body of ['Join the glimmer club', 'The glimmer club pays', 'See glimmer club']) decisions.push(await desk.decide(await desk.submit(body), 'reject'));
    for (const body of ['The club meets', 'See the harbour', 'Join us']) await desk.decide(await desk.submit(body), 'approve');
    for (let i = 0; i < 3; i++) await desk.decide(await desk.submit('Another gribble'), 'reject');
    expect((await report())['suggestions']).toMatchObject([{ text: 'glimmer club', missed: 3, approved: 0, precision: { value: 1 } }]);
    for (const decision of decisions) await desk.undo(decision);
    expect((await report())['suggestions']).toEqual([]);
  });
});
