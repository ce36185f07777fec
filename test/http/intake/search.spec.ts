import { IndexWords } from '../../../src/intake/index-words';
import { PositionEvents } from '../../../src/review/position-events';
import { Newsroom, type ShownComment } from './newsroom';

let newsroom: Newsroom;
const said: ShownComment[] = [];

beforeAll(async () => {
  newsroom = await Newsroom.open();
  const comments = [
    { article: { id: 'bridge' }, author: { id: 'ana', name: 'Ana' }, body: 'The bridge is 100% safe, says the mayor.' },
    { article: { id: 'bridge' }, author: { id: 'ben', name: 'Ben' }, body: 'Nobody asked the ENGINEERS about it.' },
    { article: { id: 'tunnel' }, author: { id: 'ana', name: 'Ana' }, body: 'Engineers planned a tunnel in the river_bed.' },
    { article: { id: 'tunnel' }, author: { id: 'cem', name: 'Cem' }, body: 'Read it here: https://bit.ly/3xYz' },
    { article: { id: 'tunnel' }, author: { id: 'dua', name: 'Dua' }, body: 'Über den Tunnel redet man zu viel.' },
  ];
  for (const comment of comments) said.push(await newsroom.accepted(comment));
});

afterAll(() => newsroom.close());

/** The comments found, by their number in the order they were said. */
async function found(query: string): Promise<number[]> {
  const { status, body } = await newsroom.server.get(newsroom.path(`comments?${query}`));
  expect([query, status]).toEqual([query, 200]);
  return (body.items as ShownComment[]).map(({ id }) => said.findIndex((comment) => comment.id === id));
}

const BY_WORDS: readonly (readonly [query: string, expected: readonly number[]])[] = [
  ['q=engineers', [2, 1]],
  ['q=engin', [2, 1]],
  ['q=ngineers', []],
  ['q=engineers%20NOBODY', [1]],
  ['q=%C3%BCber', [4]],
  ['q=uber', [4]],
  ['q=100%25', [0]],
  ['q=tunnel&author=ana', [2]],
  ['q=tunnel&article=tunnel&status=published', [4, 2]],
  ['q=the&judged=held', []],
  ['q=read&judged=held', [3]],
  // What a query language gives a meaning is only a character here.
  ['q=r%26%21bridge%3A%2A', []],
  ['q=%27bridge%27', [0]],
  ['q=e_gineers', []],
];

describe('search', () => {
  it.each(BY_WORDS)('?%s, just said', async (query, expected) => {
    await expect(found(query)).resolves.toEqual(expected);
  });

  it('finds the same once the worker has read them', async () => {
    const { app } = newsroom.on;
    while ((await app.get(PositionEvents, { strict: false }).runOnce()) > 0);
    expect(await app.get(IndexWords, { strict: false }).runOnce()).toBeGreaterThanOrEqual(5);
    expect(await app.get(IndexWords, { strict: false }).runOnce()).toBe(0);
    expect(Object.fromEntries(await Promise.all(BY_WORDS.map(async ([query]) => [query, await found(query)] as const)))).toEqual(Object.fromEntries(BY_WORDS));
  });

  it.each([
    ['', [4, 3, 2, 1, 0]],
    ['article=bridge', [1, 0]],
    ['author=ana', [2, 0]],
    ['author=ana&article=tunnel', [2]],
    ['status=held', [3]],
    ['status=published&article=tunnel', [4, 2]],
    ['status=rejected', []],
    ['judged=held', [3]],
    ['judged=published&article=tunnel', [4, 2]],
    ['judged=rejected', []],
    ['author=nobody', []],
  ])('?%s', async (query, expected) => {
    await expect(found(query)).resolves.toEqual(expected);
  });

  it('tells what the rules said, whatever became of the comment', async () => {
    expect((await newsroom.server.get(newsroom.path('comments?judged=maybe'))).status).toBe(422);
    const { id } = said[3] ?? {};
    const withdrawn = await newsroom.server.delete(newsroom.path(`comments/${String(id)}`));
    expect(withdrawn.status).toBe(204);
    await expect(found('status=held')).resolves.toEqual([]);
    await expect(found('judged=held')).resolves.toEqual([3]);
  });

  it('takes moments: from then on, and before', async () => {
    const at = String(said[2]?.['createdAt']);
    await expect(found(`from=${at}`)).resolves.toEqual([4, 3, 2]);
    await expect(found(`to=${at}`)).resolves.toEqual([1, 0]);
    await expect(found(`from=${at}&to=${encodeURIComponent(at.replace('Z', '+00:00'))}`)).resolves.toEqual([]);
  });

  it('goes page by page with the same filters', async () => {
    const first = (await newsroom.server.get(newsroom.path('comments?status=published&limit=3'))).body;
    const rest = (await newsroom.server.get(newsroom.path(`comments?status=published&limit=3&cursor=${String(first.nextCursor)}`))).body;
    const ids = [...(first.items as ShownComment[]), ...(rest.items as ShownComment[])].map(({ id }) => id);
    expect(ids).toEqual([4, 2, 1, 0].map((n) => said[n]?.id));
    expect(rest.nextCursor).toBeNull();
  });

  it.each(['status=open', 'from=yesterday', 'to=2026-02-31T00:00:00Z', 'limit=1000', 'q=a', 'q=%5C%5C', 'cursor=e30', 'sort=best'])('?%s is refused and named', async (query) => {
    const { status, body } = await newsroom.server.get(newsroom.path(`comments?${query}`));
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, `?${query.split('=')[0] ?? ''}`]);
  });

  it('finds an edited comment by its new words only', async () => {
    const { id } = await newsroom.accepted({ body: 'A sentence about zeppelins.' });
    await newsroom.server.patch(newsroom.path(`comments/${id}`), { body: 'A sentence about airships.' }, { 'if-match': '"1"' });
    const [old, now] = await Promise.all(['zeppelins', 'airships'].map(async (q) => (await newsroom.server.get(newsroom.path(`comments?q=${q}`))).body.items as ShownComment[]));
    expect([old?.length, now?.map((comment) => comment.id)]).toEqual([0, [id]]);
  });

  it('never finds what another site has', async () => {
    const elsewhere = await Newsroom.at(newsroom.on, newsroom.world);
    expect((await elsewhere.server.get(elsewhere.path('comments'))).body).toEqual({ items: [], nextCursor: null });
  });
});
