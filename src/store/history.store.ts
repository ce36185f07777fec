import type { CommentId, EvaluationId, SiteId } from '../domain/ids';
import type { DecisionAction } from '../domain/statuses';
import type { JudgedEvent, TextFormat } from '../engine/facts';
import type { VerdictAction } from '../engine/verdict';
import { type Queryable, rows } from '../platform/database/statement';
import type { HistoryKey } from './backtest.store';
import * as sql from './history.sql';

/** An evaluation with what was judged. From a connection that hands out texts, so that nobody pays for values that nobody reads. */
export interface HistoryRow {
  readonly at: string;
  readonly id: EvaluationId;
  readonly comment_id: CommentId;
  readonly revision: string;
  readonly action: VerdictAction;
  readonly rule_set_version: string;
  readonly engine_version: string;
  /** JSON of KeptFacts (src/evaluate/facts.ts). */
  readonly facts: string;
  /** JSON of the verdict, as it was written. */
  readonly verdict: string | null;
  /** Null once it is erased. */
  readonly body: string | null;
  readonly format: TextFormat | null;
  readonly title: string | null;
  /** Both absent unless asked for. */
  readonly author_name?: string | null;
  readonly parent_body?: string | null;
}

/** Of an evaluation what tells most comments apart, from the same kind of connection. */
export interface HistoryLine extends Pick<HistoryRow, 'comment_id' | 'revision' | 'action' | 'rule_set_version' | 'engine_version' | 'body' | 'format' | 'title'> {
  /** Null for a plain one: published, and no rule fired or failed. */
  readonly verdict: string | null;
}

/** The rest of what a judgement stood on. */
export type HistoryFacts = Pick<HistoryRow, 'comment_id' | 'revision' | 'at' | 'facts' | 'author_name' | 'parent_body'>;

/** Verdicts that stand, newest first: from `below`, not included, down to `downTo`, included. */
export interface HistoryPart {
  readonly below: HistoryKey;
  readonly downTo: HistoryKey;
}

/** The plans that fit, and no others, for whoever reads stretches: they are read in the order of the history, one row after the other. */
export const HISTORY_SETTINGS: Readonly<Record<string, string>> = {
  statement_timeout: '60s', jit: 'off', plan_cache_mode: 'force_generic_plan', max_parallel_workers_per_gather: '0',
  enable_seqscan: 'off', enable_bitmapscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off', enable_sort: 'off', enable_material: 'off', enable_memoize: 'off',
};

/** Plain functions, for worker threads which have no framework. */
export function historyLines(on: Queryable, siteId: SiteId, part: HistoryPart): Promise<HistoryLine[]> {
  return rows<HistoryLine>(on, sql.LINES, stretchParams(siteId, part));
}

/** The same with facts; `around`: with the author's name and the comment that was answered. */
export function historyPage(on: Queryable, siteId: SiteId, { around, ...part }: HistoryPart & { readonly around: boolean }): Promise<(HistoryLine & HistoryFacts)[]> {
  return rows<HistoryLine & HistoryFacts>(on, around ? sql.PAGE_AROUND : sql.PAGE, stretchParams(siteId, part));
}

function stretchParams(siteId: SiteId, { below, downTo }: HistoryPart): unknown[] {
  return [siteId, below.at, below.id, downTo.at, downTo.id];
}

/** The facts of some of the lines, in no order; an erased comment has none. */
export async function historyFacts(on: Queryable, siteId: SiteId, { lines, around }: { readonly lines: readonly Pick<HistoryLine, 'comment_id' | 'revision'>[]; readonly around: boolean }): Promise<HistoryFacts[]> {
  if (lines.length === 0) return [];
  return rows<HistoryFacts>(on, around ? sql.FACTS_AROUND : sql.FACTS, [siteId, listed(lines.map((line) => line.comment_id)), listed(lines.map(({ revision }) => revision))]);
}

/** An array of values that need no quotes, as PostgreSQL reads it: thousands of them are not looked at one by one. */
function listed(values: readonly string[]): string {
  return `{${values.join(',')}}`;
}

export interface HumanWord {
  readonly comment_id: CommentId;
  readonly revision: string;
  readonly action: DecisionAction;
}

/** Decisions on these comments that nobody took back, the latest last. */
export async function decisionsOn(on: Queryable, siteId: SiteId, comments: readonly CommentId[]): Promise<HumanWord[]> {
  return comments.length === 0 ? [] : rows<HumanWord>(on, sql.DECIDED, [siteId, listed(comments)]);
}

/** From `below`, not included, and never before `since`. */
export interface HistoryReach {
  readonly below: HistoryKey;
  readonly since: string;
}

/** The place `steps` evaluations further (at least 1), if there are so many. */
export async function historyStep(on: Queryable, siteId: SiteId, { below, since, steps }: HistoryReach & { readonly steps: number }): Promise<HistoryKey | null> {
  return (await rows<HistoryKey>(on, sql.STEP, [siteId, below.at, below.id, since, steps - 1]))[0] ?? null;
}

/** How many evaluations there are, counted up to `most`. */
export async function historyCount(on: Queryable, siteId: SiteId, { below, since, most }: HistoryReach & { readonly most: number }): Promise<number> {
  return (await rows<{ n: number }>(on, sql.COUNT, [siteId, below.at, below.id, since, most]))[0]?.n ?? 0;
}

/** Rule sets by version, long lists only named. */
export async function versionDocuments(on: Queryable, siteId: SiteId, versions: readonly number[]): Promise<ReadonlyMap<string, unknown>> {
  const found = await rows<{ version: number | string; document: string }>(on, sql.DOCUMENTS, [siteId, versions]);
  return new Map(found.map(({ version, document }) => [String(version), JSON.parse(document) as unknown]));
}

export interface EvaluationLine {
  readonly id: EvaluationId;
  readonly judged_at: Date;
  readonly revision: number;
  readonly event: JudgedEvent;
  readonly action: VerdictAction;
  readonly rule_set_version: number;
  readonly engine_version: string;
  readonly took_us: number;
}

/** Every verdict on a comment, newest first. */
export function evaluationsOf(on: Queryable, siteId: SiteId, commentId: CommentId): Promise<EvaluationLine[]> {
  return rows<EvaluationLine>(on, sql.EVALUATIONS, [siteId, commentId]);
}

/** One verdict with the texts that were judged; null when the comment has no such evaluation. */
export async function storedEvaluation(on: Queryable, siteId: SiteId, commentId: CommentId, id: EvaluationId): Promise<HistoryRow | null> {
  return (await rows<HistoryRow>(on, sql.EVALUATION, [siteId, commentId, id]))[0] ?? null;
}
