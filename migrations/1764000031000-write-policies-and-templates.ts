import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Policies say in readers' languages what they mean; templates say what an author is written. */
export class WritePoliciesAndTemplates1764000031000 implements MigrationInterface {
  name = 'WritePoliciesAndTemplates1764000031000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE policy
      ADD COLUMN titles jsonb NOT NULL DEFAULT '{}',
      ADD COLUMN description text,
      ADD COLUMN is_spam boolean NOT NULL DEFAULT false,
      ADD COLUMN is_active boolean NOT NULL DEFAULT true`);
    await db.query(`UPDATE policy SET is_spam = true WHERE id IN ('spam', 'scam')`);
    // Whether a policy has ever been named: then it is switched off, never deleted.
    await db.query('CREATE INDEX decision_reason_idx ON decision (site_id, reason_code) WHERE reason_code IS NOT NULL');
    await db.query(`
      CREATE TABLE message_template (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        name text NOT NULL,
        policy_id text,
        lang text NOT NULL,
        body text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, policy_id) REFERENCES policy (site_id, id)
      )`);
    // A name stands once per language.
    await db.query('CREATE UNIQUE INDEX message_template_name_key ON message_template (site_id, name, lang)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE message_template');
    await db.query('DROP INDEX decision_reason_idx');
    await db.query('ALTER TABLE policy DROP COLUMN titles, DROP COLUMN description, DROP COLUMN is_spam, DROP COLUMN is_active');
  }
}
