import { decide } from '../../engine/decide/decide';
import { filledReason, quote } from '../../engine/decide/explain';
import type { CompiledRuleSet } from '../../engine/decide/compiled-rule-set';
import type { Facts, JudgedEvent, JudgedText, TextFormat } from '../../engine/facts';
import { readExample } from '../../engine/language/example-facts';
import type { Hit, Span, Verdict } from '../../engine/verdict';

/** A comment as somebody makes it up: facts by field name, as they are written in conditions. */
export interface TriedComment {
  readonly body: string;
  readonly format: TextFormat;
  readonly title?: string;
  readonly event: JudgedEvent;
  /** `author.approved: 3`, `author.account_age: 2h`; `rate` and `duplicate` are what every counter shows. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface WrongField {
  /** Place among the comments. */
  readonly index: number;
  readonly key: string;
  readonly message: string;
}

type ShownSpan = Span & { readonly quote: string | null };

export interface TriedVerdict extends Omit<Verdict, 'hits'> {
  readonly hits: readonly (Omit<Hit, 'spans'> & { readonly spans: readonly ShownSpan[] })[];
  readonly tookUs: number;
}

export type TryOutcome = { readonly verdicts: readonly TriedVerdict[] } | { readonly wrong: readonly WrongField[] };

/** Judges made-up comments: every author is inside a sample, and what is not said is missing. */
export function tryComments(ruleSet: CompiledRuleSet, comments: readonly TriedComment[], now: string): TryOutcome {
  const read = comments.map((comment) => ({ comment, example: readExample({ body: comment.body, ...comment.fields, ...(comment.title === undefined ? {} : { title: comment.title }) }) }));
  const wrong = read.flatMap(({ example }, index) => example.problems.map(({ key, message }) => ({ index, key, message })));
  if (wrong.length > 0) return { wrong };
  return { verdicts: read.map(({ comment, example }) => tried(ruleSet, { ...example.text, format: comment.format }, factsOf(ruleSet, comment, example, now))) };
}

function tried(ruleSet: CompiledRuleSet, text: JudgedText, facts: Facts): TriedVerdict {
  const began = performance.now();
  const verdict = decide(ruleSet, facts, text);
  const tookUs = Math.round((performance.now() - began) * 1_000);
  const primary = verdict.hits.find(({ rule }) => rule === verdict.primaryRule);
  return {
    ...verdict,
    reason: verdict.reason === null ? null : filledReason(verdict.reason, primary, text),
    hits: verdict.hits.map((hit) => ({ ...hit, reason: filledReason(hit.reason, hit, text), spans: hit.spans.map((span) => ({ ...span, quote: quote(text, span) })) })),
    tookUs,
  };
}

function factsOf({ rules, sampled }: CompiledRuleSet, { event }: TriedComment, { fields, rate, duplicate }: ReturnType<typeof readExample>, now: string): Facts {
  const uses = rules.flatMap(({ counters }) => counters);
  const counts = (where: 'rates' | 'duplicates'): Record<string, number> => Object.fromEntries(uses.flatMap(({ id, as, from, withoutThis, least }) => {
    const shown = as === 'rate' ? rate : duplicate;
    return shown === undefined || from !== where ? [] : [[id, Math.max(least, withoutThis ? shown + 1 : shown)] as const];
  }));
  return { event, receivedAt: now, base: 'publish', fields, failed: [], rates: counts('rates'), duplicates: counts('duplicates'), sampleBuckets: Object.fromEntries(sampled.map((rule) => [rule, 0])) };
}
