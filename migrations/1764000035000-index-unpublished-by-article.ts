import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an article does not show: held, rejected and withdrawn comments of one article, latest first. */
export class IndexUnpublishedByArticle1764000035000 implements MigrationInterface {
  name = 'IndexUnpublishedByArticle1764000035000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX comment_article_unpublished_idx ON comment (site_id, article_id, id) WHERE status <> 'published'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX comment_article_unpublished_idx');
  }
}
