import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Brakes on rules that do too much, and the queue of the audit sample for sites that are there already. */
export class BrakeRules1764000016000 implements MigrationInterface {
  name = 'BrakeRules1764000016000';

  async up(db: QueryRunner): Promise<void> {
    // `cause` is what the brake was put on for: the version since which a rule says what it says, a day, an hour. One brake per cause: what an
    // admin has released does not come back for the same reason. A rule's id is never '*', which stands for the site.
    await db.query(`
      CREATE TABLE rule_brake (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        rule text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('young', 'daily', 'degraded', 'rate')),
        cause text NOT NULL,
        since timestamptz NOT NULL,
        until timestamptz,
        released_at timestamptz,
        released_by text,
        evidence jsonb NOT NULL,
        PRIMARY KEY (site_id, rule, kind, cause)
      )`);
    // What every process polls: few are on at any time.
    await db.query('CREATE INDEX rule_brake_on_idx ON rule_brake (site_id) WHERE released_at IS NULL');
    await db.query(`
      INSERT INTO queue (site_id, id, name, position, created_at)
      SELECT s.id, 'audit', 'Audit', (SELECT coalesce(max(q.position), 0) + 1 FROM queue q WHERE q.site_id = s.id), now() FROM site s
      ON CONFLICT DO NOTHING`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE rule_brake');
  }
}
