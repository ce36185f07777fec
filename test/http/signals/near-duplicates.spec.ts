import { randomUUID } from 'node:crypto';
import { holdingRule, SignalsWorld } from './signals-world';

let world: SignalsWorld;

beforeAll(async () => { world = await SignalsWorld.open(); });
afterAll(() => world.close());

const STEM = 'Every Friday the harbour master counts the gulls and nobody knows why he started';
/** The same words, changed a little: other marks, a link, an emoji, a word more. */
const VARIED = [`${STEM}.`, `${STEM.toUpperCase()}!!!`, `${STEM} 🔥🔥`, `Honestly, ${STEM.toLowerCase()}`, `${STEM} https://a${String(7)}.example/x`, STEM.replace('harbour', 'old harbour')];

describe('a campaign of near copies', () => {
  beforeAll(async () => {
    await world.desk.publish([
      holdingRule('campaign', { duplicate: { similarity: 0.6, window: '24h', count: { gte: 3 }, distinct: 'author' } }),
      holdingRule('flood', { rate: { by: ['near_dup'], window: '1h', count: { gte: 5 } } }),
    ]);
  });

  it('is held from the fourth author on, and other texts are not', async () => {
    const sent = [];
    for (const body of VARIED) sent.push(await world.send(body));
    expect(sent.map(({ status }) => status)).toEqual(['published', 'published', 'published', 'held', 'held', 'held']);
    expect(sent[3]?.verdict.hits.map(({ rule }) => rule)).toEqual(['campaign']);
    expect(sent[5]?.verdict.hits.map(({ rule }) => rule)).toEqual(['campaign', 'flood']);
    expect((await world.send('A wholly different remark about the price of bread in our street this winter.')).status).toBe('published');
  });

  it('is seen when its comments come at the same moment', async () => {
    const stem = 'Our choir sings under the bridge on Sunday and you should all come and bring soup';
    const sent = await Promise.all(Array.from({ length: 12 }, (_, n) => world.send(`${stem} ${'!'.repeat(n + 1)}`)));
    expect(sent.filter(({ status }) => status === 'held').length).toBeGreaterThanOrEqual(6);
  });

  it('counts an author once, however often they repeat themselves', async () => {
    const author = { id: 'u-parrot', name: 'Polly' };
    const stem = 'I have said it before and I will say it again, the lighthouse needs new paint';
    const facts = [];
    for (const mark of ['.', '!', '?', '…']) facts.push(await world.facts((await world.send(`${stem}${mark}`, { author })).id));
    expect(facts.map(({ duplicates }) => Object.values(duplicates ?? {}))).toEqual([[0], [0], [0], [0]]);
  });

  it('is not made of answers that quote the same comment', async () => {
    const parent = await world.send('The council closed the swimming pool for the third summer in a row and gives no reason whatsoever.');
    const quote = '> The council closed the swimming pool for the third summer in a row and gives no reason whatsoever.\n';
    const answers = ['I taught both of my children there, what a pity for the whole quarter.', 'They did give one in the bulletin of last May, if anybody reads that.', 'Because the roof leaks, my cousin repaired it twice already by himself.', 'Vote differently next time and see what comes of it, dear neighbours.'];
    const sent = [];
    for (const answer of answers) sent.push(await world.send(`${quote}${answer}`, { parentId: parent.id }));
    expect(sent.map(({ status }) => status)).toEqual(['published', 'published', 'published', 'published']);
  });

  it('is listed with one of its comments, most alike first', async () => {
    const stem = 'Every second Tuesday my uncle repairs clocks for free in the hall beside the church';
    const first = await world.send(`${stem}.`);
    const second = await world.send(`${stem}!`);
    const third = await world.send(`Dear all, ${stem.toLowerCase()} and you can bring your own`);
    const { status, body } = await world.get(`comments/${first.id}/near-duplicates`);
    expect(status).toBe(200);
    expect((body.items as { id: string }[]).map((item) => item.id)).toEqual([second.id, third.id]);
    expect(body.items[0]).toMatchObject({ similarity: 1, status: 'published' });
    expect(body.items[1].similarity).toBeGreaterThan(0.6);
    expect((await world.get(`comments/${randomUUID()}/near-duplicates`)).status).toBe(404);
  });
});

describe('a site whose rules do not ask for copies', () => {
  it('keeps no sketches', async () => {
    await world.desk.publish([holdingRule('words', { body: { words: 'zorble' } })]);
    await world.desk.rows('DELETE FROM near_duplicate');
    await world.send('A remark that is long enough to be compared with others of its kind.');
    expect(await world.desk.rows('SELECT 1 FROM near_duplicate')).toEqual([]);
  });
});

describe('when copies cannot be looked up', () => {
  it('the comment is held, and not lost', async () => {
    await world.desk.publish([holdingRule('campaign', { duplicate: { similarity: 0.6, window: '24h', count: { gte: 3 } } })]);
    await world.desk.rows('ALTER TABLE near_duplicate RENAME TO near_duplicate_away');
    const sent = await world.send('A remark of which nobody can tell whether it was made before, or by whom.').finally(() => world.desk.rows('ALTER TABLE near_duplicate_away RENAME TO near_duplicate'));
    expect(sent.status).toBe('held');
  });
});
