import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a site has toxicity scored, version by version, and what its curves are fitted to. */
export class ScoreToxicity1764000040000 implements MigrationInterface {
  name = 'ScoreToxicity1764000040000';

  async up(db: QueryRunner): Promise<void> {
    // Never changed: an evaluation names the version that it was scored by. The latest one counts.
    await db.query(`
      CREATE TABLE toxicity_setting (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        version integer NOT NULL,
        settings jsonb NOT NULL,
        sealed_key bytea,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, version)
      )`);
    // The latest approvals and the latest rejections that name a reason, for the curves.
    await db.query('CREATE INDEX learned_decision_action_idx ON learned_decision (site_id, action, decided_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX learned_decision_action_idx');
    await db.query('DROP TABLE toxicity_setting');
  }
}
