import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The secret with which a site signs its readers' tokens, encrypted with a key derived from WEIR_SECRET. */
export class AddSiteSsoSecret1764000005000 implements MigrationInterface {
  name = 'AddSiteSsoSecret1764000005000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE site ADD COLUMN sso_secret bytea');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE site DROP COLUMN sso_secret');
  }
}
