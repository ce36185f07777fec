import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What every comment pays for: counters lose the index that only their expiry read (the sweep walks the table in slices instead),
 * and verdicts with their facts are kept as json, which is read whole or not at all: building jsonb cost more than storing it.
 */
export class LightenCountersAndEvaluations1764000012000 implements MigrationInterface {
  name = 'LightenCountersAndEvaluations1764000012000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX counter_expires_idx');
    await db.query('DROP INDEX counter_value_expires_idx');
    await db.query('ALTER TABLE evaluation ALTER COLUMN facts TYPE json USING facts::json, ALTER COLUMN verdict TYPE json USING verdict::json');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE evaluation ALTER COLUMN facts TYPE jsonb USING facts::jsonb, ALTER COLUMN verdict TYPE jsonb USING verdict::jsonb');
    await db.query('CREATE INDEX counter_expires_idx ON counter (expires_at)');
    await db.query('CREATE INDEX counter_value_expires_idx ON counter_value (expires_at)');
  }
}
