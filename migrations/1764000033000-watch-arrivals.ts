import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How fast comments come, where that is unusual, and which reported comments rules have yet to judge. */
export class WatchArrivals1764000033000 implements MigrationInterface {
  name = 'WatchArrivals1764000033000';

  async up(db: QueryRunner): Promise<void> {
    // Comments that came in ten minutes under one article ('' for the whole site), and how many of them were not published at once.
    await db.query(`
      CREATE TABLE arrival (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        article_id text NOT NULL,
        slot timestamptz NOT NULL,
        comments integer NOT NULL,
        withheld integer NOT NULL,
        PRIMARY KEY (site_id, article_id, slot)
      )`);
    // The busiest articles of a day; what an article has on average; what is too old to be history.
    await db.query('CREATE INDEX arrival_slot_idx ON arrival (site_id, slot)');
    // Surges under way, of articles and ('') of the whole site.
    await db.query(`
      CREATE TABLE surge (
        site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
        article_id text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('comments', 'holds')),
        since timestamptz NOT NULL,
        comments integer NOT NULL,
        withheld integer NOT NULL,
        usual double precision NOT NULL,
        PRIMARY KEY (site_id, article_id, kind)
      )`);
    // Reported comments that rules have not judged since; the latest report says whether another came meanwhile.
    await db.query(`
      CREATE TABLE report_waiting (
        site_id uuid NOT NULL,
        comment_id uuid NOT NULL,
        report_id uuid NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, comment_id),
        FOREIGN KEY (site_id, comment_id) REFERENCES comment (site_id, id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE report_waiting, surge, arrival');
  }
}
