import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words that people approve again and again: no disguise is seen in them (a site's own names, slang, places). */
export class LearnWords1764000023000 implements MigrationInterface {
  name = 'LearnWords1764000023000';

  async up(db: QueryRunner): Promise<void> {
    // What each comment taught, so that it can be unlearned.
    await db.query(`
      CREATE TABLE word_lesson (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        comment_id uuid NOT NULL,
        revision integer NOT NULL,
        action text NOT NULL CHECK (action IN ('approve', 'reject')),
        PRIMARY KEY (site_id, comment_id)
      )`);
    await db.query(`
      CREATE TABLE word_count (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        word text NOT NULL,
        approved integer NOT NULL,
        rejected integer NOT NULL,
        PRIMARY KEY (site_id, word)
      )`);
    // Never changed once it is there: evaluations name the version that they were judged with.
    await db.query(`
      CREATE TABLE vocabulary (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        version integer NOT NULL,
        words text[] NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, version)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE vocabulary, word_count, word_lesson');
  }
}
