import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The life of a rule set before and after it runs: the draft, long lists kept once, the text as its author wrote it. */
export class WriteRuleSets1764000013000 implements MigrationInterface {
  name = 'WriteRuleSets1764000013000';

  async up(db: QueryRunner): Promise<void> {
    // Long lists, once for all versions and drafts that hold them: named by the SHA-256 of their canonical entries.
    await db.query(`
      CREATE TABLE rule_list (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        hash text NOT NULL,
        size integer NOT NULL,
        entries jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, hash)
      )`);
    // Without a text the draft is the running version. The version counts on, so that an old ETag never fits a new draft.
    await db.query(`
      CREATE TABLE rule_draft (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        version integer NOT NULL,
        yaml text,
        document jsonb,
        lists text[] NOT NULL DEFAULT '{}',
        based_on integer,
        starter text,
        updated_by uuid,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (site_id)
      )`);
    // What a starter pack said when the site took it: the common ancestor of the site's changes and the pack's.
    await db.query(`
      CREATE TABLE rule_starter (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        hash text NOT NULL,
        name text NOT NULL,
        version integer NOT NULL,
        document jsonb NOT NULL,
        lists text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, hash)
      )`);
    await db.query(`
      ALTER TABLE rule_set
        ADD COLUMN yaml text,
        ADD COLUMN lists text[] NOT NULL DEFAULT '{}',
        ADD COLUMN rolled_back_to integer,
        ADD COLUMN starter text`);
    // Sites that began before packs were remembered began with the first one.
    await db.query(`
      INSERT INTO rule_starter (site_id, hash, name, version, document, created_at)
      SELECT site_id, hash, 'news-site', 1, document, created_at FROM rule_set WHERE version = 1 AND note = 'Starter rules'`);
    await db.query(`UPDATE rule_set AS r SET starter = s.hash FROM rule_starter AS s WHERE s.site_id = r.site_id`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE rule_set DROP COLUMN yaml, DROP COLUMN lists, DROP COLUMN rolled_back_to, DROP COLUMN starter');
    await db.query('DROP TABLE rule_starter, rule_draft, rule_list');
  }
}
