import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that must outlive a change of WEIR_SECRET, sealed with it (docs/adr/0056). */
export class HoldKeys1764000067000 implements MigrationInterface {
  name = 'HoldKeys1764000067000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE service_key (
        purpose text NOT NULL,
        secret_id text NOT NULL,
        sealed bytea NOT NULL,
        made_at timestamptz NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (purpose, secret_id)
      )`);
    // Authors whose address was hashed with an earlier key gave notices, too.
    await db.query(`ALTER TABLE law_notice ADD COLUMN earlier_email_hashes bytea[] NOT NULL DEFAULT '{}'`);
    await db.query(`CREATE INDEX law_notice_earlier_email_idx ON law_notice USING gin (earlier_email_hashes) WHERE earlier_email_hashes <> '{}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE law_notice DROP COLUMN earlier_email_hashes');
    await db.query('DROP TABLE service_key');
  }
}
