import { EvidenceWorld, wordRule } from './evidence-world';

let desk: EvidenceWorld;

beforeAll(async () => {
  desk = await EvidenceWorld.open();
});

afterAll(() => desk.close());

const SHADOW = { mode: 'shadow', then: { action: 'reject' } };
const activate = (rule: string, more: object = {}) => desk.admin.client.post(desk.path(`rule-set/rules/${rule}/mode`), { mode: 'active', note: 'It has proved itself', ...more });

async function reviewed(word: string, times: number, action: 'approve' | 'reject'): Promise<void> {
  for (let i = 0; i < times; i++) await desk.decide(await desk.submit(`A ${word}`), action);
}

describe('a rule that is to reject by itself', () => {
  it('must have proved itself in shadow', async () => {
    await desk.publish([wordRule('gribbles', 'gribble', SHADOW)]);
    await reviewed('gribble', 5, 'reject');
    await desk.watch();
    const refused = await activate('gribbles');
    expect([refused.status, refused.body.code]).toEqual([422, 'rule_set_refused']);
    expect(refused.body.unproven).toMatchObject([{ rule: 'gribbles', confirmed: 5, overturned: 0 }]);
  });

  it('may, once enough of its hits were found right, those of versions that said the same included', async () => {
    await reviewed('gribble', 20, 'reject');
    await desk.publish([wordRule('gribbles', 'gribble', { ...SHADOW, name: 'Another name' }), wordRule('plonks', 'plonk')]);
    await reviewed('gribble', 11, 'reject');
    await desk.watch();
    expect((await activate('gribbles')).status).toBe(201);
    await desk.watch();
    expect((await desk.submit('A gribble')).status).toBe('rejected');
  });

  it('must prove itself anew when it says something else', async () => {
    await desk.publish([wordRule('gribbles', 'gribble', { ...SHADOW, when: { body: { words: ['gribble', 'zorn'] } } })]);
    await reviewed('gribble', 3, 'reject');
    await desk.watch();
    expect((await activate('gribbles')).body.unproven).toMatchObject([{ rule: 'gribbles', confirmed: 3 }]);
  });
});
