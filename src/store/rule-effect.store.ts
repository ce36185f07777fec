import { Injectable } from '@nestjs/common';
import type { ArticleId, AuthorId, CommentId, SiteId } from '../domain/ids';
import type { BodyFormat, CommentStatus } from '../domain/statuses';
import type { EffectDocument } from '../engine/language/document';
import type { Verdict } from '../engine/verdict';
import { type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** What one rule of one version does beside its verdict on one comment. */
export interface RuleEffect {
  readonly commentId: CommentId;
  readonly rule: string;
  readonly version: number;
}

/** A comment with the verdict on its present text, and the rules that gave it. */
export interface EffectedComment {
  readonly comment_id: CommentId;
  readonly external_id: string | null;
  readonly article_id: ArticleId;
  readonly author_id: AuthorId | null;
  readonly parent_id: CommentId | null;
  readonly status: CommentStatus;
  readonly version: number;
  readonly ip_hash: Buffer | null;
  readonly device_hash: Buffer | null;
  readonly body: string;
  readonly format: BodyFormat;
  readonly rule_set_version: number;
  readonly verdict: Verdict;
}

const ONCE = statement(
  'rule_effect_once',
  `INSERT INTO rule_effect (site_id, comment_id, rule, rule_set_version, done_at) SELECT $1, e.*, $5 FROM unnest($2::uuid[], $3::text[], $4::integer[]) AS e
   ON CONFLICT DO NOTHING RETURNING comment_id, rule, rule_set_version`,
);

const CLOSE = statement('article_close', `UPDATE article SET comments_mode = 'closed', updated_at = $3, version = version + 1 WHERE site_id = $1 AND id = $2 AND comments_mode <> 'closed' RETURNING version`);

/** By comment_pkey, revision and evaluation: the verdict on the present text, with what its effects are put on. */
const JUDGED = statement(
  'rule_effect_judged',
  `SELECT c.id AS comment_id, c.external_id, c.article_id, c.author_id, c.parent_id, c.status, c.version, c.ip_hash, c.device_hash, r.body, r.format, e.rule_set_version, e.verdict
   FROM comment c
   JOIN comment_revision r ON r.site_id = c.site_id AND r.comment_id = c.id AND r.revision = c.revision
   JOIN evaluation e ON e.site_id = r.site_id AND e.judged_at = r.judged_at AND e.id = r.evaluation_id
   WHERE c.site_id = $1 AND c.id = ANY ($2::uuid[])`,
);

/** The same of verdicts that stand beside the one on the text: of reports. By primary keys, one descent for each. */
const JUDGED_BESIDE = statement(
  'rule_effect_judged_beside',
  `SELECT c.id AS comment_id, c.external_id, c.article_id, c.author_id, c.parent_id, c.status, c.version, c.ip_hash, c.device_hash, r.body, r.format, e.rule_set_version, e.verdict
   FROM unnest($2::uuid[], $3::timestamptz[]) AS n (id, judged_at)
   CROSS JOIN LATERAL (SELECT * FROM evaluation WHERE site_id = $1 AND judged_at = n.judged_at AND id = n.id LIMIT 1) e
   JOIN comment c ON c.site_id = $1 AND c.id = e.comment_id
   JOIN comment_revision r ON r.site_id = $1 AND r.comment_id = e.comment_id AND r.revision = e.revision`,
);

/** What these rules of a version ask for. */
const RULES = statement(
  'rule_effect_rules',
  `SELECT r.rule ->> 'id' AS rule, r.rule -> 'then' AS effect FROM rule_set s CROSS JOIN LATERAL jsonb_array_elements(s.document -> 'rules') AS r (rule)
   WHERE s.site_id = $1 AND s.version = $2 AND r.rule ->> 'id' = ANY ($3::text[])`,
);
const SLUG = statement('rule_effect_site', 'SELECT slug FROM site WHERE id = $1');

/** What rules do after a commit, beside labels: once, and closing articles. */
@Injectable()
export class RuleEffectStore {
  judged(on: Queryable, siteId: SiteId, commentIds: readonly string[]): Promise<EffectedComment[]> {
    return commentIds.length === 0 ? Promise.resolve([]) : rows<EffectedComment>(on, JUDGED, [siteId, commentIds]);
  }

  judgedBeside(on: Queryable, siteId: SiteId, verdicts: readonly { readonly id: string; readonly judgedAt: Date }[]): Promise<EffectedComment[]> {
    return verdicts.length === 0 ? Promise.resolve([]) : rows<EffectedComment>(on, JUDGED_BESIDE, [siteId, verdicts.map(({ id }) => id), verdicts.map(({ judgedAt }) => judgedAt)]);
  }

  /** Which of these had not been done before: those are the caller's to do, in this transaction. */
  async once(tx: Tx, siteId: SiteId, effects: readonly RuleEffect[], now: Date): Promise<RuleEffect[]> {
    if (effects.length === 0) return [];
    const done = await rows<{ comment_id: CommentId; rule: string; rule_set_version: number }>(tx, ONCE, [siteId, effects.map(({ commentId }) => commentId), effects.map(({ rule }) => rule), effects.map(({ version }) => version), now]);
    return done.map(({ comment_id: commentId, rule, rule_set_version: version }) => ({ commentId, rule, version }));
  }

  /** By rule: its `then`, as the version says. */
  async effectsOf(on: Queryable, siteId: SiteId, version: number, rules: readonly string[]): Promise<ReadonlyMap<string, EffectDocument>> {
    if (rules.length === 0) return new Map();
    return new Map((await rows<{ rule: string; effect: EffectDocument }>(on, RULES, [siteId, version, rules])).map(({ rule, effect }) => [rule, effect]));
  }

  async slugOf(on: Queryable, siteId: SiteId): Promise<string> {
    return (await rows<{ slug: string }>(on, SLUG, [siteId]))[0]?.slug ?? '';
  }

  /** Closes an article for comments; null when it was closed already, else its version. */
  async closeArticle(tx: Tx, siteId: SiteId, articleId: ArticleId, now: Date): Promise<number | null> {
    return (await rows<{ version: number }>(tx, CLOSE, [siteId, articleId, now]))[0]?.version ?? null;
  }
}
