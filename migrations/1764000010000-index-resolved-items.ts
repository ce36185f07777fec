import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was decided lately. */
export class IndexResolvedItems1764000010000 implements MigrationInterface {
  name = 'IndexResolvedItems1764000010000';

  async up(db: QueryRunner): Promise<void> {
    // Lists of resolved items, newest or oldest first. An item enters it once, when it is decided.
    await db.query(`CREATE INDEX review_item_resolved_idx ON review_item (site_id, opened_at, id) WHERE state = 'resolved'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX review_item_resolved_idx');
  }
}
