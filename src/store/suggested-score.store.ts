import { Injectable } from '@nestjs/common';
import type { SiteId } from '../domain/ids';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';
import type { LearnedCount } from './learned-decision.store';

/** What somebody says a label of a text should have scored. */
export interface SuggestedScore {
  readonly id: string;
  readonly connectionId: string;
  /** What it is about: a later score of the same label about the same replaces this one. */
  readonly subject: string;
  readonly label: string;
  /** 0 to 1. */
  readonly value: number;
  readonly body: string;
  /** The category whose words it teaches, and whether as an example of the good; null when it teaches none. */
  readonly lesson: { readonly category: string; readonly isGood: boolean } | null;
  readonly suggestedAt: Date;
}

export interface DueSuggestion {
  readonly id: string;
  readonly body: string;
  readonly category: string;
  readonly is_good: boolean;
  readonly is_learned: boolean;
  readonly suggested_at: Date;
}

/** A text with what people said of one label. */
export interface LabelledBody {
  readonly body: string;
  readonly value: number;
}

/** suggested_score_subject_key. What taught nothing need not be unlearned. */
const REPLACE = statement('suggested_score_replace', 'UPDATE suggested_score SET is_replaced = true WHERE site_id = $1 AND subject = $2 AND label = ANY ($3::text[]) AND NOT is_replaced');
const FORGET_REPLACED = statement('suggested_score_forget_replaced', 'DELETE FROM suggested_score WHERE site_id = $1 AND subject = $2 AND is_replaced AND (category IS NULL OR NOT is_learned)');
const KEEP = statement(
  'suggested_score_keep',
  `INSERT INTO suggested_score (site_id, id, connection_id, subject, label, value, body, category, is_good, is_learned, suggested_at)
   SELECT $1, s.id, s.connection_id, s.subject, s.label, s.value, s.body, s.category, s.is_good, s.category IS NULL, s.suggested_at
   FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::real[], $7::text[], $8::text[], $9::boolean[], $10::timestamptz[]) AS s (id, connection_id, subject, label, value, body, category, is_good, suggested_at)
   ON CONFLICT (site_id, subject, label) WHERE NOT is_replaced DO NOTHING`,
);

/** suggested_score_due_idx. */
const SITES = statement('suggested_score_due_sites', 'SELECT s.id FROM site s WHERE EXISTS (SELECT FROM suggested_score g WHERE g.site_id = s.id AND g.is_learned = g.is_replaced)');
const DUE = statement(
  'suggested_score_due',
  'SELECT id, body, category, is_good, is_learned, suggested_at FROM suggested_score WHERE site_id = $1 AND is_learned = is_replaced ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED',
);
const LEARNED = statement('suggested_score_learned', 'UPDATE suggested_score SET is_learned = true WHERE site_id = $1 AND id = ANY ($2::uuid[])');
const FORGET = statement('suggested_score_forget', 'DELETE FROM suggested_score WHERE site_id = $1 AND id = ANY ($2::uuid[])');

/** suggested_score_label_idx, backwards. */
const OF_LABEL = statement('suggested_score_of_label', 'SELECT body, value FROM suggested_score WHERE site_id = $1 AND label = $2 AND NOT is_replaced ORDER BY suggested_at DESC LIMIT $3');

/** suggested_score_category_idx, of each class the latest. */
const LATEST = statement(
  'suggested_score_latest',
  `(SELECT body, is_good FROM suggested_score WHERE site_id = $1 AND category = $2 AND is_learned AND NOT is_replaced AND is_good ORDER BY suggested_at DESC LIMIT $3)
   UNION ALL
   (SELECT body, is_good FROM suggested_score WHERE site_id = $1 AND category = $2 AND is_learned AND NOT is_replaced AND NOT is_good ORDER BY suggested_at DESC LIMIT $3)`,
);

