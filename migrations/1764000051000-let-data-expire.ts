import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Personal data goes by itself, in portions: how far each kind has come. */
export class LetDataExpire1764000051000 implements MigrationInterface {
  name = 'LetDataExpire1764000051000';

  async up(db: QueryRunner): Promise<void> {
    // Up to here nothing is left of what was due; an import that ended after the last one seen brought old rows, and the walk begins anew.
    await db.query(`
      CREATE TABLE retention_mark (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        name text NOT NULL,
        mark text NOT NULL,
        imports_until timestamptz NOT NULL,
        PRIMARY KEY (site_id, name)
      )`);
    // Texts whose time is over: of what is rejected or withdrawn, and that is the small part.
    await db.query(`CREATE INDEX comment_rejected_text_idx ON comment (site_id, status_changed_at) WHERE status IN ('rejected', 'withdrawn') AND erased_at IS NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX comment_rejected_text_idx');
    await db.query('DROP TABLE retention_mark');
  }
}
