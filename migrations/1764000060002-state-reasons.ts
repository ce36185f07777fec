import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statements of reasons for restrictions, as the Digital Services Act asks for them (docs/law.md). */
export class StateReasons1764000060002 implements MigrationInterface {
  name = 'StateReasons1764000060002';

  async up(db: QueryRunner): Promise<void> {
    // Whether statements are made at the place in the log that the follower has reached.
    await db.query(`
      CREATE TABLE law_switch (
        site_id uuid PRIMARY KEY REFERENCES site (id) ON DELETE CASCADE,
        is_on boolean NOT NULL
      )`);
    // Its id is that of the line in the log that it states the reasons of: a line has one statement at most.
    await db.query(`
      CREATE TABLE law_statement (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        position bigint NOT NULL,
        restriction text NOT NULL CHECK (restriction IN ('removal', 'premoderate', 'suspend', 'ban')),
        comment_id uuid,
        decision_id uuid,
        policy text,
        ground text NOT NULL,
        source text NOT NULL CHECK (source IN ('notice', 'own')),
        is_detected_automatically boolean NOT NULL,
        is_decided_automatically boolean NOT NULL,
        content_at timestamptz NOT NULL,
        restricted_at timestamptz NOT NULL,
        until timestamptz,
        ended_at timestamptz,
        ended_by uuid,
        PRIMARY KEY (site_id, id)
      )`);
    // The list and the export, in the order of the log: what is stated later comes later.
    await db.query('CREATE UNIQUE INDEX law_statement_position_key ON law_statement (site_id, position)');
    // A comment is restricted once at a time.
    await db.query(`CREATE UNIQUE INDEX law_statement_in_force_key ON law_statement (site_id, comment_id) WHERE restriction = 'removal' AND ended_at IS NULL`);
    // What a decision that is taken back had ended.
    await db.query('CREATE INDEX law_statement_comment_idx ON law_statement (site_id, comment_id) WHERE comment_id IS NOT NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE law_statement, law_switch');
  }
}
