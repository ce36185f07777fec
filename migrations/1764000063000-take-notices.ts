import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices of illegal content, as article 16 of the Digital Services Act asks for them (docs/law.md). */
export class TakeNotices1764000063000 implements MigrationInterface {
  name = 'TakeNotices1764000063000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE law_notice (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        comment_id uuid NOT NULL,
        revision integer NOT NULL,
        category text NOT NULL,
        explanation text,
        lang text NOT NULL,
        notifier bytea,
        email_hash bytea,
        is_trusted boolean NOT NULL,
        is_forwarded boolean NOT NULL,
        reference_hash bytea,
        received_at timestamptz NOT NULL,
        position bigint,
        outcome text CHECK (outcome IN ('removed', 'kept', 'gone')),
        decided_at timestamptz,
        decision_id uuid,
        is_decided_automatically boolean,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, comment_id) REFERENCES comment (site_id, id)
      )`);
    // What a line of the log decides, and what hangs on a comment that is erased.
    await db.query('CREATE INDEX law_notice_comment_idx ON law_notice (site_id, comment_id)');
    // The notifier asks what became of it.
    await db.query('CREATE UNIQUE INDEX law_notice_reference_key ON law_notice (site_id, reference_hash) WHERE reference_hash IS NOT NULL');
    // Whoever wants to be forgotten is found by their address.
    await db.query('CREATE INDEX law_notice_email_idx ON law_notice (site_id, email_hash) WHERE email_hash IS NOT NULL');
    // The list of what nobody has decided yet.
    await db.query('CREATE INDEX law_notice_open_idx ON law_notice (site_id, id) WHERE outcome IS NULL');
    await db.query('ALTER TABLE review_signal DROP CONSTRAINT review_signal_kind_check');
    await db.query(`ALTER TABLE review_signal ADD CONSTRAINT review_signal_kind_check CHECK (kind IN ('verdict', 'report', 'edit', 'appeal', 'notice'))`);
    await db.query('ALTER TABLE review_signal ADD COLUMN notice_id uuid');
    await db.query('ALTER TABLE law_statement DROP CONSTRAINT law_statement_source_check');
    await db.query(`ALTER TABLE law_statement ADD CONSTRAINT law_statement_source_check CHECK (source IN ('article_16', 'trusted_flagger', 'notice', 'own'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`UPDATE law_statement SET source = 'notice' WHERE source IN ('article_16', 'trusted_flagger')`);
    await db.query('ALTER TABLE law_statement DROP CONSTRAINT law_statement_source_check');
    await db.query(`ALTER TABLE law_statement ADD CONSTRAINT law_statement_source_check CHECK (source IN ('notice', 'own'))`);
    await db.query(`DELETE FROM review_signal WHERE kind = 'notice'`);
    await db.query('ALTER TABLE review_signal DROP COLUMN notice_id');
    await db.query('ALTER TABLE review_signal DROP CONSTRAINT review_signal_kind_check');
    await db.query(`ALTER TABLE review_signal ADD CONSTRAINT review_signal_kind_check CHECK (kind IN ('verdict', 'report', 'edit', 'appeal'))`);
    await db.query('DROP TABLE law_notice');
  }
}
