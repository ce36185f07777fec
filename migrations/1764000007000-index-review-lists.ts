import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the desk lists besides the next item of a queue. */
export class IndexReviewLists1764000007000 implements MigrationInterface {
  name = 'IndexReviewLists1764000007000';

  async up(db: QueryRunner): Promise<void> {
    // Age of a queue's oldest item, its overdue ones, and lists by age. Not by id: a reopened item keeps its age.
    await db.query(`CREATE INDEX review_item_open_age_idx ON review_item (site_id, queue_id, opened_at, id) WHERE state = 'open'`);
    // What waits, or was decided, under one article.
    await db.query('CREATE INDEX review_item_article_idx ON review_item (site_id, article_id, opened_at, id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX review_item_article_idx, review_item_open_age_idx');
  }
}
