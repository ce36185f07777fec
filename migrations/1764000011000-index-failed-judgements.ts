import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Comments that are held because judging failed are judged again: the worker finds them without reading the whole desk. */
export class IndexFailedJudgements1764000011000 implements MigrationInterface {
  name = 'IndexFailedJudgements1764000011000';

  async up(db: QueryRunner): Promise<void> {
    // store/failed-judgement.store.ts FIND.
    await db.query(`CREATE INDEX review_item_failed_idx ON review_item (opened_at) WHERE state = 'open' AND rule = 'engine_error'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX review_item_failed_idx');
  }
}
