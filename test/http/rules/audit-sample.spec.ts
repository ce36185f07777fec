import { expectStatus } from '../../support/world';
import { EvidenceWorld, type Sent, wordRule } from './evidence-world';

interface Item {
  readonly id: string;
  readonly version: number;
  readonly queueId: string;
  readonly reason: string;
  readonly comment: { readonly id: string };
}

let desk: EvidenceWorld;

beforeAll(async () => {
  desk = await EvidenceWorld.open();
  await desk.publish([wordRule('gribbles', 'gribble', { then: { action: 'reject' } })]);
});

afterAll(() => desk.close());

async function sample(percent: number): Promise<void> {
  expectStatus(await desk.admin.client.patch(desk.path('settings'), { auditSamplePercent: percent }), 200);
}

async function openItems(): Promise<Item[]> {
  return (await desk.admin.client.get(desk.path('review/items?state=open&limit=100'))).body.items as Item[];
}

async function itemOf(comment: Sent): Promise<Item | undefined> {
  return (await openItems()).find((item) => item.comment.id === comment.id);
}

describe('an automatic rejection', () => {
  it('is left alone when it was not drawn', async () => {
    await sample(0);
    const comment = await desk.submit('A gribble');
    expect(comment.status).toBe('rejected');
    expect(await itemOf(comment)).toBeUndefined();
  });

  it('that was drawn waits in the audit queue, rejected all the while, and a person has the last word', async () => {
    await sample(100);
    const [wrong, right] = [await desk.submit('A harmless gribble'), await desk.submit('A harmful gribble')];
    const item = await itemOf(wrong);
    expect(item).toMatchObject({ queueId: 'audit', reason: expect.stringContaining('Audit of an automatic rejection') });
    expect((await desk.server.get(desk.path(`comments/${wrong.id}`))).body.status).toBe('rejected');
    await desk.decide(wrong, 'approve');
    await desk.decide(right, 'reject');
    expect((await desk.server.get(desk.path(`comments/${wrong.id}`))).body.status).toBe('published');
    expect((await desk.server.get(desk.path(`comments/${right.id}`))).body.status).toBe('rejected');
    expect(await desk.rule('gribbles')).toMatchObject({ confirmed: 1, overturned: 1 });
  });

  it('that an edit brings about can be drawn too', async () => {
    const comment = await desk.submit('A ferry');
    expectStatus(await desk.server.patch(desk.path(`comments/${comment.id}`), { body: 'A gribble on the ferry' }, { 'if-match': '"1"' }), 200);
    expect(await itemOf(comment)).toMatchObject({ queueId: 'audit' });
  });

  it('counts for all those that were not drawn', async () => {
    await desk.publish([wordRule('frobs', 'frob', { then: { action: 'reject' } }), wordRule('snarks', 'snark')]);
    await sample(50);
    let drawn: Item | undefined;
    while (!drawn) drawn = await itemOf(await desk.submit('A frob'));
    await desk.decide(drawn.comment, 'reject');
    await desk.fold();
    const [sums] = await desk.rows<{ weight_confirmed: number; weight_squared: number }>(`SELECT weight_confirmed, weight_squared FROM rule_daily WHERE site_id = $1 AND rule = 'frobs'`, [desk.site.id]);
    expect(sums).toEqual({ weight_confirmed: 2, weight_squared: 4 });
  });
});
