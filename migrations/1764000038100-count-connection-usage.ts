import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a connection was asked in a month, by whom, and what became of it. */
export class CountConnectionUsage1764000038100 implements MigrationInterface {
  name = 'CountConnectionUsage1764000038100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE connection_usage (
        site_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        month date NOT NULL,
        caller text NOT NULL,
        calls bigint NOT NULL,
        spam bigint NOT NULL,
        ham bigint NOT NULL,
        missed_spam bigint NOT NULL,
        false_positives bigint NOT NULL,
        PRIMARY KEY (site_id, connection_id, month, caller),
        FOREIGN KEY (site_id, connection_id) REFERENCES connection (site_id, id) ON DELETE CASCADE
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE connection_usage');
  }
}
