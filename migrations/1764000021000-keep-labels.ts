import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Labels that rules and people put on authors, addresses, devices, domains and articles, and what rules have already done after a commit. */
export class KeepLabels1764000021000 implements MigrationInterface {
  name = 'KeepLabels1764000021000';

  async up(db: QueryRunner): Promise<void> {
    // What carries the label: the site's own id of an author or article, a domain, the keyed hash (base64url) of an address or device.
    await db.query(`
      CREATE TABLE label (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        entity text NOT NULL CHECK (entity IN ('author', 'ip', 'domain', 'article', 'device')),
        subject text NOT NULL,
        name text NOT NULL,
        note text,
        added_by text NOT NULL,
        comment_id uuid,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        PRIMARY KEY (site_id, id)
      )`);
    // The labels of one author, read with every comment where a rule asks; the same label again only moves its end.
    await db.query('CREATE UNIQUE INDEX label_subject_key ON label (site_id, entity, subject, name)');
    await db.query('CREATE INDEX label_expires_idx ON label (expires_at) WHERE expires_at IS NOT NULL');
    // Once per comment, rule and version of the rules, however often the comment is judged.
    await db.query(`
      CREATE TABLE rule_effect (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        comment_id uuid NOT NULL,
        rule text NOT NULL,
        rule_set_version integer NOT NULL,
        done_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, comment_id, rule, rule_set_version)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE rule_effect, label');
  }
}
