import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A site's metadata comes back as it came, members in their order: jsonb sorts them. No statement looks inside. */
export class KeepMetadataAsSent1764000009000 implements MigrationInterface {
  name = 'KeepMetadataAsSent1764000009000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE comment ALTER COLUMN metadata TYPE json USING metadata::json');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE comment ALTER COLUMN metadata TYPE jsonb USING metadata::jsonb');
  }
}
