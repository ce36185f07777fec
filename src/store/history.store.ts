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
  /** JSON of the verdict; null in a page when no rule fired and none failed. */
  readonly verdict: string | null;
  /** Null once it is erased. */
  readonly body: string | null;
  readonly format: TextFormat | null;
  readonly title: string | null;
  /** Both absent unless asked for. */
  readonly author_name?: string | null;
  readonly parent_body?: string | null;
}

/** A stretch of the history, verdicts that stand, newest first: from `below`, not included, down to `downTo`, included, and never before `since`. */
export interface HistoryPart {
  readonly below: HistoryKey;
  readonly since: string;
  readonly downTo: HistoryKey;
  readonly limit: number;
  /** With the author's name and the comment that was answered. */
  readonly around: boolean;
}

/** Plain functions, for worker threads which have no framework. */
export function historyPage(on: Queryable, siteId: SiteId, { below, since, downTo, limit, around }: HistoryPart): Promise<HistoryRow[]> {
  return rows<HistoryRow>(on, around ? sql.PAGE_AROUND : sql.PAGE, [siteId, below.at, below.id, since, downTo.at, downTo.id, limit]);
}

export interface HumanWord {
  readonly comment_id: CommentId;
  readonly revision: string;
  readonly action: DecisionAction;
}

/** Decisions on these comments that nobody took back, the latest last. */
export async function decisionsOn(on: Queryable, siteId: SiteId, comments: readonly CommentId[]): Promise<HumanWord[]> {
  return comments.length === 0 ? [] : rows<HumanWord>(on, sql.DECIDED, [siteId, comments]);
}

/** The place `steps` evaluations further (at least 1), if there are so many. */
export async function historyStep(on: Queryable, siteId: SiteId, { below, since, steps }: Pick<HistoryPart, 'below' | 'since'> & { readonly steps: number }): Promise<HistoryKey | null> {
  return (await rows<HistoryKey>(on, sql.STEP, [siteId, below.at, below.id, since, steps - 1]))[0] ?? null;
}

/** How many evaluations there are, counted up to `most`. */
export async function historyCount(on: Queryable, siteId: SiteId, { below, since, most }: Pick<HistoryPart, 'below' | 'since'> & { readonly most: number }): Promise<number> {
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
