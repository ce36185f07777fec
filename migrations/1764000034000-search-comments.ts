import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words by which comments are found. Filled from the log by the worker: what was there before is found once it has caught up. */
export class SearchComments1764000034000 implements MigrationInterface {
  name = 'SearchComments1764000034000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE comment_words (
        site_id uuid NOT NULL,
        comment_id uuid NOT NULL,
        revision integer NOT NULL,
        words tsvector NOT NULL,
        PRIMARY KEY (site_id, comment_id),
        FOREIGN KEY (site_id, comment_id) REFERENCES comment (site_id, id) ON DELETE CASCADE
      )`);
    // Rare words. A short pending list, because every search walks it.
    await db.query('CREATE INDEX comment_words_words_idx ON comment_words USING gin (words) WITH (gin_pending_list_limit = 512)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE comment_words');
  }
}
