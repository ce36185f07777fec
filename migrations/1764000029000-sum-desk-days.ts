import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whole days of what people decide, beside the hours: a long time is read from a tenth of the rows. Days are those of UTC. */
export class SumDeskDays1764000029000 implements MigrationInterface {
  name = 'SumDeskDays1764000029000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE desk_daily (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        dimension text NOT NULL,
        day date NOT NULL,
        key text NOT NULL,
        approved integer NOT NULL,
        rejected integer NOT NULL,
        undone integer NOT NULL,
        overturned integer NOT NULL,
        skipped integer NOT NULL,
        handling_ms bigint NOT NULL,
        PRIMARY KEY (site_id, dimension, day, key)
      )`);
    await db.query(`
      CREATE TABLE desk_time_daily (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        dimension text NOT NULL,
        kind text NOT NULL,
        day date NOT NULL,
        key text NOT NULL,
        bucket smallint NOT NULL,
        count integer NOT NULL,
        PRIMARY KEY (site_id, dimension, kind, day, key, bucket)
      )`);
    await db.query(`
      INSERT INTO desk_daily SELECT site_id, dimension, (hour AT TIME ZONE 'UTC')::date, key, sum(approved), sum(rejected), sum(undone), sum(overturned), sum(skipped), sum(handling_ms)
      FROM desk_hourly GROUP BY 1, 2, 3, 4`);
    await db.query(`INSERT INTO desk_time_daily SELECT site_id, dimension, kind, (hour AT TIME ZONE 'UTC')::date, key, bucket, sum(count) FROM desk_time_hourly GROUP BY 1, 2, 3, 4, 5, 6`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE desk_time_daily, desk_daily');
  }
}
