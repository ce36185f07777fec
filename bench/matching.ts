import { decide } from '../src/engine/decide/decide';
import { compileRuleSet, type CompiledRuleSet } from '../src/engine/language/compile';
import type { RuleDocument, RuleSetDocument } from '../src/engine/language/document';
import { needleSet } from '../src/engine/match/needle-set';
import { starterPack } from '../src/rules/starter/starter-pack';
import { DISGUISES } from '../test/support/evasion/disguises';
import { recall } from '../test/support/evasion/recall';
import { ENGLISH } from '../test/support/evasion/terms';
import { NEWCOMER } from './newcomer';
import { ENGLISH_WORDS, ordinaryWordsFor } from './ordinary-words';
import { PEER_MATCHERS } from './peers/matchers';
import { type Conditions, figure, median, percentile, type Result } from './report';
import { texts } from './texts';

const TERMS = 10_000;
const PATTERNS = 400;
const COMMENTS = 4_000;
const ROUNDS = 5;

/**
 * The starter rules with generated lists on top, up to 10,000 terms and 400 patterns: everything is on (views, features, conditions,
 * explanation) but the signals. Words are made of an English dictionary's, so that they share beginnings as real lists do.
 */
export async function largeRuleSet(more: { readonly terms: number; readonly patterns: number } = { terms: TERMS, patterns: PATTERNS }): Promise<RuleSetDocument> {
  const { document } = await starterPack();
  const { matcher } = compileRuleSet(document);
  const lists = [
    { id: 'generated-words', kind: 'words' as const, inflect: true, entries: rareWords(more.terms - matcher.size.terms) },
    { id: 'generated-patterns', kind: 'regex' as const, entries: patterns(more.patterns - matcher.size.patterns) },
  ];
  const rules: RuleDocument[] = lists.map(({ id }) => ({
    id, name: id, mode: 'active', group: 'bench', exempt: [], when: { text: { lists: id, evasion: 'normal' } }, then: { action: 'flag', score: 1 }, examples: { match: [], no_match: [] },
  }));
  return { ...document, lists: [...(document.lists ?? []), ...lists], rules: [...document.rules, ...rules] };
}

/**
 * Words that begin like one ordinary word and end like another and are none themselves: as rare in comments as a blocklist's, with the
 * beginnings of real ones.
 */
export function rareWords(count: number, skip = 0): string[] {
  const known = ordinaryWordsFor();
  const fitting = ENGLISH_WORDS.filter((word) => word.length >= 6 && word.length <= 12);
  const step = fitting.length / count;
  const rare = new Set<string>();
  for (let index = skip; rare.size < count; index++) {
    const [first, second] = [fitting[Math.floor(index * step) % fitting.length] ?? '', fitting[Math.floor(index * step * 7.3) % fitting.length] ?? ''];
    const word = first.slice(0, Math.ceil(first.length / 2)) + second.slice(second.length >> 1);
    if (!known.has(word)) rare.add(word);
  }
  return [...rare];
}

/** Patterns of the kinds that people write: choices, optional endings, gaps, classes. */
export function patterns(count: number): string[] {
  const picked = rareWords(count * 3, 7);
  const shapes: readonly ((a: string, b: string, c: string) => string)[] = [
    (a, b, c) => `${a} (?:${b}|${c})`,
    (a, b) => `\\b${a}(?:s|ed|ing)? (?:the|your|my) ${b}\\b`,
    (a, b) => `${a}.{0,20}${b}`,
    (a, b, c) => `(?:${a}|${b}|${c})[0-9]{2,4}`,
    (a, b) => `${a.slice(0, 4)}\\w* ${b.slice(0, 5)}\\w*`,
  ];
  return Array.from({ length: count }, (_, index) => (shapes[index % shapes.length] ?? String)(picked[index * 3] ?? '', picked[index * 3 + 1] ?? '', picked[index * 3 + 2] ?? ''));
}

interface Timing {
  readonly means: readonly number[];
  readonly p99s: readonly number[];
}

