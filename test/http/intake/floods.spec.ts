import { harmless, Newsroom, saying } from './newsroom';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await Newsroom.open();
});

afterAll(() => newsroom.close());

/** How many of these, sent at once, came to which status. */
async function outcome(comments: readonly object[]): Promise<Record<string, number>> {
  const answers = await Promise.all(comments.map((comment) => newsroom.accepted(comment)));
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

const times = (n: number, make: (index: number) => object): object[] => Array.from({ length: n }, (_, index) => make(index));

describe('what is sent at once', () => {
  it('cannot all pass when it is ten copies, however they are dressed up', async () => {
    const text = saying();
    const copies = [text, text.toUpperCase(), text.replace(' ', '   '), `${text}!!!`.replace('.!!!', '.'), `  ${text}  `];
    await expect(outcome(times(10, (n) => ({ body: copies[n % copies.length] })))).resolves.toEqual({ published: 2, held: 8 });
  });

  it('is counted by author: eight in five minutes, and no ninth', async () => {
    await expect(outcome(times(20, () => ({ author: { id: 'hasty', name: 'Hasty' } })))).resolves.toEqual({ published: 8, held: 12 });
  });

  it('is counted by the authors behind one address, not by the comments', async () => {
    const request = { ip: '203.0.113.50' };
    await expect(outcome(times(30, (n) => ({ request, author: { id: `behind-${n % 6}`, name: 'Ana' } })))).resolves.toEqual({ published: 30 });
    await expect(outcome(times(30, (n) => ({ request: { ip: '203.0.113.51' }, author: { id: `swarm-${n}`, name: 'Ana' } })))).resolves.toEqual({ published: 20, held: 10 });
  });

  it('is counted once per request, however often it is repeated with its key', async () => {
    const comment = harmless({ author: { id: 'insistent', name: 'Ana' } });
    const answers = await Promise.all(times(20, () => comment).map(() => newsroom.submit(comment, { 'idempotency-key': 'again' })));
    expect(new Set(answers.map(({ body }) => `${String(body.id)} ${String(body.status)}`)).size).toBe(1);
    expect((await newsroom.accepted({ author: { id: 'insistent', name: 'Ana' } })).status).toBe('published');
  });

  it('of one site does not count on another', async () => {
    const elsewhere = await Newsroom.at(newsroom.on, newsroom.world);
    const body = saying();
    await outcome(times(4, () => ({ body })));
    expect((await elsewhere.accepted({ body })).status).toBe('published');
  });

  it('keeps its order: each of many authors is judged as if they had come one after the other', async () => {
    const comments = times(60, (n) => ({ author: { id: `steady-${n % 10}`, name: 'Ana' } }));
    await expect(outcome(comments)).resolves.toEqual({ published: 60 });
  });
});