/** suggested_score_category_idx. `$3` is the moment at which a decision weighs 1, `$4` the seconds in which weights double. */
const COUNT = statement(
  'suggested_score_count',
  `SELECT count(*) FILTER (WHERE is_good)::integer AS good, count(*) FILTER (WHERE NOT is_good)::integer AS bad,
     coalesce(sum(w.weight) FILTER (WHERE is_good), 0) AS good_weight, coalesce(sum(w.weight) FILTER (WHERE NOT is_good), 0) AS bad_weight
   FROM suggested_score s CROSS JOIN LATERAL (SELECT power(2::double precision, extract(epoch FROM s.suggested_at - $3::timestamptz)::double precision / $4::double precision) AS weight) w
   WHERE s.site_id = $1 AND s.category = $2 AND s.is_learned AND NOT s.is_replaced`,
);
const TAUGHT_SITES = statement('suggested_score_taught_sites', 'SELECT s.id FROM site s WHERE EXISTS (SELECT FROM suggested_score g WHERE g.site_id = s.id AND g.category = $1 AND g.is_learned AND NOT g.is_replaced)');

/** suggested_score_suggested_at_idx. */
const EXPIRE = statement('suggested_score_expire', 'DELETE FROM suggested_score WHERE ctid IN (SELECT ctid FROM suggested_score WHERE suggested_at <= $1 ORDER BY suggested_at LIMIT 5000)');

/** Scores that people suggest through a dialect. */
@Injectable()
export class SuggestedScoreStore {
  /** Keeps scores about one subject instead of what was said of the same labels before. False: somebody else did at the same moment, so do it again. */
  async keep(tx: Tx, siteId: SiteId, subject: string, scores: readonly Omit<SuggestedScore, 'subject'>[]): Promise<boolean> {
    const sorted = [...scores].sort((a, b) => (a.label < b.label ? -1 : 1));
    await changed(tx, REPLACE, [siteId, subject, sorted.map(({ label }) => label)]);
    await changed(tx, FORGET_REPLACED, [siteId, subject]);
    const kept = await changed(tx, KEEP, [
      siteId,
      sorted.map(({ id }) => id),
      sorted.map(({ connectionId }) => connectionId),
      sorted.map(() => subject),
      sorted.map(({ label }) => label),
      sorted.map(({ value }) => value),
      sorted.map(({ body }) => body),
      sorted.map(({ lesson }) => lesson?.category ?? null),
      sorted.map(({ lesson }) => lesson?.isGood ?? null),
      sorted.map(({ suggestedAt }) => suggestedAt),
    ]);
    return kept === scores.length;
  }

  async dueSites(on: Queryable): Promise<SiteId[]> {
    return (await rows<{ id: SiteId }>(on, SITES, [])).map(({ id }) => id);
  }

  /** What is to be learned, and what is to be unlearned because it was replaced; locked until the end of the transaction. */
  due(tx: Tx, siteId: SiteId, limit: number): Promise<DueSuggestion[]> {
    return rows<DueSuggestion>(tx, DUE, [siteId, limit]);
  }

  async learned(tx: Tx, siteId: SiteId, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await changed(tx, LEARNED, [siteId, ids]);
  }

  async forget(tx: Tx, siteId: SiteId, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await changed(tx, FORGET, [siteId, ids]);
  }

  /** The latest texts about which people said something of that label, newest first. */
  ofLabel(on: Queryable, siteId: SiteId, label: string, limit: number): Promise<LabelledBody[]> {
    return rows<LabelledBody>(on, OF_LABEL, [siteId, label, limit]);
  }

  /** The latest texts of a category that was learned from, at most `limit` of each class. */
  latest(on: Queryable, siteId: SiteId, category: string, limit: number): Promise<{ readonly body: string; readonly is_good: boolean }[]> {
    return rows(on, LATEST, [siteId, category, limit]);
  }

  async count(on: Queryable, siteId: SiteId, category: string, weights: { readonly landmark: Date; readonly doublingSeconds: number }): Promise<LearnedCount> {
    const [row] = await rows<LearnedCount>(on, COUNT, [siteId, category, weights.landmark, weights.doublingSeconds]);
    return row ?? { good: 0, bad: 0, good_weight: 0, bad_weight: 0 };
  }

  async taughtSites(on: Queryable, category: string): Promise<SiteId[]> {
    return (await rows<{ id: SiteId }>(on, TAUGHT_SITES, [category])).map(({ id }) => id);
  }

  /** Deletes a portion of what is older, on all sites; returns how many rows went. */
  expire(tx: Tx, before: Date): Promise<number> {
    return changed(tx, EXPIRE, [before]);
  }
}