function timed(bodies: readonly string[], judge: (body: string) => unknown): Timing {
  const [means, p99s]: [number[], number[]] = [[], []];
  for (const body of bodies.slice(0, 500)) judge(body);
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (const body of bodies) judge(body);
    means.push(((performance.now() - start) * 1_000) / bodies.length);
    const each = Float64Array.from(bodies, (body) => {
      const at = performance.now();
      judge(body);
      return (performance.now() - at) * 1_000;
    }).sort();
    p99s.push(percentile(each, 0.99));
  }
  return { means, p99s };
}

/** Share of the evasion matrix that is found: all 22 rows, English terms. */
function recallOf(finds: (text: string) => boolean): number {
  const rows = DISGUISES.map((disguise) => recall(disguise, ENGLISH, finds));
  return rows.reduce((sum, row) => sum + row.found, 0) / rows.reduce((sum, row) => sum + row.of, 0);
}

function ownFinder(terms: readonly string[]): (text: string) => boolean {
  const set = needleSet({ ordinaryWords: ordinaryWordsFor() });
  const group = set.addGroup(terms.map((text) => set.addTerm({ text, mode: 'word', caseExact: false, inflect: true, except: [], entry: text, evasion: 'normal' })));
  const matcher = set.compile();
  return (body) => matcher.read({ body, format: 'text' }).find('body', group, 'all').length > 0;
}

function measure(name: string, { means, p99s }: Timing, recalled: number): Result[] {
  return [figure(`matching.${name}.mean_us`, 'µs', means), figure(`matching.${name}.p99_us`, 'µs', p99s), figure(`matching.${name}.recall`, 'share', [recalled])];
}

/** 10,000 terms and 400 patterns on real comments, beside other word filters with the same terms, and what each of them misses. */
export async function benchMatching(dataDir: string | null): Promise<{ results: Result[]; conditions: Conditions }> {
  const document = await largeRuleSet();
  const ruleSet = compileRuleSet(document, { ordinaryWords: ordinaryWordsFor() });
  const { source, bodies } = texts(COMMENTS, dataDir);
  const terms = termsOf(document);
  const insults = ENGLISH.terms.map(([term]) => term);
  const whole = timed(bodies, (body) => decide(ruleSet, NEWCOMER, { body, format: 'text' }));
  const wordsOnly = timed(bodies, ownFinder(terms));
  const results = [...measure('engine', whole, recallOf(ownFinder(insults))), ...measure('words only', wordsOnly, recallOf(ownFinder(insults)))];
  for (const peer of PEER_MATCHERS) {
    results.push(...measure(peer.name, timed(bodies.slice(0, peer.comments), peer.make(terms)), recallOf(peer.make(insults))));
  }
  return { results, conditions: conditionsOf(ruleSet, { source, bodies, hits: hitsIn(ruleSet, bodies), mean: median(whole.means) }) };
}

function termsOf(document: RuleSetDocument): string[] {
  return (document.lists ?? []).filter(({ kind }) => kind === 'words').flatMap(({ entries }) => entries.map((entry) => (typeof entry === 'string' ? entry : entry.term)));
}

function hitsIn(ruleSet: CompiledRuleSet, bodies: readonly string[]): number {
  return bodies.filter((body) => decide(ruleSet, NEWCOMER, { body, format: 'text' }).hits.length > 0).length;
}

function conditionsOf({ matcher, rules }: CompiledRuleSet, run: { source: string; bodies: readonly string[]; hits: number; mean: number }): Conditions {
  return {
    'matching.texts': run.source,
    'matching.comments': run.bodies.length,
    'matching.commentsWithHits': run.hits,
    'matching.meanLength': Math.round(run.bodies.reduce((sum, body) => sum + body.length, 0) / run.bodies.length),
    'matching.rules': rules.length,
    'matching.terms': matcher.size.terms,
    'matching.patterns': matcher.size.patterns,
    'matching.unfilteredPatterns': matcher.size.unfilteredPatterns,
    'matching.automatonMb': Math.round(matcher.size.automatonBytes / 1e6),
    'matching.bars': 'mean 25 µs, p99 200 µs',
  };
}
