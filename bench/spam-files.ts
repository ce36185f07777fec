import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTable } from './csv';
import { startServer } from './processes';
import { type Conditions, figure, type Result } from './report';

const LANES = 16;
const SAMPLES = 12;

interface Labelled {
  readonly file: string;
  readonly externalId: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly body: string;
  readonly isSpam: boolean;
}

interface Judged extends Labelled {
  readonly id: string;
  readonly status: string;
  /** The active rules that fired. */
  readonly rules: readonly string[];
}

/**
 * How many of the labelled comments in `DIR/spam/Youtube*.csv` the starter rules stop, each sent through HTTP as the comment of a
 * registered reader whom the site does not know, and whether all of them are stored once. Nothing without such files.
 */
export async function benchSpamFiles(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const comments = dataDir === null ? [] : labelled(join(dataDir, 'spam'));
  if (comments.length === 0) {
    console.log('no spam/Youtube*.csv: give their folder with --data');
    return { results: [], conditions: {} };
  }
  const folder = mkdtempSync(join(tmpdir(), 'weir-spam-'));
  // As root, the database in it runs as another user.
  chmodSync(folder, 0o755);
  const weir = await startServer('src/main.ts', /Ctrl-C/, { WEIR_DATA_DIR: folder, LOG_LEVEL: 'fatal' });
  try {
    const site = { url: `http://127.0.0.1:${weir.port}/v1/sites/demo`, key: /weir_sk_[\w-]+/.exec(weir.said)?.[0] ?? '' };
    const judged = await sendAll(site, comments);
    const stored = await storedIds(site, judged);
    return report(judged, stored);
  } finally {
    await weir.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function labelled(folder: string): Labelled[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /^Youtube.*\.csv$/i.test(name)).sort() : [];
  return files.flatMap((file) =>
    parseTable(readFileSync(join(folder, file), 'utf8')).map(({ COMMENT_ID = '', AUTHOR = '', CONTENT = '', CLASS = '' }) => ({
      file,
      externalId: COMMENT_ID,
      author: { id: createHash('sha256').update(AUTHOR).digest('hex').slice(0, 24), name: AUTHOR.slice(0, 200) },
      body: CONTENT,
      isSpam: CLASS === '1',
    })),
  );
}

interface Site {
  readonly url: string;
  readonly key: string;
}

async function sendAll(site: Site, comments: readonly Labelled[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  const waiting = [...comments];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) judged.push(await send(site, next));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return judged;
}

async function send({ url, key }: Site, comment: Labelled): Promise<Judged> {
  const { file, externalId, author, body } = comment;
  const answer = await fetch(`${url}/comments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': createHash('sha256').update(externalId).digest('hex') },
    body: JSON.stringify({ externalId, article: { id: file, title: file }, author: { ...author, kind: 'registered' }, body, format: 'html' }),
  });
  const said = (await answer.json()) as { id: string; status: string; verdict: { hits: { rule: string; mode: string }[] } };
  if (answer.status !== 201) throw new Error(`${externalId} was answered with ${answer.status}: ${JSON.stringify(said)}`);
  return { ...comment, id: said.id, status: said.status, rules: said.verdict.hits.filter(({ mode }) => mode === 'active').map(({ rule }) => rule) };
}

/** Every id that the search finds under the files' articles, as often as it finds it. */
async function storedIds({ url, key }: Site, judged: readonly Judged[]): Promise<string[]> {
  const ids: string[] = [];
  for (const file of new Set(judged.map((comment) => comment.file))) {
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer = await fetch(`${url}/comments?article=${encodeURIComponent(file)}&limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`, { headers: { authorization: `Bearer ${key}` } });
      const page = (await answer.json()) as { items: { id: string }[]; nextCursor: string | null };
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
  }
  return ids;
}

const isStopped = ({ status }: Judged): boolean => status === 'held' || status === 'rejected';

function report(judged: readonly Judged[], stored: readonly string[]): { results: Result[]; conditions: Conditions } {
  const [spam, harmless] = [judged.filter(({ isSpam }) => isSpam), judged.filter(({ isSpam }) => !isSpam)];
  const lost = judged.filter(({ id }) => !stored.includes(id)).length;
  for (const file of new Set(judged.map((comment) => comment.file))) {
    const [bad, good] = [spam.filter((comment) => comment.file === file), harmless.filter((comment) => comment.file === file)];
    console.log(`${file}: ${bad.filter(isStopped).length} of ${bad.length} spam comments stopped, ${good.filter(isStopped).length} of ${good.length} harmless ones held`);
  }
  console.log(`all: ${spam.filter(isStopped).length} of ${spam.length} spam comments stopped, ${harmless.filter(isStopped).length} of ${harmless.length} harmless ones held`);
  console.log(`rules on spam that was stopped:  ${tally(spam.filter(isStopped))}`);
  console.log(`rules on harmless that was held: ${tally(harmless.filter(isStopped))}`);
  show('harmless, but held', harmless.filter(isStopped));
  show('spam, but published', spam.filter((comment) => !isStopped(comment)));
  return {
    results: [
      figure('spam.sent', 'comments', [judged.length]),
      figure('spam.stored', 'comments', [stored.length]),
      figure('spam.lost', 'comments', [lost]),
      figure('spam.doubled', 'comments', [stored.length - new Set(stored).size]),
      figure('spam.stopped', 'ratio', [spam.filter(isStopped).length / spam.length]),
      figure('spam.harmless_held', 'ratio', [harmless.filter(isStopped).length / harmless.length]),
    ],
    conditions: { 'spam.ruleSet': 'starter rules', 'spam.comments': judged.length, 'spam.spam': spam.length, 'spam.harmless': harmless.length },
  };
}

function tally(judged: readonly Judged[]): string {
  const counts = new Map<string, number>();
  for (const rule of judged.flatMap(({ rules }) => rules)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([rule, n]) => `${rule} ${n}`).join(', ') || 'none';
}

/** A few of them, spread over all, so that whoever tunes the rules sees what they do. */
function show(title: string, judged: readonly Judged[]): void {
  const every = Math.max(1, Math.ceil(judged.length / SAMPLES));
  console.log(`${title}:`);
  for (const { body, rules } of judged.filter((_, index) => index % every === 0)) console.log(`  [${rules.join(', ')}] ${body.replaceAll(/\s+/g, ' ').slice(0, 160)}`);
}
