import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports weigh by who makes them, reporters can be muted, and authors can appeal. */
export class WeighReportsAndTakeAppeals1764000030000 implements MigrationInterface {
  name = 'WeighReportsAndTakeAppeals1764000030000';

  async up(db: QueryRunner): Promise<void> {
    // Hundredths, as weighed when the report came: what a reporter does later does not change what their report weighed.
    await db.query('ALTER TABLE report ADD COLUMN weight integer NOT NULL DEFAULT 100');
    // The record of a reporter: their latest reports.
    await db.query('CREATE INDEX report_reporter_idx ON report (site_id, reporter, id)');
    await db.query(`
      CREATE TABLE reporter_mute (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        reporter text NOT NULL,
        note text,
        muted_by uuid NOT NULL,
        muted_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, reporter)
      )`);
    await db.query(`ALTER TABLE review_item ADD COLUMN IF NOT EXISTS kind text NOT NULL DEFAULT 'comment' CHECK (kind IN ('comment', 'appeal'))`);
    // What an appeal is against: a decision, or (decision_id null) the verdict that rejected the text by itself.
    await db.query(`
      CREATE TABLE appeal (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        comment_id uuid NOT NULL,
        against uuid NOT NULL,
        decision_id uuid,
        decided_by uuid,
        item_id uuid NOT NULL,
        revision integer NOT NULL,
        message text,
        filed_by text NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'upheld', 'dismissed', 'withdrawn')),
        resolution_id uuid,
        created_at timestamptz NOT NULL,
        resolved_at timestamptz,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, comment_id) REFERENCES comment (site_id, id),
        FOREIGN KEY (site_id, decision_id) REFERENCES decision (site_id, id),
        FOREIGN KEY (site_id, item_id) REFERENCES review_item (site_id, id),
        FOREIGN KEY (site_id, resolution_id) REFERENCES decision (site_id, id)
      )`);
    // One appeal per decision; also all appeals of a comment.
    await db.query('CREATE UNIQUE INDEX appeal_against_key ON appeal (site_id, comment_id, against)');
    // A comment has one open appeal at most: who decides it must not have decided before.
    await db.query(`CREATE UNIQUE INDEX appeal_open_key ON appeal (site_id, comment_id) WHERE state = 'open'`);
    await db.query(`ALTER TABLE review_signal DROP CONSTRAINT review_signal_kind_check`);
    await db.query(`ALTER TABLE review_signal ADD CONSTRAINT review_signal_kind_check CHECK (kind IN ('verdict', 'report', 'edit', 'appeal'))`);
    await db.query('ALTER TABLE review_signal ADD COLUMN appeal_id uuid');
    await db.query(`
      INSERT INTO queue (site_id, id, name, position, sla_minutes, created_at)
      SELECT s.id, 'appeals', 'Appeals', 1 + (SELECT coalesce(max(q.position), 0) FROM queue q WHERE q.site_id = s.id), 1440, s.created_at FROM site s
      ON CONFLICT DO NOTHING`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM review_signal WHERE kind = 'appeal'`);
    await db.query('ALTER TABLE review_signal DROP COLUMN appeal_id');
    await db.query(`ALTER TABLE review_signal DROP CONSTRAINT review_signal_kind_check`);
    await db.query(`ALTER TABLE review_signal ADD CONSTRAINT review_signal_kind_check CHECK (kind IN ('verdict', 'report', 'edit'))`);
    await db.query('DROP TABLE appeal');
    await db.query('ALTER TABLE review_item DROP COLUMN IF EXISTS kind');
    await db.query('DROP TABLE reporter_mute');
    await db.query('DROP INDEX report_reporter_idx');
    await db.query('ALTER TABLE report DROP COLUMN weight');
  }
}
