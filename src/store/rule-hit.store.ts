import { Injectable } from '@nestjs/common';
import type { CommentId, EvaluationId, SiteId } from '../domain/ids';
import type { DecisionAction } from '../domain/statuses';
import type { JudgedEvent } from '../engine/facts';
import type { Hit, Verdict, VerdictAction } from '../engine/verdict';
import { changed, type Queryable, rows } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import type { LogPortion } from './fold-cursor.store';
import * as sql from './rule-hit.sql';

/** One evaluation that has something to say, as statistics see it. */
export interface JudgedRow {
  readonly id: EvaluationId;
  readonly judged_at: Date;
  readonly comment_id: CommentId;
  readonly revision: number;
  readonly event: JudgedEvent;
  readonly action: VerdictAction;
  readonly version: number;
  readonly took_us: number;
  readonly section: string | null;
  readonly verdict: Verdict;
  /** How many comments a review of this one stands for: more than 1 in the audit sample. */
  readonly weight: number;
  /** People may have something to say of it already: somebody is to look at it, has decided, or the text is not the first. */
  readonly heard: boolean;
}

/** Evaluations of one hour on which no rule fired and none failed. */
export interface QuietHour {
  readonly id: null;
  /** The beginning of the hour. */
  readonly judged_at: Date;
  readonly event: JudgedEvent;
  readonly version: number;
  readonly took_us: number;
  readonly judged: number;
  readonly passed: number;
}

/** What people have said of a hit; a comment that waits for a person is pending. */
export const HIT_OUTCOMES = ['pending', 'confirmed', 'overturned'] as const;
export type HitOutcome = (typeof HIT_OUTCOMES)[number];

/** One rule that fired on one text. */
export interface RuleHit {
  /** UTC, `2026-02-22`. */
  readonly day: string;
  readonly evaluationId: EvaluationId;
  readonly rule: string;
  readonly commentId: CommentId;
  readonly revision: number;
  readonly version: number;
  readonly judgedAt: Date;
  readonly mode: Hit['mode'];
  readonly action: Hit['action'];
  readonly isSuppressed: boolean;
  /** No other active rule fired. */
  readonly isOnly: boolean;
  readonly section: string | null;
  readonly entries: readonly string[];
  /** How many hits a review of this one stands for: more than 1 in the audit sample. */
  readonly weight: number;
}

/** A hit as it is kept, with what people have said of it so far. */
export interface KeptHit {
  readonly day: string;
  readonly evaluation_id: EvaluationId;
  readonly rule: string;
  readonly version: number;
  readonly action: Hit['action'];
  readonly section: string | null;
  readonly entries: readonly string[];
  readonly weight: number;
  readonly outcome: HitOutcome | null;
}

/** What people have come to say of one text of a comment, as of now. */
export interface Standing {
  readonly evaluation_id: EvaluationId;
  readonly judged_at: Date;
  /** The decision in force on this text. */
  readonly decided: DecisionAction | null;
  /** It is the comment's present text and somebody is to look at it. */
  readonly waits: boolean;
}

export interface SettledHit extends Pick<KeptHit, 'day' | 'evaluation_id' | 'rule'> {
  readonly becomes: HitOutcome | null;
}

/** Every rule that fired on every text, with what people said of it. Written by the folding worker alone. */
@Injectable()
export class RuleHitStore {
  /** What the events of a stretch of the log judged: evaluations with hits or errors one by one, the others by hour. */
  async judged(tx: Tx, siteId: SiteId, { from, portion, types }: { readonly from: number; readonly portion: LogPortion; readonly types: readonly string[] }): Promise<(JudgedRow | QuietHour)[]> {
    if (portion.first_judged === null) return [];
    return rows<JudgedRow | QuietHour>(tx, sql.JUDGED, [siteId, from, portion.last, types, portion.first_judged, portion.last_judged]);
  }

  async add(tx: Tx, siteId: SiteId, hits: readonly (RuleHit & { readonly outcome: HitOutcome | null })[]): Promise<void> {
    if (hits.length === 0) return;
    await changed(tx, sql.ADD, [
      siteId,
      hits.map(({ day }) => day),
      hits.map(({ evaluationId }) => evaluationId),
      hits.map(({ rule }) => rule),
      hits.map(({ commentId }) => commentId),
      hits.map(({ revision }) => revision),
      hits.map(({ version }) => version),
      hits.map(({ judgedAt }) => judgedAt),
      hits.map(({ mode }) => mode),
      hits.map(({ action }) => action),
      hits.map(({ isSuppressed }) => isSuppressed),
      hits.map(({ isOnly }) => isOnly),
      hits.map(({ section }) => section),
      hits.map(({ entries }) => JSON.stringify(entries)),
      hits.map(({ weight }) => weight),
      hits.map(({ outcome }) => outcome),
    ]);
  }

  async standing(on: Queryable, siteId: SiteId, commentIds: readonly string[]): Promise<Standing[]> {
    return commentIds.length === 0 ? [] : rows<Standing>(on, sql.STANDING, [siteId, commentIds]);
  }

  async ofEvaluations(on: Queryable, siteId: SiteId, days: readonly string[], ids: readonly EvaluationId[]): Promise<KeptHit[]> {
    return ids.length === 0 ? [] : rows<KeptHit>(on, sql.OF_EVALUATIONS, [siteId, days, ids]);
  }

  async settle(tx: Tx, siteId: SiteId, hits: readonly SettledHit[]): Promise<void> {
    if (hits.length === 0) return;
    const days = hits.map(({ day }) => day);
    await changed(tx, sql.SETTLE, [siteId, [...new Set(days)], days, hits.map((hit) => hit.evaluation_id), hits.map(({ rule }) => rule), hits.map(({ becomes }) => becomes)]);
  }
}
