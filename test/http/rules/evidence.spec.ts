import { EvidenceWorld, wordRule } from './evidence-world';

let desk: EvidenceWorld;

beforeAll(async () => {
  desk = await EvidenceWorld.open();
});

afterAll(() => desk.close());

describe('what a rule did', () => {
  beforeAll(async () => {
    await desk.publish([wordRule('gribbles', 'gribble'), wordRule('plonks', 'plonk', { mode: 'shadow' }), wordRule('zorns', 'zorn', { mode: 'draft' })]);
  });

  it('is counted by rule, with the hits that only it had', async () => {
    await desk.submit('A gribble in the harbour');
    await desk.submit('A gribble and a plonk');
    await desk.submit('A plonk alone');
    await desk.submit('A zorn that nobody minds');
    await desk.fold();
    const stats = await desk.stats();
    expect(stats).toMatchObject({ days: 1, evaluated: 4 });
    expect(stats.items).toMatchObject([
      { rule: 'gribbles', name: 'The word gribble', mode: 'active', evaluated: 4, hits: 2, onlyHits: 2, hitRate: 0.5, pending: 2, confirmed: 0, overturned: 0, precision: null, errors: 0 },
      { rule: 'plonks', mode: 'shadow', evaluated: 4, hits: 2, onlyHits: 1, pending: 1 },
      { rule: 'zorns', mode: 'draft', evaluated: 0, hits: 0, meanUs: null, lastHit: null },
    ]);
    expect(stats.items[0].perDay).toEqual([{ day: new Date().toISOString().slice(0, 10), hits: 2, confirmed: 0, overturned: 0 }]);
  });

  it('is confirmed by a rejection, overturned by an approval, and neither once the decision is taken back', async () => {
    const before = await desk.rule('gribbles');
    const [bad, good] = [await desk.submit('A bad gribble'), await desk.submit('A good gribble with a plonk')];
    await desk.decide(bad, 'reject');
    const approval = await desk.decide(good, 'approve');
    const decided = await desk.rule('gribbles');
    expect(decided).toMatchObject({ confirmed: before.confirmed + 1, overturned: before.overturned + 1, pending: before.pending, precision: { value: 0.5 } });
    expect(await desk.rule('plonks')).toMatchObject({ overturned: 1, confirmed: 0 });
    await desk.undo(approval);
    expect(await desk.rule('gribbles')).toMatchObject({ confirmed: before.confirmed + 1, overturned: before.overturned, pending: before.pending + 1, precision: { value: 1 } });
    expect(await desk.rule('plonks')).toMatchObject({ overturned: 0, precision: null });
  });

  it('stands by entry and by section', async () => {
    const { status, body } = await desk.admin.client.get(desk.path('rules/gribbles/stats?days=7'));
    expect(status).toBe(200);
    expect(body.entries).toEqual([{ entry: 'gribble', hits: 4, confirmed: 1, overturned: 0 }]);
    expect(body.sections).toEqual([{ section: 'local', hits: 4, confirmed: 1, overturned: 0 }]);
    expect(body.perDay).toHaveLength(7);
  });

  it('can be read comment by comment, in pages, with the place and with what people said', async () => {
    const read = async (query: string) => (await desk.admin.client.get(desk.path(`rules/plonks/hits${query}`))).body as { items: Record<string, unknown>[]; nextCursor: string | null };
    const all = await read('');
    expect(all.items).toHaveLength(3);
    expect(all.items[2]).toMatchObject({ mode: 'shadow', action: 'hold', isOnly: false, isSuppressed: false, section: 'local', outcome: 'pending', status: 'held', spans: [{ field: 'body', quote: 'plonk', entry: 'plonk', start: 16, end: 21 }] });
    expect(all.items[1]).toMatchObject({ isOnly: true, outcome: null, status: 'published' });
    const first = await read('?limit=2');
    const second = await read(`?limit=2&cursor=${String(first.nextCursor)}`);
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect(second.nextCursor).toBeNull();
    expect((await read('?outcome=confirmed')).items).toEqual([]);
    expect((await desk.admin.client.get(desk.path('rules/plonks/hits?cursor=WyJ4IiwieSJd'))).status).toBe(422);
    expect((await desk.admin.client.get(desk.path('rules/no-such-rule/hits'))).status).toBe(404);
  });

  it('is not there for a rule nobody has, and for a number of days nobody counts', async () => {
    expect((await desk.admin.client.get(desk.path('rules/no-such-rule/stats'))).status).toBe(404);
    expect((await desk.admin.client.get(desk.path('rules/stats?days=3'))).status).toBe(422);
  });
});
