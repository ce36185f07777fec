import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sketches of comments, by which copies of a text are found though words were changed. Written only for sites whose rules ask. */
export class KeepNearDuplicates1764000019000 implements MigrationInterface {
  name = 'KeepNearDuplicates1764000019000';

  async up(db: QueryRunner): Promise<void> {
    // By day: no window reaches beyond four weeks, and a day of sketches is dropped, not deleted.
    await db.query(`
      CREATE TABLE near_duplicate (
        site_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        comment_id uuid NOT NULL,
        cluster uuid NOT NULL,
        bands integer[] NOT NULL,
        PRIMARY KEY (site_id, created_at, comment_id)
      ) PARTITION BY RANGE (created_at)`);
    await db.query('CREATE TABLE near_duplicate_default PARTITION OF near_duplicate DEFAULT');
    // Who shares a band with this text. Bands carry the site in them. Without a pending list, which every look-up would have to walk.
    await db.query('CREATE INDEX near_duplicate_bands_idx ON near_duplicate USING gin (bands) WITH (fastupdate = off)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE near_duplicate');
  }
}
