import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What moderators make of an author, with their notes; and what a decision says to its author, does to them, and says of the signals. */
export class JudgeAuthors1764000025000 implements MigrationInterface {
  name = 'JudgeAuthors1764000025000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE author
        ADD COLUMN standing text CHECK (standing IN ('premoderate', 'suspend', 'ban', 'trust')),
        ADD COLUMN standing_until timestamptz,
        ADD COLUMN standing_by uuid,
        ADD COLUMN standing_at timestamptz,
        ADD COLUMN standing_note text,
        ADD COLUMN standing_decision_id uuid`);
    // Who stands how, the latest first.
    await db.query('CREATE INDEX author_standing_idx ON author (site_id, standing, standing_at, id) WHERE standing IS NOT NULL');
    // Search by the beginning of a name.
    await db.query('CREATE INDEX author_name_idx ON author (site_id, lower(name) text_pattern_ops, id) WHERE name IS NOT NULL');
    // All authors, the newest first.
    await db.query('CREATE INDEX author_created_idx ON author (site_id, created_at, id)');
    await db.query(`
      CREATE TABLE author_note (
        site_id uuid NOT NULL,
        id uuid NOT NULL,
        author_id text NOT NULL,
        text text NOT NULL,
        written_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, author_id) REFERENCES author (site_id, id) ON DELETE CASCADE
      )`);
    await db.query('CREATE INDEX author_note_author_idx ON author_note (site_id, author_id, id)');
    await db.query('ALTER TABLE decision ADD COLUMN message text, ADD COLUMN author_action jsonb');
    await db.query(`
      CREATE TABLE signal_feedback (
        site_id uuid NOT NULL,
        decision_id uuid NOT NULL,
        signal_id uuid NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('right', 'wrong')),
        PRIMARY KEY (site_id, decision_id, signal_id),
        FOREIGN KEY (site_id, decision_id) REFERENCES decision (site_id, id),
        FOREIGN KEY (site_id, signal_id) REFERENCES review_signal (site_id, id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE signal_feedback, author_note');
    await db.query('ALTER TABLE decision DROP COLUMN message, DROP COLUMN author_action');
    await db.query('DROP INDEX author_created_idx, author_name_idx, author_standing_idx');
    await db.query(`ALTER TABLE author DROP COLUMN standing, DROP COLUMN standing_until, DROP COLUMN standing_by, DROP COLUMN standing_at, DROP COLUMN standing_note, DROP COLUMN standing_decision_id`);
  }
}
