import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Histories taken over from other systems: each run with its progress, the file it reads, and replies whose parent has not come yet. */
export class KeepImports1764000041000 implements MigrationInterface {
  name = 'KeepImports1764000041000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE import_run (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        format text NOT NULL,
        source text NOT NULL,
        status text NOT NULL CHECK (status IN ('receiving', 'waiting', 'running', 'done', 'cancelled', 'failed')),
        bytes bigint NOT NULL DEFAULT 0,
        bytes_read bigint NOT NULL DEFAULT 0,
        rows integer NOT NULL DEFAULT 0,
        imported integer NOT NULL DEFAULT 0,
        repeated integer NOT NULL DEFAULT 0,
        skipped integer NOT NULL DEFAULT 0,
        failed integer NOT NULL DEFAULT 0,
        noted integer NOT NULL DEFAULT 0,
        problems jsonb NOT NULL DEFAULT '[]',
        failure text,
        attempts integer NOT NULL DEFAULT 0,
        taken_by uuid,
        taken_until timestamptz,
        requested_by text NOT NULL,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        ended_at timestamptz,
        PRIMARY KEY (site_id, id)
      )`);
    // How workers find what is to be done, and how many runs of a site are open.
    await db.query(`CREATE INDEX import_run_open_idx ON import_run (site_id, created_at) WHERE status IN ('receiving', 'waiting', 'running')`);
    // The file as it came, in pieces: any process can read it from any place, and nothing lies on the disk of one machine.
    await db.query(`
      CREATE TABLE import_piece (
        site_id uuid NOT NULL,
        run_id uuid NOT NULL,
        place integer NOT NULL,
        data bytea NOT NULL,
        PRIMARY KEY (site_id, run_id, place),
        FOREIGN KEY (site_id, run_id) REFERENCES import_run (site_id, id) ON DELETE CASCADE
      )`);
    // Pieces are read once and thrown away: compressing them would only take time.
    await db.query('ALTER TABLE import_piece ALTER COLUMN data SET STORAGE EXTERNAL');
    // Replies that stood before the comment they answer. By run and comment; emptied when the run ends.
    await db.query(`
      CREATE TABLE import_reply (
        site_id uuid NOT NULL,
        run_id uuid NOT NULL,
        comment_id uuid NOT NULL,
        parent_external_id text,
        parent_id uuid,
        at_row integer NOT NULL,
        line integer,
        PRIMARY KEY (site_id, run_id, comment_id),
        FOREIGN KEY (site_id, run_id) REFERENCES import_run (site_id, id) ON DELETE CASCADE
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE import_reply, import_piece, import_run');
  }
}
