import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparableText, similarityOf, type Sketch, sketchOf } from '../src/engine/match/near-duplicates';
import { parseTable } from './csv';
import { type Conditions, figure, type Result } from './report';
import { texts } from './texts';

const ALIKE = 0.6;
const SPAM = 400;
const NEWS = 3_000;
const WORDS = ['river', 'lantern', 'quiet', 'marble', 'seven', 'promise', 'window', 'orange', 'doctor'];

interface Compared {
  readonly text: string;
  readonly sketch: Sketch;
}

/** How many altered copies of real spam are found, how many pairs of news comments are taken for copies, and what a sketch costs. */
export function benchNearDuplicates(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const spam = dataDir === null ? [] : spamOf(join(dataDir, 'spam'));
  const { source, bodies } = texts(NEWS, dataDir);
  const found = Object.entries(VARIATIONS).flatMap(([name, vary]) => recall(spam, name, vary));
  const news = bodies.map((body) => comparableText(body, 'text'));
  return Promise.resolve({
    results: [
      ...found,
      figure('near_duplicates.pairs_of_different_comments', 'pairs', [pairsIn(news).length]),
      figure('near_duplicates.comparable', 'us', [perText(bodies, (body) => comparableText(body, 'text'))]),
      figure('near_duplicates.sketch', 'us', [perText(news, (text) => sketchOf(text))]),
    ],
    conditions: { 'near_duplicates.spam': spam.length, 'near_duplicates.others': news.length, 'near_duplicates.source': source },
  });
}

/** Comments long enough to be compared, markup and all. */
function spamOf(folder: string): string[] {
  const files = ['Youtube01-Psy.csv', 'Youtube02-KatyPerry.csv', 'Youtube03-LMFAO.csv'].map((name) => join(folder, name)).filter((path) => existsSync(path));
  const all = files.flatMap((path) => parseTable(readFileSync(path, 'utf8')).filter((row) => row['CLASS'] === '1').map((row) => row['CONTENT'] ?? ''));
  return all.filter((body) => compared(body) !== null).slice(0, SPAM);
}

let state = 7;
function chance(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}
const word = (): string => WORDS[Math.floor(chance() * WORDS.length)] ?? '';

const VARIATIONS: Readonly<Record<string, (body: string) => string>> = {
  inserted_word: (body) => body.split(' ').flatMap((each, at, all) => (at === Math.floor(all.length / 2) ? [word(), each] : [each])).join(' '),
  tenth_replaced: (body) => body.split(' ').map((each) => (chance() < 0.1 ? word() : each)).join(' '),
  emoji_and_invisible: (body) => body.split(' ').map((each) => (chance() < 0.3 ? `${each} 😀` : `${each.slice(0, 1)}\u200b${each.slice(1)}`)).join(' '),
  other_link_and_digits: (body) => `${body.replace(/https?:\/\/\S+|www\.\S+/g, 'http://other.example/x').replace(/\d+/g, () => String(Math.floor(chance() * 1e5)))} http://new.example/a`,
};

function recall(bodies: readonly string[], name: string, vary: (body: string) => string): Result[] {
  if (bodies.length === 0) return [];
  const found = bodies.filter((body) => isCopy(compared(body), compared(vary(body)))).length;
  console.log(`${name}: ${String(found)} of ${String(bodies.length)} copies found`);
  return [figure(`near_duplicates.found_${name}`, 'ratio', [found / bodies.length])];
}

function compared(body: string): Compared | null {
  const text = comparableText(body, 'html');
  const sketch = sketchOf(text);
  return sketch && { text, sketch };
}

function isCopy(a: Compared | null, b: Compared | null): boolean {
  return a !== null && b !== null && a.sketch.bands.some((band, at) => band === b.sketch.bands[at]) && similarityOf(a.text, b.text) >= ALIKE;
}

/** Pairs that share a band and are alike. */
function pairsIn(all: readonly string[]): [string, string][] {
  const holders = new Map<number, number[]>();
  const pairs = new Set<string>();
  all.forEach((text, index) => {
    for (const band of sketchOf(text)?.bands ?? []) {
      const others = holders.get(band) ?? [];
      for (const other of others) pairs.add(`${String(other)} ${String(index)}`);
      holders.set(band, [...others, index]);
    }
  });
  const texts = [...pairs].map((pair): [string, string] => { const [a = 0, b = 0] = pair.split(' ').map(Number); return [all[a] ?? '', all[b] ?? '']; });
  const alike = texts.filter(([a, b]) => similarityOf(a, b) >= ALIKE);
  console.log(`${String(pairs.size)} pairs share a band, ${String(alike.length)} are alike, of ${String((all.length * (all.length - 1)) / 2)}:`);
  for (const [a, b] of alike.slice(0, 5)) console.log(`  ${a.slice(0, 70)} | ${b.slice(0, 70)}`);
  return alike;
}

function perText(all: readonly string[], work: (text: string) => unknown): number {
  for (const text of all) work(text);
  const began = performance.now();
  for (const text of all) work(text);
  return ((performance.now() - began) * 1_000) / all.length;
}
