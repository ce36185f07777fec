import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a draft would have done to the past: each backtest with its progress and result, and the verdicts that it changed. */
export class KeepBacktests1764000017000 implements MigrationInterface {
  name = 'KeepBacktests1764000017000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE backtest (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        status text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'cancelled', 'failed')),
        version integer,
        based_on integer NOT NULL,
        document json NOT NULL,
        hash text NOT NULL,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL,
        most integer NOT NULL,
        total integer,
        judged integer NOT NULL DEFAULT 0,
        mark_at timestamptz,
        mark_id uuid,
        tally json,
        active_ms bigint NOT NULL DEFAULT 0,
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
    // One at a time on a site; also how workers find what is to be done.
    await db.query(`CREATE UNIQUE INDEX backtest_open_key ON backtest (site_id) WHERE status IN ('waiting', 'running')`);
    await db.query(`
      CREATE TABLE backtest_change (
        site_id uuid NOT NULL,
        backtest_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('newly_caught', 'no_longer_caught', 'changed')),
        place integer NOT NULL,
        comment_id uuid NOT NULL,
        revision integer NOT NULL,
        judged_at timestamptz NOT NULL,
        before text NOT NULL,
        after text NOT NULL,
        primary_rule text,
        hits json NOT NULL,
        decided text,
        PRIMARY KEY (site_id, backtest_id, kind, place),
        FOREIGN KEY (site_id, backtest_id) REFERENCES backtest (site_id, id) ON DELETE CASCADE
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE backtest_change, backtest');
  }
}
