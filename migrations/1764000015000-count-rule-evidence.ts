import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each rule did and whether people agreed: folded by the worker from committed rows, never written by intake. */
export class CountRuleEvidence1764000015000 implements MigrationInterface {
  name = 'CountRuleEvidence1764000015000';

  async up(db: QueryRunner): Promise<void> {
    // How far a worker has folded the event log. It moves in the transaction that writes what was folded.
    await db.query(`
      CREATE TABLE fold_cursor (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        name text NOT NULL,
        position bigint NOT NULL,
        PRIMARY KEY (site_id, name)
      )`);
    // What each version says of each rule, so that sums over versions need not read whole documents. Equal content: the same rule, whatever its mode.
    await db.query(`
      CREATE TABLE rule_version (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        rule text NOT NULL,
        version integer NOT NULL,
        name text NOT NULL,
        mode text NOT NULL,
        action text NOT NULL,
        events text[] NOT NULL,
        daily_maximum integer,
        content text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, rule, version)
      )`);
    // The rules of one version, and whether a version is known.
    await db.query('CREATE INDEX rule_version_version_idx ON rule_version (site_id, version)');
    // By day (UTC), because it grows with every hit: old days are dropped, not deleted.
    await db.query(`
      CREATE TABLE rule_hit (
        site_id uuid NOT NULL,
        day date NOT NULL,
        evaluation_id uuid NOT NULL,
        rule text NOT NULL,
        comment_id uuid NOT NULL,
        revision integer NOT NULL,
        version integer NOT NULL,
        judged_at timestamptz NOT NULL,
        mode text NOT NULL,
        action text NOT NULL,
        is_suppressed boolean NOT NULL,
        is_only boolean NOT NULL,
        section text,
        entries text[] NOT NULL,
        weight double precision NOT NULL,
        outcome text CHECK (outcome IN ('pending', 'confirmed', 'overturned')),
        PRIMARY KEY (site_id, day, evaluation_id, rule)
      ) PARTITION BY RANGE (day)`);
    await db.query('CREATE TABLE rule_hit_default PARTITION OF rule_hit DEFAULT');
    // What one rule did lately, newest first.
    await db.query('CREATE INDEX rule_hit_rule_idx ON rule_hit (site_id, rule, judged_at, evaluation_id)');
    await db.query(`
      CREATE TABLE rule_daily (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        day date NOT NULL,
        rule text NOT NULL,
        version integer NOT NULL,
        hits integer NOT NULL,
        only_hits integer NOT NULL,
        rejects integer NOT NULL,
        pending integer NOT NULL,
        confirmed integer NOT NULL,
        overturned integer NOT NULL,
        weight_confirmed double precision NOT NULL,
        weight_overturned double precision NOT NULL,
        weight_squared double precision NOT NULL,
        errors integer NOT NULL,
        us_sum bigint NOT NULL,
        last_hit timestamptz,
        PRIMARY KEY (site_id, day, rule, version)
      )`);
    // Everything one rule did since it says what it says now.
    await db.query('CREATE INDEX rule_daily_rule_idx ON rule_daily (site_id, rule, version)');
    for (const [table, part] of [['entry_daily', 'entry'], ['section_daily', 'section']] as const) {
      await db.query(`
        CREATE TABLE ${table} (
          site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
          rule text NOT NULL,
          day date NOT NULL,
          ${part} text NOT NULL,
          hits integer NOT NULL,
          confirmed integer NOT NULL,
          overturned integer NOT NULL,
          PRIMARY KEY (site_id, rule, day, ${part})
        )`);
    }
    // How many comments were judged and how many passed: what hits are a share of.
    await db.query(`
      CREATE TABLE judged_hourly (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        hour timestamptz NOT NULL,
        version integer NOT NULL,
        event text NOT NULL,
        evaluated integer NOT NULL,
        passed integer NOT NULL,
        us_sum bigint NOT NULL,
        PRIMARY KEY (site_id, hour, version, event)
      )`);
    await db.query(`
      CREATE TABLE rule_hourly (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        hour timestamptz NOT NULL,
        rule text NOT NULL,
        hits integer NOT NULL,
        PRIMARY KEY (site_id, hour, rule)
      )`);
    // Five errors of a rule in ten minutes degrade it.
    await db.query(`
      CREATE TABLE rule_error_minute (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        minute timestamptz NOT NULL,
        rule text NOT NULL,
        errors integer NOT NULL,
        PRIMARY KEY (site_id, minute, rule)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE rule_error_minute, rule_hourly, judged_hourly, section_daily, entry_daily, rule_daily, rule_hit, rule_version, fold_cursor');
  }
}
