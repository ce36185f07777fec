import { fillDesk } from './desk-data';
import { type Conditions, figure, measuringNow, percentile, type Result } from './report';
import { type OwnerClient, withService } from './service';
import { texts } from './texts';

const COMMENTS = Number(process.env['BENCH_COMMENTS'] ?? 1_000_000);
const OPEN = COMMENTS / 10;
const ROUNDS = 3;
const ASKED = 40;

const SITE = '/v1/sites/many';

/** What the desk asks for again and again; `n` makes each request another. */
const LISTS: Readonly<Record<string, (n: number) => string>> = {
  list: () => `${SITE}/review/items?limit=50`,
  'list.queue': (n) => `${SITE}/review/items?queue=bench-${String(n % 5)}&limit=50`,
  'list.oldest': () => `${SITE}/review/items?sort=oldest&limit=50`,
  'list.author': (n) => `${SITE}/review/items?author=past-${String((n * 37) % 20_000)}`,
  'list.article': (n) => `${SITE}/review/items?article=bench-${String(n % 400)}`,
  'list.rule': (n) => `${SITE}/review/items?rule=${['spam-links', 'shouting', 'harsh-words'][n % 3] ?? ''}`,
  'list.section': (n) => `${SITE}/review/items?section=${['world', 'sport', 'opinion'][n % 3] ?? ''}`,
  'list.text': (n) => `${SITE}/review/items?q=${WORDS[n % WORDS.length] ?? ''}`,
  'list.queues': () => `${SITE}/review/queues`,
  'search.text': (n) => `${SITE}/comments?q=${WORDS[n % WORDS.length] ?? ''}`,
  'search.author': (n) => `${SITE}/comments?author=past-${String((n * 41) % 20_000)}`,
  'search.article': (n) => `${SITE}/comments?article=bench-${String(n % 400)}&status=published`,
  'search.status': (n) => `${SITE}/comments?status=${['held', 'published'][n % 2] ?? ''}`,
};
/** Frequent, less frequent, rare, and one that nobody wrote. */
const WORDS = ['people', 'government', 'tax', 'hospital', 'unconstitutional', 'zeppelinistic'];

/** How long lists, filters and searches of the desk take over HTTP, one after the other, on a million comments of which a tenth waits. */
export async function benchLists(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  return withService({ WEIR_ROLES: 'api,worker' }, async ({ client, owner }) => {
    const { bodies, source } = texts(20_000, dataDir);
    await fillDesk(client, await owner.newSite(client, 'many'), { comments: COMMENTS, open: OPEN, bodies });
    measuringNow();
    const results: Result[] = [];
    const all: number[][] = Array.from({ length: ROUNDS }, () => []);
    for (const [name, path] of Object.entries(LISTS)) {
      const runs: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const took = await times(owner, path, round * ASKED);
        runs.push(percentile(Float64Array.from(took).sort(), 0.95));
        all[round]?.push(...took);
      }
      results.push(figure(`${name}.p95_ms`, 'ms', runs));
    }
    const deep = await pages(owner);
    results.push(figure('list.page_100.p95_ms', 'ms', [deep]), figure('desk.all.p95_ms', 'ms', all.map((took) => percentile(Float64Array.from(took).sort(), 0.95))));
    return { results, conditions: { 'lists.comments': COMMENTS, 'lists.open': OPEN, 'lists.rounds': ROUNDS, 'lists.asked': ASKED, 'lists.texts': source, 'lists.bars': 'p95 150 ms' } };
  });
}

async function times(owner: OwnerClient, path: (n: number) => string, from: number): Promise<number[]> {
  const took: number[] = [];
  for (let n = from; n < from + ASKED; n++) {
    const at = performance.now();
    await owner.get(path(n));
    took.push(performance.now() - at);
  }
  return took;
}

/** A hundred pages down the list: the last ones must not cost more than the first. */
async function pages(owner: OwnerClient): Promise<number> {
  const took: number[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 100; page++) {
    const at = performance.now();
    const answer = (await owner.get(`${SITE}/review/items?limit=50${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)) as { nextCursor: string | null };
    took.push(performance.now() - at);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return percentile(Float64Array.from(took.slice(-20)).sort(), 0.95);
}
