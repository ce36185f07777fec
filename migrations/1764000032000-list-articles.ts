import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Articles for the desk: which ones moderators watch, in what order they are listed, and what stands under each. */
export class ListArticles1764000032000 implements MigrationInterface {
  name = 'ListArticles1764000032000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE article ADD COLUMN is_watched boolean NOT NULL DEFAULT false');
    // The list of articles, newest first; those the site gave no date count from when they were first seen.
    await db.query('CREATE INDEX article_newest_idx ON article (site_id, coalesce(published_at, created_at) DESC, id)');
    // The watch list is short.
    await db.query('CREATE INDEX article_watched_idx ON article (site_id, id) WHERE is_watched');
    // How many comments of an article are held or rejected, and its latest comment. What is not published is the small part.
    await db.query(`CREATE INDEX comment_article_unpublished_idx ON comment (site_id, article_id, id) INCLUDE (status) WHERE status <> 'published'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX comment_article_unpublished_idx, article_watched_idx, article_newest_idx');
    await db.query('ALTER TABLE article DROP COLUMN is_watched');
  }
}
