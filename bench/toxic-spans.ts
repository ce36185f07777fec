import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decide } from '../src/engine/decide/decide';
import type { Facts } from '../src/engine/facts';
import { compileRuleSet, type CompiledRuleSet } from '../src/engine/language/compile';
import type { RuleSetDocument } from '../src/engine/language/document';
import type { Verdict } from '../src/engine/verdict';
import { starterPack } from '../src/rules/starter/starter-pack';
import { parseTable } from './csv';
import { ordinaryWordsFor } from './ordinary-words';
import { type Conditions, figure, type Result } from './report';

interface Marked {
  readonly body: string;
  /** The characters that people marked as toxic; none: the comment is harmless. */
  readonly toxic: ReadonlySet<number>;
}

/** The starter rules that look at how something is said. */
const ABOUT_LANGUAGE = new Set(['profanity-strong', 'profanity-mild', 'insults', 'harsh-words', 'threats']);

/** A registered reader with a few approved comments: only what is said counts. */
const FACTS: Facts = {
  event: 'create',
  receivedAt: '2026-02-22T12:00:00.000Z',
  base: 'publish',
  fields: { 'author.kind': 'registered', 'author.approved': 12, 'author.rejected': 0, 'author.approval_rate': 0.93, 'author.first_comment': false, 'article.comments_mode': 'open', 'article.comments_closed': false },
  failed: [],
  rates: {},
  sampleBuckets: {},
};

/**
 * What the starter rules find in `DIR/toxicity/toxic_spans_train.csv`, news comments in which people marked the toxic words: with the
 * rules as they are, and with disguises not looked for. Nothing without the file.
 */
export async function benchToxicSpans(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const file = dataDir === null ? '' : join(dataDir, 'toxicity', 'toxic_spans_train.csv');
  if (!existsSync(file)) {
    console.log('no toxicity/toxic_spans_train.csv: give its folder with --data');
    return { results: [], conditions: {} };
  }
  const comments = marked(readFileSync(file, 'utf8'));
  const { document } = await starterPack();
  const plain = JSON.parse(JSON.stringify(document), (key, value: unknown) => (key === 'evasion' ? 'off' : value)) as RuleSetDocument;
  const results = [
    ...measured('toxic_spans', compileRuleSet(document, { ordinaryWords: ordinaryWordsFor() }), comments),
    ...measured('toxic_spans.without_disguises', compileRuleSet(plain), comments),
  ];
  return { results, conditions: { 'toxic_spans.comments': comments.length, 'toxic_spans.toxic': comments.filter(({ toxic }) => toxic.size > 0).length } };
}

function marked(csv: string): Marked[] {
  return parseTable(csv).map(({ spans = '[]', text = '' }) => ({ body: text, toxic: new Set(JSON.parse(spans) as number[]) }));
}

function measured(name: string, ruleSet: CompiledRuleSet, comments: readonly Marked[]): Result[] {
  const judged = comments.map((comment) => ({ ...comment, verdict: decide(ruleSet, FACTS, { body: comment.body, format: 'text' }) }));
  const named = judged.map(({ toxic, body, verdict }) => ({ isToxic: toxic.size > 0, toxic, body, isHeld: verdict.action === 'hold' || verdict.action === 'reject', found: charactersOf(verdict) }));
  const both = named.reduce((sum, { toxic, found }) => sum + [...found].filter((at) => toxic.has(at)).length, 0);
  const total = (pick: (one: (typeof named)[number]) => number): number => named.reduce((sum, one) => sum + pick(one), 0);
  return [
    ...shares(`${name}.named`, named.map(({ isToxic, found }) => ({ isToxic, isHit: found.size > 0 }))),
    ...shares(`${name}.looked_at`, judged.map(({ toxic, verdict }) => ({ isToxic: toxic.size > 0, isHit: verdict.action !== 'publish' }))),
    ...shares(`${name}.held`, named.map(({ isToxic, isHeld }) => ({ isToxic, isHit: isHeld }))),
    figure(`${name}.characters.precision`, 'share', [both / Math.max(1, total(({ found }) => found.size))]),
    figure(`${name}.characters.recall`, 'share', [both / Math.max(1, total(({ toxic }) => toxic.size))]),
  ];
}

function charactersOf({ hits }: Verdict): Set<number> {
  const found = new Set<number>();
  for (const { rule, spans } of hits) if (ABOUT_LANGUAGE.has(rule)) for (const { start, end } of spans) for (let at = start; at < end; at++) found.add(at);
  return found;
}

function shares(name: string, all: readonly { readonly isToxic: boolean; readonly isHit: boolean }[]): Result[] {
  const hits = all.filter(({ isHit }) => isHit);
  const right = hits.filter(({ isToxic }) => isToxic).length;
  return [
    figure(`${name}.precision`, 'share', [right / Math.max(1, hits.length)]),
    figure(`${name}.recall`, 'share', [right / Math.max(1, all.filter(({ isToxic }) => isToxic).length)]),
    figure(`${name}.of_harmless`, 'share', [(hits.length - right) / Math.max(1, all.filter(({ isToxic }) => !isToxic).length)]),
  ];
}
