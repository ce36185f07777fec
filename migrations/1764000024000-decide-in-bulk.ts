import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One decision on many comments: what was asked for, the list as it was frozen, and what became of each line. */
export class DecideInBulk1764000024000 implements MigrationInterface {
  name = 'DecideInBulk1764000024000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE bulk_operation (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('decide', 'reverse')),
        status text NOT NULL CHECK (status IN ('frozen', 'waiting', 'running', 'done', 'cancelled')),
        action text NOT NULL CHECK (action IN ('approve', 'reject')),
        reason_code text,
        note text,
        on_claimed text NOT NULL CHECK (on_claimed IN ('skip', 'override')),
        origin text NOT NULL CHECK (origin IN ('ids', 'filter', 'rule', 'operation')),
        selection json,
        reverses uuid,
        total integer NOT NULL,
        may_override boolean NOT NULL,
        requested_by uuid NOT NULL,
        request_id text,
        attempts integer NOT NULL DEFAULT 0,
        taken_by uuid,
        taken_until timestamptz,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        ended_at timestamptz,
        PRIMARY KEY (site_id, id),
        FOREIGN KEY (site_id, reverses) REFERENCES bulk_operation (site_id, id) ON DELETE CASCADE
      )`);
    // How workers find what is to be done.
    await db.query(`CREATE INDEX bulk_operation_due_idx ON bulk_operation (site_id, id) WHERE status IN ('waiting', 'running')`);
    // Dry runs that nobody followed up.
    await db.query(`CREATE INDEX bulk_operation_frozen_idx ON bulk_operation (site_id, created_at) WHERE status = 'frozen'`);
    // An operation is taken back once.
    await db.query('CREATE UNIQUE INDEX bulk_operation_reverses_key ON bulk_operation (site_id, reverses) WHERE reverses IS NOT NULL');
    await db.query(`
      CREATE TABLE bulk_line (
        site_id uuid NOT NULL,
        operation_id uuid NOT NULL,
        place integer NOT NULL,
        comment_id uuid NOT NULL,
        item_id uuid,
        decision_id uuid,
        version integer NOT NULL,
        outcome text CHECK (outcome IN ('succeeded', 'skipped', 'failed')),
        code text,
        PRIMARY KEY (site_id, operation_id, place),
        FOREIGN KEY (site_id, operation_id) REFERENCES bulk_operation (site_id, id) ON DELETE CASCADE
      )`);
    // What is left to do, in order.
    await db.query('CREATE INDEX bulk_line_left_idx ON bulk_line (site_id, operation_id, place) WHERE outcome IS NULL');
    // Counts and lists of results.
    await db.query('CREATE INDEX bulk_line_outcome_idx ON bulk_line (site_id, operation_id, outcome, code, place) WHERE outcome IS NOT NULL');
    await db.query('ALTER TABLE decision ADD COLUMN bulk_operation_id uuid');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE decision DROP COLUMN bulk_operation_id');
    await db.query('DROP TABLE bulk_line, bulk_operation');
  }
}
