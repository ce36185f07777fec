import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTable } from '../../bench/csv';
import type { ToxicityLabel } from '../../src/engine/signals/toxicity/labels';
import type { TextFormat } from '../../src/engine/facts';

/** Learned from, or kept away from that to measure with. */
export type Part = 'learn' | 'test';

/** Where a text comes from; each source has an intercept of its own, so that how often it is toxic is not learned as a property of its words. */
export type Source = 'jigsaw' | 'jigsaw-lower' | 'news' | 'news-cut' | 'edos' | 'germeval' | 'youtube' | 'sms' | 'benign';

/** One text with what people said about it. A label that the source does not have is missing. */
export interface Example {
  readonly text: string;
  readonly format: TextFormat;
  readonly labels: Readonly<Partial<Record<ToxicityLabel, boolean>>>;
  readonly source: Source;
  readonly part: Part;
  /** News comments: the same comment whole and with its toxic spans cut out have one number. */
  readonly pair?: number;
  /** What the source itself says, for measuring. */
  readonly about?: string;
}

/** The first byte of a SHA-256 decides: a quarter is for measuring. */
export function partOf(id: string): Part {
  return (createHash('sha256').update(id).digest()[0] ?? 0) < 64 ? 'test' : 'learn';
}

/** All texts below a data folder, in the order of the files; throws if one of them is missing. */
export function readCorpus(dir: string): readonly Example[] {
  return withoutLeaks([...jigsaw(dir), ...news(dir), ...edos(dir), ...germeval(dir), ...youtube(dir), ...sms(dir)]);
}

/** The rows of a file; throws with its whole path if it is not there. */
function table(dir: string, ...path: readonly string[]): Record<string, string>[] {
  return parseTable(textOf(dir, ...path));
}

function textOf(dir: string, ...path: readonly string[]): string {
  const file = join(dir, ...path);
  if (!existsSync(file)) throw new Error(`${file} is not there: --data names the folder that holds toxicity/ and spam/.`);
  return readFileSync(file, 'utf8');
}

function jigsaw(dir: string): Example[] {
  return table(dir, 'toxicity', 'jigsaw_train.csv').map((row) => ({
    text: row['comment_text'] ?? '',
    format: 'text',
    source: row['source'] === 'predibase' ? 'jigsaw' : 'jigsaw-lower',
    part: partOf(row['id'] ?? ''),
    labels: {
      TOXICITY: row['toxic'] === '1',
      SEVERE_TOXICITY: row['severe_toxic'] === '1',
      PROFANITY: row['obscene'] === '1',
      THREAT: row['threat'] === '1',
      INSULT: row['insult'] === '1',
      IDENTITY_ATTACK: row['identity_hate'] === '1',
    },
  }));
}

/** Each comment whole, toxic; and with what people marked cut out, harmless. Where nobody marked anything, nobody knows what is toxic about it. */
function news(dir: string): Example[] {
  return table(dir, 'toxicity', 'toxic_spans_train.csv').flatMap(({ spans = '[]', text = '' }, pair): Example[] => {
    const marked = new Set(JSON.parse(spans) as number[]);
    if (marked.size === 0) return [];
    const part = partOf(text);
    // The marks count code points, not units.
    const rest = Array.from(text).filter((_, at) => !marked.has(at)).join('');
    const whole: Example = { text, format: 'text', source: 'news', part, pair, labels: { TOXICITY: true } };
    return /\p{L}{2}.*\p{L}{2}/su.test(rest) ? [whole, { text: rest, format: 'text', source: 'news-cut', part, pair, labels: { TOXICITY: false, PROFANITY: false } }] : [whole];
  });
}

function edos(dir: string): Example[] {
  return table(dir, 'toxicity', 'edos.csv').map((row) => {
    const isSexist = row['label_sexist'] === 'sexist';
    return { text: row['text'] ?? '', format: 'text', source: 'edos', part: partOf(row['rewire_id'] ?? ''), labels: isSexist ? { IDENTITY_ATTACK: true, TOXICITY: true } : { IDENTITY_ATTACK: false }, about: row['label_category'] ?? '' };
  });
}

function germeval(dir: string): Example[] {
  return textOf(dir, 'toxicity', 'germeval2018_train.tsv').split('\n').filter((line) => line !== '').map((line) => {
    const [text = '', coarse = '', fine = ''] = line.trimEnd().split('\t');
    const isOffence = coarse === 'OFFENSE';
    return { text, format: 'text', source: 'germeval', part: partOf(text), about: fine, labels: { TOXICITY: isOffence } };
  });
}

const VIDEOS = ['Youtube01-Psy.csv', 'Youtube02-KatyPerry.csv', 'Youtube03-LMFAO.csv'];

function youtube(dir: string): Example[] {
  return VIDEOS.flatMap((file) => table(dir, 'spam', file)).map(({ CONTENT = '', CLASS = '' }) => ({ text: CONTENT, format: 'html', source: 'youtube', part: partOf(CONTENT), labels: { SPAM: CLASS === '1' } }));
}

function sms(dir: string): Example[] {
  return textOf(dir, 'spam', 'SMSSpamCollection.tsv').split('\n').flatMap((line): Example[] => {
    const [label = '', text = ''] = line.split('\t');
    return text === '' ? [] : [{ text, format: 'text', source: 'sms', part: partOf(text), labels: { SPAM: label === 'spam' } }];
  });
}

/** Nothing is learned that stands in the test as well under another id. */
function withoutLeaks(examples: readonly Example[]): readonly Example[] {
  const key = ({ text }: Example): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const tested = new Set(examples.filter(({ part }) => part === 'test').map(key));
  return examples.filter((example) => example.part === 'test' || !tested.has(key(example)));
}
