import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How it was judged: rule sets by version, every verdict with its facts, and the counters behind velocity rules. */
export class CreateJudging1764000002000 implements MigrationInterface {
  name = 'CreateJudging1764000002000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE rule_set (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        version integer NOT NULL,
        document jsonb NOT NULL,
        hash text NOT NULL,
        note text,
        published_by uuid,
        is_running boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, version)
      )`);
    // At most one version of a site runs; every process polls this.
    await db.query('CREATE UNIQUE INDEX rule_set_running_key ON rule_set (site_id) WHERE is_running');
    // By month: a year of verdicts is dropped, not deleted. Read by primary key from the revision, scanned in time order by backtests.
    await db.query(`
      CREATE TABLE evaluation (
        site_id uuid NOT NULL,
        judged_at timestamptz NOT NULL,
        id uuid NOT NULL,
        comment_id uuid NOT NULL,
        revision integer NOT NULL,
        event text NOT NULL CHECK (event IN ('create', 'edit', 'report', 'rescan')),
        action text NOT NULL CHECK (action IN ('publish', 'flag', 'hold', 'reject')),
        rule_set_version integer NOT NULL,
        engine_version text NOT NULL,
        facts jsonb NOT NULL,
        verdict jsonb NOT NULL,
        took_us integer NOT NULL,
        PRIMARY KEY (site_id, judged_at, id)
      ) PARTITION BY RANGE (judged_at)`);
    await db.query('CREATE TABLE evaluation_default PARTITION OF evaluation DEFAULT');
    await db.query(`
      CREATE TABLE counter (
        site_id uuid NOT NULL,
        key bytea NOT NULL,
        bucket integer NOT NULL,
        n integer NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, key, bucket)
      )`);
    await db.query('CREATE INDEX counter_expires_idx ON counter (expires_at)');
    await db.query(`
      CREATE TABLE counter_value (
        site_id uuid NOT NULL,
        key bytea NOT NULL,
        bucket integer NOT NULL,
        value bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, key, bucket, value)
      )`);
    await db.query('CREATE INDEX counter_value_expires_idx ON counter_value (expires_at)');
    await db.query(`
      CREATE TABLE idempotency_key (
        site_id uuid NOT NULL,
        actor text NOT NULL,
        operation text NOT NULL,
        key text NOT NULL,
        fingerprint bytea NOT NULL,
        outcome_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, actor, operation, key)
      )`);
    // Keys are kept for a day.
    await db.query('CREATE INDEX idempotency_key_created_idx ON idempotency_key (created_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE idempotency_key, counter_value, counter, evaluation, rule_set');
  }
}
