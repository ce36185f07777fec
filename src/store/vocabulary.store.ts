import { Injectable } from '@nestjs/common';
import type { CommentId, SiteId } from '../domain/ids';
import type { DecisionAction } from '../domain/statuses';
import { changed, type Queryable, rows, statement } from '../platform/database/statement';
import type { Tx } from '../platform/database/unit-of-work';

/** The decision whose words were learned; one per comment. */
export interface WordLesson {
  readonly comment_id: CommentId;
  readonly revision: number;
  readonly action: DecisionAction;
}

/** In how many more (or, negative, fewer) comments of each class a word stands. */
export interface WordChange {
  readonly word: string;
  readonly approved: number;
  readonly rejected: number;
}

export interface VocabularyRow {
  readonly version: number;
  readonly words: readonly string[];
  readonly created_at: Date;
}

const FIND_LESSONS = statement('word_lesson_find', 'SELECT comment_id, revision, action FROM word_lesson WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])');
const FORGET = statement('word_lesson_forget', 'DELETE FROM word_lesson WHERE site_id = $1 AND comment_id = ANY ($2::uuid[])');
const KEEP = statement('word_lesson_keep', 'INSERT INTO word_lesson (site_id, comment_id, revision, action) SELECT $1, * FROM unnest($2::uuid[], $3::integer[], $4::text[])');
/** A word that was pruned meanwhile cannot be unlearned any more: it must not come back below nought. */
const COUNT = statement(
  'word_count_add',
  `INSERT INTO word_count AS t (site_id, word, approved, rejected) SELECT $1, c.word, greatest(c.approved, 0), greatest(c.rejected, 0) FROM unnest($2::text[], $3::integer[], $4::integer[]) AS c (word, approved, rejected)
   ON CONFLICT (site_id, word) DO UPDATE SET approved = greatest(t.approved + excluded.approved, 0), rejected = greatest(t.rejected + excluded.rejected, 0)`,
);
const SUBTRACT = statement(
  'word_count_subtract',
  `UPDATE word_count t SET approved = greatest(t.approved + c.approved, 0), rejected = greatest(t.rejected + c.rejected, 0)
   FROM unnest($2::text[], $3::integer[], $4::integer[]) AS c (word, approved, rejected) WHERE t.site_id = $1 AND t.word = c.word`,
);
/** word_count's primary key: all words of a site, which are bounded. */
const ORDINARY = statement('word_count_ordinary', 'SELECT word FROM word_count WHERE site_id = $1 AND approved >= $2 AND rejected * $3 <= approved ORDER BY approved DESC, word LIMIT $4');
const PRUNE = statement(
  'word_count_prune',
  `DELETE FROM word_count WHERE site_id = $1 AND word IN (SELECT word FROM word_count WHERE site_id = $1 ORDER BY approved + rejected DESC, word OFFSET $2)`,
);
const LATEST_VERSION = statement('vocabulary_latest_version', 'SELECT version FROM vocabulary WHERE site_id = $1 ORDER BY version DESC LIMIT 1');
const LATEST = statement('vocabulary_latest', 'SELECT version, words, created_at FROM vocabulary WHERE site_id = $1 ORDER BY version DESC LIMIT 1');
const FIND = statement('vocabulary_find', 'SELECT version, words, created_at FROM vocabulary WHERE site_id = $1 AND version = $2');
const PUBLISH = statement('vocabulary_publish', 'INSERT INTO vocabulary (site_id, version, words, created_at) VALUES ($1, $2, $3, $4)');

/** What the words of decided comments taught, and the vocabularies published from it. Written by the worker alone. */
@Injectable()
export class VocabularyStore {
  lessons(on: Queryable, siteId: SiteId, commentIds: readonly CommentId[]): Promise<WordLesson[]> {
    return rows<WordLesson>(on, FIND_LESSONS, [siteId, commentIds]);
  }

  /** Replaces what these comments taught. */
  async keep(tx: Tx, siteId: SiteId, gone: readonly CommentId[], lessons: readonly WordLesson[]): Promise<void> {
    if (gone.length > 0) await changed(tx, FORGET, [siteId, gone]);
    if (lessons.length > 0) await changed(tx, KEEP, [siteId, lessons.map((one) => one.comment_id), lessons.map(({ revision }) => revision), lessons.map(({ action }) => action)]);
  }

  /** Each word once. */
  async count(tx: Tx, siteId: SiteId, changes: readonly WordChange[]): Promise<void> {
    const more = changes.filter(({ approved, rejected }) => approved > 0 || rejected > 0);
    const fewer = changes.filter(({ approved, rejected }) => approved < 0 || rejected < 0);
    // A word that is approved more and rejected less changes in both steps, once in each.
    await this.apply(tx, siteId, COUNT, more.map((one) => ({ ...one, approved: Math.max(0, one.approved), rejected: Math.max(0, one.rejected) })));
    await this.apply(tx, siteId, SUBTRACT, fewer.map((one) => ({ ...one, approved: Math.min(0, one.approved), rejected: Math.min(0, one.rejected) })));
  }

  /** Words of at least so many approved comments, and of at most one rejected comment per so many approved. */
  async ordinary(on: Queryable, siteId: SiteId, { approved, perRejected, limit }: { approved: number; perRejected: number; limit: number }): Promise<string[]> {
    return (await rows<{ word: string }>(on, ORDINARY, [siteId, approved, perRejected, limit])).map(({ word }) => word);
  }

  /** Keeps the most frequent words. */
  async prune(tx: Tx, siteId: SiteId, most: number): Promise<void> {
    await changed(tx, PRUNE, [siteId, most]);
  }

  async latestVersion(on: Queryable, siteId: SiteId): Promise<number | null> {
    return (await rows<{ version: number }>(on, LATEST_VERSION, [siteId]))[0]?.version ?? null;
  }

  async latest(on: Queryable, siteId: SiteId): Promise<VocabularyRow | null> {
    return (await rows<VocabularyRow>(on, LATEST, [siteId]))[0] ?? null;
  }

  async find(on: Queryable, siteId: SiteId, version: number): Promise<VocabularyRow | null> {
    return (await rows<VocabularyRow>(on, FIND, [siteId, version]))[0] ?? null;
  }

  async publish(tx: Tx, siteId: SiteId, { version, words, created_at: createdAt }: VocabularyRow): Promise<void> {
    await changed(tx, PUBLISH, [siteId, version, words, createdAt]);
  }

  private async apply(tx: Tx, siteId: SiteId, sql: typeof COUNT, changes: readonly WordChange[]): Promise<void> {
    if (changes.length === 0) return;
    await changed(tx, sql, [siteId, changes.map(({ word }) => word), changes.map(({ approved }) => approved), changes.map(({ rejected }) => rejected)]);
  }
}
