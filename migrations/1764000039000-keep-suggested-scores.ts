import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people say a text should have scored, sent by software that speaks Perspective's protocol: labels to learn from. */
export class KeepSuggestedScores1764000039000 implements MigrationInterface {
  name = 'KeepSuggestedScores1764000039000';

  async up(db: QueryRunner): Promise<void> {
    // `subject` is what the score is about: a later one about the same replaces it. The replaced one stays until it is unlearned.
    await db.query(`
      CREATE TABLE suggested_score (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        connection_id uuid NOT NULL,
        subject text NOT NULL,
        label text NOT NULL,
        value real NOT NULL CHECK (value BETWEEN 0 AND 1),
        body text NOT NULL,
        category text,
        is_good boolean,
        is_learned boolean NOT NULL,
        is_replaced boolean NOT NULL DEFAULT false,
        suggested_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, id),
        CHECK ((category IS NULL) = (is_good IS NULL))
      )`);
    // One in force for each label of each subject; replacing one finds it here.
    await db.query('CREATE UNIQUE INDEX suggested_score_subject_key ON suggested_score (site_id, subject, label) WHERE NOT is_replaced');
    // What people last said of a label, for calibration.
    await db.query('CREATE INDEX suggested_score_label_idx ON suggested_score (site_id, label, suggested_at) WHERE NOT is_replaced');
    // What was last learned of a category, for the measure of its model.
    await db.query('CREATE INDEX suggested_score_category_idx ON suggested_score (site_id, category, suggested_at) WHERE category IS NOT NULL AND is_learned AND NOT is_replaced');
    // To be learned, or to be unlearned.
    await db.query('CREATE INDEX suggested_score_due_idx ON suggested_score (site_id, id) WHERE is_learned = is_replaced');
    // Expiry.
    await db.query('CREATE INDEX suggested_score_suggested_at_idx ON suggested_score (suggested_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE suggested_score');
  }
}
